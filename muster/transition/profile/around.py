"""What lies around somebody's ideas: pay, trades alike, what stands open, what others went into.

Call it inside a unit of work. No other person is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from muster.transition.guidance.signals import Signals
from muster.transition.guidance.suggesting import roles
from muster.transition.market import job_meant, offers
from muster.transition.models import WentInto
from muster.transition.queries.signals import signals
from muster.transition.rules.likeness import plain
from muster.transition.rules.market import Demand, demand
from muster.transition.schooling import Held, standing_courses


@dataclass(frozen=True, slots=True)
class Around:
    """By occupation: what archives say, what stands open, how many of the trade went into it.

    `courses` are those that open it and pay the most while one learns.
    """

    published: Signals = field(default_factory=lambda: Signals({}, {}))
    demand: Mapping[str, Demand] = field(default_factory=dict)
    went: Mapping[str, int] = field(default_factory=dict)
    courses: Mapping[str, Held] = field(default_factory=dict)


def around(titles: Sequence[str], regions: Collection[str], moves: str, today: date) -> Around:
    """Return what lies around somebody with these titles, who would work in these regions."""
    named = [one for one in dict.fromkeys(titles) if plain(one)]
    return Around(
        _published(named), demand(offers(today), regions, moves), _went(named), _paid(today)
    )


def _paid(today: date) -> dict[str, Held]:
    """Return, by the occupation that it opens, the course with room that pays the most."""
    found: dict[str, Held] = {}
    for one in standing_courses(today):
        opens = job_meant(one.course.occupation or one.course.title)
        if opens is None or one.full or not one.course.stipend:
            continue
        if opens not in found or found[opens].course.stipend < one.course.stipend:
            found[opens] = one
    return found


def _published(titles: Sequence[str]) -> Signals:
    """Return what the releases in force say for any of these titles, the strongest voice each."""
    found = [signals(title) for title in titles] or [signals("")]
    led: dict[str, float] = {}
    for one in found:
        for code, voice in one.trades.items():
            led[code] = max(voice, led.get(code, 0.0))
    return Signals(found[0].pay, led, found[0].version)


def _went(titles: Sequence[str]) -> dict[str, int]:
    meant = {roles().meant(title)[0].key for title in titles}
    counted: dict[str, int] = defaultdict(int)
    for isco, people in WentInto.objects.filter(role__in=meant).values_list("isco", "people"):
        counted[isco] = max(people, counted[isco])
    return dict(counted)
