"""Two years lived through in the order of time: rosters, tours, sittings, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from muster.config.demonstration import files, formation
from muster.config.demonstration.brigade import Sittings
from muster.config.demonstration.building import Building, Progress, psychologist_of
from muster.config.demonstration.service import RHYTHMS, ROSTER_WEEKS, Tour
from muster.config.installing import OPERATOR
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.assessments.files import Known
    from muster.detection.screening import Screened
    from muster.kernel.ids import PersonId, UnitId

ENTERED_AFTER = timedelta(days=4, hours=16)  # a week's forms are entered on its Friday
SETTLED_AFTER = timedelta(days=3)
FRESH_WEEK = -1  # what was answered in the last week is entered this morning
OUTCOMES = {
    "spoken-no-further-step": 0.70,
    "case-opened": 0.12,
    "already-in-care": 0.08,
    "declined": 0.06,
    "better": 0.04,
}
LEFT_OPEN = {-4: 0.03, -3: 0.05, -2: 0.06}  # of these weeks' signals so many still stand


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A roster arrives."""

    week: int


@dataclass(frozen=True, slots=True)
class TourEnds:
    """A battalion comes home (or, in the week it leaves, goes) and its tour is recorded."""

    week: int
    battalion: int
    tour: Tour


@dataclass(frozen=True, slots=True)
class WeekOfSittings:
    """A battalion's sittings of one week, all instruments."""

    week: int
    battalion: int
    sittings: tuple[Sittings, ...]


Happening = RosterDay | TourEnds | WeekOfSittings


def happenings(building: Building) -> list[Happening]:
    """Return what happens, in the order of time; within a week rosters come first."""
    found: list[Happening] = [RosterDay(week) for week in ROSTER_WEEKS]
    for battalion, rhythm in RHYTHMS.items():
        if rhythm.tour is not None:
            found.append(TourEnds(min(rhythm.tour.back, -1), battalion, rhythm.tour))
    by_week = groupby(building.brigade.sittings, lambda one: (one.occasion.week, one.battalion))
    found += [WeekOfSittings(*key, tuple(sittings)) for key, sittings in by_week]
    return sorted(found, key=lambda one: (one.week, isinstance(one, WeekOfSittings)))


def live(building: Building, progress: Progress) -> None:
    """Let everything happen."""
    todo = happenings(building)
    for done, one in enumerate(todo):
        progress(done, len(todo))
        match one:
            case RosterDay():
                _roster(building, one)
            case TourEnds():
                _tour(building, one)
            case WeekOfSittings():
                _sit(building, one)
    progress(len(todo), len(todo))


def _roster(building: Building, day: RosterDay) -> None:
    """Bring in the roster of a Monday, and learn whose each service number is."""
    from muster.access.permissions import Permission
    from muster.assessments.files import Known
    from muster.instruments.rules.specification import Sex
    from muster.kernel.sheets import open_sheet
    from muster.people.commands.rosters import import_roster
    from muster.people.queries import by_service_number
    from muster.people.rules.files import arrived
    from muster.people.rules.roster_columns import ROSTER

    at = min(building.monday + timedelta(weeks=day.week), building.now)
    path = files.write_roster(building.brigade, building.folder, at.date())
    by = building.viewer(OPERATOR, Permission.IMPORT_PEOPLE, at)
    report = import_roster(
        arrived=arrived(open_sheet(path), ROSTER), chosen=None, confirm=True, by=by, at=at
    )
    building.count("moved", report.outcomes["moved"])
    building.count("refused rows", report.refused)
    numbers = [one.number for one in building.brigade.soldiers]
    found = by_service_number(numbers=numbers, by=by, at=at)
    building.known = {
        number: Known(match.person, Sex(match.sex) if match.sex else None)
        for number, match in found.items()
    }


def _tour(building: Building, home: TourEnds) -> None:
    """Record a battalion's tour for everybody who was on it."""
    from muster.access.permissions import Permission
    from muster.people.commands.keeping import record_exposure
    from muster.people.service import ExposureKind

    at = min(building.monday + timedelta(weeks=home.week, days=2), building.now)
    left = (building.monday + timedelta(weeks=home.tour.left)).date()
    back = (building.monday + timedelta(weeks=home.tour.back, days=-1)).date()
    until = back if back <= at.date() else None
    by = building.viewer(psychologist_of(home.battalion), Permission.RECORD_SERVICE, at)
    for one in building.brigade.soldiers:
        if one.battalion != home.battalion or one.number not in building.known:
            continue
        since = max(left, one.since)
        if until is not None and since > until:
            continue
        person = building.known[one.number].person
        record_exposure(
            person=person, kind=ExposureKind.DEPLOYMENT, since=since, until=until, by=by, at=at
        )
        building.count("tours", 1)


