"""The tree of units, which changes over time: who stood under whom, from when, until when.

A place says that a unit stood under a parent, or at the top, from one day to another. Units may
stand at several tops. A place that cannot be is a problem: two places at once, a unit under
itself however far round, a parent that is not there, a time in between without any place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import NamedTuple

from muster.kernel.problems import Problem
from muster.people import problems

_FOREVER = date.max


class Change(NamedTuple):
    """From `since` on, the unit stands under `parent` (None: at the top), or no longer stands.

    Changes are only ever added. Of two that begin on one day the later recorded counts; one that
    is `withdrawn` takes back what was recorded for that day.
    """

    unit: str
    since: date
    parent: str | None
    stands: bool = True
    withdrawn: bool = False


class Place(NamedTuple):
    """One unit stood under `parent` (None: at the top) from `since` to `until`, both included.

    Units are named by any word that is unique; `until` is None while no end is known.
    """

    unit: str
    parent: str | None
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Did the unit stand here on that day?"""
        return self.since <= day <= (self.until or _FOREVER)


@dataclass(frozen=True)
class Tree:
    """The tree as it stood on one day: each unit's parent, None at a top."""

    parents: Mapping[str, str | None]

    def above(self, unit: str) -> list[str]:
        """Return the units above this one, nearest first; a cycle is walked once round."""
        found: list[str] = []
        parent = self.parents.get(unit)
        while parent is not None and parent not in found and parent != unit:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def below(self, unit: str) -> set[str]:
        """Return this unit and every unit under it."""
        children: dict[str, list[str]] = defaultdict(list)
        for child, parent in self.parents.items():
            if parent is not None:
                children[parent].append(child)
        found, left = {unit}, [unit]
        while left:
            new = [child for child in children[left.pop()] if child not in found]
            found.update(new)
            left.extend(new)
        return found

    def closure(self) -> set[tuple[str, str]]:
        """Return every pair (unit above, unit below), each unit with itself included."""
        pairs = {(unit, unit) for unit in self.parents}
        return pairs.union((upper, unit) for unit in self.parents for upper in self.above(unit))


def places_of(changes: Iterable[Change]) -> list[Place]:
    """Return each unit's places from the changes, given in the order in which they were recorded.

    Every standing change begins a place of its own, also under the same parent, so that
    `changes_to` can find each of them again.
    """
    last: dict[tuple[str, date], Change] = {}
    for change in changes:
        last[change.unit, change.since] = change
    history: dict[str, list[Change]] = defaultdict(list)
    for change in sorted(last.values(), key=lambda change: change.since):
        if not change.withdrawn:
            history[change.unit].append(change)
    return [place for unit in history.values() for place in _stays(unit)]


def changes_to(known: Iterable[Place], wanted: Iterable[Place]) -> list[Change]:
    """Return the changes that turn one unit's known places into the wanted ones; none if equal."""
    before = {change.since: change for change in _turns(known)}
    after = {change.since: change for change in _turns(wanted)}
    gone = [before[day]._replace(withdrawn=True) for day in before.keys() - after.keys()]
    new = [change for day, change in after.items() if before.get(day) != change]
    return sorted([*gone, *new], key=lambda change: change.since)


def laid_over(known: Iterable[Place], place: Place) -> list[Place]:
    """Return one unit's places after one more is stated: it counts for its whole time.

    What stood before it ends the day before, and goes on after it if it has an end and stood under
    another parent: the unit was lent. What was to begin later still begins, and ends it where it
    has no end of its own.
    """
    found: list[Place] = []
    known = sorted(known, key=_by_time)
    if place.until is None:
        later = [old.since for old in known if old.since > place.since]
        place = place._replace(until=min(later) - timedelta(days=1) if later else None)
    for old in known:
        if old.since < place.since:
            end = min(old.until or _FOREVER, place.since - timedelta(days=1))
            found.append(old._replace(until=end))
        if place.until is not None and (old.until or _FOREVER) > place.until:
            if old.since > place.until:
                found.append(old)
            elif old.parent != place.parent:
                found.append(old._replace(since=place.until + timedelta(days=1)))
    return sorted([*found, place], key=_by_time)


def tree_on(day: date, places: Iterable[Place]) -> Tree:
    """Return the tree as it stood on `day`; of two places at once the later begun counts."""
    standing = sorted(
        (place for place in places if place.covers(day)), key=lambda place: place.since
    )
    return Tree({place.unit: place.parent for place in standing})


