"""A caseworker's morning: who waits, who lost work, who was not reached, what is late on whom."""

from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.packets import give_packet
from muster.transition.commands.bringing import Brought, bring_cases
from muster.transition.commands.cases import open_own_case
from muster.transition.commands.tasks import Task, give_task
from muster.transition.commands.words import write_to_caseworker
from muster.transition.rules.track import Act, Event
from tests.companies import muster_up
from tests.houses import account_of_person, account_with, local_day, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

HALL = "Harbour town hall"
QUIET = ["".join((first, last)) for first in ("Гай", "Лис", "Бой", "Дуб", "Яв") for last in
         ("енко", "ук", "ий", "ов", "ич")]  # fmt: skip
WORDS = {
    "en": {
        "lost": "Lost their work", "silent": "Not reached", "wrote": "Wrote, waits for an answer",
        "quiet": "for which nothing waits within the week", "take": "Needs are being mapped",
        "accept": "Take the case", "message": "Write to the person", "contact": "A call or a talk",
        "reached": "Yes, we talked", "give": "Give the case to a colleague",
        "covers": "Late with your colleagues", "loads": "Who carries how many",
    },
    "ru": {
        "lost": "Потерял работу", "silent": "Нет связи", "wrote": "Написал, ждёт ответа",
        "quiet": "по которым на этой неделе ничего не ждёт", "take": "Выясняется, что нужно",
        "accept": "Принять дело", "message": "Написать человеку", "contact": "Звонок или разговор",
        "reached": "Да, мы поговорили", "give": "Передать дело коллеге",
        "covers": "Просрочено у коллег", "loads": "Кто сколько дел ведёт",
    },
}  # fmt: skip


def lived(person, owner, opened, *, lost=False, seen=0):
    """A case that came to work within sixty days of its opening; some lost it again."""

    def step(days, name, state, due=None, **more):
        at = opened + timedelta(days=days)
        due = None if due is None else now() + timedelta(days=due)
        return Event(Act.STEPPED, at, owner, name, state, due=due, **more)

    events = [
        Event(Act.OPENED, opened, owner, state="opened"),
        step(2, "accept", "needs", to=owner), step(12, "map", "plan"),
        step(22, "agree", "placement", 40),
    ]  # fmt: skip
    if seen:
        return Brought(person, tuple(events))
    events.append(step(60, "place", "following", 40))
    if lost:
        events.append(step(75, "lose", "placement", 40, reason="laid-off"))
    return Brought(person, tuple(events))


@pytest.fixture
def house(committed):
    """Twenty-five quiet cases, and one each that lost work, was not reached, wrote, and waits."""
    unit = make_unit("1")
    named = {"Зоря": "Zorya", "Сокол": "Sokol", "Клён": "Klen", "Рябина": "Ryabina", "Ива": "Iva"}
    people = muster_up(unit, {unit: [*named, *QUIET]})
    mine = account_with(CASEWORKER, unit, "c.one")
    other = account_with(CASEWORKER, unit, "c.two")
    by, begun = Viewer(mine, CASEWORKER, (unit,)), now() - timedelta(days=80)
    brought = [lived(people[name], mine, begun) for name in QUIET]
    brought += [
        lived(people["Зоря"], mine, begun, lost=True), lived(people["Сокол"], mine, begun, seen=1),
        lived(people["Клён"], mine, begun), lived(people["Ива"], other, begun),
    ]  # fmt: skip
    bring_cases(cases=brought, by=by, at=now())
    accounts = {}
    for name, english in named.items():
        person, accounts[name] = people[name], account_of_person(people[name], unit)
        member = Viewer(accounts[name], MEMBER, person=person)
        words, until = {"name": english}, local_day() + timedelta(days=60)
        give_packet(person=person, words=words, until=until, alone=True, by=member, at=now())
        if name == "Рябина":
            open_own_case(person=person, case=new_id(), by=member, at=now())
        if name == "Клён":
            write_to_caseworker(person=person, text="Can we talk?", by=member, at=now())
    late = now() - timedelta(days=60)
    given = Task("housing", "local-authority", HALL)
    give_task(person=people["Ива"], task=new_id(), given=given, words="", by=by, at=late)
    return people, mine


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_caseworkers_morning(visitor, house, language):
    people, mine = house
    hand = Hand(visitor(language, DESK), mine, WORDS[language])
    hand.opens("/after-service")
    hand.reads("lost", "silent", "wrote", "quiet", "covers", "loads", HALL, "Zorya", "Iva")
    hand.shows(f"caseworkers-morning-{language}")

    hand.follows("Ryabina")
    hand.follows("accept")
    hand.page.locator("main form button[type=submit]").click()
    hand.reads("take")

    hand.opens(f"/after-service/{people['Клён']}")
    hand.reads("Can we talk?")
    hand.follows("message")
    hand.writes("text", "At ten")
    hand.page.locator("main form button[type=submit]").click()
    hand.reads("At ten")

    hand.opens(f"/after-service/{people['Сокол']}")
    hand.follows("contact")
    hand.checks("reached")
    hand.page.locator("main form button[type=submit]").click()
    hand.follows("give")
    hand.page.locator("#id_to").select_option(label="c.two")
    hand.visitor.finds_no_barrier()
    hand.page.locator("main form button[type=submit]").click()
    hand.page.wait_for_url(f"**/after-service/{people['Сокол']}*")

    hand.opens("/after-service")
    hand.does_not_read(WORDS[language]["wrote"], WORDS[language]["silent"])
    phone = Hand(visitor(language, PHONE), mine, WORDS[language])
    phone.opens("/after-service")
    phone.reads("lost", "quiet")
    phone.shows(f"caseworkers-morning-phone-{language}")
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    assert phone.page.evaluate(fits)
