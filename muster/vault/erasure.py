"""Erasing people: their data keys are destroyed, their rows removed, and no restore undoes it.

    erase(records, ground="asked-for", at=at)        # inside a command of an administrator

    erase_zones(records, [Zone.PROGRAMME], ground="on-request", at=at)     # that zone's key alone

Whether retention or a legal hold forbids it is for the caller to ask before; a refusal states its
ground. Each erasure is remembered twice: in the database, and in the file `MUSTER_HOME/erasures`,
which is in no backup. A restore repeats the union of both, so that an old backup brings nobody
back. The file holds opaque ids, times and grounds, and is only ever appended to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.vault import problems
from muster.vault.installation import installation
from muster.vault.models import Erasure, ZoneErasure
from muster.vault.work import current
from muster.vault.zones import Zone

FILE = "erasures"
_CODE = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Erased:
    """One person who was erased: when, and on which ground (a code of the profile).

    `part` names the one zone that was erased; without it, everything was.
    """

    person: UUID
    at: Instant
    ground: str
    part: str = ""

    def line(self) -> str:
        told = f"{self.person} {self.at.isoformat()} {self.ground} {self.part}"
        return told.rstrip() + "\n"

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells this erasure from others; one zone may be erased several times."""
        return (self.person, self.part, self.at) if self.part else (self.person,)

    @classmethod
    def read(cls, line: str) -> Erased:
        """Read what `line` wrote; ValueError where somebody else wrote it."""
        person, at, ground, *part = line.split()
        return cls(UUID(person), datetime.fromisoformat(at), ground, *part)


def erase(persons: Sequence[UUID], *, ground: str, at: Instant) -> None:
    """Erase people inside the command under way, whose audience must be the administrator's.

    Call it last: afterwards nothing more can be sealed for them, and their rows are gone.
    """
    current()
    if not _CODE.fullmatch(ground):
        raise problems.NO_GROUND.refused(ground=ground)
    Erasure.objects.bulk_create(
        [Erasure(person_id=one, at=at, ground=ground, zone=Zone.IDENTITY.value) for one in persons]
    )
    with connection.cursor() as cursor:
        for one in persons:
            cursor.execute("SELECT muster_erase(%s)", [one])
    _remember_later([Erased(one, at, ground) for one in persons])


def erase_zones(
    persons: Sequence[UUID], zones: Sequence[Zone], *, ground: str, at: Instant
) -> None:
    """Erase people's records of some zones, and those zones' keys; otherwise as `erase`.

    The person stays known; whatever comes later is kept under new keys.
    """
    current()
    if not _CODE.fullmatch(ground):
        raise problems.NO_GROUND.refused(ground=ground)
    parts = [Erased(one, at, ground, zone.value) for one in persons for zone in zones]
    ZoneErasure.objects.bulk_create(
        [ZoneErasure(person_id=one.person, part=one.part, at=at, ground=ground) for one in parts]
    )
    with connection.cursor() as cursor:
        for one in parts:
            cursor.execute("SELECT muster_erase_zone(%s, %s)", [one.person, one.part])
    _remember_later(parts)


def _remember_later(erased: Sequence[Erased]) -> None:
    """Append to the home's file after the commit: a command that fails has erased nobody.

    What a crash keeps from the file is still in the database, and the next `remember` takes it.
    """
    home = installation().home
    transaction.on_commit(lambda: remember(home, erased))


ERASED_SQL = "SELECT person_id, at, ground, '' FROM vault_erasure"
PARTS_SQL = "SELECT person_id, at, ground, part FROM vault_zoneerasure"


def erased_here(cursor: Any) -> list[Erased]:
    """Return everybody that this cursor's database says was erased, whole or in part."""
    cursor.execute(f"{ERASED_SQL} UNION ALL {PARTS_SQL} ORDER BY 2, 1, 4")
    return [Erased(*row) for row in cursor.fetchall()]


def remembered(home: Path) -> list[Erased]:
    """Return everybody that the home's file says was erased."""
    try:
        lines = (home / FILE).read_text().splitlines()
    except FileNotFoundError:
        return []
    return [Erased.read(line) for line in lines if line.strip()]


def remember(home: Path, erasures: Iterable[Erased]) -> int:
    """Append to the home's file whom it does not know yet; return how many."""
    known = {one.key for one in remembered(home)}
    new = [one for one in erasures if one.key not in known]
    if not new:
        return 0
    handle = os.open(home / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("".join(one.line() for one in new))
        file.flush()
        os.fsync(file.fileno())
    return len(new)


def repeat(owner: Any, erasures: Iterable[Erased]) -> int:
    """Erase again, as the owner, everybody in `erasures`; return whom the backup did not know of.

    `owner` is a cursor inside a transaction. People whom the backup never held are entered too, so
    that no key is ever made for them again.
    """
    wanted = {one.key: one for one in erasures}
    unknown = wanted.keys() - {one.key for one in erased_here(owner)}
    owner.execute("SELECT set_config('muster.command', 'restore', true)")
    for key, one in wanted.items():
        person = one.person
        if one.part:
            # What the backup knows of was done in it, and newer records may have come since.
            if key in unknown:
                owner.execute("SELECT muster_erase_zone(%s, %s)", [person, one.part])
                owner.execute(
                    "INSERT INTO vault_zoneerasure (id, person_id, part, zone, at, ground) "
                    "VALUES (%s, %s, %s, %s, %s, %s)",
                    [new_id(), person, one.part, Zone.IDENTITY.value, one.at, one.ground],
                )
            continue
        owner.execute("SELECT muster_erase(%s)", [person])
        if key in unknown:
            owner.execute(
                "INSERT INTO vault_erasure (person_id, zone, at, ground) VALUES (%s, %s, %s, %s)",
                [person, Zone.IDENTITY.value, one.at, one.ground],
            )
    return len(unknown)
