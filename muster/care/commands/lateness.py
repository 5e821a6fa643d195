"""What became late is told to whoever has to know, once for each deadline."""

from __future__ import annotations

from collections.abc import Sequence

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import ROLES
from muster.access.viewers import Viewer
from muster.care.folding import happen
from muster.care.hands import OF_ROLE
from muster.care.loading import cover_of
from muster.care.models import Case, CaseRow
from muster.care.rules.cases import Act, Event
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.formation import units_above
from muster.vault.zones import Zone

AT_ONCE = 500


@command(
    key="care.note-late",
    permits=Permission.NOTE_LATE,
    zone=Zone.CLINICAL,
    says=_("Cases that had become late were told to those who answer for them."),
)
def note_late(*, by: Viewer, at: Instant) -> int:
    """Tell of every case whose deadline has passed and nobody was told; return how many.

    Its owner is told, and whoever holds the part that the path names for it. The message says that
    something is waiting, and nothing else.
    """
    rows = CaseRow.objects.filter(ended=False, told=False, due_at__lt=at).order_by("due_at")
    late = list(rows.select_for_update(skip_locked=True)[:AT_ONCE])
    cases = Case.objects.in_bulk([row.case_id for row in late])
    for row in late:
        happen(cases[row.case_id], Event(Act.WAS_LATE, at, str(by.account)))
        step = f"{row.due_at:%y%m%d%H%M}"
        send(_told(row, at), Kind.REMINDER, about=row.case_id, step=step, at=at)
    note(late=len(late), people=[PersonId(row.person_id) for row in late])
    return len(late)


def any_late(at: Instant) -> bool:
    """Is there a case within reach that became late and nobody was told? Inside a unit of work."""
    return CaseRow.objects.filter(ended=False, told=False, due_at__lt=at).exists()


def _told(row: CaseRow, at: Instant) -> Sequence[AccountId]:
    """Return the owner, whoever covers for them, and the holders of the part the path names."""
    owner, where = AccountId(row.owner), [UnitId(row.unit_id)] if row.unit_id else []
    cover = cover_of(owner, day_at(where, at))
    roles = [ROLES[key] for key, hand in OF_ROLE.items() if hand == row.late_to]
    if row.unit_id is None or not roles:
        return [one for one in (owner, cover) if one is not None]
    named = holders(roles, units_above(UnitId(row.unit_id)), at)
    told = [owner, cover, *(one.account for one in named)]
    return [one for one in dict.fromkeys(told) if one is not None]
