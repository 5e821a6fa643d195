"""Casework's records by age.

They stand apart: no reader of health reaches their zone, nor a caseworker any other. So their ids
and days are read as the one, and whose they are as the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from muster.config.ages import HELD, HERE, SERVES_AGAIN, Due, Place, last_start
from muster.kernel.ids import PersonId
from muster.policy.rules.profile import CountedFrom, Profile
from muster.policy.rules.retention import Kept
from muster.vault.work import Work
from muster.vault.zones import Audience, Zone

KIND = "transition-cases"
SENT = frozenset({
    "transition_candidacy", "transition_candidacyfact", "transition_courseplace",
    "transition_placefact", "transition_partnertask", "transition_partnertaskfact",
    "transition_planshown", "transition_supportask", "transition_supportfact",
})  # fmt: skip
# A case goes whole: all of it counts from the day on which it ended.
_ENDED = """coalesce(
  (SELECT max(r.ended_at)::date FROM transition_trackrow r WHERE {same}), {own}::date)"""
_OVER = "NOT EXISTS (SELECT FROM transition_trackrow r WHERE {same} AND r.ended_at IS NULL)"


def _of(own: str, same: str = "r.case_id = t.case_id") -> tuple[str, str]:
    return _ENDED.format(same=same, own=own), _OVER.format(same=same)


_ANYBODYS = "r.person_id = t.person_id"
_LAST_SAID = """(SELECT greatest(c.asked_at, max(f.at)) FROM transition_candidacy c
  LEFT JOIN transition_candidacyfact f ON f.candidacy_id = c.id
  WHERE c.id = {id} GROUP BY c.asked_at)"""
_LAST_OF_PLACE = """(SELECT greatest(c.asked_at, max(f.at)) FROM transition_courseplace c
  LEFT JOIN transition_placefact f ON f.place_id = c.id
  WHERE c.id = {id} GROUP BY c.asked_at)"""
_LAST_OF_ASK = """(SELECT greatest(c.asked_at, max(f.at)) FROM transition_supportask c
  LEFT JOIN transition_supportfact f ON f.ask_id = c.id
  WHERE c.id = {id} GROUP BY c.asked_at)"""
# By table: the day a row's time is counted from, and what lets it go, of the row `t`.
TABLES: Mapping[str, tuple[str, str]] = {
    "transition_candidacyfact": _of(_LAST_SAID.format(id="t.candidacy_id"), _ANYBODYS),
    "transition_candidacy": _of(_LAST_SAID.format(id="t.id"), _ANYBODYS),
    "transition_placefact": _of(_LAST_OF_PLACE.format(id="t.place_id"), _ANYBODYS),
    "transition_courseplace": _of(_LAST_OF_PLACE.format(id="t.id"), _ANYBODYS),
    "transition_supportfact": _of(_LAST_OF_ASK.format(id="t.ask_id"), _ANYBODYS),
    "transition_supportask": _of(_LAST_OF_ASK.format(id="t.id"), _ANYBODYS),
    "transition_partnertaskfact": _of("t.at", _ANYBODYS),
    "transition_partnertask": _of("t.given_at", _ANYBODYS),
    "transition_vacancytold": _of("t.at", _ANYBODYS),
    "transition_workwishes": _of("t.at", _ANYBODYS),
    "transition_wrongquestion": _of("t.at", _ANYBODYS),
    "transition_profilepart": _of("t.at", _ANYBODYS),
    "transition_groupssaid": _of("t.at", _ANYBODYS),
    "transition_paperkept": _of("t.at", _ANYBODYS),
    "transition_sharingsaid": _of("t.at", _ANYBODYS),
    "transition_planshown": _of("t.at", _ANYBODYS),
    "transition_takenin": _of("t.at", _ANYBODYS),
    "transition_faringsaid": _of("t.at"),
    "transition_togethersaid": _of("t.at", _ANYBODYS),
    "transition_reminder": _of("t.at"),
    "transition_trackword": _of("t.said_at"),
    "transition_needsmap": _of("t.at"),
    "transition_trackfact": _of("t.at"),
    "transition_steprow": _of("t.began_at"),
    "transition_caresaid": _of("t.at", "r.person_id = t.person_id"),
    "transition_trackcase": _of("t.opened_at", "r.case_id = t.id"),
    "transition_trackrow": ("coalesce(t.ended_at, t.since)::date", "t.ended_at IS NOT NULL"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    table: str
    key: UUID
    person: UUID
    recorded: date
    over: bool


def due(work: Work, profile: Profile, place: Place) -> list[Due]:
    """Return what of casework may be removed today of those who are, or last were, at a place."""
    last = last_start(KIND, profile, place.today)
    if last is None:
        return []
    after = profile.retention[KIND].after
    old = [one for one in _rows(work, None) if one.over]
    if after is not CountedFrom.SERVICE_END:
        old = [one for one in old if one.recorded <= last]
    ended = "true" if after is not CountedFrom.SERVICE_END else "w.until <= %(last)s"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT who.id FROM people_person who "
            "LEFT JOIN people_placement w ON w.person_id = who.id "
            f"WHERE who.id = ANY(%(people)s::uuid[]) AND {HERE} AND {ended} AND NOT {HELD} "
            f"AND NOT {SERVES_AGAIN}",
            {"last": last, "people": list({str(one.person) for one in old}), **place.asked},
        )
        here = {row[0] for row in cursor.fetchall()}
    ids: dict[str, list[UUID]] = defaultdict(list)
    people: dict[str, set[UUID]] = defaultdict(set)
    for one in old:
        if one.person in here:
            ids[one.table].append(one.key)
            people[one.table].add(one.person)
    return [
        Due(KIND, table, tuple(ids[table]), frozenset(people[table]))
        for table in TABLES
        if ids[table]
    ]


def staying(
    work: Work, candidates: Sequence[UUID], gone: Mapping[str, Collection[UUID]]
) -> set[UUID]:
    """Return which of these people have a record of casework that does not go today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, coalesce(merged_into_id, id) FROM people_person "
            "WHERE coalesce(merged_into_id, id) = ANY(%s)",
            [list(candidates)],
        )
        whole = dict(cursor.fetchall())
    rows = _rows(work, list(whole))
    return {whole[one.person] for one in rows if one.key not in gone.get(one.table, ())}


def kept(
    work: Work, records: Sequence[PersonId], service_ended: date | None, zone: Zone
) -> Iterator[tuple[Kept, bool]]:
    """Yield each of a person's records of casework, and whether what it belongs to is over.

    What somebody sent a partner stands in a zone of its own, and goes with that zone's key.
    """
    for one in _rows(work, list(records)):
        if (one.table in SENT) is not (zone is Zone.PARTNERS):
            continue
        yield Kept(KIND, one.recorded, one.recorded, service_ended), one.over


def _rows(work: Work, people: Sequence[UUID] | None) -> list[_Row]:
    found = []
    with work.acting_as(Audience.CASEWORKER), connection.cursor() as cursor:
        for table, (recorded, over) in TABLES.items():
            cursor.execute(
                f"SELECT t.id, t.person_id, {recorded}, {over} FROM {table} t "
                "WHERE %(all)s OR t.person_id = ANY(%(people)s::uuid[])",
                {"all": people is None, "people": [str(one) for one in people or ()]},
            )
            found += [_Row(table, *row) for row in cursor.fetchall()]
    return found
