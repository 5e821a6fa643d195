"""Handovers known ahead: what parts somebody from their clinician, and that nobody is missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.access.accounts import watch
from muster.access.commands import give_role
from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.ahead import open_handovers_ahead
from muster.care.commands.handovers import (
    accept_handover,
    call_handover_off,
    keep_first_contact,
    offer_handover,
    open_handover,
)
from muster.care.queries.handovers import board
from muster.care.rules.leaving import (
    DEPLOYMENT,
    DISCHARGE,
    LEAVE,
    MOVE,
    Horizon,
    Leaving,
    leavings,
)
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.keeping import record_exposure
from muster.people.commands.moving import end_posting, move
from muster.people.rules.moves import Stay
from muster.people.service import ExposureKind
from tests.houses import account_with, administrator_of, enlist, local_day, make_unit

TODAY = date(2026, 3, 2)
HERE, THERE = "here", "there"


def day(days):
    return TODAY + timedelta(days=days)


AHEAD = Horizon(TODAY, day(14), day(90))


def ahead(*stays, deployed=()):
    return leavings(stays, deployed, AHEAD)


def test_a_move_counts_fourteen_days_before_and_a_discharge_ninety():
    first = Stay(HERE, "", day(-100), day(9))
    assert ahead(first, Stay(THERE, "", day(10))) == [Leaving(MOVE, THERE, day(10))]
    assert ahead(first._replace(until=day(14)), Stay(THERE, "", day(15))) == []
    assert ahead(Stay(HERE, "", day(-100), day(89))) == [Leaving(DISCHARGE, None, day(90))]
    assert ahead(Stay(HERE, "", day(-100), day(90))) == []
    assert ahead(Stay(HERE, "", day(-100), day(-3))) == [Leaving(DISCHARGE, None, day(-2))]


def test_a_new_post_in_the_unit_parts_nobody_and_a_later_posting_is_no_discharge():
    assert ahead(Stay(HERE, "a", day(-9), day(4)), Stay(HERE, "b", day(5))) == []
    assert ahead(Stay(HERE, "", day(-9), day(4)), Stay(THERE, "", day(60))) == []


def test_a_deployment_counts_while_it_lies_ahead():
    stay = Stay(HERE, "", day(-9))
    assert ahead(stay, deployed=[day(14)]) == [Leaving(DEPLOYMENT, HERE, day(14))]
    assert ahead(stay, deployed=[day(0), day(15)]) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 40)), min_size=1, max_size=6))
def test_whatever_the_postings_nobody_leaves_without_having_been_seen_to(turns):
    stays, since = [], TODAY
    for unit, days in turns:
        stays.append(Stay(unit, "", since, since + timedelta(days=days - 1)))
        since += timedelta(days=days)
    for before, after in zip(stays, [*stays[1:], None], strict=True):
        if after is not None and after.unit == before.unit:
            continue
        parted = before.until + timedelta(days=1)
        for back in range(1, 15):
            today = parted - timedelta(days=back)
            if today < before.since:
                break
            known = leavings(
                stays, (), Horizon(today, today + timedelta(14), today + timedelta(90))
            )
            assert any(one.day == parted for one in known), (stays, today)


@pytest.fixture
def force():
    return make_unit("0")


@pytest.fixture
def units(force):
    return make_unit("1", force), make_unit("2", force)


@pytest.fixture
def person(units):
    return enlist(units[0], number="AB-001", surname="Гайко", given="Олесь")


def clinician(unit, name):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, name), UNIT_PSYCHOLOGIST, (unit,))


def begun(person, owner):
    return open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=owner.account, by=owner, at=now(),
    )  # fmt: skip


def lines(by):
    return [(one.why, one.stage.value) for one in board(already_shown=(), by=by, at=now())]


def look(force, days=0):
    return open_handovers_ahead(by=watch((force,)), at=now() + timedelta(days=days))


@pytest.mark.django_db
def test_a_case_opened_after_the_posting_was_known_is_handed_over_too(force, units, person):
    move(
        person=person, unit=units[1], post="", since=local_day() + timedelta(days=9), until=None,
        by=administrator_of(force), at=now(),
    )  # fmt: skip
    losing = clinician(units[0], "dr.hnat")
    begun(person, losing)
    assert lines(losing) == [("unit-move", "open")]


@pytest.mark.django_db
def test_a_discharge_far_ahead_is_opened_by_the_day_that_comes(force, units, person):
    losing = clinician(force, "dr.hnat")
    begun(person, losing)
    end_posting(
        person=person, until=local_day() + timedelta(days=100), by=administrator_of(force),
        at=now(),
    )  # fmt: skip
    assert look(force) == 0
    give_role(
        account="dr.hnat", role=UNIT_PSYCHOLOGIST.key, unit=force,
        until=now() + timedelta(days=300), by=administrator_of(force), at=now(),
    )  # fmt: skip
    assert look(force, 20) == 1
    assert look(force, 20) == 0
    assert lines(losing) == [("discharge", "open")]


@pytest.mark.django_db
def test_what_is_on_record_cannot_be_called_off(force, units, person):
    losing = clinician(units[0], "dr.hnat")
    begun(person, losing)
    end_posting(person=person, until=local_day(), by=administrator_of(force), at=now())
    (line,) = board(already_shown=(), by=losing, at=now())
    with pytest.raises(Refused) as refusal:
        call_handover_off(person=person, handover=line.handover, words="", by=losing, at=now())
    assert refusal.value.problem.code == "care.handover-needed"


@pytest.mark.django_db
def test_a_deployment_is_handed_over_once(force, units, person):
    losing, gaining = clinician(units[0], "dr.hnat"), clinician(force, "dr.lis")
    record_exposure(
        person=person, kind=ExposureKind.DEPLOYMENT, since=local_day() + timedelta(days=5),
        until=None, by=administrator_of(force), at=now(),
    )  # fmt: skip
    begun(person, losing)
    (line,) = board(already_shown=(), by=losing, at=now())
    assert line.why == DEPLOYMENT
    more = {"person": person, "handover": line.handover, "at": now()}
    offer_handover(to=gaining.account, words="", by=losing, **more)
    accept_handover(by=gaining, **more)
    keep_first_contact(words="", by=gaining, **more)
    assert look(force) == 0


@pytest.mark.django_db
def test_a_clinician_whose_role_ends_hands_over(force, units, person):
    begun(person, clinician(units[0], "dr.hnat"))
    head = clinician(force, "dr.lis")
    assert look(force) == 0
    assert look(force, 20) == 1
    assert lines(head) == [(LEAVE, "open")]


@pytest.mark.django_db
def test_who_leaves_the_service_the_same_day_is_handed_to_civilian_care(force, units, person):
    losing = clinician(units[0], "dr.hnat")
    made = open_handover(
        person=person, case=begun(person, losing), handover=new_id(), why=DISCHARGE, to_unit=None,
        day=local_day() + timedelta(days=1), by=losing, at=now(),
    )  # fmt: skip
    (line,) = board(already_shown=(), by=losing, at=now())
    assert (line.handover, line.to_unit) == (made, "")
