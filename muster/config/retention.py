"""What is due for removal by the profile, table by table, and how it is removed.

A record is named by its kind, the same as in the profile's [retention]. The rule itself stands in
`policy/rules/retention.py`; here it is asked for the last day on which something due today may have
begun, and the database is asked for what began by then. Days are days in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import connection

from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.people.commands.erasing import erase
from muster.people.commands.rosters import drop_old_rosters
from muster.policy.commands import remove_expired
from muster.policy.queries import in_force
from muster.policy.rules.profile import CountedFrom, Profile
from muster.policy.rules.retention import Kept, Removal, removal
from muster.vault.work import unit_of_work
from muster.vault.zones import Audience

GROUND = "retention"
STAGED = "staged-imports"
AT_ONCE = 5_000
_MARGIN = timedelta(days=40)  # more than months can differ in length


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand: `key` names them to `muster_expire`; the rest is SQL.

    `recorded` and `ended` are the day a record was made and ended, of the row `t`; `besides`
    keeps what must not go yet whatever its age.
    """

    kind: str
    table: str
    key: str
    recorded: str
    ended: str = "NULL::date"
    besides: str = "true"


_SIGNAL_CLOSED = (
    "NOT EXISTS (SELECT FROM detection_queuerow q WHERE q.signal_id = {signal} AND NOT q.ended)"
)
_RAISED = "(SELECT s.raised_at::date FROM detection_signal s WHERE s.id = t.signal_id)"
# A consent ends on its day, with the next word on the same thing, or with the person's service; a
# withdrawal is over as soon as it is given.
_CONSENT_ENDED = """coalesce(t.until,
  (SELECT min(n.at)::date FROM people_consent n
     WHERE n.person_id = t.person_id AND n.item = t.item AND n.at > t.at),
  CASE WHEN NOT t.given OR who.kind = 'subject' THEN t.at::date END, w.until)"""
SHELVES = (
    Shelf("answers", "assessments_sitting", "id", "t.recorded_at::date"),
    Shelf("scores", "assessments_score", "sitting_id", "t.at::date"),
    Shelf("self-referrals", "assessments_helprequest", "id", "t.asked_at::date"),
    Shelf(
        "signals", "detection_signalfact", "id", _RAISED,
        besides=_SIGNAL_CLOSED.format(signal="t.signal_id"),
    ),
    Shelf(
        "signals", "detection_signal", "id", "t.raised_at::date",
        besides=_SIGNAL_CLOSED.format(signal="t.id"),
    ),
    Shelf("signals", "detection_queuerow", "signal_id", "t.raised_at::date", besides="t.ended"),
    Shelf("consents", "people_consent", "id", "t.at::date", ended=_CONSENT_ENDED),
    Shelf("postings", "people_posting", "id", "t.since"),
)  # fmt: skip

