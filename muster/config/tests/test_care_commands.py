"""`muster care`: what is late, crises, referrals, loads, openings, evaluations and talks."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from muster.access.accounts import viewer_named
from muster.access.permissions import Permission
from muster.access.roles import AUDITOR, COMMANDER, HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.caseloads import pool_case
from muster.care.commands.evaluations import ask_evaluation
from muster.care.commands.glass import break_glass
from muster.care.rules.evaluations import Request
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.formation import root_units
from tests.houses import account_with, enlist, local_day, make_unit

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def house(installed, speak):
    return House(speak)


class House:
    """A company with a psychologist, one soldier, and the lines that are typed there."""

    def __init__(self, speak):
        [force] = root_units()
        self.speak, self.unit = speak, make_unit("1", force)
        self.person = enlist(self.unit, number="AB-001", surname="Гайко", given="Олесь")
        for role, unit in ((UNIT_PSYCHOLOGIST, self.unit), (HEAD_OF_SERVICE, force)):
            account_with(role, unit, role.key)
        account_with(AUDITOR, force, "auditor")
        self.at = now()
        self.by = viewer_named(UNIT_PSYCHOLOGIST.key, to=Permission.OPEN_CASE, at=self.at)

    def case(self, begins="assessment", days=40):
        return open_case(
            person=self.person, case=new_id(), reason="signal", begins=begins, source=None,
            tier="yellow", owner=self.by.account, by=self.by, at=self.at - timedelta(days=days),
        )  # fmt: skip

    def line(self, *words, account=UNIT_PSYCHOLOGIST.key):
        done = self.speak("--language", "en", "--as", account, "care", *words)
        assert done.exit_code == 0, done.output + done.stderr
        return done.stdout

    def data(self, *words, account=UNIT_PSYCHOLOGIST.key):
        return json.loads(self.line(*words, "--json", account=account))


def test_what_is_late_and_who_carries_it(house):
    assert "No case of your units is late." in house.line("late")
    case = house.case()
    [late] = house.data("late")["late"]
    assert late["line"]["case"] == str(case)
    assert "Гайко" in house.line("late")
    assert "Гайко" not in house.line("late", account=HEAD_OF_SERVICE.key)
    [load] = [one for one in house.data("loads")["loads"] if one["cases"]]
    assert load["account"] == UNIT_PSYCHOLOGIST.key
    pool_case(person=house.person, case=case, by=house.by, at=house.at)
    assert [one["case"] for one in house.data("pool")["pool"]] == [str(case)]
    assert UNIT_PSYCHOLOGIST.key in house.line("loads")
    assert str(case)[:8] in house.line("pool")


def test_a_crisis_is_taken_in_hand_step_by_step_and_ended(house):
    person = str(house.person)
    house.speak("--as", UNIT_PSYCHOLOGIST.key, "refer", person, "--now")
    [crisis] = house.data("crises")["crises"]
    assert (crisis["person"], crisis["awaited"]) == (person, "voice")
    house.line("crises", "take", person)
    house.line("crises", "step", person, "spoken", "--words", "Calm.")
    house.line("crises", "step", person, "evaluated", "no-danger")
    assert "Evaluated" in house.line("crises", "show", person)
    refused = house.speak("--as", UNIT_PSYCHOLOGIST.key, "care", "crises", "close", person, "bored")
    assert refused.exit_code == 2
    house.line("crises", "close", person, "persons-wish")
    assert "No crisis is open" in house.line("crises")


def test_a_referral_is_made_and_answered_once(house):
    person, case = str(house.person), str(house.case(days=1))
    house.line("refer", person, case, "specialist")
    [one] = house.data("referrals", "list", person)["referrals"]
    house.line("referrals", "answer", person, one["referral"], "not-arrived", "--reason", "travel")
    assert "not-arrived travel" in house.line("referrals", "list", person)


def test_an_auditor_reviews_an_opening(house):
    other = account_with(UNIT_PSYCHOLOGIST, unit := make_unit("2", house.unit), "other")
    break_glass(
        opening=(opening := new_id()), number="AB-001", reason="danger",
        words="Called from the station and could not be understood.",
        by=Viewer(other, UNIT_PSYCHOLOGIST, (unit,)), at=house.at,
    )  # fmt: skip
    [one] = house.data("openings", "--waiting", account="auditor")["openings"]
    assert one["id"] == str(opening)
    house.line("openings", "review", opening, "justified", account="auditor")
    assert house.data("openings", "--waiting", account="auditor")["openings"] == []
    assert "It was an emergency" in house.line("openings", account="auditor")


def test_an_evaluation_is_declined_and_talks_are_listed(house):
    commander = Viewer(account_with(COMMANDER, house.unit, "commander"), COMMANDER, (house.unit,))
    today = local_day(house.at)
    ask_evaluation(
        evaluation=(asked := new_id()), number="AB-001", by=commander, at=house.at,
        asked=Request(("withdrawn",), today, today, "Office"), consulted=house.by.account,
    )  # fmt: skip
    [one] = house.data("evaluations")["evaluations"]
    assert one["asking"]["id"] == str(asked)
    house.line("evaluations", "decline", house.person, asked, "another-way")
    assert house.data("evaluations")["evaluations"] == []
    assert house.data("talks")["events"] == []
