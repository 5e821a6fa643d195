"""Cases as their owners read them: one person's, one clinician's, and those that are late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.folding import FACTS, standing
from muster.care.handing import handed_over_by
from muster.care.loading import covered_by
from muster.care.models import Case, CaseFact, CaseRow
from muster.care.rules.cases import CaseState
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.formation import everybody_is_below, units_below
from muster.vault.sealing import open_sealed, unpad_step
from muster.vault.work import current
from muster.vault.zones import Zone

CRISIS = "crisis"  # the state of the path that waits for nothing


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as a list shows it; `state` is a key of the path."""

    case: UUID
    person: PersonId
    state: str
    since: datetime
    owner: UUID
    offered_to: UUID | None
    due: datetime | None
    paused_until: datetime | None
    ended: bool

    def late(self, now: Instant) -> bool:
        return self.due is not None and now > self.due


@dataclass(frozen=True, slots=True)
class Late:
    """A case that should have moved on: on whom it waits, and to whom its lateness is told."""

    line: CaseLine
    late_to: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a case, with the words written beside it."""

    act: str
    at: datetime
    by: UUID
    hand: str
    step: str
    state: str
    reason: str
    to: UUID | None
    due: datetime | None
    until: datetime | None
    words: str


@query(
    key="care.case",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A person's case was read."),
)
def case_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[CaseLine]]:
    """Return a person's cases, the open one first, then the latest."""
    rows = CaseRow.objects.filter(person_id=person).order_by("ended", "-since")
    return Shown([_line(row) for row in rows], [person])


@query(
    key="care.case-history",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("What happened in a person's case was read."),
)
def happened(
    *, person: PersonId, case: UUID, by: Viewer, at: Instant
) -> Shown[tuple[Case, CaseState, list[Happening]]]:
    """Return a case, where it stands, and all that happened to it in the order of time."""
    found = Case.objects.filter(id=case, person_id=person).first()
    if found is None:
        raise NOT_FOUND.refused()
    key = current().data_key(person, Zone.CLINICAL)
    facts = CaseFact.objects.filter(case=found).order_by("at", "id")
    return Shown((found, standing(found).state, [_happening(one, key) for one in facts]), [person])


@query(
    key="care.my-cases",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician's own list of cases was read."),
)
def my_cases(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[CaseLine]]:
    """Return the open cases of the viewer or offered to them: crises first, then by deadline.

    Those among them that are being handed over, whose person is placed elsewhere already, and those
    of a colleague who is away and for whom the viewer covers.
    """
    current().admit(handed_over_by(by.account))
    owners = [by.account, *covered_by(by.account, day_at(by.units, at))]
    own = CaseRow.objects.filter(ended=False, owner__in=owners)
    offered = CaseRow.objects.filter(ended=False, offered_to=by.account)
    lines = [_line(row) for row in own.union(offered)]
    lines.sort(
        key=lambda line: (line.state != CRISIS, line.due is None, line.due or line.since, line.case)
    )
    return Shown(lines, [line.person for line in lines])


@query(
    key="care.late",
    permits=Permission.READ_LATE,
    zone=Zone.CLINICAL,
    says=_("The list of late cases was read."),
)
def late_cases(
    *,
    limit: int,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[list[Late]]:
    """Return up to `limit` cases of the viewer's units that are late, the longest first.

    The units are named, so that a battalion's list starts from them; whoever covers everybody names
    none, because the order of all clocks is then the quicker way.
    """
    rows = CaseRow.objects.filter(ended=False, due_at__lt=at)
    if not everybody_is_below(by.units):
        rows = rows.filter(unit_id__in=units_below(by.units))
    rows = rows.order_by("due_at", "case_id")[:limit]
    found = [Late(_line(row), row.late_to) for row in rows]
    return Shown(found, [one.line.person for one in found])


def _line(row: CaseRow) -> CaseLine:
    return CaseLine(
        row.case_id, PersonId(row.person_id), row.state, row.since, row.owner, row.offered_to,
        row.due_at, row.paused_until, row.ended,
    )  # fmt: skip


def _happening(fact: CaseFact, key: bytes) -> Happening:
    words = ""
    if fact.note is not None:
        sealed = bytes(fact.note)
        words = unpad_step(open_sealed(key, table=FACTS, row=fact.id, sealed=sealed)).decode()
    return Happening(
        fact.act, fact.at, fact.done_by, fact.hand, fact.step, fact.state, fact.reason,
        fact.given_to, fact.due_at, fact.until, words,
    )  # fmt: skip
