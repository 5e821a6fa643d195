"""A planned roster, written: new people by staged rows, changes to known people by few statements.

For use inside a unit of work of this room's commands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
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
from muster.vault.bulk import csv_blocks, stage
from muster.vault.keyring import data_keys
from muster.vault.keys import NONCE_BYTES
from muster.vault.sealing import VERSION
from muster.vault.work import current
from muster.vault.zones import Zone

_COLUMNS = {
    "id": "uuid", "unit": "uuid", "post": "uuid", "since": "date", "until": "date", "sex": "text",
    "number": "uuid", "namesake": "uuid", "roster": "uuid", "sealed": "bytea", "leave": "uuid",
}  # fmt: skip
# The placement comes first: the person's other rows are within reach only once it stands. The first
# detail and the first posting have the person's own id.
_INSERTS = (
    "INSERT INTO people_placement (person_id, unit_id, post_id, since, until) "
    "SELECT id, unit, post, since, until FROM staged_person",
    "INSERT INTO people_person (id, kind, sex, number_key, namesake_key, roster_key) "
    f"SELECT id, '{PERSONNEL}', coalesce(sex, ''), number, namesake, roster FROM staged_person",
    "INSERT INTO people_detail (id, person_id, sealed) SELECT id, id, sealed FROM staged_person",
    "INSERT INTO people_posting (id, person_id, since, unit_id, post_id, withdrawn) "
    "SELECT id, id, since, unit, post, false FROM staged_person UNION ALL "
    "SELECT leave, id, until + 1, NULL, NULL, false FROM staged_person WHERE until IS NOT NULL",
    "INSERT INTO people_lookup (hash, person_id) SELECT hash, person FROM staged_lookup",
    "DROP TABLE staged_person",
    "DROP TABLE staged_lookup",
)
_REREAD = """
UPDATE people_person p SET roster_key = v.roster, sex = coalesce(nullif(v.sex, ''), p.sex)
FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS v(person, roster, sex) WHERE p.id = v.person
"""

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
    keys = data_keys(current(), people, Zone.IDENTITY, newborn=True)
    rows = _person_rows(plan, people, posts, keys, today, progress)
    stage("staged_person", _COLUMNS, csv_blocks(rows))
    hashed = sealed.hasher("name")
    words = {name: tuple(map(hashed, phrase.split())) for name, phrase in phrases.items()}
    lookups = (
        (hashed, person.hex)
        for person, entry in zip(people, entries, strict=True)
        for hashed in {
            one
            for name in (entry.surname, entry.given, entry.patronymic)
            for one in words.get(name, ())
        }
    )
    stage("staged_lookup", {"hash": "uuid", "person": "uuid"}, csv_blocks(lookups))
    with connection.cursor() as cursor:
        for statement in _INSERTS:
            cursor.execute(statement)
    JOINED.tell(people)
    return people


def _person_rows(
    plan: Plan,
    people: Sequence[PersonId],
    posts: Mapping[tuple[UUID, str], UUID],
    keys: Mapping[UUID, bytes],
    today: date,
    progress: Progress,
) -> Iterator[tuple[str, ...]]:
    """Yield the staged columns of every new person, the details sealed on the way."""
    nonces, head = os.urandom(NONCE_BYTES * len(people)), sealed.TABLE.encode()
    packed, first_day = sealed.packed_parts, today.isoformat()
    for number, (place, person) in enumerate(zip(plan.new, people, strict=True)):
        entry, hashes = plan.entries[place], plan.hashes[place]
        nonce = nonces[NONCE_BYTES * number : NONCE_BYTES * (number + 1)]
        plain = packed(
            entry.number, entry.surname, entry.given, entry.patronymic, entry.born, entry.rank,
            entry.phone, entry.email, entry.language,
        )  # fmt: skip
        bound = head + person.bytes + VERSION
        text = VERSION + nonce + AESGCM(keys[person]).encrypt(nonce, plain, bound)
        post = posts.get((entry.unit, entry.post))
        yield (
            person.hex, entry.unit.hex, post.hex if post else "",
            entry.since.isoformat() if entry.since else first_day,
            entry.until.isoformat() if entry.until else "",
            entry.sex, hashes.number, hashes.namesake, hashes.roster, "\\x" + text.hex(),
            new_id().hex if entry.until else "",
        )  # fmt: skip
        if not number % 5_000:
            progress(number)


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