def _sit(building: Building, week: WeekOfSittings) -> None:
    """Enter a battalion's sittings, and settle what came of them unless they are fresh."""
    fresh = week.week >= FRESH_WEEK
    entered = building.monday + timedelta(weeks=week.week) + ENTERED_AFTER
    at = building.now if fresh else entered
    top = building.unit(formation.BRIGADE)
    for sittings in week.sittings:
        path = files.write_answers(building.brigade, sittings, building.folder / "answers")
        screened = _screen(building, path, sittings, top, at)
        building.count("sittings", screened.added)
        building.count("files", 1)
        building.count("refused rows", screened.file.refused)
    if not fresh:
        _settle(building, week, at)


def _screen(
    building: Building, path: Path, sittings: Sittings, unit: UnitId, at: Instant
) -> Screened:
    from muster.access.permissions import Permission
    from muster.assessments.files import Layout
    from muster.detection.screening import screen

    def matching(numbers: Sequence[str]) -> Mapping[str, Known]:
        return {number: building.known[number] for number in numbers if number in building.known}

    codes = files.item_codes(sittings.instrument, sittings.answers.shape[1])
    return screen(
        path,
        instrument=sittings.instrument,
        layout=Layout(
            items=",".join(codes), id=files.PERSON, sex=None, answered_on=files.ANSWERED_ON
        ),
        unit=unit,
        matching=matching,
        by=building.viewer(OPERATOR, Permission.IMPORT_SITTINGS, at),
        at=at,
    )


def _settle(building: Building, week: WeekOfSittings, at: Instant) -> None:
    """Speak with whoever is red at once, and close the rest three days later, with outcomes."""
    from muster.access.permissions import Permission
    from muster.detection.commands import close_many, reached
    from muster.detection.queries import queue
    from muster.policy.rules.findings import Tier

    account = psychologist_of(week.battalion)
    by = building.viewer(account, Permission.WORK_QUEUE, at)
    soon = at + timedelta(minutes=20)
    for call in queue(limit=200, tier=Tier.RED, already_shown=(), by=by, at=soon):
        if call.due is not None:
            reached(person=call.person, by=by, at=soon)
            building.count("calls", 1)
    later = min(at + SETTLED_AFTER, building.now)
    for outcome, people in _by_outcome(building, week):
        if people:
            closed = close_many(persons=people, reason=outcome, by=by, at=later)
            building.count("closed", closed)


def _by_outcome(building: Building, week: WeekOfSittings) -> Iterator[tuple[str, list[PersonId]]]:
    """Share a week's people out among the outcomes; those left open are in none."""
    numbers = sorted(
        {building.brigade.soldiers[place].number for one in week.sittings for place in one.people}
    )
    settled = building.dice.random(len(numbers)) >= LEFT_OPEN.get(week.week, 0.0)
    drawn = building.dice.choice(len(OUTCOMES), size=len(numbers), p=list(OUTCOMES.values()))
    for place, outcome in enumerate(OUTCOMES):
        yield (
            outcome,
            [
                building.known[number].person
                for number, done, which in zip(numbers, settled, drawn, strict=True)
                if done and which == place and number in building.known
            ],
        )


def screen_survey(building: Building, _progress: Progress) -> None:
    """Screen NHANES's PHQ-9 as a campaign of its own, of subjects who are nobody in personnel."""
    from muster.access.permissions import Permission
    from muster.assessments.files import Layout
    from muster.detection.screening import screen

    path = files.write_survey(building.survey, building.folder)
    codes = files.item_codes("phq-9", building.survey.answers.shape[1])
    screened = screen(
        path,
        instrument="phq-9",
        layout=Layout(items=",".join(codes), id=files.SEQUENCE),
        unit=building.unit(files.SURVEY),
        matching=None,
        by=building.viewer(OPERATOR, Permission.IMPORT_SITTINGS, building.now),
        at=building.now,
    )
    building.facts["survey"] = {**screened.file.facts(), "tiers": dict(screened.tiers)}
