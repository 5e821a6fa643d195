"""The head of an office sees where time is lost and who stays in work, and asks "what if"."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.time import now
from muster.transition.commands.bringing import Brought, bring_cases
from muster.transition.commands.counting import count_times
from muster.transition.commands.staying import count_staying
from muster.transition.rules.track import Act, Event
from tests.companies import muster_up
from tests.houses import account_with, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

PEOPLE = [f"{first}{last}" for first in ("Гай", "Лис", "Бой", "Дуб", "Мор") for last in
          ("енко", "ук", "ий", "ов", "ич", "ак")]  # fmt: skip
WORDS = {
    "en": {
        "ask": "Ask “what if”", "twice": "Twice as many", "work": "Work it out",
        "from": "Where this comes from", "more": "How many caseworkers more?",
        "worst": "Most time is lost at: Looking for work or training.",
        "staying": "Who stays in work", "curve": "After 90 days", "groups": "By sex",
    },
    "ru": {
        "ask": "Спросить «что, если»", "twice": "Вдвое больше", "work": "Рассчитать",
        "from": "Откуда этот ответ", "more": "На сколько кураторов больше?",
        "worst": "Больше всего времени теряется на шаге: Поиск работы или учёбы.",
        "staying": "Кто остаётся на работе", "curve": "Через 90 дн.", "groups": "По полу",
    },
}  # fmt: skip


def lived(person, owner, opened, *, lost):
    """A case of an earlier year: a search that took too long, then work, which some lost."""

    def step(days, name, state, due=None, **more):
        at = opened + timedelta(days=days)
        return Event(Act.STEPPED, at, owner, name, state, due=due and at + due, **more)

    events = [
        Event(Act.OPENED, opened, owner, state="opened"),
        step(2, "accept", "needs", to=owner), step(12, "map", "plan"),
        step(22, "agree", "placement", timedelta(days=90)), step(130, "place", "following"),
    ]  # fmt: skip
    if lost:
        events.append(step(180, "lose", "placement", timedelta(days=90), reason="laid-off"))
    return Brought(person, tuple(events))


@pytest.fixture
def head(committed):
    unit = make_unit("1")
    people = muster_up(unit, {unit: PEOPLE})
    working = account_with(CASEWORKER, unit, "c.one")
    by, first = Viewer(working, CASEWORKER, (unit,)), now() - timedelta(days=650)
    brought = [
        lived(one, working, first + timedelta(days=8 * number), lost=number % 5 == 0)
        for number, one in enumerate(people.values())
    ]
    bring_cases(cases=brought, by=by, at=now())
    watch = track_watch((unit,))
    count_times(by=watch, at=now())
    count_staying(by=watch, at=now())
    return account_with(HEAD_OF_OFFICE, unit, "h.one")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_head_of_office_asks_what_if(visitor, head, language):
    chief = Hand(visitor(language, DESK), head, WORDS[language])
    chief.opens("/after-service/office")
    chief.reads("worst")
    chief.visitor.finds_no_barrier()
    chief.follows("staying")
    chief.reads("curve", "groups")
    assert chief.page.locator("svg.chart path.chart-line").count() == 1
    chief.shows(f"staying-{language}")
    chief.opens("/after-service/office")
    chief.presses("ask")
    chief.page.get_by_label(WORDS[language]["more"]).fill("2")
    chief.checks("twice")
    chief.presses("work")
    chief.reads("from")
    chief.shows(f"what-if-{language}")

    phone = Hand(visitor(language, PHONE), head, WORDS[language])
    phone.opens("/after-service/office/staying")
    phone.reads("curve")
    phone.shows(f"staying-phone-{language}")
