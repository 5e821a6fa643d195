"""Service entries as rows, every word of them sealed; for use inside a unit of work.

They stand in the zone of who somebody is: personnel keeps them, the person reads them, and whoever
helps with work afterwards reads only what the person takes into their own profile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec
from django.db import connection

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.people import entry_problems
from muster.people.merges import absorbed_by, records_of
from muster.people.models import ServiceEntry
from muster.people.rules.service_entries import (
    MOST_ENTRIES,
    Change,
    Changed,
    Entry,
    EntryKind,
    compared,
)
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "people_serviceentry"
WIDTH = 384
"""As wide as the longest name and code in Cyrillic; one width, so lengths tell nothing."""
_BATCH = 5_000

Standing = Mapping[UUID, Entry]


class _Sealed(msgspec.Struct, array_like=True, frozen=True):
    version: int
    kind: str
    what: str
    code: str
    since: date | None
    until: date | None
    people: int | None


_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(_Sealed).decode


def one_list_at_a_time() -> None:
    """Wait for any other list of entries that is just being written, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('muster people entries'))")


def entries_of(people: Collection[PersonId]) -> dict[PersonId, dict[UUID, Entry]]:
    """Return the entries of these records that were not taken back, in the order they came."""
    rows = list(ServiceEntry.objects.filter(person_id__in=list(people)).order_by("id"))
    void = {row.retracts_id for row in rows if row.retracts_id}
    standing = [row for row in rows if row.sealed is not None and row.id not in void]
    keys = data_keys(current(), [PersonId(row.person_id) for row in standing], Zone.IDENTITY)
    found: defaultdict[PersonId, dict[UUID, Entry]] = defaultdict(dict)
    for row in standing:
        person = PersonId(row.person_id)
        plain = open_sealed(keys[person], table=TABLE, row=row.id, sealed=bytes(row.sealed))
        found[person][row.id] = _opened(plain)
    return dict(found)


def entries_of_person(person: PersonId) -> dict[UUID, Entry]:
    """Return one person's entries, put together from all their records: of each what came last."""
    every = [one for found in entries_of(records_of(person)).values() for one in found.items()]
    once = {entry.same: (key, entry) for key, entry in sorted(every, key=lambda one: one[0])}
    return dict(sorted(once.values(), key=lambda one: _order(one[1])))


def weighed(
    listed: Mapping[PersonId, Sequence[Entry]],
) -> tuple[dict[PersonId, list[Changed]], dict[PersonId, int]]:
    """Return what a list changes for each person, and how many more entries each may have.

    What stands on records that theirs absorbed is theirs, too.
    """
    absorbed = absorbed_by(listed)
    found = entries_of([*listed, *(one for some in absorbed.values() for one in some)])
    known = {
        person: {
            key: entry
            for record in (*absorbed.get(person, ()), person)
            for key, entry in found.get(record, {}).items()
        }
        for person in listed
    }
    changes = {person: compared(rows, known.get(person, {})) for person, rows in listed.items()}
    room = {person: MOST_ENTRIES - len(known.get(person, {})) for person in listed}
    return changes, room


def write_entries(changes: Mapping[PersonId, Iterable[Changed]], at: Instant) -> None:
    """Write what is new or described anew; what it takes the place of is taken back by it."""
    todo = [
        (person, one)
        for person, found in changes.items()
        for one in found
        if one.change is not Change.UNCHANGED
    ]
    keys = data_keys(current(), [person for person, _one in todo], Zone.IDENTITY)
    rows = []
    for person, one in todo:
        made = new_id()
        sealed = seal(keys[person], table=TABLE, row=made, plain=_plain(one.entry))
        rows.append(
            ServiceEntry(
                id=made, person_id=person, at=at, retracts_id=one.before, sealed=sealed
            )
        )  # fmt: skip
    ServiceEntry.objects.bulk_create(rows, batch_size=_BATCH)


def take_back(person: PersonId, entry: UUID, at: Instant) -> None:
    """Take an entry back; both facts stay. Refused where the person has no such entry.

    Where two records became one and both say the same, it is taken back from both.
    """
    every = entries_of(records_of(person))
    wrong = next((held[entry] for held in every.values() if entry in held), None)
    if wrong is None:
        raise entry_problems.NO_SUCH_ENTRY.refused()
    ServiceEntry.objects.bulk_create(
        ServiceEntry(person_id=record, at=at, retracts_id=key, sealed=None)
        for record, held in every.items()
        for key, one in held.items()
        if one.same == wrong.same
    )


def _plain(entry: Entry) -> bytes:
    return pad(_encode(_Sealed(1, entry.kind.value, *entry[1:])), WIDTH)


def _opened(plain: bytes) -> Entry:
    one = _decode(unpad(plain))
    return Entry(EntryKind(one.kind), one.what, one.code, one.since, one.until, one.people)


def _order(entry: Entry) -> tuple[int, date, str]:
    return list(EntryKind).index(entry.kind), entry.since or date.min, entry.name
