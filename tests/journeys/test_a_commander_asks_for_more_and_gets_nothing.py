"""A commander reads who came and who is late, gives time, asks for more, and gets nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.accounts import watch
from muster.access.roles import COMMANDER, MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands.answering import begin
from muster.assessments.commands.submitting import submit
from muster.assessments.commands.turnout import count_turnout
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import asked, muster_up
from tests.houses import account_with, make_unit
from tests.journeys.conftest import DESK, PHONE

SAID = {
    "en": {
        "late": "Who is late",
        "give": "Give time for it",
        "this": "Give this time",
        "given": "Time given",
        "asked": "Asked",
        "nothing": "There is no such page",
    },
    "ru": {
        "late": "Кто опаздывает",
        "give": "Выделить время",
        "this": "Выделить это время",
        "given": "Выделенное время",
        "asked": "Всего",
        "nothing": "Такой страницы нет",
    },
}
FIRST = ("Abrin", "Borin", "Varin", "Garin", "Darin", "Erin")
SECOND = ("Zherin", "Zarin", "Karin", "Larin", "Marin", "Narin")
DAY = timedelta(days=1)


class Battalion:
    """Two companies that were asked last week; Abrin answered badly, Borin broke off."""

    def __init__(self) -> None:
        self.unit = make_unit("B")
        self.first, self.second = make_unit("B/1", self.unit), make_unit("B/2", self.unit)
        self.people = muster_up(self.unit, {self.first: FIRST, self.second: SECOND})
        at = now()
        began = at - 12 * DAY
        self.campaign = asked(self.unit, began.date(), (at - 3 * DAY).date(), at=began)
        self.answers("Abrin", at=began + DAY)
        self.answers("Zarin", at=at - 5 * DAY)
        for days in (11, 6, 5, 0):
            count_turnout(by=watch((self.unit,)), at=at - days * DAY)
        self.breaks_off("Borin")

    def answers(self, surname: str, at) -> None:
        person = self.people[surname]
        submit(
            person=person, sitting=new_id(), campaign=self.campaign, window="window-1",
            instrument="gad-7", language="en", mode="live", answered_at=at, sex=None,
            values={f"gad7-{item}": 3 for item in range(1, 8)}, follow_up=None,
            profile=profile(), by=Viewer(AccountId(new_id()), MEMBER, person=person), at=at,
        )  # fmt: skip

    def breaks_off(self, surname: str) -> None:
        person = self.people[surname]
        begin(
            person=person, sitting=new_id(), campaign=self.campaign, window="window-1",
            language="en", room=False, at=now(),
            by=Viewer(AccountId(new_id()), MEMBER, person=person),
        )  # fmt: skip


def elsewhere(people: dict[str, PersonId], unit: UnitId, foreign: UnitId) -> list[str]:
    """Return what a commander might type to see more, of his own people and of others'."""
    person = people["Abrin"]
    return [
        "/queue", "/people", f"/people/{person}", f"/people/{new_id()}", "/alerts", "/paper",
        "/importing", "/team", "/journal", "/administration", "/me", "/me/results", "/me/data/copy",
        f"/command/{foreign}", f"/command/{new_id()}",
        f"/command/{unit}/time/{new_id()}/window-1", "/command/export", "/command.csv",
    ]  # fmt: skip


def refusals(account: AccountId) -> int:
    """Return how many refusals stand in the journal for an account."""
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM journal_entry WHERE kind = 'refused' AND actor = %s", [account]
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("language", "size"), [("en", DESK), ("ru", PHONE)], ids=["en-desk", "ru-phone"]
)
def test_a_commander_asks_for_more_and_gets_nothing(visitor, language, size):
    said, battalion = SAID[language], Battalion()
    foreign = make_unit("C")
    account = account_with(COMMANDER, battalion.unit, "commander")
    commander = visitor(language, size)
    commander.signs_in(account)
    page = commander.page

    # What he may see: counts, and the names of those late.
    commander.opens("/command")
    page.get_by_role("heading", name=said["late"]).wait_for()
    text = page.locator("main").inner_text()
    assert "Karin" in text
    for hidden in ("Abrin", "Borin", "Zarin", "Invented campaign", "GAD", "gad"):
        assert hidden not in text
    commander.finds_no_barrier()
    commander.is_pictured(f"commander-{language}")

    # One press, and the time is given.
    page.get_by_role("button", name=said["give"]).first.click()
    page.wait_for_url("**/time/**")
    commander.finds_no_barrier()
    commander.is_pictured(f"commander-gives-time-{language}")
    page.get_by_role("button", name=said["this"]).click()
    page.get_by_role("heading", name=said["given"]).wait_for()

    # His own company, one level down.
    page.get_by_role("link", name="B/1").first.click()
    page.wait_for_url(f"**/command/{battalion.first}")
    assert "Karin" not in page.locator("main").inner_text()
    commander.finds_no_barrier()

    # More than that there is not, whatever he types; and each asking is entered.
    before, pages = refusals(account), set()
    asked_for = elsewhere(battalion.people, battalion.unit, foreign)
    for address in asked_for:
        assert commander.opens(address) == 404, address
        pages.add(page.locator("main").inner_text())
    assert len(pages) == 1
    page.get_by_role("heading", name=said["nothing"]).wait_for()
    commander.finds_no_barrier()
    commander.is_pictured(f"commander-gets-nothing-{language}")
    unknown = {"/command/export", "/command.csv", "/team", "/journal", "/administration"}
    assert refusals(account) - before >= len([one for one in asked_for if one not in unknown])
