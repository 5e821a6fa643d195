"""Rosters that arrived: what of them waits, sealed, until a person confirms.

For use inside a unit of work of this room's commands.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from django.db import connection

from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import Instant
from muster.people.models import Arrival
from muster.people.reports import State
from muster.people.rules.names import words
from muster.people.rules.roster import Entry, Roster
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad_to_step, seal, unpad_step

TABLE = "people_arrival"
_STEP = 65_536
_encode = msgspec.msgpack.Encoder().encode
_CLAIM = """
INSERT INTO people_arrival (id, unit_id, digest, arrived_at, state, rows, refused)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (unit_id, digest) DO NOTHING
"""


class _Waiting(msgspec.Struct):
    entries: list[Entry]
    headings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """An arrival as it is listed; `digest` is the file's SHA-256 in hexadecimal."""

    digest: str
    unit: UnitId
    arrived_at: Instant
    state: State
    rows: int
    refused: int


def one_roster_at_a_time() -> None:
    """Wait for any other roster that is just being written, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('muster people roster'))")


def claim(unit: UnitId, digest: str, *, rows: int, refused: int, at: Instant) -> Arrival:
    """Return the arrival of this file for `unit`, made at need; its state tells what became of it.

    Whoever claims the same file at the same time waits until the first has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [new_id(), unit, digest, at, State.WAITING, rows, refused])
    return Arrival.objects.get(unit_id=unit, digest=digest)


def let_wait(arrival: Arrival, roster: Roster, *, refused: int) -> None:
    """Keep the valid rows, sealed under the node's key, compressed only as a whole.

    `refused` counts the rows that would not be written today, for whatever reason.
    """
    plain = _encode(_Waiting(list(roster.entries), dict(roster.headings)))
    packed = pad_to_step(zlib.compress(plain, 1), _STEP)
    arrival.waiting = seal(_key(), table=TABLE, row=arrival.id, plain=packed)
    arrival.rows = len(roster.entries) + len(roster.refused)
    arrival.refused = refused
    arrival.state = State.WAITING
    arrival.settled_at = None
    arrival.save()


def what_waits(arrival: Arrival) -> Roster:
    """Return the valid rows that wait."""
    packed = open_sealed(_key(), table=TABLE, row=arrival.id, sealed=arrival.waiting)
    plain = zlib.decompress(unpad_step(packed))
    waiting = msgspec.msgpack.decode(plain, type=_Waiting)
    entries = tuple(waiting.entries)
    return Roster(entries, (), (), frozenset(), phrases_of(entries), waiting.headings)


def settle(arrival: Arrival, state: State, *, at: Instant, refused: int | None = None) -> None:
    """End an arrival's waiting; the rows it kept are gone from then on."""
    if refused is not None:
        arrival.refused = refused
    arrival.waiting, arrival.state, arrival.settled_at = None, state, at
    arrival.save()


def drop_all_waiting(*, at: Instant, before: Instant | None = None) -> int:
    """Drop every waiting roster within reach, or those alone that came before an instant.

    All are dropped when somebody is erased: one of them may name that person.
    """
    waiting = Arrival.objects.filter(state=State.WAITING, waiting__isnull=False)
    if before is not None:
        waiting = waiting.filter(arrived_at__lt=before)
    return waiting.update(waiting=None, state=State.DROPPED, settled_at=at)


def phrases_of(entries: tuple[Entry, ...]) -> Mapping[str, str]:
    """Return each name of the entries as the words by which it is looked up."""
    names = {name for one in entries for name in (one.surname, one.given, one.patronymic)}
    return {name: " ".join(words(name)) for name in names if name}


def listed() -> list[Arrived]:
    """Return all arrivals within reach, the latest first."""
    return [
        Arrived(one.digest, UnitId(one.unit_id), one.arrived_at, State(one.state), one.rows,
                one.refused)
        for one in Arrival.objects.defer("waiting").order_by("-arrived_at")
    ]  # fmt: skip


def _key() -> bytes:
    return installation().derived_key("people roster")
