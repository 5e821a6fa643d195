"""A form says what is wrong, leads there, and keeps what was typed, in either language.

The form is that of signing in: whoever stands before it is nobody yet.
"""

import pytest

WRONG = {"en": "Error: ", "ru": "Ошибка: "}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(visitor, language):
    somebody = visitor(language)
    somebody.opens("/sign-in")
    assert not somebody.page.title().startswith(WRONG[language])
    somebody.page.locator("main form .govuk-button[type=submit]").first.click()
    summary = somebody.page.locator(".govuk-error-summary")
    summary.wait_for()
    assert somebody.page.title().startswith(WRONG[language])
    assert summary.evaluate("one => one === document.activeElement")
    first = summary.get_by_role("link").first
    field = first.get_attribute("href")
    first.click()
    assert somebody.page.locator(field).evaluate("one => one === document.activeElement")
    somebody.finds_no_barrier()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_language_changes_half_way_and_what_was_typed_stays(visitor, scripts):
    somebody = visitor("en", scripts=scripts)
    somebody.opens("/sign-in")
    typed = somebody.page.locator("main form input[type=text]").first
    typed.fill("petrov")
    somebody.page.get_by_role("button", name="Русский").click()
    somebody.page.locator("html[lang=ru]").wait_for()
    assert somebody.page.locator("main form input[type=text]").first.input_value() == "petrov"
    assert somebody.page.locator(".govuk-error-summary").count() == 0
    somebody.page.get_by_role("button", name="English").click()
    somebody.page.locator("html[lang=en]").wait_for()
    assert somebody.page.locator("main form input[type=text]").first.input_value() == "petrov"


def test_a_button_pressed_twice_sends_once(visitor):
    somebody = visitor("en")
    sent = []
    somebody.page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    somebody.opens("/sign-in")
    slow = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    wire = somebody.page.context.new_cdp_session(somebody.page)
    wire.send("Network.emulateNetworkConditions", slow)
    somebody.page.locator("main form .govuk-button[type=submit]").first.evaluate(
        "one => { one.click(); setTimeout(() => one.click(), 150); }"
    )
    somebody.page.locator(".govuk-error-summary").wait_for()
    assert len(sent) == 1


def test_enter_sends_the_form_and_leaves_the_language(visitor):
    somebody = visitor("en")
    somebody.opens("/sign-in")
    somebody.page.locator("main form input[type=text]").first.press("Enter")
    somebody.page.locator(".govuk-error-summary").wait_for()
    assert somebody.page.locator("html").get_attribute("lang") == "en"
