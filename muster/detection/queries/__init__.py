"""Every reading of the room: who is to be called, and what another profile would change."""

from muster.detection.queries.calls import Call, calls_of
from muster.detection.queries.histories import About, Story, about, for_paper
from muster.detection.queries.morning import (
    Morning,
    UnitCount,
    by_unit,
    call_of,
    morning,
    newer,
    queue,
)
from muster.detection.queries.places import Counts
from muster.detection.queries.previewing import DAYS, preview

__all__ = [
    "DAYS",
    "About",
    "Call",
    "Counts",
    "Morning",
    "Story",
    "UnitCount",
    "about",
    "by_unit",
    "call_of",
    "calls_of",
    "for_paper",
    "morning",
    "newer",
    "preview",
    "queue",
]
