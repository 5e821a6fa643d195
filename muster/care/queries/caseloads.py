"""Caseloads as a head of service reads them, without a name in care; the pool as clinicians do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import Colleague
from muster.access.viewers import Viewer
from muster.care.commands.caseloads import would_be_over
from muster.care.loading import clinicians_of, loads_of, pool, times_of
from muster.care.models import CaseRow
from muster.care.rules.caseloads import Load, Time, lightest
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Carries:
    """What one clinician of the viewer's units carries, and when they are away."""

    who: Colleague
    load: Load
    time: Time
    over: bool


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A case in the pool: where it stands, and by when it has to move on."""

    case: UUID
    person: PersonId
    state: str
    owner: UUID
    due: datetime | None
    since: datetime


@dataclass(frozen=True, slots=True)
class OfferedList:
    """A colleague's cases that are offered to the viewer; `over` if taking them passes the cap."""

    owner: AccountId
    cases: int
    over: bool


@query(
    key="care.loads",
    permits=Permission.READ_LATE,
    zone=Zone.CLINICAL,
    says=_("The caseloads of clinicians were read."),
)
def loads(*, by: Viewer, at: Instant) -> Shown[list[Carries]]:
    """Return what the clinicians of the viewer's units carry, whoever carries most first."""
    found = clinicians_of(by.units, at)
    carried, times = loads_of([one.account for one in found]), times_of([o.account for o in found])
    cap = in_force().path.load_cap
    lines = [
        Carries(one, carried[one.account], times[one.account], carried[one.account].over(cap))
        for one in found
    ]
    return Shown(sorted(lines, key=lambda one: (-one.load.share, one.who.name)))


@query(
    key="care.pool",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("The team's pool of cases was read."),
)
def pooled(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[PoolLine]]:
    """Return the pool of the viewer's units, what has to move on first on top."""
    given = {row.case_id: row for row in pool()}
    rows = CaseRow.objects.filter(case_id__in=list(given), ended=False)
    lines = [
        PoolLine(
            row.case_id, PersonId(row.person_id), row.state, row.owner, row.due_at,
            given[row.case_id].since,
        )
        for row in rows
    ]  # fmt: skip
    lines.sort(key=lambda one: (one.due is None, one.due or one.since, one.case))
    return Shown(lines, [one.person for one in lines])


@query(
    key="care.offered-lists",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("Lists of cases offered to a clinician were read."),
)
def offered_lists(*, by: Viewer, at: Instant) -> Shown[list[OfferedList]]:
    """Return whose cases are offered to the viewer, and how many of each."""
    rows = CaseRow.objects.filter(ended=False, offered_to=by.account)
    states: dict[AccountId, list[str]] = {}
    for owner, state in rows.values_list("owner", "state"):
        states.setdefault(AccountId(owner), []).append(state)
    return Shown(
        [
            OfferedList(one, len(each), would_be_over(by.account, each))
            for one, each in states.items()
        ]
    )


def free_first(lines: Collection[Carries], today: date) -> list[AccountId]:
    """Return who could take one more case and is not away, whoever carries least first."""
    here = {str(one.who.account): one.load for one in lines if not one.time.away_on(today)}
    return [AccountId(UUID(one)) for one in lightest(here, in_force().path.load_cap)]
