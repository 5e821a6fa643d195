"""A school puts in a course, fills its one place, and certifies; the next in line moves up."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, MEMBER, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.partners import agree, register_partner
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "read": "Read it, and ask for a place", "agree": "This school may read my packet",
        "ask": "Ask for a place", "place": "Give them a place", "list": "Put them on the waiting",
        "full": "All 1 places of the course are taken.", "has": "Has a place",
        "waits": "On the waiting list", "before": "The course ends on",
        "paper": "Certificate (PDF)",
        "pays": "It pays 300 a month while you learn.",
    },
    "ru": {
        "read": "Прочитать и попросить место", "agree": "Это учебное заведение может прочесть",
        "ask": "Попросить место", "place": "Дать место", "list": "Внести в лист ожидания",
        "full": "Все места курса (1) заняты.", "has": "Есть место",
        "waits": "В листе ожидания", "before": "Курс заканчивается", "paper": "Удостоверение (PDF)",
        "pays": "Пока вы учитесь, платят 300 в месяц.",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    """A school that was checked, and two soldiers with packets."""
    at, unit = now(), make_unit("7")
    people = muster_up(unit, {unit: ["Гайко", "Ревко"]})
    soldiers = [account_of_person(one, unit) for one in people.values()]
    by, school = Viewer(account_with(CASEWORKER, unit, "c.lan"), CASEWORKER, (unit,)), new_id()
    register_partner(partner=school, kind="school", name="Trade school", by=by, at=at)
    until = local_day(at) + timedelta(days=300)
    agree(partner=school, since=local_day(at), until=until, by=by, at=at)
    for name, person, account in zip(("Oles", "Orest"), people.values(), soldiers, strict=True):
        member = Viewer(account, MEMBER, person=person)
        give_packet(
            person=person, words={"name": name}, alone=True,
            until=local_day(at) + timedelta(days=90), by=member, at=at,
        )  # fmt: skip
    return account_with(PARTNER, UnitId(school), "school.lan"), soldiers


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_school_fills_its_places(visitor, house, language):
    said, (school, soldiers) = WORDS[language], house
    teacher = visitor(language, DESK)
    teacher.signs_in(school)
    page = teacher.page
    puts_in(teacher, said)

    first, second = [asks(visitor(language, PHONE), one, said) for one in soldiers]
    opens_course(teacher)
    answers(teacher, "Oles", said["place"])
    page.get_by_text(said["has"], exact=True).wait_for()
    teacher.finds_no_barrier()
    opens_course(teacher)
    answers(teacher, "Orest", said["place"])
    page.get_by_text(said["full"]).first.wait_for()
    page.get_by_label(said["list"]).check()
    page.locator("main form button[type=submit]").click()
    page.get_by_text(said["waits"], exact=True).wait_for()

    certifies(teacher, language)
    first.opens("/me/work")
    text = first.page.locator("main").inner_text()
    assert "May drive fork-lifts, no. 12" in text
    first.finds_no_barrier()
    first.is_pictured(f"own-courses-{language}")
    with first.page.expect_download() as kept:
        first.page.get_by_role("link", name=said["paper"]).click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")
    second.opens("/me/work")
    assert said["waits"] in second.page.locator("main").inner_text()
    second.finds_no_barrier()


def opens_course(teacher):
    teacher.opens("/partner/courses")
    teacher.page.get_by_role("link", name="Fork-lifts").click()


def answers(teacher, name, what):
    """Say one thing of somebody who asked."""
    teacher.page.get_by_role("link", name=name).click()
    teacher.page.get_by_label(what).check()
    teacher.page.locator("main form button[type=submit]").click()
    teacher.page.wait_for_load_state()


def day(page, name, on):
    for part in ("day", "month", "year"):
        page.locator(f"input[name={name}-{part}]").fill(str(getattr(on, part)))


def puts_in(teacher, said):
    """Put in a course for one; the first try would end before it starts."""
    page, today = teacher.page, local_day()
    teacher.opens("/partner")
    teacher.opens("/partner/courses/new")
    teacher.finds_no_barrier()
    page.locator("#id_title").fill("Fork-lifts")
    page.locator("#id_region").fill("Lviv")
    page.locator("#id_places").fill("1")
    page.locator("#id_stipend").fill("300")
    day(page, "begins", today)
    day(page, "ends", today - timedelta(days=1))
    page.locator("main form button[type=submit]").click()
    assert said["before"] in page.locator("main").inner_text()
    teacher.finds_no_barrier()
    day(page, "ends", today + timedelta(days=20))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/partner/courses")
    teacher.finds_no_barrier()


def asks(member, account, said):
    """Ask for a place on the course with one's own packet."""
    member.signs_in(account, again=True)
    member.opens("/me/work")
    assert said["pays"] in member.page.locator("main").inner_text()
    member.page.get_by_role("link", name=said["read"]).first.click()
    member.page.get_by_label(said["agree"]).check()
    member.finds_no_barrier()
    member.page.get_by_role("button", name=said["ask"]).click()
    member.page.wait_for_url("**/me/work")
    return member


def certifies(teacher, language):
    """Put on record who was there, and that one of them completed it."""
    page = teacher.page
    opens_course(teacher)
    page.locator("input[name=there]").first.check()
    teacher.finds_no_barrier()
    teacher.is_pictured(f"course-{language}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Oles").click()
    page.locator("input[value=completed]").check()
    page.locator("#id_words").fill("May drive fork-lifts, no. 12")
    day(page, "day", local_day())
    teacher.finds_no_barrier()
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
