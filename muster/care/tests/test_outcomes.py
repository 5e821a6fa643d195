"""Outcomes of a programme: sums for a brigade, nothing below it, and nobody to be made out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from muster.access.accounts import watch
from muster.access.permissions import Permission
from muster.access.roles import COMMANDER, MEMBER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.assessments.commands import submit
from muster.care.commands.outcomes import count_outcomes
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.policy.profiles import profile
from muster.programmes.commands.attending import note_attendance
from muster.programmes.commands.groups import Opening, open_group
from muster.programmes.commands.places import book
from muster.programmes.enrolling import Wish
from muster.programmes.queries.board import group_whole
from muster.programmes.queries.outcomes import outcomes
from muster.programmes.rules.enrolments import Came
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.companies import muster_up
from tests.estates import signed_in
from tests.houses import account_with, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 2, 2, 8, tzinfo=UTC)
COUNTED = datetime(2026, 7, 9, tzinfo=UTC)
PEOPLE = 24
NAMES = [
    a + b for a in ("Гай", "Лис", "Дуб", "Вов") for b in ("ко", "енко", "ук", "ий", "ов", "ич")
]


@pytest.fixture
def brigade():
    """A brigade of one battalion in which everybody has completed a course of two sessions."""
    top = make_unit("1", kind="brigade")
    battalion = make_unit("1-1", top)
    people = muster_up(top, {battalion: NAMES})
    by = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (top,))
    group = new_id()
    sessions = tuple(BEGAN + timedelta(days=7 * number) for number in range(2))
    opening = Opening("leaders-course", "Hall", "ru", PEOPLE, sessions, 60)
    open_group(unit=battalion, group=group, opening=opening, by=by, at=BEGAN - timedelta(days=30))
    booked = [
        book(
            person=people[name], enrolment=new_id(), programme="leaders-course", group=group,
            wish=Wish("ru"), by=Viewer(AccountId(new_id()), MEMBER, person=people[name]),
            at=BEGAN - timedelta(days=20),
        )
        for name in NAMES
    ]  # fmt: skip
    for number, name in enumerate(NAMES):
        for score, day in ((2, -5), (0 if number < 12 else 2, 15)):
            answers(people[name], score, BEGAN + timedelta(days=day), psychologist_of(top))
    for session in group_whole(group=group, by=by, at=BEGAN).sessions:
        note_attendance(
            group=group, session=session.session, came=dict.fromkeys(booked, Came.CAME), by=by,
            at=session.starts,
        )  # fmt: skip
    return top, battalion


def answers(person, each, at, by):
    submit(
        person=person, sitting=new_id(), campaign=new_id(), window="", instrument="gad-7",
        language="en", mode="paper", answered_at=at, sex=None,
        values={f"gad7-{item}": each for item in range(1, 8)}, follow_up=None, profile=profile(),
        by=by, at=at,
    )  # fmt: skip


def read(unit):
    return outcomes(by=Viewer(AccountId(new_id()), COMMANDER, (unit,)), at=COUNTED)


def test_a_brigade_reads_sums_and_a_battalion_nothing(brigade):
    top, battalion = brigade
    keeper = watch((top,))
    assert count_outcomes(by=keeper, at=COUNTED) == 1
    assert count_outcomes(by=keeper, at=COUNTED) == 0
    (line,) = read(top)
    assert (line.programme, line.half, line.started) == ("leaders-course", "2026-1", PEOPLE)
    # All completed, so how many left would be known from the rest: neither is shown.
    assert (line.completed, line.left) == (None, None)
    assert line.waited == 20
    assert read(battalion) == []
    shown = signed_in(account_with(COMMANDER, top, "col.bondar")).get("/command/programmes")
    said = shown.content.decode()
    assert shown.status_code == 200
    assert "January to June 2026" in said
    assert f">{PEOPLE}</td>" in said
    assert "Гай" not in said
    assert Permission.READ_WAITING not in COMMANDER.may
    with pytest.raises(Refused, match="access.not-permitted"):
        count_outcomes(by=psychologist_of(top), at=COUNTED)
    with (
        pytest.raises(Exception, match="permission denied"),
        unit_of_work(Standing(Audience.COMMANDER, (top,))),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO programmes_programmeoutcome (id) VALUES (gen_random_uuid())")
