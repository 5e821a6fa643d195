"""How an entry is written, and the bytes of it that the log vouches for."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad_to_step, seal, unpad_step
from muster.vault.trips import Statement
from muster.vault.work import Work
from muster.vault.zones import Audience, Zone

TABLE = "journal_entry"
VERSION = 1


class Kind(enum.StrEnum):
    """What an entry records."""

    WRITE = "write"
    READ = "read"
    REFUSED = "refused"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written down: who did what, as which role, why, about whom."""

    kind: Kind
    command: str
    actor: UUID
    role: str
    purpose: str
    zone: Zone
    at: Instant
    person: UUID | None = None
    people: Sequence[UUID] | None = None
    body: dict[str, Any] = field(default_factory=dict)


_ENTRY = Statement(
    f"INSERT INTO {TABLE} (id, node, kind, command, actor, role, purpose, person_id, people, at, "
    "zone, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
)


def append(work: Work, draft: Draft, *, last: bool = False) -> UUID:
    """Write the entry in the unit of work's own transaction; it waits for nobody.

    It is the last thing the unit of work does, and leaves it speaking as the platform; where it is
    said to be `last`, it ends the transaction on the same trip. The body is sealed under the
    person's data key for the zone, or the node's where there is none.
    """
    entry_id = work.command if draft.kind is Kind.WRITE else new_id()
    here = installation()
    plain = pad_to_step(msgspec.json.encode(draft.body))
    key = here.journal_key if draft.person is None else work.data_key(draft.person, draft.zone)
    body = seal(key, table=TABLE, row=entry_id, plain=plain)
    people = None if draft.people is None else list(draft.people)
    work.speak_as(Audience.PLATFORM)
    work.write(
        _ENTRY, entry_id, here.node, draft.kind.value, draft.command, draft.actor, draft.role,
        draft.purpose, draft.person, people, draft.at, draft.zone.value, VERSION, body,
    )  # fmt: skip
    if last:
        work.end()
    return entry_id


def open_body(row: EntryRow, key: bytes) -> dict[str, Any]:
    """Return what a sealed body says; Refused where the key is gone or the entry was changed."""
    plain = unpad_step(open_sealed(key, table=TABLE, row=row.id, sealed=row.body))
    opened: dict[str, Any] = msgspec.json.decode(plain)
    return opened


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it stands in the database."""

    id: UUID
    node: UUID
    kind: str
    command: str
    actor: UUID
    role: str
    purpose: str
    person: UUID | None
    people: tuple[UUID, ...] | None
    at: datetime
    zone: str
    version: int
    body: bytes

    COLUMNS = (
        "e.id, e.node, e.kind, e.command, e.actor, e.role, e.purpose, e.person_id, e.people, "
        "e.at, e.zone, e.version, e.body"
    )

    @classmethod
    def of(cls, row: Sequence[Any]) -> EntryRow:
        """Read the columns named in COLUMNS."""
        people = None if row[8] is None else tuple(row[8])
        return cls(*row[:8], people, *row[9:12], bytes(row[12]))

    def vouched(self) -> bytes:
        """Return the canonical bytes whose hash is the entry's leaf: every column, in order."""
        return _encoder.encode(
            (
                "muster journal entry 1", self.id.bytes, self.node.bytes, self.kind, self.command,
                self.actor.bytes, self.role, self.purpose,
                None if self.person is None else self.person.bytes,
                None if self.people is None else b"".join(one.bytes for one in self.people),
                microseconds(self.at), self.zone, self.version, self.body,
            )
        )  # fmt: skip


_encoder = msgspec.msgpack.Encoder()


def microseconds(instant: datetime) -> int:
    """Return an aware instant as whole microseconds since 1970, without a float on the way."""
    whole = int(instant.replace(microsecond=0).timestamp())
    return whole * 1_000_000 + instant.microsecond
