"""What a chart of one scale over time shows; all of it is said in the reader's language."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of the scale, from `least` up to `most`; `tone` 1 is the mildest of 4."""

    says: str
    least: float
    most: float
    tone: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """From `since` on, scores between `least` and `most` lie within measurement error."""

    since: date
    least: float
    most: float
    says: str


@dataclass(frozen=True, slots=True)
class Point:
    """One sitting: its score, or, where it was incomplete, between which scores it lies.

    `positive`: at or above the cut-off that was applied. `marked`: a critical item was answered.
    """

    on: date
    score: float | None
    least: float
    most: float
    says: str
    positive: bool = False
    marked: bool = False


class Mark(enum.Enum):
    """What stands below the scale, in a lane of its own."""

    STRETCH = "stretch"  # a deployment, from its first to its last day
    REACHED = "reached"  # a call in which somebody spoke with the person
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class Event:
    """Something beside the scores: a stretch of days, or a day; `until` None: it goes on."""

    mark: Mark
    since: date
    until: date | None
    says: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One scale over time. `description` says in words what the drawing shows, for who hears it.

    `cutoff` is the score from which the scale is positive, with its label; `first` and `last` are
    the days that the axis covers.
    """

    key: str
    title: str
    description: str
    lowest: float
    highest: float
    first: date
    last: date
    bands: tuple[Band, ...]
    cutoff: tuple[float, str] | None
    corridor: Corridor | None
    points: tuple[Point, ...]
    events: tuple[Event, ...]
    language: str
