"""Appointments for second stages: the person's own, what is free, and whoever keeps an hour's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands.appointments import standing_bookings
from muster.assessments.due import Due, due_of
from muster.assessments.models import Attendance, Booking, Slot
from muster.assessments.slots import free_for, is_ended, taken_among
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.cards import Card, cards_of
from muster.people.serving import people_of
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Appointment:
    """An hour that a person has: when, where, and for which window's second stage."""

    id: UUID
    starts: Instant
    ends: Instant
    place: str
    campaign: UUID
    window: str


@dataclass(frozen=True, slots=True)
class FreeHour:
    """An hour that may be booked."""

    slot: UUID
    starts: Instant
    ends: Instant
    place: str


@dataclass(frozen=True, slots=True)
class OwnHour:
    """An hour of one's own, and who has it; `person` None: nobody yet.

    `withdrawn`: it was taken back, or its booking was.
    """

    slot: UUID
    starts: Instant
    ends: Instant
    place: str
    booking: UUID | None
    person: PersonId | None
    name: str
    came: Came | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose second stage waits, and whether they have an appointment for it."""

    person: PersonId
    name: str
    unit_code: str
    due: Due
    booked: bool


@query(
    key="assessments.read-appointments",
    permits=Permission.READ_DUE,
    zone=Zone.CLINICAL,
    says=_("A person's appointments were read."),
)
def appointments_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Appointment]]:
    """Return a person's appointments to come, the earliest first."""
    booked = standing_bookings(person)
    slots = {one.id: one for one in Slot.objects.filter(id__in=[one.slot_id for one in booked])}
    found = [
        Appointment(
            one.id, slot.starts, slot.ends, slot.place, one.campaign_id, one.window,
        )
        for one in booked
        if (slot := slots.get(one.slot_id)) is not None and slot.ends > at
    ]  # fmt: skip
    return Shown(sorted(found, key=lambda one: one.starts), [person])


@query(
    key="assessments.read-free-hours",
    permits=Permission.BOOK,
    zone=Zone.CLINICAL,
    says=_("It was read which hours a person may book."),
)
def free_slots(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[FreeHour]]:
    """Return the hours that a person may book, the earliest first."""
    free = [FreeHour(one.id, one.starts, one.ends, one.place) for one in free_for(person, at)]
    return Shown(free, [person])


@query(
    key="assessments.read-own-hours",
    permits=Permission.OFFER_HOURS,
    zone=Zone.CLINICAL,
    says=_("It was read who has booked hours of one's own."),
)
def own_hours(*, by: Viewer, at: Instant) -> Shown[list[OwnHour]]:
    """Return the hours that the viewer keeps, from today on, and who has them."""
    calendar = calendar_of_unit(by.units[0]) if by.units else Calendar()
    midnight = calendar.end_of(calendar.local_date(at) - timedelta(days=1))
    slots = list(
        Slot.objects.filter(holder_id=by.account, starts__gt=midnight).order_by("starts", "id")
    )
    ids = [one.id for one in slots]
    booked = {
        one.slot_id: one
        for one in Booking.objects.filter(slot_id__in=ids).order_by("id")
        if not is_ended(one)
    }
    cards = cards_of([PersonId(one.person_id) for one in booked.values()])
    taken = taken_among(ids)
    return Shown([_own(slot, booked.get(slot.id), cards, taken) for slot in slots], list(cards))


def _own(
    slot: Slot,
    booking: Booking | None,
    cards: Mapping[PersonId, Card],
    taken: Collection[UUID],
) -> OwnHour:
    person = None if booking is None else PersonId(booking.person_id)
    card = None if person is None else cards.get(person)
    return OwnHour(
        slot.id, slot.starts, slot.ends, slot.place, None if booking is None else booking.id,
        person, "" if card is None else card.name, None if booking is None else _came(booking),
        booking is None and slot.id in taken,
    )  # fmt: skip


def _came(booking: Booking) -> Came | None:
    fact = (
        Attendance.objects.filter(
            person_id=booking.person_id, campaign_id=booking.campaign_id, window=booking.window,
            stage=booking.stage,
        )
        .order_by("-id")
        .first()
    )  # fmt: skip
    return None if fact is None else Came(fact.state)


@query(
    key="assessments.list-waiting",
    permits=Permission.BOOK,
    zone=Zone.CLINICAL,
    says=_("It was read whose second stage waits to be booked."),
)
def waiting_for_hours(*, by: Viewer, at: Instant) -> Shown[list[Waiting]]:
    """Return everybody within reach whose second stage waits; those without an hour come first."""
    people = people_of(by.units, at)
    waiting = [
        (person, one) for person, dues in due_of(people, at).items() for one in dues if one.bookable
    ]
    cards = cards_of([person for person, _due in waiting])
    found = [
        Waiting(
            person, cards[person].name, cards[person].unit_code, one,
            any(
                (booking.campaign_id, booking.window) == (one.campaign, one.window)
                for booking in standing_bookings(person)
            ),
        )
        for person, one in waiting
        if person in cards
    ]  # fmt: skip
    found.sort(key=lambda one: (one.booked, one.due.closes, one.name))
    return Shown(found, list(cards))
