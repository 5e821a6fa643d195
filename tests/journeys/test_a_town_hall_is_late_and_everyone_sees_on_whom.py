"""A town hall finds somewhere to live too late, and everybody sees on whom it waited."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.bringing import Brought, bring_cases
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.tasks import Task, give_task
from muster.transition.rules.track import Act, Event
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, make_unit
from tests.journeys.conftest import DESK, PHONE

BEGUN = now() - timedelta(days=60)
HALL = "Town hall"
OTHERS = ["".join((first, last)) for first in ("Гай", "Лис", "Бой", "Дуб") for last in
          ("енко", "ук", "ий", "ов", "ич")]  # fmt: skip
WORDS = {
    "en": {
        "late": "Late", "late_done": "Done late", "became": "Somewhere to live",
        "save": "Put on record", "ask": "Ask “what if”", "work": "Work it out",
        "from": "Where this comes from", "twice": "Twice as many",
    },
    "ru": {
        "late": "Просрочено", "late_done": "Сделано с опозданием", "became": "Жильё",
        "save": "Записать", "ask": "Спросить «что, если»", "work": "Рассчитать",
        "from": "Откуда этот ответ", "twice": "Вдвое больше",
    },
}  # fmt: skip


def lived(person, owner, opened):
    """A case that an earlier system kept: sixty days from its opening to work."""

    def step(days, name, state, **more):
        return Event(Act.STEPPED, opened + timedelta(days=days), owner, name, state, **more)

    return Brought(person, (
        Event(Act.OPENED, opened, owner, state="opened"),
        step(2, "accept", "needs", to=owner), step(12, "map", "plan"),
        step(22, "agree", "placement"), step(60, "place", "following"),
    ))  # fmt: skip


@pytest.fixture
def house(committed):
    """Twenty who came to work, one who waits for somewhere to live, and who looks after them."""
    unit = make_unit("1")
    people = muster_up(unit, {unit: ["Зоря", *OTHERS]})
    person = people["Зоря"]
    account = account_of_person(person, unit)
    member = Viewer(account, MEMBER, person=person)
    working = account_with(CASEWORKER, unit, "c.one")
    by = Viewer(working, CASEWORKER, (unit,))
    words, until = {"name": "Zorya", "trade": "driver"}, BEGUN.date() + timedelta(days=200)
    give_packet(person=person, words=words, until=until, alone=True, by=member, at=BEGUN)
    open_own_case(person=person, case=new_id(), by=member, at=BEGUN)
    take_step(person=person, step="accept", reason="", words="", by=by, at=BEGUN)
    give_task(
        person=person, task=new_id(), given=Task("housing", "local-authority", HALL), words="",
        by=by, at=BEGUN,
    )  # fmt: skip
    first = now() - timedelta(days=400)
    brought = [
        lived(people[name], AccountId(working), first + timedelta(days=12 * number))
        for number, name in enumerate(OTHERS)
    ]
    bring_cases(cases=brought, by=by, at=now())
    return account, working, account_with(HEAD_OF_OFFICE, unit, "h.one")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_town_hall_is_late_and_everyone_sees_on_whom(visitor, house, language):
    said, (account, working, head) = WORDS[language], house
    caseworker = visitor(language, DESK)
    caseworker.signs_in(working)
    page = caseworker.page
    caseworker.opens("/after-service")
    assert HALL in page.locator("main").inner_text()
    caseworker.finds_no_barrier()

    veteran = visitor(language, PHONE)
    veteran.signs_in(account, again=True)
    veteran.opens("/me/after-service")
    told = veteran.page.locator("main").inner_text()
    assert HALL in told
    assert said["late"] in told
    veteran.finds_no_barrier()
    assert veteran.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("link", name="Zorya").click()
    caseworker.finds_no_barrier()
    page.get_by_role("link", name=said["became"]).click()
    page.locator("input[name=what][value=done]").check()
    page.locator("#id_reason").select_option("no-place")
    caseworker.finds_no_barrier()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/after-service/*-*")
    assert said["late_done"] in page.locator("main").inner_text()

    veteran.opens("/me/after-service")
    assert said["late_done"] in veteran.page.locator("main").inner_text()

    chief = visitor(language, DESK)
    chief.signs_in(head)
    chief.opens("/after-service/office")
    assert HALL in chief.page.locator("main").inner_text()
    chief.finds_no_barrier()
    chief.page.get_by_role("button", name=said["ask"]).click()
    chief.page.get_by_label(said["twice"]).check()
    chief.page.get_by_role("button", name=said["work"]).click()
    chief.page.get_by_text(said["from"]).wait_for()
    chief.finds_no_barrier()
