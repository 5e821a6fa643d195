"""What command reads of assessments is counted by the watch; what command says is time it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.due import Stood
from muster.assessments.lateness import (
    TABLE,
    Counted,
    WindowKey,
    counted,
    plain_name,
    take_off,
    whole_unit_campaigns,
)
from muster.assessments.models import LateName, TimeGiven, TurnoutCount
from muster.assessments.rules.turnout import Column, Tally, tally
from muster.kernel.ids import PersonId, UnitId, new_id, new_ids
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import unit_calendars
from muster.people.details import details_of
from muster.people.postings import units_of
from muster.people.rules.moves import Details
from muster.people.serving import people_of, units_below
from muster.vault.keyring import data_keys, seal_many
from muster.vault.work import current
from muster.vault.zones import Zone

AT_ONCE = 2_000
LONGEST_TIME, FARTHEST_TIME = timedelta(days=14), timedelta(days=120)

_COUNT = """
INSERT INTO assessments_turnoutcount (id, unit_id, campaign_id, "window", day, opens, closes,
  counts_until, due, in_time, done_late, late, missed, counted_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (unit_id, campaign_id, "window", day) DO UPDATE SET
  due = excluded.due, in_time = excluded.in_time, done_late = excluded.done_late,
  late = excluded.late, missed = excluded.missed, counted_at = excluded.counted_at
"""
_LIST = f"""
INSERT INTO {TABLE} (id, person_id, unit_id, campaign_id, "window", closes, until, since, name,
  came)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, false)
ON CONFLICT (person_id, campaign_id, "window") DO NOTHING
"""

Counts = dict[tuple[UnitId, WindowKey], list[Column]]


@command(
    key="assessments.count-turnout",
    permits=Permission.COUNT_TURNOUT,
    zone=Zone.COMMAND,
    says=_("It was counted who had come to the assessments of whole units."),
)
def count_turnout(*, by: Viewer, at: Instant) -> int:
    """Count every open whole-unit window within reach, and list who is late; return how many are.

    Second stages, re-screens and windows of single people are never counted.
    """
    campaigns = whole_unit_campaigns(at)
    people = people_of({unit for one in campaigns for unit in one.units}, at)
    calendars = unit_calendars()
    counts: Counts = defaultdict(list)
    windows: dict[WindowKey, Stood] = {}
    late: list[Counted] = []
    for start in range(0, len(people), AT_ONCE):
        chunk = people[start : start + AT_ONCE]
        units = units_of(chunk)
        for one in counted(chunk, at, campaigns):
            counts[units[one.person], one.window].append(one.column)
            windows[one.window] = one.stood
            if one.column is Column.LATE:
                late.append(one)
    _write_counts(counts, windows, calendars, at)
    _list_late(late, calendars, at)
    note(late=len(late), windows=len(windows))
    return len(late)


@command(
    key="assessments.give-time",
    permits=Permission.GIVE_TIME,
    zone=Zone.COMMAND,
    says=_("A commander gave a unit time for its assessment."),
)
def give_time(
    *,
    unit: UnitId,
    campaign: UUID,
    window: str,
    starts: Instant,
    ends: Instant,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Give a unit and all below it time for a window; return the fact's id. The last one counts.

    Refused where the window is not one that the commander sees, or the time is over, endless or
    too far ahead.
    """
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    seen = TurnoutCount.objects.filter(campaign_id=campaign, window=window)
    if not seen.filter(unit_id__in=units_below([unit])).exists():
        raise NOT_FOUND.refused()
    if not (starts < ends <= starts + LONGEST_TIME and at < ends <= at + FARTHEST_TIME):
        raise problems.NO_SUCH_TIME.refused(days=LONGEST_TIME.days)
    made = TimeGiven.objects.create(
        id=new_id(), unit_id=unit, campaign_id=campaign, window=window, starts=starts, ends=ends,
        given_at=at, given_by=by.account,
    )  # fmt: skip
    note(given=made.id)
    return UUID(str(made.id))


