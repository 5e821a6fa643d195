"""A planned roster, written: new people by staged rows, changes to known people by few statements.

For use inside a unit of work of this room's commands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId, new_id, new_ids
from muster.people import sealed
from muster.people.details import record_details
from muster.people.events import JOINED, MOVED, Moved
from muster.people.formation import posts_named
from muster.people.postings import record_turns
from muster.people.rules.moves import Turn
from muster.people.subjects import PERSONNEL
from muster.people.taking_in import Plan
from muster.vault.bulk import stage
from muster.vault.keyring import seal_many
from muster.vault.keys import KEY_BYTES
from muster.vault.work import wrapping
from muster.vault.zones import Zone

_COLUMNS = {
    "id": "uuid", "unit": "uuid", "post": "uuid", "since": "date", "until": "date", "sex": "text",
    "number": "uuid", "namesake": "uuid", "roster": "uuid", "sealed": "bytea", "leave": "uuid",
    "wrapped": "bytea", "words": "uuid[]",
}  # fmt: skip
# The placement comes first: the person's other rows are within reach only once it stands. The first
# detail and the first posting have the person's own id. Looked-up words go in by their order, since
# an index of hashes takes them so in a third of the time.
_INSERTS = (
    "INSERT INTO people_placement (person_id, unit_id, post_id, since, until) "
    "SELECT id, unit, post, since, until FROM staged_person",
    "INSERT INTO people_person (id, kind, sex, number_key, namesake_key, roster_key) "
    f"SELECT id, '{PERSONNEL}', coalesce(sex, ''), number, namesake, roster FROM staged_person",
    "INSERT INTO people_detail (id, person_id, sealed) SELECT id, id, sealed FROM staged_person",
    "INSERT INTO people_posting (id, person_id, since, unit_id, post_id, withdrawn) "
    "SELECT id, id, since, unit, post, false FROM staged_person UNION ALL "
    "SELECT leave, id, until + 1, NULL, NULL, false FROM staged_person WHERE until IS NOT NULL",
    "INSERT INTO people_lookup (hash, person_id) SELECT unnest(words) AS word, id "
    "FROM staged_person ORDER BY word",
    "INSERT INTO vault_datakey (person_id, zone, wrapped) "
    f"SELECT id, '{Zone.IDENTITY.value}', wrapped FROM staged_person",
    "DROP TABLE staged_person",
)
_REREAD = """
UPDATE people_person p SET roster_key = v.roster, sex = coalesce(nullif(v.sex, ''), p.sex)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS v(person, roster, sex) WHERE p.id = v.person
"""

_BLOCK = 4_000

Progress = Callable[[int], None]


def land(
    plan: Plan, phrases: Mapping[str, str], *, today: date, progress: Progress = lambda done: None
) -> list[PersonId]:
    """Write everything a plan says; return whom it made or changed. `progress` hears rows done."""
    made = _land_new(plan, phrases, today, progress)
    changed = _land_changes(plan, today)
    return [*made, *changed]


def _land_new(
    plan: Plan, phrases: Mapping[str, str], today: date, progress: Progress
) -> list[PersonId]:
    if not plan.new:
        return []
    people = [PersonId(one) for one in new_ids(len(plan.new))]
    entries = [plan.entries[place] for place in plan.new]
    posts = posts_named({(entry.unit, entry.post) for entry in entries})
    hashed = sealed.hasher("name")
    words = {name: frozenset(map(hashed, phrase.split())) for name, phrase in phrases.items()}
    places = {
        (unit, title): f"{unit.hex},{posts[unit, title].hex if title else ''}"
        for unit, title in {(entry.unit, entry.post) for entry in entries}
    }
    newborn = _Newborn(plan, people, places, {**words, "": frozenset()}, today)
    stage("staged_person", _COLUMNS, newborn.blocks(progress))
    with connection.cursor() as cursor:
        for statement in _INSERTS:
            cursor.execute(statement)
    JOINED.tell(people)
    return people


@dataclass(frozen=True, slots=True)
class _Newborn:
    """The new people of a plan, on their way into the staging table.

    `places` gives "unit,post" as the staging table takes it, `words` the hashes of a name.
    """

    plan: Plan
    people: Sequence[PersonId]
    places: Mapping[tuple[UUID, str], str]
    words: Mapping[str, frozenset[str]]
    today: date

    def blocks(self, progress: Progress) -> Iterator[bytes]:
        """Yield the staged rows as CSV, some thousands at a time."""
        for start in range(0, len(self.people), _BLOCK):
            progress(start)
            columns = self._columns(start, start + _BLOCK)
            yield ("\n".join(map(",".join, zip(*columns, strict=True))) + "\n").encode()

    def _columns(self, start: int, end: int) -> Iterator[list[str]]:
        """Yield the staged columns of some people, the details sealed on the way."""
        people = self.people[start:end]
        entries = [self.plan.entries[place] for place in self.plan.new[start:end]]
        hashes = [self.plan.hashes[place] for place in self.plan.new[start:end]]
        packed, first_day, words = sealed.packed_parts, self.today.isoformat(), self.words
        plains = [
            packed(one.number, one.surname, one.given, one.patronymic, one.born, one.rank,
                   one.phone, one.email, one.language, one.qualifications)
            for one in entries
        ]  # fmt: skip
        drawn = os.urandom(KEY_BYTES * len(people))
        keys = [drawn[place : place + KEY_BYTES] for place in range(0, len(drawn), KEY_BYTES)]
        texts = seal_many(keys, table=sealed.TABLE, rows=people, plains=plains)
        yield [person.hex for person in people]
        yield [self.places[one.unit, one.post] for one in entries]
        yield [one.since.isoformat() if one.since else first_day for one in entries]
        yield [one.until.isoformat() if one.until else "" for one in entries]
        yield [one.sex for one in entries]
        yield [one.number for one in hashes]
        yield [one.namesake for one in hashes]
        yield [one.roster for one in hashes]
        yield ["\\x" + text.hex() for text in texts]
        yield [new_id().hex if one.until else "" for one in entries]
        ids = [person.bytes for person in people]
        wrapped = wrapping().wrap_many(keys, persons=ids, zone=Zone.IDENTITY.value)
        yield ["\\x" + key.hex() for key in wrapped]
        named = ((words[one.surname], words[one.given], words[one.patronymic]) for one in entries)
        yield [f'"{{{",".join(first.union(*others))}}}"' for first, *others in named]


def _land_changes(plan: Plan, today: date) -> list[PersonId]:
    """Write what changes for people who are known."""
    turns: dict[PersonId, Sequence[Turn]] = {}
    told: list[Moved] = []
    for place, (_outcome, new) in plan.moves.items():
        known = plan.known[place]
        turns[known.person] = new
        before: UnitId | None = known.stay.unit if known.stay else None
        told.extend(
            Moved(known.person, before, turn.unit, turn.since) for turn in new if not turn.withdrawn
        )
    if turns:
        record_turns(turns, today=today)
    details = {plan.known[place].person: said for place, said in plan.details.items()}
    if details:
        record_details(details)
    if plan.reread:
        rows = [
            (str(plan.known[place].person), plan.hashes[place].roster, plan.entries[place].sex)
            for place in plan.reread
        ]
        with connection.cursor() as cursor:
            cursor.execute(_REREAD, [list(column) for column in zip(*rows, strict=True)])
    if told:
        MOVED.tell(told)
    return sorted(turns.keys() | details.keys())
