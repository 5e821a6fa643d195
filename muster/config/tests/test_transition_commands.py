"""`muster transition`: the morning, a case, the office and “what if”, for people and for pipes."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.formation import root_units
from muster.transition.commands.cases import open_own_case, take_step
from tests.houses import account_with, enlist, make_unit

pytestmark = [pytest.mark.django_db]
AT = now() - timedelta(days=300)


def placed(unit, number, by):
    """Somebody who came to work after some days."""
    person = enlist(unit, number=f"AB-{number:03}", surname="Гайко", given="Олесь")
    member, begun = Viewer(AccountId(new_id()), MEMBER, person=person), AT + timedelta(10 * number)
    open_own_case(person=person, case=new_id(), by=member, at=begun)
    for days, step in ((2, "accept"), (12, "map"), (22, "agree"), (60, "place")):
        at = begun + timedelta(days=days)
        take_step(person=person, step=step, reason="", words="", by=by, at=at)
    return person


def test_the_morning_a_case_the_office_and_what_if(installed, speak):
    [root] = root_units()
    unit = make_unit("1", root)
    by = Viewer(account_with(CASEWORKER, unit, "c.one"), CASEWORKER, (unit,))
    account_with(HEAD_OF_OFFICE, unit, "h.one")
    few = speak("--as", "h.one", "transition", "what-if", "--workers", "1")
    assert few.exit_code == 2
    person, *_others = [placed(unit, number, by) for number in range(11)]

    board = json.loads(speak("--as", "c.one", "transition", "board", "--json").output)
    assert board["figures"]["running"] == 11
    assert board["cases"][0]["stuck"][0]["hand"] == "caseworker"
    assert "c.one" in speak("--as", "c.one", "transition", "board").output
    case = json.loads(speak("--as", "c.one", "transition", "case", person, "--json").output)
    assert [one["key"] for one in case["steps"]][-1] == "following"
    assert speak("--as", "c.one", "transition", "case", person).exit_code == 0
    office = json.loads(speak("--as", "h.one", "transition", "office", "--json").output)
    assert office["process"]["office"]["open"] == 11
    assert speak("--as", "h.one", "transition", "office").exit_code == 0
    line = ("--as", "h.one", "transition", "what-if", "--without", "plan", "--json")
    found = json.loads(speak(*line).output)
    assert found["difference"]["median"]["value"] == pytest.approx(-10)
    assert found["from"]["real_cases"] == 11
    assert speak("--as", "h.one", "transition", "what-if", "--without", "nap").exit_code == 2
    assert speak("--as", "c.one", "transition", "office").exit_code == 2


def test_cases_of_an_earlier_system_come_in_whole_or_not_at_all(installed, speak, tmp_path):
    [root] = root_units()
    unit = make_unit("1", root)
    owner = account_with(CASEWORKER, unit, "c.one")
    people = [
        enlist(unit, number=f"AB-{number}", surname="Лис", given="Іван") for number in range(2)
    ]

    def line(person, *steps):
        opened = {"act": "opened", "at": AT.isoformat(), "by": str(owner), "state": "opened"}
        later = [
            {"act": "stepped", "at": (AT + timedelta(days=days)).isoformat(), "by": str(owner),
             "step": step, "state": state}
            for days, step, state in steps
        ]  # fmt: skip
        return json.dumps({"person": str(person), "events": [opened, *later]})

    file = tmp_path / "cases.jsonl"

    def brought(*lines):
        file.write_text("\n".join(lines), encoding="utf-8")
        return speak("--as", "c.one", "transition", "bring", file, "--json")

    good = line(people[0], (2, "accept", "needs"), (9, "map", "plan"))
    for bad in ("{", line(people[1], (2, "place", "following")), line(people[0]), '{"person": 1}'):
        refused = brought(good, bad)
        assert refused.exit_code == 2, bad
        assert "refused" in refused.output
    assert json.loads(brought(good, line(people[1])).output) == {"brought": 2}
    board = json.loads(speak("--as", "c.one", "transition", "board", "--json").output)
    assert sorted(one["state"] for one in board["cases"]) == ["opened", "plan"]
