"""The watch over who waits: whom to contact, what to offer instead, who is where in line."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of_units
from muster.people.formation import units_above
from muster.programmes.folding import happen, locked
from muster.programmes.models import EnrolmentRow, Group, GroupEnd
from muster.programmes.offered import offered
from muster.programmes.rules.enrolments import Act, Priority, Stage
from muster.programmes.rules.waiting import Coming, Waiter, expected_start, in_line
from muster.programmes.seats import taken_in
from muster.vault.zones import Zone

AT_ONCE = 500


@command(
    key="programmes.tend-waiting",
    permits=Permission.TEND_WAITING,
    zone=Zone.PROGRAMME,
    says=_("Those who wait were told where they are in line, and who is to be contacted."),
)
def tend_waiting(*, by: Viewer, at: Instant) -> int:
    """Look after everybody who waits; return how many contacts and alternatives are new.

    A message says that something is waiting, and nothing else.
    """
    waiting = EnrolmentRow.objects.filter(stage=Stage.WAITING.value)
    late = list(waiting.filter(told=False, contact_due__lt=at).order_by("contact_due")[:AT_ONCE])
    for row in late:
        _happen(row, Act.WAS_LATE, by.account, at)
        send(_coordinators(row, at), Kind.REMINDER, about=row.enrolment_id, step=_step(row), at=at)
    long = list(waiting.filter(offered=False, offer_due__lt=at).order_by("offer_due")[:AT_ONCE])
    for row in long:
        if alternatives_of(row.programme):
            _happen(row, Act.OFFERED, by.account, at)
    moved = _line_up(at)
    touched = [*late, *long]
    note(late=len(late), offered=len(long), people=[PersonId(one.person_id) for one in touched])
    return len(touched) + moved


def anything_to_tend(at: Instant) -> bool:
    """Is there somebody within reach to be contacted, to be offered something, or to be placed in
    line anew? Inside a unit of work."""
    waiting = EnrolmentRow.objects.filter(stage=Stage.WAITING.value)
    due = waiting.filter(told=False, contact_due__lt=at) | waiting.filter(
        offered=False, offer_due__lt=at
    )
    return due.exists() or any(True for _change in _changes(at))


def alternatives_of(programme: str) -> tuple[str, ...]:
    """Return the programmes that may be offered to whoever has waited too long for this one."""
    found = offered(programme)
    return () if found is None else found.alternatives


def _line_up(at: Instant) -> int:
    """Bring everybody's place in line, and when they may expect to begin, up to date."""
    changed = 0
    for enrolment, position, expected in _changes(at):
        EnrolmentRow.objects.filter(enrolment_id=enrolment).update(
            position=position, expected_on=expected
        )
        changed += 1
    return changed


def _changes(at: Instant) -> list[tuple[UUID, int, date | None]]:
    rows = list(EnrolmentRow.objects.filter(stage=Stage.WAITING.value))
    lists: dict[str, list[EnrolmentRow]] = defaultdict(list)
    for row in rows:
        lists[row.programme].append(row)
    coming = _coming(at) if lists else {}
    changes = []
    for programme, waiting in lists.items():
        known = {row.enrolment_id: row for row in waiting}
        ordered = in_line(
            [Waiter(row.enrolment_id, Priority(row.priority), row.since) for row in waiting]
        )
        for position, one in enumerate(ordered, start=1):
            expected = expected_start(position, coming.get(programme, ()))
            row = known[one.enrolment]
            if (row.position, row.expected_on) != (position, expected):
                changes.append((one.enrolment, position, expected))
    return changes


def _coming(at: Instant) -> dict[str, list[Coming]]:
    groups = Group.objects.filter(starts__gt=at).exclude(id__in=GroupEnd.objects.values("group_id"))
    every = list(groups)
    taken = taken_in([one.id for one in every])
    calendars = calendars_of_units({UnitId(one.unit_id) for one in every})
    coming: dict[str, list[Coming]] = defaultdict(list)
    for one in every:
        free = one.bookable - taken.get(one.id, 0)
        coming[one.programme].append(
            Coming(calendars[UnitId(one.unit_id)].local_date(one.starts), free)
        )
    return coming


def _happen(row: EnrolmentRow, act: Act, by: AccountId, at: Instant) -> None:
    there = locked(PersonId(row.person_id), row.enrolment_id)
    if there is not None and there.state.stage is Stage.WAITING:
        happen(there, act, by=by, at=at)


def _coordinators(row: EnrolmentRow, at: Instant) -> list[AccountId]:
    if row.unit_id is None:
        return []
    named = holders([PROGRAMME_COORDINATOR], units_above(UnitId(row.unit_id)), at)
    return [one.account for one in named]


def _step(row: EnrolmentRow) -> str:
    return f"{row.contact_due:%y%m%d%H%M}"
