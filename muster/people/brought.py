"""Files that came in on a page: kept sealed, with the report on them, until their time is over.

For use inside a unit of work of this room's doors.
"""

from __future__ import annotations

import enum
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _p
from muster.people import arrivals, problems
from muster.people.models import Arrival, BroughtFile
from muster.people.reports import State
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad_to_step, seal, unpad_step

TABLE = "people_broughtfile"
MOST_BYTES = 32 * 1024 * 1024
"""The largest file a page takes; a larger one is imported on the command line."""
_STEP = 65_536
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder


class FileKind(enum.StrEnum):
    """What a file is a list of."""

    ROSTER = "roster"
    UNITS = "units"
    POSTS = "posts"
    ENTRIES = "entries"


class FileState(enum.Enum):
    """Where a file stands; `says` is the word for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> FileState:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    READING = "reading", _p("file", "being read")
    READ = "read", _p("file", "waits for you")
    WRITING = "writing", _p("file", "being written")
    WRITTEN = "written", _p("file", "written")
    REFUSED = "refused", _p("file", "refused")
    DROPPED = "dropped", _p("file", "dropped")

    @property
    def at_work(self) -> bool:
        """Is somebody reading or writing it just now?"""
        return self in (FileState.READING, FileState.WRITING)


class _Held(msgspec.Struct):
    """What is sealed: the file, which columns somebody chose, and the report as plain data."""

    file: bytes | None
    chosen: dict[str, str]
    report: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it is listed. `report` is None until it was read, and once it was forgotten."""

    id: UUID
    kind: FileKind
    unit: UnitId
    digest: str
    brought_by: AccountId
    role: str
    arrived_at: Instant
    settled_at: Instant | None
    state: FileState
    report: Mapping[str, Any] | None
    chosen: Mapping[str, str]


def keep(kind: FileKind, data: bytes, *, unit: UnitId, by: Viewer, at: Instant) -> BroughtFile:
    """Keep a file that came in, sealed under the node's key; Refused where it is too large."""
    if len(data) > MOST_BYTES:
        raise problems.FILE_TOO_LARGE.refused(most=MOST_BYTES // 1024 // 1024)
    row = BroughtFile(
        id=new_id(), unit_id=unit, kind=kind.value, digest=hashlib.sha256(data).hexdigest(),
        brought_by=by.account, role=by.role.key, arrived_at=at, state=FileState.READING.value,
    )  # fmt: skip
    _hold(row, _Held(data, {}))
    row.save(force_insert=True)
    return row


def file_of(file: UUID) -> BroughtFile:
    """Return a file within reach; Refused as what does not exist where there is none."""
    row = BroughtFile.objects.filter(id=file).first()
    if row is None:
        raise NOT_FOUND.refused()
    return row


def bytes_of(row: BroughtFile) -> bytes:
    """Return the file as it came; Refused where it is not kept any more."""
    held = _held(row)
    if held is None or held.file is None:
        raise problems.FILE_FORGOTTEN.refused()
    return held.file


def choose(row: BroughtFile, chosen: Mapping[str, str]) -> None:
    """Keep which column somebody says holds what, and read the file again."""
    held = _held(row)
    if held is None or held.file is None:
        raise problems.FILE_FORGOTTEN.refused()
    held.chosen, held.report = dict(chosen), None
    _hold(row, held)
    row.state = FileState.READING.value
    row.save()


def report(row: BroughtFile, state: FileState, told: Mapping[str, Any], *, at: Instant) -> None:
    """Keep what was found in a file, or what became of it; once written, the file itself goes."""
    held = _held(row)
    if held is None:
        return
    held.report = dict(told)
    if state is FileState.WRITTEN:
        held.file, row.settled_at = None, at
    _hold(row, held)
    row.state = state.value
    row.save()


def drop(row: BroughtFile, *, at: Instant) -> None:
    """Forget a file and the report on it."""
    row.waiting, row.state, row.settled_at = None, FileState.DROPPED.value, at
    row.save()


def drop_its_roster(row: BroughtFile, *, at: Instant) -> None:
    """Drop the valid rows that wait because this file was read, unless they came another way."""
    waiting = Arrival.objects.filter(
        unit_id=row.unit_id, digest=row.digest, state=State.WAITING, waiting__isnull=False
    )
    for arrival in waiting:
        arrivals.settle(arrival, State.DROPPED, at=at)


def forget(*, at: Instant, before: Instant | None = None) -> int:
    """Forget every file within reach with its report, or those alone that came before an instant.

    What was written stays written, and that it was. All are forgotten when somebody is erased: one
    of them may name that person.
    """
    kept = BroughtFile.objects.filter(waiting__isnull=False)
    if before is not None:
        kept = kept.filter(arrived_at__lt=before)
    unsettled = kept.exclude(state=FileState.WRITTEN.value)
    dropped = unsettled.update(waiting=None, state=FileState.DROPPED.value, settled_at=at)
    return dropped + kept.filter(state=FileState.WRITTEN.value).update(waiting=None)


def brought(row: BroughtFile, *, with_report: bool) -> Brought:
    """Return a file as it is listed; its report, which is sealed, only where it is asked for."""
    held = _held(row) if with_report else None
    return Brought(
        row.id, FileKind(row.kind), UnitId(row.unit_id), row.digest, AccountId(row.brought_by),
        row.role, row.arrived_at, row.settled_at, FileState(row.state),
        None if held is None else held.report, {} if held is None else held.chosen,
    )  # fmt: skip


def _hold(row: BroughtFile, held: _Held) -> None:
    packed = pad_to_step(zlib.compress(_encode(held), 1), _STEP)
    row.waiting = seal(_key(), table=TABLE, row=row.id, plain=packed)


def _held(row: BroughtFile) -> _Held | None:
    if row.waiting is None:
        return None
    packed = open_sealed(_key(), table=TABLE, row=row.id, sealed=bytes(row.waiting))
    found: _Held = _decode(_Held).decode(zlib.decompress(unpad_step(packed)))
    return found


def _key() -> bytes:
    return installation().derived_key("people file")
