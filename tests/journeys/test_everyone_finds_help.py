"""Everyone finds help without a sign-in: on a phone, at night, by keyboard, without scripts."""

import pytest

from tests.journeys.conftest import DESK, PHONE

PAGES = ("/", "/help-now", "/components", "/no-such-page")
SAID = {
    "en": {"help": "Get help now", "exit": "Exit this page", "other": "Русский"},
    "ru": {"help": "Помощь сейчас", "exit": "Уйти со страницы", "other": "English"},
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_somebody_in_need_finds_a_number_and_leaves(visitor, language, size):
    somebody, said = visitor(language, size), SAID[language]
    somebody.opens("/")
    somebody.page.get_by_role("link", name=said["help"], exact=True).click()
    somebody.page.wait_for_url("**/help-now")
    assert somebody.page.locator(".numbers li").count() >= 2
    somebody.finds_no_barrier()
    somebody.page.get_by_role("button", name=said["exit"]).click()
    somebody.page.wait_for_url("**/exit")
    assert somebody.page.locator("body").inner_text().strip() == ""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_page_for_everyone_has_a_barrier_or_moves_sideways(visitor, language, size):
    somebody = visitor(language, size)
    for path in PAGES:
        assert somebody.opens(path) == (404 if path == "/no-such-page" else 200)
        somebody.finds_no_barrier()
        wide = somebody.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], path
        somebody.is_pictured(f"everyone-{path.strip('/') or 'front'}-{language}-{size['width']}")


TOO_SMALL = """() => [...document.querySelectorAll(
  "button, .govuk-button, .masthead a, input:not([type=hidden]), select, textarea, summary"
)].map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && box.height < 44)
  .map(([html]) => html)"""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_narrowest_page_holds_everything_and_whatever_is_pressed_is_large(visitor, language):
    somebody = visitor(language, {"width": 320, "height": 640})
    for path in (*PAGES, "/sign-in"):
        somebody.opens(path)
        assert somebody.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert somebody.page.evaluate(TOO_SMALL) == [], path


@pytest.mark.parametrize("language", ["en", "ru"])
def test_at_night_the_pages_are_dark_and_have_no_barrier(visitor, language):
    somebody = visitor(language, PHONE, dark=True)
    for path in PAGES:
        somebody.opens(path)
        somebody.finds_no_barrier()
        somebody.is_pictured(f"everyone-{path.strip('/') or 'front'}-{language}-dark")


def test_help_is_found_by_keyboard_alone(visitor):
    somebody = visitor()
    somebody.opens("/")
    somebody.page.keyboard.press("Tab")
    assert somebody.page.evaluate("document.activeElement.hash") == "#content"
    for _step in range(10):
        somebody.page.keyboard.press("Tab")
        if somebody.page.evaluate("document.activeElement.pathname") == "/help-now":
            break
    somebody.page.keyboard.press("Enter")
    somebody.page.wait_for_url("**/help-now")
    for _press in range(3):
        somebody.page.keyboard.press("Shift")
    somebody.page.wait_for_url("**/exit")


def test_a_key_presses_a_button_until_keys_are_turned_off(visitor):
    somebody = visitor()
    somebody.opens("/components")
    somebody.page.keyboard.press("w")
    assert somebody.page.evaluate("location.hash") == "#content"
    somebody.page.get_by_role("button", name="Turn the keys off on this device").click()
    somebody.opens("/components?again")
    somebody.page.keyboard.press("w")
    assert somebody.page.evaluate("location.hash") == ""
    somebody.page.get_by_role("button", name="Turn the keys on on this device").click()
    somebody.page.keyboard.press("w")
    assert somebody.page.evaluate("location.hash") == "#content"


def test_without_scripts_help_the_way_out_and_the_language_are_there(visitor):
    somebody = visitor(scripts=False)
    somebody.opens("/help-now")
    somebody.page.get_by_role("link", name="Русский").click()
    assert somebody.page.locator("h1").inner_text() == "Помощь сейчас"
    somebody.page.get_by_role("button", name="Уйти со страницы").click()
    somebody.page.wait_for_url("**/exit")
