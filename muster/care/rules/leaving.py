"""Who is about to leave their clinician: by a posting, a discharge or a deployment known ahead.

What is looked for is the next thing that parts the two, no sooner than the profile's spans say: a
handover that is opened a year ahead is forgotten by the day on which it matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from muster.kernel.ids import UnitId
from muster.people.rules.moves import Stay, on_day

MOVE, DISCHARGE, DEPLOYMENT = "unit-move", "discharge", "deployment"
LEAVE, HOSPITAL = "leave-of-clinician", "hospital"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why somebody leaves, to which unit (None: nobody of the force), and on which day."""

    why: str
    unit: UnitId | None
    day: date


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far ahead is looked: the last day of a move, and of a discharge, that counts today."""

    today: date
    moves: date
    discharges: date


class ForATime(Protocol):
    """A post for a time, as far as it is asked here: where, and which days."""

    @property
    def there(self) -> UnitId: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


def is_for_a_time(away: ForATime, unit: UnitId | None, day: date) -> bool:
    """Is this the way to a post for a time, which parts nobody from their clinician?"""
    return unit == away.there and away.starts <= day <= away.ends


def leavings(stays: Sequence[Stay], deployments: Sequence[date], horizon: Horizon) -> list[Leaving]:
    """Return what parts a person from the unit where they are within the horizon, the next first.

    `stays` are in the order of time; `deployments` are their first days. Whoever has a later
    posting does not leave the service, whatever the gap between the two.
    """
    here = on_day(stays, horizon.today)
    if here is None:
        return []
    deployed = [day for day in deployments if horizon.today < day <= horizon.moves]
    found = [Leaving(DEPLOYMENT, here.unit, day) for day in deployed]
    later = [stay for stay in stays if stay.since > max(here.since, horizon.today)]
    elsewhere = next((stay for stay in later if stay.unit != here.unit), None)
    if elsewhere is not None and elsewhere.since <= horizon.moves:
        found.append(Leaving(MOVE, elsewhere.unit, elsewhere.since))
    if not later and here.until is not None and here.until < horizon.discharges:
        found.append(Leaving(DISCHARGE, None, here.until + timedelta(days=1)))
    return sorted(found, key=lambda one: one.day)
