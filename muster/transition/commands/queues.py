"""Whoever runs an office is told, without a name, when a queue of theirs has clearly grown."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from uuid import UUID, uuid5

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from muster.access.channels import remind_many, told_since
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.serving import units_above
from muster.policy.rules.track import PERSON
from muster.transition.models import StepRow
from muster.transition.rules.process import GREW_IN, grew
from muster.vault.zones import Zone

_ABOUT = UUID("3f0c6a52-7d0e-4d5e-9d0b-6b8d2f7a1c44")
TOLD_AGAIN = timedelta(days=28)
"""A queue that has grown is told of once in so many days, however long it stays so. Ours."""
Queue = tuple[str, str]
"""A partner by name, or the account of a caseworker: one of the two is ""."""


@command(
    key="transition.tell-of-queues",
    permits=Permission.COUNT_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was looked at whether what waits with somebody has clearly grown."),
)
def tell_of_queues(*, by: Viewer, at: Instant) -> int:
    """Tell each head of an office of the queues that grew in four weeks; return how many are new.

    To be run each day. A queue is one partner's tasks, or one caseworker's cases, of all the units
    that the head's office looks after.
    """
    counts, heads = _counts(at), {}
    for unit, path in units_above(list({unit for unit, _queue in counts})).items():
        heads[unit] = [one.account for one in holders([HEAD_OF_OFFICE], path, at)]
    waits: dict[AccountId, Counter[Queue]] = defaultdict(Counter)
    before: dict[AccountId, Counter[Queue]] = defaultdict(Counter)
    for (unit, queue), (now, then) in counts.items():
        for head in heads[unit]:
            waits[head][queue] += now
            before[head][queue] += then
    grown = [
        (head, _about(queue))
        for head, queues in waits.items()
        for queue, now in queues.items()
        if grew(now, before[head][queue])
    ]
    lately = told_since({about for _head, about in grown}, at - TOLD_AGAIN)
    told = [(head, about, f"{at:%Y-%m-%d}") for head, about in grown if (head, about) not in lately]
    sent = remind_many(told, at=at)
    note(messages=sent)
    return sent


def _about(queue: Queue) -> UUID:
    return uuid5(_ABOUT, f"{queue[0]} {queue[1]}")


def _counts(at: Instant) -> dict[tuple[UnitId, Queue], tuple[int, int]]:
    """Return, by unit and queue, how many wait now and how many waited four weeks ago.

    What people bring or do themselves waits in nobody's queue.
    """
    then = at - GREW_IN
    rows = (
        StepRow.objects.filter(dropped=False, unit_id__isnull=False)
        .filter(Q(ended_at=None) | Q(ended_at__gt=then))
        .exclude(task_id__isnull=False, hand=PERSON)
        .annotate(own=ExpressionWrapper(Q(task_id=None), BooleanField()))
        .values("unit_id", "own", "partner", "owner")
        .annotate(
            now=Count("id", filter=Q(ended_at=None)),
            then=Count("id", filter=Q(began_at__lte=then)),
        )
    )
    found: dict[tuple[UnitId, Queue], tuple[int, int]] = {}
    for row in rows:
        queue = ("", str(row["owner"] or "")) if row["own"] else (row["partner"], "")
        key = (UnitId(row["unit_id"]), queue)
        now, before = found.get(key, (0, 0))
        found[key] = (now + row["now"], before + row["then"])
    return found