def _write_counts(
    counts: Counts,
    windows: Mapping[WindowKey, Stood],
    calendars: Mapping[UnitId, Calendar],
    at: Instant,
) -> None:
    """Write today's line of each unit and window; a unit that nobody is left in counts nobody."""
    wanted = {
        (unit, key): tally(columns)
        for (unit, key), columns in counts.items()
        if _still_counted(windows[key], calendars, unit, at)
    }
    for row in TurnoutCount.objects.filter(counted_at__gte=at - timedelta(days=2)):
        unit, key = UnitId(row.unit_id), (row.campaign_id, row.window)
        if row.day == _today(calendars, unit, at) and key in windows:
            wanted.setdefault((unit, key), Tally())
    rows = [
        (
            new_id(), unit, *key, _today(calendars, unit, at), windows[key].opens,
            windows[key].closes, windows[key].counts_until, one.due, one.in_time, one.done_late,
            one.late, one.missed, at,
        )
        for (unit, key), one in wanted.items()
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT, rows)


def _still_counted(
    window: Stood, calendars: Mapping[UnitId, Calendar], unit: UnitId, at: Instant
) -> bool:
    """Is the window open, or over since yesterday at most? Then its last line stands for good."""
    return _today(calendars, unit, at) <= window.counts_until + timedelta(days=1)


def _today(calendars: Mapping[UnitId, Calendar], unit: UnitId, at: Instant) -> date:
    return calendars.get(unit, Calendar()).local_date(at)


def _list_late(late: Sequence[Counted], calendars: Mapping[UnitId, Calendar], at: Instant) -> None:
    """Bring command's list up to date: who is late stands there, and nobody else."""
    rows = {
        (PersonId(row.person_id), (row.campaign_id, row.window)): row
        for row in LateName.objects.all()
    }
    wanted = {(one.person, one.window): one for one in late}
    take_off((row.id for key, row in rows.items() if not row.gone_at and key not in wanted), at)
    units = units_of({person for person, _window in wanted})
    _move(rows, wanted.keys(), units)
    again = [rows[key] for key in wanted if key in rows and rows[key].gone_at]
    new = [one for key, one in wanted.items() if key not in rows]
    names = details_of({one.person for one in new} | {PersonId(row.person_id) for row in again})
    _put_back(again, names, at)
    _put_on(new, units, names, calendars, at)


def _move(
    rows: Mapping[tuple[PersonId, WindowKey], LateName],
    wanted: Iterable[tuple[PersonId, WindowKey]],
    units: Mapping[PersonId, UnitId],
) -> None:
    """Let a line stand where its person serves."""
    for key in wanted:
        row = rows.get(key)
        if row is not None and row.unit_id != units.get(key[0], row.unit_id):
            LateName.objects.filter(id=row.id).update(unit_id=units[key[0]])


def _put_back(rows: Collection[LateName], names: Mapping[PersonId, Details], at: Instant) -> None:
    """List anew who was taken off and is late after all, as after an attendance set right."""
    people = [PersonId(row.person_id) for row in rows]
    sealed = _sealed(people, [row.id for row in rows], names)
    for row, name in zip(rows, sealed, strict=True):
        LateName.objects.filter(id=row.id).update(gone_at=None, since=at, name=name, came=False)


def _put_on(
    new: Sequence[Counted],
    units: Mapping[PersonId, UnitId],
    names: Mapping[PersonId, Details],
    calendars: Mapping[UnitId, Calendar],
    at: Instant,
) -> None:
    ids = new_ids(len(new))
    sealed = _sealed([one.person for one in new], ids, names)
    with connection.cursor() as cursor:
        cursor.executemany(
            _LIST,
            [
                (
                    row, one.person, units[one.person], *one.window, one.stood.closes,
                    calendars.get(units[one.person], Calendar()).end_of(one.stood.counts_until),
                    at, name,
                )
                for row, one, name in zip(ids, new, sealed, strict=True)
            ],
        )  # fmt: skip


def _sealed(
    people: Sequence[PersonId], rows: Sequence[UUID], names: Mapping[PersonId, Details]
) -> list[bytes]:
    """Seal names under each person's own key for what command reads."""
    keys = data_keys(current(), people, Zone.COMMAND)
    return seal_many(
        [keys[person] for person in people],
        table=TABLE,
        rows=rows,
        plains=[plain_name(names.get(person, Details())) for person in people],
    )
