"""How long each step takes, counted once a day for whoever waits."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition.models import StepRow, StepTimes
from muster.transition.rules.durations import Span, times
from muster.vault.zones import Zone

LOOKED_BACK = timedelta(days=730)
A_DAY = timedelta(days=1)


@command(
    key="transition.count-times",
    permits=Permission.COUNT_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was counted how long each step of casework takes."),
)
def count_times(*, by: Viewer, at: Instant) -> int:
    """Count how long each step took in two years; return of how many steps it can be told.

    A step that too few cases stand behind is told of nobody.
    """
    since = at - LOOKED_BACK
    spans: dict[str, list[Span]] = defaultdict(list)
    rows = StepRow.objects.filter(began_at__gte=since, dropped=False)
    for key, began, ended in rows.values_list("key", "began_at", "ended_at"):
        spans[key].append(Span(((ended or at) - began) / A_DAY, ended is not None))
    least, told = in_force().small_groups.clinical_cell, 0
    for key, found in spans.items():
        known = times(found, least)
        if known is None or known.median is None or known.most is None:
            continue
        told += 1
        StepTimes.objects.update_or_create(
            unit_id=by.units[0], key=key,
            defaults={
                "cases": known.cases, "median": known.median, "most": known.most,
                "since": since.date(), "counted_at": at,
            },
        )  # fmt: skip
    note(steps=told)
    return told
