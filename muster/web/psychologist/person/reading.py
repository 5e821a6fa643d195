"""All that a psychologist's pages say of one person, read once; each reading is in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.assessments.queries import ScoreLine, results
from muster.assessments.reaching import Reached
from muster.detection.queries import Call, Story, about, for_paper
from muster.detection.rules.queue import Event as Turn
from muster.detection.rules.queue import Step
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.queries import Listed, Record, history, listed
from muster.people.unit_names import UnitName, unit_names
from muster.policy.queries import in_force
from muster.vault.zones import Audience
from muster.web.charts.chart import Event, Mark
from muster.web.psychologist.person.series import Series, series_of
from muster.web.psychologist.queue.rows import Row, row_of
from muster.web.reading import read_as

_REACHED = _("{on}: spoken with")
_NOT_REACHED = _("{on}: called, not reached")


@dataclass(frozen=True, slots=True)
class Results:
    """Who a person is, and every result from all records that are theirs.

    `owners` says under which record each sitting was entered. `calendar` is their unit's.
    """

    person: PersonId
    listed: Listed
    record: Record
    lines: list[ScoreLine]
    owners: dict[UUID, PersonId]

    @property
    def calendar(self) -> Calendar:
        return self.listed.calendar

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar.zone)


@dataclass(frozen=True, slots=True)
class Whole(Results):
    """One person's record as a clinician reads it."""

    call: Call | None
    reach: Reached | None
    series: list[Series]
    stories: list[Story]
    units: dict[UnitId, UnitName]
    accounts: dict[AccountId, str]


def read_results(person: PersonId, *, by: Viewer, at: Instant) -> Results:
    """Read who a person is and their results; Refused (not found) where out of reach."""
    record = history(person=person, by=by, at=at)
    found = listed(persons=[person], already_shown=[person], by=by, at=at)[person]
    lines: list[ScoreLine] = []
    owners: dict[UUID, PersonId] = {}
    for one in record.records:
        read = results(person=one, by=by, at=at)
        owners.update((line.sitting, one) for line in read)
        lines += read
    return Results(person, found, record, lines, owners)


def read_whole(person: PersonId, *, by: Viewer, at: Instant, printed: bool = False) -> Whole:
    """Read the whole record of a person; Refused (not found) where it is out of reach.

    `printed`: it leaves the screen, which the journal says.
    """
    known = read_results(person, by=by, at=at)
    read = for_paper if printed else about
    told_of = [read(person=one, by=by, at=at) for one in known.record.records]
    stories = [story for one in told_of for story in one.stories]
    stories.sort(key=lambda story: story.raised.at, reverse=True)
    call = next((one.call for one in told_of if one.call is not None), None)
    reach = next((one.reach for one in told_of if one.reach is not None), None)
    units = {one.unit for one in known.record.postings} | {known.listed.card.unit} - {None}
    told = {UUID(one) for story in stories for event in story.events for one in _named(event)}
    told |= {call.owner} - {None} if call is not None else set()
    names, accounts = read_as(Audience.PLATFORM, lambda: (unit_names(units), account_names(told)))
    return Whole(
        known.person, known.listed, known.record, known.lines, known.owners,
        call, reach, series_of(known.lines, in_force(), known.calendar), stories, names, accounts,
    )  # fmt: skip


def line_of_list(whole: Whole, language: str, by: Viewer, at: Instant) -> Row | None:
    """Return the person's line as the list shows it, None where nothing is open."""
    if whole.call is None:
        return None
    return row_of(
        whole.call, whole.listed, language, units=whole.units, owners=whole.accounts, by=by, at=at
    )


def _named(turn: Turn) -> list[str]:
    return [turn.by, turn.to] if turn.to else [turn.by]


def events_of(whole: Whole, language: str) -> list[Event]:
    """Return what stands beside the scores on a chart: deployments and other days, and calls."""
    stretches = [
        Event(Mark.STRETCH, one.since, one.until, one.kind.says.said_in(language))
        for one in whole.record.exposures
    ]
    return stretches + [_call_event(turn, whole, language) for turn in calls_of(whole)]


def calls_of(whole: Whole) -> list[Turn]:
    """Return the calls that were made, each once, although each stands with every open signal."""
    made = {
        (turn.at, turn.step): turn
        for story in whole.stories
        for turn in story.events
        if turn.step in (Step.REACHED, Step.NOT_REACHED)
    }
    return [made[key] for key in sorted(made)]


def _call_event(turn: Turn, whole: Whole, language: str) -> Event:
    reached = turn.step is Step.REACHED
    on = whole.calendar.local_date(turn.at)
    says = (_REACHED if reached else _NOT_REACHED).of(on=on)
    return Event(Mark.REACHED if reached else Mark.NOT_REACHED, on, on, says.said_in(language))
