"""From care to a programme: the answers are judged, and what they rest on stays in care."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.roles import CASE_MANAGER, PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.assessments.commands import submit
from muster.care.commands import open_case
from muster.care.commands.programmes import put_on_programme
from muster.care.queries.eligibility import eligibility_of
from muster.instruments.packs import pack
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.programmes.enrolling import Wish
from muster.programmes.queries.board import board
from muster.programmes.rules.enrolments import Priority
from muster.vault.work import unit_of_work
from tests.houses import account_with, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
YES = {"trauma-confirmed": True, "safe-to-begin": True}


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


def in_care(person, by):
    return open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=by.account, by=by, at=now() - timedelta(days=1),
    )  # fmt: skip


def put(person, by, answers, programme="written-exposure", **more):
    return put_on_programme(
        person=person, enrolment=new_id(), programme=programme, answers=answers, wish=Wish("ru"),
        priority=Priority.SOON, by=by, at=now(), **more,
    )  # fmt: skip


def test_somebody_in_care_is_put_on_a_list_and_the_answers_stay_in_care(unit, person):
    by = Viewer(account_with(CASE_MANAGER, unit, "m.lis"), CASE_MANAGER, (unit,))
    in_care(person, psychologist_of(unit))
    for answers in ({}, {"trauma-confirmed": True}, {**YES, "safe-to-begin": False}):
        with pytest.raises(Refused, match="programmes.not-eligible"):
            put(person, by, answers)
    enrolment = put(person, by, YES)
    coordinator = Viewer(AccountId(new_id()), PROGRAMME_COORDINATOR, (unit,))
    (line,) = board(programme="", already_shown=(), by=coordinator, at=now()).waiting
    assert (line.enrolment, line.priority, line.clinician) == (enrolment, 2, "m.lis")
    with unit_of_work(coordinator.standing(person)), connection.cursor() as cursor:
        for table in ("programmes_enrolment", "programmes_enrolmentfact"):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            rows = " ".join(row[0] for row in cursor.fetchall())
            assert rows
            assert not any(code in rows for code in YES)


def test_nobody_without_an_open_case_is_put_on_a_list(unit, person):
    with pytest.raises(Refused, match="care.no-open-case"):
        put(person, psychologist_of(unit), YES)


def test_what_a_score_speaks_for_is_proposed_and_no_more(unit, person):
    by = psychologist_of(unit)
    assert eligibility_of(person=person, by=by, at=now()) == frozenset()
    items = pack("pc-ptsd-5").specification.items
    submit(
        person=person, sitting=new_id(), campaign=new_id(), window="", instrument="pc-ptsd-5",
        language="en", mode="paper", answered_at=now(), sex=None,
        values={one.code: 1 for one in items}, follow_up=None, profile=profile(), by=by, at=now(),
    )  # fmt: skip
    assert eligibility_of(person=person, by=by, at=now()) == {"trauma-confirmed"}
