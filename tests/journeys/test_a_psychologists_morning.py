"""A psychologist comes in the morning: red on top, one call after the other, by keyboard; a record
is opened, two sittings are set side by side, a summary is printed; and, on the way, by phone."""

import pytest

from muster.web.psychologist.tests.house import make_house
from tests.journeys.conftest import DESK, PHONE

SAYS = {
    "en": {
        "title": "Who needs you now", "new": "1 person is new. Show", "save": "Put on record",
        "yes": "Yes", "outcome": "What came of it?", "opened": "A case was opened",
        "closed": "It is closed.", "compare": "Compare two sittings item by item",
        "continue": "Continue", "why": "I am assessing or treating this person",
        "side": "Higher", "print": "Summary to print", "make": "Make the summary",
        "with": "You",
    },
    "ru": {
        "title": "Кому вы нужны сейчас", "new": "1 новый человек. Показать", "save": "Записать",
        "yes": "Да", "outcome": "Чем закончилось?", "opened": "Открыт случай сопровождения",
        "closed": "Закрыто.", "compare": "Сравнить два обследования по вопросам",
        "continue": "Продолжить", "why": "Обследую или лечу этого человека",
        "side": "Больше", "print": "Сводка для печати", "make": "Составить сводку",
        "with": "Вы",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A battalion on a Monday morning, with every kind of line in its list."""
    made = make_house()
    people = [
        made.enlists(f"AB-{n:03}", surname, given, Rank="сержант", Phone=f"+38050111{n:04}")
        for n, (surname, given) in enumerate(
            [("Гайко", "Олесь"), ("Мельник", "Ірина"), ("Бондар", "Тарас"), ("Клен", "Марія")]
        )
    ]
    red, late, soon, quiet = people
    made.answers(red, 1, 1, 1, 0, 0, 1, 0, 0, 0, days_ago=200)
    made.answers(red, 2, 2, 2, 1, 1, 1, 0, 0, 0, days_ago=40)
    made.answers(red, 2, 1, 2, 1, 1, 1, 1, instrument="gad-7", days_ago=40)
    made.answers(red, 3, 3, 2, 2, 2, 2, 1, 1, 3, days_ago=0.05)
    made.answers(late, *[2] * 9, days_ago=9, follow_up="done", language="ru")
    made.answers(soon, *[2] * 7, instrument="gad-7", days_ago=1)
    made.asks(quiet)
    return made, people


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_psychologists_morning(visitor, house, language):
    made, (red, *_others) = house
    says = SAYS[language]
    psychologist = visitor(language, DESK)
    page = psychologist.page
    psychologist.signs_in(made.account, again=True)

    psychologist.opens("/queue")
    assert page.get_by_role("heading", level=1).inner_text() == says["title"]
    first = page.locator("[data-row]").first
    assert "Гайко Олесь" in first.inner_text()
    psychologist.finds_no_barrier()
    psychologist.is_pictured(f"queue-{language}")

    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Гайко Олесь"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Мельник Ірина"
    page.keyboard.press("k")
    page.keyboard.press("t")
    page.locator("[data-row]").first.get_by_text(says["with"], exact=True).wait_for()
    page.wait_for_function("document.activeElement.textContent === 'Гайко Олесь'")

    page.keyboard.press("c")
    page.wait_for_url(f"**/queue/{red}/call")
    psychologist.finds_no_barrier()
    page.get_by_label(says["yes"], exact=True).check()
    page.get_by_role("button", name=says["save"]).click()
    page.get_by_label(says["opened"]).check()
    psychologist.finds_no_barrier()
    page.get_by_role("button", name=says["save"]).click()
    page.get_by_text(says["closed"]).wait_for()
    assert "Гайко" not in page.locator(".queue").inner_text()

    psychologist.opens(f"/people/{red}")
    psychologist.finds_no_barrier()
    psychologist.is_pictured(f"person-{language}")
    psychologist.is_pictured(f"chart-{language}", of=".scale")
    page.get_by_role("link", name=says["compare"]).click()
    page.get_by_label(says["why"]).check()
    page.get_by_role("button", name=says["continue"]).click()
    page.get_by_text(says["side"]).first.wait_for()
    psychologist.finds_no_barrier()
    psychologist.is_pictured(f"compared-{language}")

    psychologist.opens(f"/people/{red}")
    page.get_by_role("link", name=says["print"]).click()
    with page.expect_download() as printed:
        page.get_by_role("button", name=says["make"]).click()
    assert printed.value.suggested_filename == "summary.pdf"


def test_what_is_new_is_said_without_a_reload(visitor, house):
    made, _people = house
    psychologist = visitor("en", DESK)
    page = psychologist.page
    psychologist.signs_in(made.account)
    psychologist.opens("/queue")
    newcomer = made.enlists("AB-100", "Новак", "Юлія")
    made.asks(newcomer, urgent=True)
    page.evaluate("document.querySelector('.news').dispatchEvent(new Event('look'))")
    page.get_by_role("button", name=SAYS["en"]["new"]).click()
    page.get_by_role("link", name="Новак Юлія", exact=True).wait_for()
    assert page.evaluate("document.activeElement.textContent") in ("Новак Юлія", "Гайко Олесь")
    psychologist.finds_no_barrier()


def test_a_psychologist_on_the_way_with_a_phone(visitor, house):
    made, (red, *_others) = house
    psychologist = visitor("ru", PHONE)
    psychologist.signs_in(made.account)
    psychologist.opens("/queue")
    psychologist.finds_no_barrier()
    psychologist.is_pictured("queue-phone")
    assert psychologist.page.locator("a[href^='tel:']").first.is_visible()
    psychologist.opens(f"/people/{red}")
    psychologist.finds_no_barrier()
    psychologist.is_pictured("person-phone")


def test_the_list_is_worked_on_without_scripts_and_in_the_dark(visitor, house):
    made, _people = house
    psychologist = visitor("en", DESK, scripts=False, dark=True)
    page = psychologist.page
    psychologist.signs_in(made.account)
    psychologist.opens("/queue")
    page.get_by_role("button", name="Take Гайко Олесь").click()
    page.get_by_text("You took the person on.").wait_for()
    psychologist.is_pictured("queue-dark")
    page.get_by_role("link", name="Гайко Олесь", exact=True).click()
    psychologist.is_pictured("person-dark")
