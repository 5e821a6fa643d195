"""Erasing people: their data keys are destroyed, their rows removed, and no restore undoes it.

    erase(records, ground="asked-for", at=at)        # inside a command of an administrator

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

from muster.kernel.time import Instant
from muster.vault import problems
from muster.vault.installation import installation
from muster.vault.models import Erasure
from muster.vault.work import current
from muster.vault.zones import Zone

FILE = "erasures"
_CODE = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Erased:
    """One person who was erased: when, and on which ground (a code of the profile)."""

    person: UUID
    at: Instant
    ground: str

    def line(self) -> str:
        return f"{self.person} {self.at.isoformat()} {self.ground}\n"

    @classmethod
    def read(cls, line: str) -> Erased:
        """Read what `line` wrote; ValueError where somebody else wrote it."""
        person, at, ground = line.split()
        return cls(UUID(person), datetime.fromisoformat(at), ground)


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
    home = installation().home
    # Not before the commit: a command that fails has erased nobody. What a crash keeps from the
    # file is still in the database, and the next `remember` takes it over.
    transaction.on_commit(lambda: remember(home, [Erased(one, at, ground) for one in persons]))


def erased_here(cursor: Any) -> list[Erased]:
    """Return everybody that this cursor's database says was erased."""
    cursor.execute("SELECT person_id, at, ground FROM vault_erasure ORDER BY at, person_id")
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
    known = {one.person for one in remembered(home)}
    new = [one for one in erasures if one.person not in known]
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
    wanted = {one.person: one for one in erasures}
    unknown = wanted.keys() - {one.person for one in erased_here(owner)}
    owner.execute("SELECT set_config('muster.command', 'restore', true)")
    for person, one in wanted.items():
        owner.execute("SELECT muster_erase(%s)", [person])
        if person in unknown:
            owner.execute(
                "INSERT INTO vault_erasure (person_id, zone, at, ground) VALUES (%s, %s, %s, %s)",
                [person, Zone.IDENTITY.value, one.at, one.ground],
            )
    return len(unknown)
