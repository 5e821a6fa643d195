"""Reminders that caseworkers set themselves on cases, as rows; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.transition.models import Reminder, TrackRow
from muster.transition.notes import opened_with, sealed_note
from muster.vault.keyring import data_keys
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "transition_reminder"


@dataclass(frozen=True, slots=True)
class Reminding:
    """One reminder: on whose case, and on which day."""

    reminder: UUID
    person: PersonId
    case: UUID
    day: date


@dataclass(frozen=True, slots=True)
class Worded:
    """One reminder with its words."""

    reminding: Reminding
    words: str


def write(
    said: Reminding, words: str, *, by: UUID, at: Instant, done: bool = False
) -> None:  # fmt: skip
    """Say anew what one is to be reminded of; Refused where the words speak of health."""
    made = new_id()
    Reminder.objects.create(
        id=made, person_id=said.person, case_id=said.case, reminder_id=said.reminder, day=said.day,
        done=done, at=at, done_by=by, sealed=sealed_note(said.person, TABLE, made, words),
    )  # fmt: skip


def open_on(case: UUID) -> list[Worded]:
    """Return the reminders on a case that nobody has done, the nearest day first."""
    return _worded(_open(Reminder.objects.filter(case_id=case).order_by("at", "id")))


def due_on(cases: Collection[UUID], today: date) -> list[Worded]:
    """Return the reminders on these cases whose day has come, the oldest first."""
    named = Reminder.objects.filter(case_id__in=list(cases), day__lte=today)
    rows = Reminder.objects.filter(reminder_id__in=named.values("reminder_id"))
    return _worded(one for one in _open(rows.order_by("at", "id")) if one.day <= today)


def due_since(first: date, today: date) -> list[tuple[Reminding, UUID]]:
    """Return what came due in these days within reach, each with whose case it is now."""
    named = Reminder.objects.filter(day__range=(first, today)).values("reminder_id")
    rows = _open(
        Reminder.objects.filter(reminder_id__in=named).defer("sealed").order_by("at", "id")
    )
    due = [one for one in rows if first <= one.day <= today]
    owners = dict(
        TrackRow.objects.filter(
            case_id__in={one.case_id for one in due}, owner__isnull=False, ended_at=None
        ).values_list("case_id", "owner")
    )
    return [(_read(one), owners[one.case_id]) for one in due if one.case_id in owners]


def _open(rows: Iterable[Reminder]) -> list[Reminder]:
    last = {one.reminder_id: one for one in rows}
    return sorted((one for one in last.values() if not one.done), key=lambda one: (one.day, one.id))


def _worded(rows: Iterable[Reminder]) -> list[Worded]:
    found = list(rows)
    keys = data_keys(current(), {PersonId(one.person_id) for one in found}, Zone.TRANSITION)
    return [
        Worded(
            _read(one), opened_with(keys[PersonId(one.person_id)], TABLE, one.id, one.sealed)
        )
        for one in found
    ]  # fmt: skip


def _read(one: Reminder) -> Reminding:
    return Reminding(one.reminder_id, PersonId(one.person_id), one.case_id, one.day)
