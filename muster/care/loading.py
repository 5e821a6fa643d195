"""Caseloads as rows: who carries what, who is away, what stands in the pool; in a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from muster.access.permissions import Permission
from muster.access.queries.colleagues import Colleague, colleagues
from muster.care.models import CaseFact, CaseRow, Pooled, WorkingTime
from muster.care.rules.caseloads import Load, Time, load_of
from muster.care.rules.cases import Act
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.people.formation import units_above, units_below
from muster.policy.queries import in_force


def clinicians_of(units: Collection[UnitId], at: Instant) -> list[Colleague]:
    """Return who works on cases in, above or below these units."""
    around = {*units_below(units), *(up for one in units for up in units_above(one))}
    return colleagues(Permission.KEEP_PLAN, around, at)


def times_of(accounts: Collection[UUID]) -> dict[AccountId, Time]:
    """Return each clinician's working time: the last word on the post, and on being away."""
    found: dict[AccountId, Time] = {AccountId(one): Time() for one in accounts}
    rows = WorkingTime.objects.filter(account__in=list(accounts)).order_by("said_at", "id")
    for row in rows:
        account = AccountId(row.account)
        before = found[account]
        if row.percent is not None:
            away = (before.away_from, before.away_until, before.cover)
            found[account] = Time(row.percent, *away)
        else:
            cover = None if row.cover is None else str(row.cover)
            found[account] = Time(before.percent, row.away_from, row.away_until, cover)
    return found


def loads_of(accounts: Collection[UUID]) -> dict[AccountId, Load]:
    """Return what each of these clinicians carries within the viewer's reach."""
    states: dict[AccountId, list[str]] = defaultdict(list)
    rows = CaseRow.objects.filter(ended=False, owner__in=list(accounts))
    for owner, state in rows.values_list("owner", "state"):
        states[AccountId(owner)].append(state)
    times, rule = times_of(accounts), in_force().caring.load
    return {AccountId(one): load_of(states[AccountId(one)], times[AccountId(one)], rule)
            for one in accounts}  # fmt: skip


def covered_by(account: AccountId, day: date) -> list[AccountId]:
    """Return whose cases somebody looks after on a day, because they are away."""
    named = WorkingTime.objects.filter(cover=account, away_until__gte=day)
    others = {AccountId(one) for one in named.values_list("account", flat=True)}
    times = times_of(others)
    return [one for one, time in times.items() if time.away_on(day) and time.cover == str(account)]


def cover_of(account: AccountId, day: date) -> AccountId | None:
    """Return who looks after somebody's cases on a day; None where they are not away."""
    time = times_of([account])[account]
    return AccountId(UUID(time.cover)) if time.cover and time.away_on(day) else None


def pool() -> QuerySet[Pooled]:
    """Return what stands in the pool within reach: open cases that still belong to their giver."""
    owner = CaseRow.objects.filter(case_id=OuterRef("case_id"), ended=False).values("owner")
    return Pooled.objects.annotate(now=Subquery(owner[:1])).filter(now=F("owner"))


def pool_against_facts() -> list[UUID]:
    """Return the cases whose row in the pool is not what was last said of it, for `doctor`."""
    facts = CaseFact.objects.filter(act=Act.POOLED.value).order_by("at", "id")
    said = {one.case_id: (one.done_by, one.at) for one in facts}
    rows = {one.case_id: (one.owner, one.since) for one in Pooled.objects.all()}
    return [case for case in sorted(said.keys() | rows.keys()) if said.get(case) != rows.get(case)]


def names_in(found: Collection[Colleague]) -> Mapping[AccountId, str]:
    """Return clinicians' names by their accounts."""
    return {one.account: one.name for one in found}
