"""What a caseworker wants to be reminded of: put down with a day, moved, done."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from muster.access.channels import settle
from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import agency_problems, problems
from muster.transition.notes import LONGEST
from muster.transition.reminders import Reminding, open_on, write
from muster.transition.tracking import Standing, locked
from muster.vault.zones import Zone

MOST = 30
FARTHEST = timedelta(days=2 * 366)


@command(
    key="transition.set-reminder",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker put down of what they want to be reminded on a case."),
)
def set_reminder(
    *,
    person: PersonId,
    reminder: UUID,
    day: date,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> None:
    """Put down a day and a few words; whoever has the case on that day is reminded."""
    case = locked(person)
    said = words.strip()
    if not 0 < len(said) <= LONGEST:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    if len(open_on(case.case.id)) >= MOST:
        raise agency_problems.TOO_MANY_REMINDERS.refused(most=MOST)
    _may_be(day, case, at)
    write(Reminding(reminder, person, case.case.id, day), said, by=by.account, at=at)


@command(
    key="transition.move-reminder",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker moved a reminder on a case to another day, or said that it is done."),
)
def move_reminder(
    *, person: PersonId, reminder: UUID, day: date | None, by: Viewer, at: Instant
) -> None:
    """Move a reminder to another day; None: it is done, and off every list."""
    case = locked(person)
    there = {one.reminding.reminder: one for one in open_on(case.case.id)}
    found = there.get(reminder)
    if found is None:
        raise NOT_FOUND.refused()
    if day is not None:
        _may_be(day, case, at)
    said = Reminding(reminder, person, case.case.id, day or found.reminding.day)
    write(said, found.words, by=by.account, at=at, done=day is None)
    settle(reminder, at=at, by=by.account)


def _may_be(day: date, case: Standing, at: Instant) -> None:
    today = case.calendar.local_date(at)
    if not today <= day <= today + FARTHEST:
        raise agency_problems.NOT_A_DAY_AHEAD.refused()
