"""The morning's list: who is to be called, page by page, and how many there are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.detection.queries import places
from muster.detection.queries.calls import Call, calls_of
from muster.detection.queries.places import Counts
from muster.detection.rules.morning import Place, Wanted
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.findings import Tier
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Morning:
    """One page of the list; `after` is where the next page begins, None where there is none.

    `counts` are of everything that was wanted, and `begun` is the instant that the list stands for.
    """

    calls: list[Call]
    counts: Counts
    after: Place | None
    begun: Instant


@query(
    key="detection.queue",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("The list of people to be called was read."),
)
def queue(
    *,
    limit: int,
    tier: Tier | None,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[list[Call]]:
    """Return up to `limit` people of the viewer's units: red first, then overdue, then by clock."""
    calls, _found, _more = _calls(places.condition(Wanted(tier=tier), by), None, limit, at)
    return Shown(calls, [call.person for call in calls])


@query(
    key="detection.morning",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A page of the list of people to be called was read."),
)
def morning(
    *,
    wanted: Wanted,
    after: Unjournalled[Place | None],
    limit: int,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[Morning]:
    """Return the page of what is `wanted` that follows `after`, with its counts."""
    kept = places.condition(wanted, by)
    calls, found, more = _calls(kept, after, limit, at)
    begun = found[0].begun if found else at
    page = Morning(calls, places.counts(kept, at), found[-1] if more else None, begun)
    return Shown(page, [call.person for call in calls])


def _calls(
    kept: places.Condition, after: Place | None, limit: int, at: Instant
) -> tuple[list[Call], list[Place], bool]:
    found, more = places.places(kept, after=after, limit=limit, at=at)
    calls = calls_of([one.person for one in found])
    return [calls[one.person] for one in found if one.person in calls], found, more


@query(
    key="detection.call",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("It was read why somebody is to be called."),
)
def call_of(
    *,
    person: PersonId,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[Call | None]:
    """Return what is open about one person, None where nothing is."""
    return Shown(calls_of([person]).get(person), [person])


@query(
    key="detection.queue-newer",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("It was asked how many people to be called are new."),
)
def newer(
    *,
    than: Instant,
    wanted: Wanted,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[int]:
    """Return for how many people something was raised after `than`; nobody is shown."""
    return Shown(places.newer(places.condition(wanted, by), than=than, at=at))


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many of one unit's own people stand where; `unowned` are waiting and nobody's yet."""

    unit: UnitId
    red: int
    overdue: int
    waiting: int
    unowned: int


@query(
    key="detection.queue-by-unit",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("It was counted how many people are to be called in each unit."),
)
def by_unit(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[UnitCount]]:
    """Return the counts of each unit within reach that has anybody in the queue."""
    return Shown([UnitCount(*row) for row in places.by_unit(at)])