def faults(places: Iterable[Place]) -> dict[Place, list[Problem]]:
    """Return what is wrong with the places, by the place that would have to be corrected.

    Gaps are not in it: a unit may be stood down and raised again; see `gaps`.
    """
    places = list(places)
    found: dict[Place, list[Problem]] = defaultdict(list)
    history: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        history[place.unit].append(place)
        if place.until is not None and place.until < place.since:
            found[place].append(problems.ENDS_BEFORE_BEGINNING.at())
    for stay in history.values():
        for earlier, later in pairwise(sorted(stay, key=_by_time)):
            if later.since <= (earlier.until or _FOREVER):
                problem = problems.TWO_PARENTS.at(unit=later.unit, since=later.since)
                found[later].append(problem)
    for place in places:
        orphaned = _orphaned(place, history)
        if orphaned is not None:
            found[place].append(orphaned)
    for place, ring in _rings(places).items():
        found[place].append(problems.UNIT_RING.at(ring=" → ".join(ring), since=place.since))
    return dict(found)


def gaps(places: Iterable[Place]) -> dict[Place, Problem]:
    """Return the times without any place between two places of one unit, by the later place."""
    history: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        history[place.unit].append(place)
    found: dict[Place, Problem] = {}
    for stay in history.values():
        for earlier, later in pairwise(sorted(stay, key=_by_time)):
            if earlier.until is not None and later.since - earlier.until > timedelta(days=1):
                found[later] = problems.UNIT_GAP.at(
                    unit=later.unit,
                    first=earlier.until + timedelta(days=1),
                    last=later.since - timedelta(days=1),
                )
    return found


def _stays(history: list[Change]) -> list[Place]:
    """Turn one unit's changes, by date, into its places."""
    found: list[Place] = []
    for index, change in enumerate(history):
        if not change.stands:
            continue
        following = (
            history[index + 1].since - timedelta(days=1) if index + 1 < len(history) else None
        )
        found.append(Place(change.unit, change.parent, change.since, following))
    return found


def _turns(places: Iterable[Place]) -> Iterable[Change]:
    """Yield the changes that say the same as one unit's places."""
    ordered = sorted(places, key=_by_time)
    for place, following in zip_longest(ordered, ordered[1:]):
        yield Change(place.unit, place.since, place.parent)
        if place.until is not None:
            day_after = place.until + timedelta(days=1)
            if following is None or following.since > day_after:
                yield Change(place.unit, day_after, None, stands=False)


def _by_time(place: Place) -> tuple[date, date]:
    return place.since, place.until or _FOREVER


def _orphaned(place: Place, history: Mapping[str, list[Place]]) -> Problem | None:
    """Name the first day on which the parent of this place is not there."""
    if place.parent is None or place.parent == place.unit:
        return None
    if place.parent not in history:
        return problems.NO_SUCH_PARENT.at(parent=place.parent)
    day, end = place.since, place.until or _FOREVER
    for stay in sorted(history[place.parent], key=_by_time):
        stay_end = stay.until or _FOREVER
        if stay.since <= day <= stay_end:
            if stay_end >= end:
                return None
            day = stay_end + timedelta(days=1)
    return problems.PARENT_NOT_THERE.at(parent=place.parent, day=day) if day <= end else None


def _rings(places: Iterable[Place]) -> dict[Place, list[str]]:
    """Return the rings of units that each place closes, looked for on every day of change.

    A ring is charged to the place that began last of those in it, since it closed the ring.
    """
    places = list(places)
    rings: dict[Place, list[str]] = {}
    known: set[frozenset[str]] = set()
    for day in sorted({place.since for place in places}):
        standing = {
            place.unit: place for place in sorted(places, key=_by_time) if place.covers(day)
        }
        for ring in _rings_of({unit: place.parent for unit, place in standing.items()}):
            if frozenset(ring) in known:
                continue
            known.add(frozenset(ring))
            last = max((standing[unit] for unit in ring), key=lambda place: place.since)
            start = ring.index(last.unit)
            rings[last] = [*ring[start:], *ring[:start], last.unit]
    return rings


def _rings_of(parents: Mapping[str, str | None]) -> Iterable[list[str]]:
    """Yield every ring in one day's tree, each once."""
    done: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        unit: str | None = start
        while unit is not None and unit in parents and unit not in done and unit not in path:
            path[unit] = len(path)
            unit = parents[unit]
        if unit is not None and unit in path:
            yield list(path)[path[unit] :]
        done.update(path)
