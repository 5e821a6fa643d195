"""What command reads of assessments: counts by sub-unit, their course, who is late, time given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments.lateness import TABLE, WindowKey, from_plain_name
from muster.assessments.models import LateName, TimeGiven, TurnoutCount
from muster.assessments.rules.turnout import Tally
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.serving import units_below
from muster.people.unit_names import UnitName, children_of, unit_names
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed
from muster.vault.work import current
from muster.vault.zones import Zone

LOOKS_BACK = timedelta(days=400)
"""How far back windows are shown for comparison."""
MOST_NAMES = 100
"""Of more people who are late, the names are read unit by unit: nobody acts on a list so long."""


Come = tuple[UnitId, Instant]
"""Where somebody serves who has come, late, and when."""


@dataclass(frozen=True, slots=True)
class Part:
    """One sub-unit with all below it, or the people of the unit itself (`own`)."""

    unit: UnitId
    tally: Tally
    own: bool


@dataclass(frozen=True, slots=True)
class LateLine:
    """Somebody who is late: who they are and where they serve, and nothing else."""

    person: PersonId
    rank: str
    name: str
    unit: UnitId
    since: Instant


@dataclass(frozen=True, slots=True)
class Given:
    """Time that a commander gave a unit and all below it for a window."""

    unit: UnitId
    campaign: UUID
    window: str
    starts: Instant
    ends: Instant
    given_at: Instant


@dataclass(frozen=True, slots=True)
class WindowTurnout:
    """How one whole-unit window stands: in all, by sub-unit, day by day; who is late; time given.

    Days are the unit's own; `closes` is the last day in time, until `counts_until` late ones count.
    Where more than MOST_NAMES are late nobody is named, and `too_many` says so.
    """

    campaign: UUID
    window: str
    opens: date
    closes: date
    counts_until: date
    counted_at: Instant
    total: Tally
    parts: tuple[Part, ...]
    course: tuple[tuple[date, Tally], ...]
    late: tuple[LateLine, ...]
    given: tuple[Given, ...]
    too_many: bool


@dataclass(frozen=True, slots=True)
class Turnout:
    """What a commander reads of one unit; `windows` that still count first, the latest first."""

    unit: UnitId
    names: Mapping[UnitId, UnitName]
    below: tuple[UnitId, ...]
    calendar: Calendar
    windows: tuple[WindowTurnout, ...]


@dataclass(frozen=True, slots=True)
class ToldCommand:
    """A person's name stood on the list of those late, from `since` until it went.

    `closes` was the last day in time; `gone_at` is None while the name stands there, at most until
    the instant `until`.
    """

    closes: date
    since: Instant
    gone_at: Instant | None
    until: Instant


@query(
    key="assessments.turnout",
    permits=Permission.READ_TURNOUT,
    zone=Zone.COMMAND,
    says=_("A commander read how many had come to an assessment, and who was late."),
)
def turnout(*, unit: UnitId, by: Viewer, at: Instant) -> Shown[Turnout]:
    """Return how the whole-unit windows of a unit and all below it stand.

    404 where the unit is not the commander's. Whose name was shown is entered in the journal.
    """
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    calendar = calendar_of_unit(unit)
    parts = _parts(unit)
    every = [one for units in parts.values() for one in units]
    late, given, come = _late(every, at), _given(every), _come(every)
    rows: dict[WindowKey, list[TurnoutCount]] = defaultdict(list)
    since = calendar.local_date(at) - LOOKS_BACK
    for row in TurnoutCount.objects.filter(unit_id__in=every, day__gte=since).order_by("day"):
        rows[row.campaign_id, row.window].append(row)
    windows = [
        _window(key, found, parts, late[key], given[key], come[key]) for key, found in rows.items()
    ]
    today = calendar.local_date(at)
    windows.sort(key=lambda one: (one.counts_until < today, -one.closes.toordinal(), one.window))
    units = {*parts, *(line.unit for lines in late.values() for line in lines), unit}
    units |= {one.unit for lines in given.values() for one in lines}
    shown = {line.person for one in windows for line in one.late}
    below = tuple(one for one in parts if one != unit)
    return Shown(Turnout(unit, unit_names(units), below, calendar, tuple(windows)), shown)


@query(
    key="assessments.told-command",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.COMMAND,
    says=_("Somebody read what their commander had been told of them."),
)
def told_command(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[ToldCommand]]:
    """Return everything that stands, or stood, about a person where command reads."""
    rows = LateName.objects.filter(person_id=person).order_by("-since")
    return Shown(
        [ToldCommand(row.closes, row.since, row.gone_at, row.until) for row in rows], [person]
    )


@query(
    key="assessments.time-given",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.COMMAND,
    says=_("It was read when commanders had given time for assessments."),
)
def time_given(*, campaign: UUID, by: Viewer, at: Instant) -> Shown[list[Given]]:
    """Return the time that commanders gave for a campaign, for the team, the next one first."""
    found = TimeGiven.objects.filter(campaign_id=campaign)
    return Shown(sorted(_latest(found), key=lambda one: one.starts))


def _parts(unit: UnitId) -> dict[UnitId, list[UnitId]]:
    """Return the units directly below, each with all below it; the unit itself stands for itself.

    The one asked for comes first.
    """
    return {unit: [unit], **{child: units_below([child]) for child in children_of(unit)}}


def _window(
    key: WindowKey,
    rows: list[TurnoutCount],
    parts: Mapping[UnitId, Collection[UnitId]],
    late: tuple[LateLine, ...],
    given: tuple[Given, ...],
    come: Sequence[Come],
) -> WindowTurnout:
    last = {row.unit_id: row for row in rows}  # rows come in the order of their days
    newest = max(last.values(), key=lambda row: row.counted_at)
    listed = [
        Part(part, _sum(last[one] for one in units if one in last), own=place == 0)
        for place, (part, units) in enumerate(parts.items())
    ]
    listed = [
        _as_now(one, parts[one.unit], come, newest.counted_at) for one in listed if one.tally.asked
    ]
    return WindowTurnout(
        *key,
        newest.opens,
        newest.closes,
        newest.counts_until,
        newest.counted_at,
        sum((one.tally for one in listed), Tally()),
        tuple(listed),
        tuple(_course(rows)),
        () if len(late) > MOST_NAMES else late,
        given,
        len(late) > MOST_NAMES,
    )


def _as_now(
    part: Part, units: Collection[UnitId], come: Iterable[Come], counted_at: Instant
) -> Part:
    """Whoever has come since the count has left the list, and counts as done already."""
    since = sum(unit in units and at >= counted_at for unit, at in come)
    return Part(part.unit, part.tally.after(since), part.own)


def _course(rows: Iterable[TurnoutCount]) -> list[tuple[date, Tally]]:
    """Return the tally of each day on which it was counted, the earliest first.

    A unit that was not counted on a day stands as it stood on the last.
    """
    by_day: dict[date, dict[UUID, TurnoutCount]] = {}
    standing: dict[UUID, TurnoutCount] = {}
    for row in rows:
        standing[row.unit_id] = row
        by_day[row.day] = dict(standing)
    return [(day, _sum(found.values())) for day, found in by_day.items()]


def _sum(rows: Iterable[TurnoutCount]) -> Tally:
    tallies = (Tally(row.due, row.in_time, row.done_late, row.late, row.missed) for row in rows)
    return sum(tallies, Tally())


def _late(units: Collection[UnitId], at: Instant) -> dict[WindowKey, tuple[LateLine, ...]]:
    """Return who is late at `at` by window, in the order of their names."""
    rows = list(LateName.objects.filter(unit_id__in=units, gone_at=None, until__gte=at))
    keys = data_keys(current(), [PersonId(row.person_id) for row in rows], Zone.COMMAND)
    found: dict[WindowKey, list[LateLine]] = defaultdict(list)
    for row in rows:
        person = PersonId(row.person_id)
        plain = open_sealed(keys[person], table=TABLE, row=row.id, sealed=bytes(row.name))
        rank, name = from_plain_name(plain)
        line = LateLine(person, rank, name, UnitId(row.unit_id), row.since)
        found[row.campaign_id, row.window].append(line)
    lines = {key: tuple(sorted(one, key=lambda line: line.name)) for key, one in found.items()}
    return defaultdict(tuple, lines)


def _come(units: Collection[UnitId]) -> dict[WindowKey, list[Come]]:
    """Return where those were placed who have left the list because they came, and when."""
    found: dict[WindowKey, list[Come]] = defaultdict(list)
    rows = LateName.objects.filter(unit_id__in=units, came=True)
    for unit, campaign, window, gone in rows.values_list(
        "unit_id", "campaign_id", "window", "gone_at"
    ):
        found[campaign, window].append((UnitId(unit), gone))
    return found


def _given(units: Collection[UnitId]) -> dict[WindowKey, tuple[Given, ...]]:
    found: dict[WindowKey, list[Given]] = defaultdict(list)
    for one in _latest(TimeGiven.objects.filter(unit_id__in=units)):
        found[one.campaign, one.window].append(one)
    return defaultdict(tuple, {key: tuple(lines) for key, lines in found.items()})


def _latest(rows: Iterable[TimeGiven]) -> list[Given]:
    """Return what was given last for each unit and window."""
    last = {
        (row.unit_id, row.campaign_id, row.window): Given(
            UnitId(row.unit_id), row.campaign_id, row.window, row.starts, row.ends, row.given_at
        )
        for row in sorted(rows, key=lambda row: (row.given_at, row.id))
    }
    return list(last.values())
