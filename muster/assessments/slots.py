"""Which hours are free, and for whom; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from muster.assessments.models import Booking, BookingEnd, Slot, SlotTurn
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.people.postings import units_of
from muster.people.serving import units_above


def last_turn(slot: UUID) -> tuple[int, bool]:
    """Return the number of a slot's last turn, 0 for none yet, and whether it is taken."""
    last = SlotTurn.objects.filter(slot_id=slot).order_by("-number").first()
    return (0, False) if last is None else (last.number, last.taken)


def taken_among(slots: Sequence[UUID]) -> set[UUID]:
    """Return those of these slots that are taken."""
    turns = SlotTurn.objects.filter(slot_id__in=slots).order_by("number")
    taken = {one.slot_id: one.taken for one in turns}
    return {slot for slot, is_taken in taken.items() if is_taken}


def serves(slot: Slot, person: PersonId) -> bool:
    """Is the slot offered to people of the unit in which this person serves?"""
    return slot.unit_id in units_around(person)


def units_around(person: PersonId) -> tuple[UUID, ...]:
    """Return the person's unit and all above it; () where they serve in none."""
    unit = units_of([person]).get(person)
    return () if unit is None else units_above({unit})[unit]


def free_for(person: PersonId, at: Instant) -> list[Slot]:
    """Return the hours to come that this person may book, the earliest first."""
    offered = Slot.objects.filter(unit_id__in=units_around(person), starts__gt=at)
    listed = list(offered.order_by("starts", "id"))
    taken = taken_among([one.id for one in listed])
    return [one for one in listed if one.id not in taken]


def is_ended(booking: Booking) -> bool:
    """Was this booking given up?"""
    return BookingEnd.objects.filter(booking_id=booking.id).exists()
