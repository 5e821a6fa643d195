"""A team's visit: who is expected when, who came; never an answer, never another unit's people."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from muster.access.roles import ASSESSMENT_TEAM, TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import (
    Day,
    call_off_visit,
    found_team,
    note_attendance,
    plan_visit,
)
from muster.assessments.queries import due_for, screened_at, visit_day, visits
from muster.assessments.rules.visits import Hours, Room
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.campaigns import opened, ready
from tests.houses import enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

NOW = now()
TODAY = Calendar("Europe/Kyiv").local_date(NOW)
MORNING = Hours(9 * 60, 12 * 60, 60)


@pytest.fixture
def unit(db):
    made = make_unit("1")
    ready(made)
    return made


@pytest.fixture
def company(unit):
    """Seven people of two platoons."""
    platoons = make_unit("1/1", unit), make_unit("1/2", unit)
    return [
        enlist(
            platoons[place % 2],
            number=f"AB-{place:03}",
            surname=f"Ткач{chr(0x430 + place)}",
            given="Іван",
        )
        for place in range(7)
    ]


@pytest.fixture
def team(unit) -> Viewer:
    return Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))


def planned(unit, campaign, by, **changed):
    asked = {
        "unit": unit, "day": TODAY, "place": "Barracks 4", "rooms": (Room("A", 2), Room("B", 1)),
        "hours": MORNING, **changed,
    }  # fmt: skip
    return plan_visit(campaign=campaign, window="window-1", day=Day(**asked), by=by, at=now())


def shown(visit, by):
    return visit_day(visit=visit, already_shown=(), by=by, at=now())


def test_everybody_who_has_not_answered_has_a_place(unit, company, team):
    campaign = opened(unit)
    found = planned(unit, campaign, team)
    assert (found.placed, found.left_over) == (7, 0)
    day = shown(found.visit, team)
    assert Counter(one.at.hour for one in day.guests) == {9: 3, 10: 2, 11: 2}
    assert {one.person for one in day.guests} == set(company)
    assert {one.unit_code for one in day.guests if one.at.hour == 9} == {"1/1"}
    assert all(one.came is None for one in day.guests)
    assert (day.visit.campaign_name, day.visit.place) == ("Autumn", "Barracks 4")


def test_whom_the_day_has_no_place_for_is_counted(unit, company, team):
    found = planned(unit, opened(unit), team, rooms=(Room("A", 2),))
    assert (found.placed, found.left_over) == (6, 1)


def test_a_tap_notes_who_came_and_the_last_one_counts(unit, company, team):
    found = planned(unit, opened(unit), team)
    first, second = company[:2]
    for person, came in ((first, Came.ABSENT), (first, Came.CAME), (second, Came.DECLINED)):
        note_attendance(person=person, visit=found.visit, came=came, by=team, at=now())
    noted = {one.person: one.came for one in shown(found.visit, team).guests}
    assert (noted[first], noted[second]) == (Came.CAME, Came.DECLINED)
    assert due_for(person=first, by=team, at=now())
    assert due_for(person=second, by=team, at=now()) == []
    [again] = [planned(unit, one.campaign, team) for one in visits(by=team, at=now())]
    assert again.placed == 6  # who declined is not expected a second time


def test_who_came_and_declined_was_seen_and_who_was_excused_was_not(unit, company, team):
    found = planned(unit, opened(unit), team)
    declined, excused, torn = company[:3]
    for person, came in (
        (declined, Came.DECLINED), (excused, Came.EXCUSED), (torn, Came.DECLINED),
        (torn, Came.ABSENT),
    ):  # fmt: skip
        note_attendance(person=person, visit=found.visit, came=came, by=team, at=now())
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,))):
        assert set(screened_at(company)) == {declined}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rooms": ()}, "assessments.no-round"),
        ({"hours": Hours(540, 550, 60)}, "assessments.no-round"),
        ({"day": TODAY + timedelta(days=90)}, "assessments.not-in-window"),
        ({"day": TODAY - timedelta(days=9)}, "assessments.not-in-window"),
        ({"team": new_id()}, "access.not-found"),
    ],
)
def test_a_day_that_cannot_be_is_refused(unit, company, team, changed, code):
    with pytest.raises(Refused, match=code):
        planned(unit, opened(unit), team, **changed)


def test_a_visit_that_was_called_off_stays_in_the_list_and_says_so(unit, company, team):
    found = planned(unit, opened(unit), team)
    for _twice in range(2):
        call_off_visit(visit=found.visit, by=team, at=now())
    [listed] = visits(by=team, at=now())
    assert listed.called_off


def test_a_team_can_be_sent(unit, company):
    lead = Viewer(AccountId(new_id()), TEAM_LEAD, (unit,))
    north = found_team(unit=unit, name="North", by=lead, at=now())
    found = planned(unit, opened(unit), lead, team=north)
    assert shown(found.visit, lead).visit.team == "North"


def test_other_units_visits_do_not_exist(unit, company, team):
    campaign = opened(unit)
    found, other = planned(unit, campaign, team), psychologist_of(make_unit("2"))
    for attempt in (
        lambda: shown(found.visit, other),
        lambda: shown(new_id(), team),
        lambda: call_off_visit(visit=found.visit, by=other, at=now()),
        lambda: planned(unit, campaign, other),
        lambda: note_attendance(
            person=company[0], visit=found.visit, came=Came.CAME, by=other, at=now()
        ),
    ):
        with pytest.raises(Refused, match="access.not-found"):
            attempt()
    assert visits(by=other, at=now()) == []
