"""Second stages are booked privately: offered, taken once, given up, kept; nobody else knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muster.access.roles import ASSESSMENT_TEAM, MEMBER, TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import (
    book,
    give_up,
    note_appointment,
    offer_hours,
    submit,
    withdraw_hour,
)
from muster.assessments.queries import (
    appointments_of,
    due_for,
    free_slots,
    own_hours,
    waiting_for_hours,
)
from muster.instruments.packs import pack
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from tests.campaigns import opened, ready
from tests.houses import account_of_person, enlist, make_unit

pytestmark = pytest.mark.django_db

TOMORROW = (now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


@pytest.fixture
def unit(db):
    made = make_unit("1")
    ready(made)
    return made


@pytest.fixture
def campaign(unit, person):
    return opened(unit, instruments=("pc-ptsd-5",), in_room=True)


@pytest.fixture
def clinician(unit) -> Viewer:
    return Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))


def found_by_the_screen(person, campaign, by) -> None:
    """Let somebody's five yeses open the longer form."""
    items = pack("pc-ptsd-5").specification.items
    submit(
        person=person, sitting=new_id(), campaign=campaign, window="window-1",
        instrument="pc-ptsd-5", language="uk", mode="paper",
        values={item.code: 1 for item in items}, sex="male", follow_up=None, answered_at=now(),
        profile=profile(), by=by, at=now(),
    )  # fmt: skip


def hours(unit, by, count: int = 2):
    return offer_hours(
        unit=unit, starts=TOMORROW, ends=TOMORROW + timedelta(minutes=30 * count), minutes=30,
        place="Room 12", by=by, at=now(),
    )  # fmt: skip


def booked(person, slot, campaign, by):
    return book(person=person, slot=slot, campaign=campaign, window="window-1", by=by, at=now())


def free(person, by):
    return [one.slot for one in free_slots(person=person, by=by, at=now())]


def test_somebody_books_an_hour_for_themselves(unit, person, member, campaign, clinician):
    found_by_the_screen(person, campaign, clinician)
    first, second = hours(unit, clinician)
    assert free(person, member) == [first, second]
    booked(person, first, campaign, member)
    [appointment] = appointments_of(person=person, by=member, at=now())
    assert (appointment.starts, appointment.place) == (TOMORROW, "Room 12")
    assert free(person, member) == [second]
    [kept, empty] = own_hours(by=clinician, at=now())
    assert (kept.person, kept.came, empty.person) == (person, None, None)


def test_another_hour_takes_the_place_of_the_first(unit, person, member, campaign, clinician):
    found_by_the_screen(person, campaign, clinician)
    first, second = hours(unit, clinician)
    booked(person, first, campaign, member)
    booked(person, second, campaign, member)
    [appointment] = appointments_of(person=person, by=member, at=now())
    assert appointment.starts == TOMORROW + timedelta(minutes=30)
    assert free(person, member) == [first]


def test_one_hour_is_for_one_person(unit, person, member, campaign, clinician):
    other = enlist(unit, number="AB-002", surname="Бойко", given="Марк", Sex="male")
    for one in (person, other):
        found_by_the_screen(one, campaign, clinician)
    [slot] = hours(unit, clinician, 1)
    booked(person, slot, campaign, member)
    beside = Viewer(account_of_person(other, unit), MEMBER, person=other)
    with pytest.raises(Refused, match="assessments.slot-taken"):
        booked(other, slot, campaign, beside)
    assert free(other, beside) == []


def test_an_hour_given_up_is_free_again(unit, person, member, campaign, clinician):
    found_by_the_screen(person, campaign, clinician)
    [slot] = hours(unit, clinician, 1)
    booking = booked(person, slot, campaign, member)
    give_up(person=person, booking=booking, by=member, at=now())
    assert appointments_of(person=person, by=member, at=now()) == []
    assert free(person, member) == [slot]
    with pytest.raises(Refused, match="assessments.no-such-booking"):
        give_up(person=person, booking=booking, by=member, at=now())
    assert booked(person, slot, campaign, member)


def test_nothing_is_booked_where_no_second_stage_waits(unit, person, member, campaign, clinician):
    [slot] = hours(unit, clinician, 1)
    with pytest.raises(Refused, match="assessments.nothing-to-book"):
        booked(person, slot, campaign, member)


def test_hours_of_other_units_are_no_hours(unit, person, member, campaign, clinician):
    found_by_the_screen(person, campaign, clinician)
    other = make_unit("2")
    elsewhere = Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (other,))
    [slot] = hours(other, elsewhere, 1)
    assert free(person, member) == []
    with pytest.raises(Refused, match="assessments.no-such-slot"):
        booked(person, slot, campaign, member)
    with pytest.raises(Refused, match="access.not-found"):
        hours(unit, elsewhere)
    with pytest.raises(Refused, match="access.not-found"):
        withdraw_hour(slot=slot, by=clinician, at=now())


def test_hours_lie_ahead_and_hold_a_sitting(unit, clinician):
    for starts, minutes in ((now() - timedelta(hours=1), 30), (TOMORROW, 0), (TOMORROW, 90)):
        with pytest.raises(Refused, match="assessments.hours-over"):
            offer_hours(
                unit=unit, starts=starts, ends=starts + timedelta(hours=1), minutes=minutes,
                place="", by=clinician, at=now(),
            )  # fmt: skip


def test_a_withdrawn_hour_is_gone_and_the_person_books_anew(
    unit, person, member, campaign, clinician
):
    found_by_the_screen(person, campaign, clinician)
    first, second = hours(unit, clinician)
    booked(person, first, campaign, member)
    withdraw_hour(slot=first, by=clinician, at=now())
    assert appointments_of(person=person, by=member, at=now()) == []
    assert free(person, member) == [second]
    withdraw_hour(slot=second, by=clinician, at=now())
    assert free(person, member) == []
    assert [one.withdrawn for one in own_hours(by=clinician, at=now())] == [True, True]


def test_who_kept_an_appointment_is_noted_by_whoever_kept_the_hour(
    unit, person, member, campaign, clinician
):
    found_by_the_screen(person, campaign, clinician)
    [slot] = hours(unit, clinician, 1)
    booking = booked(person, slot, campaign, member)
    other = Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))
    with pytest.raises(Refused, match="access.not-found"):
        note_appointment(person=person, booking=booking, came=Came.CAME, by=other, at=now())
    note_appointment(person=person, booking=booking, came=Came.DECLINED, by=clinician, at=now())
    [hour] = own_hours(by=clinician, at=now())
    assert hour.came is Came.DECLINED
    assert due_for(person=person, by=member, at=now()) == []


def test_the_psychologist_sees_whose_second_stage_waits_and_the_lead_of_teams_does_not(
    unit, person, member, campaign, clinician, psychologist
):
    found_by_the_screen(person, campaign, clinician)
    [waiting] = waiting_for_hours(by=psychologist, at=now())
    assert (waiting.person, waiting.booked) == (person, False)
    [slot] = hours(unit, clinician, 1)
    booked(person, slot, campaign, psychologist)
    assert [one.booked for one in waiting_for_hours(by=psychologist, at=now())] == [True]
    lead = Viewer(AccountId(new_id()), TEAM_LEAD, (unit,))
    with pytest.raises(Refused, match="access.not-permitted"):
        waiting_for_hours(by=lead, at=now())
    with pytest.raises(Refused, match="access.not-permitted"):
        appointments_of(person=person, by=lead, at=now())
