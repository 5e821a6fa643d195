"""Appointments for second stages: hours are offered, and a person takes one or is given one.

Of a booking the person knows, their clinicians, and whoever keeps the hour; command never.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import campaign_problems as refusals
from muster.assessments.answered import Came
from muster.assessments.due import due_of
from muster.assessments.models import Attendance, Booking, BookingEnd, Slot, SlotTurn
from muster.assessments.slots import is_ended, last_turn, serves
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.serving import units_below
from muster.vault.zones import Zone

MOST_HOURS = 60
"""How many slots one offer makes; nobody offers more in one go on purpose."""


@command(
    key="assessments.offer-hours",
    permits=Permission.OFFER_HOURS,
    zone=Zone.PLANNING,
    says=_("Hours for appointments were offered."),
)
def offer_hours(
    *,
    unit: UnitId,
    starts: Instant,
    ends: Instant,
    minutes: int,
    place: str,
    by: Viewer,
    at: Instant,
) -> list[UUID]:
    """Offer the hours from `starts` to `ends` in slots of so many minutes; return their ids."""
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    long = timedelta(minutes=minutes)
    if starts <= at or minutes < 1 or starts + long > ends:
        raise refusals.HOURS_OVER.refused()
    count = min((ends - starts) // long, MOST_HOURS)
    made = [
        Slot(
            unit_id=unit,
            holder_id=by.account,
            starts=starts + place_ * long,
            ends=starts + (place_ + 1) * long,
            place=place,
            offered_at=at,
        )
        for place_ in range(count)
    ]
    Slot.objects.bulk_create(made)
    note(slots=len(made))
    return [one.id for one in made]


@command(
    key="assessments.book",
    permits=Permission.BOOK,
    zone=Zone.CLINICAL,
    says=_("An appointment was booked."),
)
def book(
    *, person: PersonId, slot: UUID, campaign: UUID, window: str, by: Viewer, at: Instant
) -> UUID:
    """Book a slot for the second stage that waits for a person; return the booking's id.

    Refused where another was quicker, the slot is for other units, or no second stage waits. An
    appointment the person has for the same window is given up for this one.
    """
    waiting = [
        one
        for one in due_of([person], at).get(person, [])
        if one.bookable and (one.campaign, one.window) == (campaign, window)
    ]
    if not waiting:
        raise refusals.NOTHING_TO_BOOK.refused()
    found = Slot.objects.filter(id=slot, starts__gt=at).first()
    if found is None or not serves(found, person):
        raise refusals.NO_SUCH_SLOT.refused()
    _claim(slot, taken=True, at=at)
    for one in standing_bookings(person):
        if (one.campaign_id, one.window) == (campaign, window):
            _end(one, by, at)
    made = Booking.objects.create(
        person_id=person,
        slot_id=slot,
        campaign_id=campaign,
        window=window,
        stage=waiting[0].stage,
        at=at,
        by=by.account,
    )
    return made.id


@command(
    key="assessments.give-up-appointment",
    permits=Permission.BOOK,
    zone=Zone.CLINICAL,
    says=_("An appointment was given up."),
)
def give_up(*, person: PersonId, booking: UUID, by: Viewer, at: Instant) -> None:
    """Give an appointment up; its hour is free again."""
    standing = [one for one in standing_bookings(person) if one.id == booking]
    if not standing:
        raise refusals.NO_SUCH_BOOKING.refused()
    _end(standing[0], by, at)


@command(
    key="assessments.withdraw-hour",
    permits=Permission.OFFER_HOURS,
    zone=Zone.CLINICAL,
    says=_("An hour that had been offered was withdrawn."),
)
def withdraw_hour(*, slot: UUID, by: Viewer, at: Instant) -> None:
    """Withdraw an hour of one's own; whoever had booked it sees that it is gone, and books anew."""
    found = Slot.objects.filter(id=slot, holder_id=by.account).first()
    if found is None:
        raise NOT_FOUND.refused()
    booked = [one for one in Booking.objects.filter(slot_id=slot) if not is_ended(one)]
    for one in booked:
        BookingEnd.objects.create(person_id=one.person_id, booking_id=one.id, at=at, by=by.account)
    if not booked:
        _claim(slot, taken=True, at=at)
    note(people=[PersonId(one.person_id) for one in booked])


@command(
    key="assessments.note-appointment",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("It was noted whether somebody came to an appointment."),
)
def note_appointment(
    *, person: PersonId, booking: UUID, came: Came, by: Viewer, at: Instant
) -> None:
    """Note that somebody came to an hour of one's own, declined, was excused, or did not come."""
    standing = [one for one in standing_bookings(person) if one.id == booking]
    own = standing and Slot.objects.filter(id=standing[0].slot_id, holder_id=by.account).exists()
    if not own:
        raise NOT_FOUND.refused()
    Attendance.objects.create(
        person_id=person,
        campaign_id=standing[0].campaign_id,
        window=standing[0].window,
        stage=standing[0].stage,
        state=came.value,
        day=calendars_of([person])[person].local_date(at),
        at=at,
        by=by.account,
    )


def standing_bookings(person: PersonId) -> Sequence[Booking]:
    """Return the bookings of a person that were not given up, the earliest made first."""
    found = Booking.objects.filter(person_id=person).order_by("id")
    return [one for one in found if not is_ended(one)]


def _end(booking: Booking, by: Viewer, at: Instant) -> None:
    BookingEnd.objects.create(
        person_id=booking.person_id, booking_id=booking.id, at=at, by=by.account
    )
    _claim(booking.slot_id, taken=False, at=at)


def _claim(slot: UUID, *, taken: bool, at: Instant) -> None:
    """Take a slot, or free it; of two who want it at once, one is refused."""
    number, was_taken = last_turn(slot)
    if was_taken is taken:
        raise refusals.SLOT_TAKEN.refused()
    try:
        with transaction.atomic():
            SlotTurn.objects.create(slot_id=slot, number=number + 1, taken=taken, at=at)
    except IntegrityError:
        raise refusals.SLOT_TAKEN.refused() from None