_START = {
    CountedFrom.RECORDED: "{recorded}",
    CountedFrom.ENDED: "{ended}",
    # Whoever is the subject of a file of answers alone has no service that ends.
    CountedFrom.SERVICE_END: (
        "CASE WHEN who.kind = 'subject' THEN {recorded} WHEN w.until < %(today)s THEN w.until END"
    ),
}
_HELD = """
EXISTS (SELECT FROM policy_legalhold h WHERE h.person_id IN (who.id, who.merged_into_id)
  AND h.lifts_id IS NULL
  AND NOT EXISTS (SELECT FROM policy_legalhold up WHERE up.lifts_id = h.id))
"""
_SERVES_AGAIN = """
EXISTS (SELECT FROM people_posting n WHERE n.person_id = who.id AND n.since > %(today)s
  AND n.unit_id IS NOT NULL AND NOT n.withdrawn)
"""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of one shelf, or the people of one kind: ids and whom they concern."""

    kind: str
    table: str
    ids: tuple[UUID, ...]
    persons: frozenset[UUID]


def due(by: Viewer, at: Instant) -> list[Due]:
    """Return what may be removed today within the viewer's units; kinds in the shelves' order.

    Ids and days of clinical records are read as a clinician's role may, and nothing else of them.
    """
    profile, today = in_force(), at.date()
    with unit_of_work(by.standing()) as work, work.acting_as(Audience.CLINICIAN):
        found = [one for shelf in SHELVES if (one := _on_shelf(shelf, profile, today)).ids]
        gone = {one.table: set(one.ids) for one in found}
        found += [one for kind in _PEOPLE if (one := _people(kind, profile, today, gone)).ids]
    with unit_of_work(by.standing()):
        waiting = _waiting_rosters(profile, today)
    return [*found, waiting] if waiting.ids else found


def apply(by: Viewer, at: Instant) -> dict[str, int]:
    """Remove what is due; return how many rows, or people, went of each kind."""
    removed: dict[str, int] = {}
    for one in due(by, at):
        if one.table == "people_person":
            for person in one.ids:
                erase(record=PersonId(person), ground=GROUND, by=by, at=at)
            went = len(one.ids)
        elif one.table == "people_arrival":
            went = drop_old_rosters(before=_day_after(one.kind, at), by=by, at=at)
        else:
            went = sum(_in_parts(one, by, at))
        removed[one.kind] = removed.get(one.kind, 0) + went
    return removed


def _waiting_rosters(profile: Profile, today: date) -> Due:
    """Return the rosters that nobody confirmed in time; they name people all the same."""
    last = last_start(STAGED, profile, today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_arrival WHERE waiting IS NOT NULL AND arrived_at::date <= %s",
            [last],
        )
        return Due(
            STAGED, "people_arrival", tuple(row[0] for row in cursor.fetchall()), frozenset()
        )


def _day_after(kind: str, at: Instant) -> Instant:
    """Return the first instant of what is not due yet."""
    last = last_start(kind, in_force(), at.date()) or date.min
    return datetime.combine(last + timedelta(days=1), time.min, UTC)


def _in_parts(one: Due, by: Viewer, at: Instant) -> Iterator[int]:
    for first in range(0, len(one.ids), AT_ONCE):
        ids = one.ids[first : first + AT_ONCE]
        yield remove_expired(
            kind=one.kind, records={one.table: ids}, persons=one.persons, by=by, at=at
        )


def last_start(kind: str, profile: Profile, today: date) -> date | None:
    """Return the last day on which a record of `kind` that is due today may have begun."""
    rule = profile.retention.get(kind)
    if rule is None:
        return None
    try:
        day = rule.keep.before(today) + _MARGIN
    except OverflowError:
        return None
    for back in range(2 * _MARGIN.days):
        start = day - timedelta(days=back)
        began = Kept(kind, start, ended_on=start, service_ended_on=start)
        if start <= today and removal(began, profile, today).removal is Removal.DUE:
            return start
    return None


def _on_shelf(shelf: Shelf, profile: Profile, today: date) -> Due:
    last = last_start(shelf.kind, profile, today)
    if last is None:
        return Due(shelf.kind, shelf.table, (), frozenset())
    after = profile.retention[shelf.kind].after
    start = _START[after].format(recorded=shelf.recorded, ended=shelf.ended)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{shelf.key}, t.person_id FROM {shelf.table} t "
            "LEFT JOIN people_person who ON who.id = t.person_id "
            "LEFT JOIN people_placement w ON w.person_id = t.person_id "
            f"WHERE {start} <= %(last)s AND {shelf.besides} AND NOT {_HELD} "
            f"AND NOT {_SERVES_AGAIN}",
            {"last": last, "today": today},
        )
        rows = cursor.fetchall()
    ids = tuple(dict.fromkeys(key for key, _person in rows))
    return Due(shelf.kind, shelf.table, ids, frozenset(person for _key, person in rows))


_PEOPLE = {
    "identity": "who.kind <> 'subject' AND w.until < %(today)s AND w.until <= %(last)s",
    "campaign-subjects": "who.kind = 'subject' AND w.since <= %(last)s",
}


def _people(kind: str, profile: Profile, today: date, gone: dict[str, set[UUID]]) -> Due:
    """Return the people who may be erased whole: their time is over, and nothing of theirs stays.

    What stays is every record on a shelf that is not due itself.
    """
    last = last_start(kind, profile, today)
    if last is None:
        return Due(kind, "people_person", (), frozenset())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT who.id FROM people_person who "
            "LEFT JOIN people_placement w ON w.person_id = who.id "
            f"WHERE who.merged_into_id IS NULL AND {_PEOPLE[kind]} AND NOT {_HELD} "
            "AND NOT EXISTS (SELECT FROM people_person a JOIN policy_legalhold h "
            "  ON h.person_id = a.id WHERE a.merged_into_id = who.id) "
            f"AND NOT {_SERVES_AGAIN}",
            {"last": last, "today": today},
        )
        candidates = [row[0] for row in cursor.fetchall()]
        staying = {
            person
            for shelf in SHELVES
            for person in _staying(cursor, shelf, candidates, gone.get(shelf.table, set()))
        }
    ids = tuple(one for one in candidates if one not in staying)
    return Due(kind, "people_person", ids, frozenset(ids))


def _staying(
    cursor: object, shelf: Shelf, candidates: list[UUID], gone: set[UUID]
) -> Iterator[UUID]:
    """Yield which of the candidates have a record on the shelf that does not go today."""
    cursor.execute(  # type: ignore[attr-defined]
        f"SELECT coalesce(who.merged_into_id, who.id), t.{shelf.key} FROM {shelf.table} t "
        "JOIN people_person who ON who.id = t.person_id "
        "WHERE coalesce(who.merged_into_id, who.id) = ANY(%s)",
        [candidates],
    )
    yield from (person for person, key in cursor.fetchall() if key not in gone)  # type: ignore[attr-defined]
