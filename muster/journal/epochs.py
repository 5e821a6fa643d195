"""Epochs: a restored journal may be shorter than the one that was signed, and work must go on.

Whoever restores a backup ends an epoch: the head that was remembered is written into the file
`journal-epochs`, which is only appended to and in no backup, and the restored journal's own last
head takes its place. So the loss is known for good, and what follows can be proven again.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from muster.journal.sealer import SignedHead, forget_head, remember_head, remembered_head
from muster.journal.verifying import last_head, log_contains
from muster.kernel.time import Instant

FILE = "journal-epochs"


@dataclass(frozen=True, slots=True)
class Epoch:
    """One that has ended: up to which size it was signed, and how much of it was restored."""

    at: Instant
    signed: int
    restored: int

    @property
    def lost(self) -> int:
        """How many sealed entries are gone; what was not yet sealed nobody can count."""
        return max(0, self.signed - self.restored)


def begin_epoch(home: Path, at: Instant) -> Epoch | None:
    """End the epoch whose head is remembered, unless the restored log goes on from it.

    Runs inside a unit of work that may read the journal. Returns None where nothing was lost.
    """
    kept, restored = remembered_head(home), last_head()
    if kept is None or log_contains(kept):
        return None
    ended = Epoch(at, kept.size, restored.size if restored else 0)
    _append(home, ended, kept)
    forget_head(home)
    if restored is not None:
        remember_head(home, restored)
    return ended


def epochs(home: Path) -> list[Epoch]:
    """Return the epochs that have ended, the first one first."""
    try:
        lines = (home / FILE).read_text().splitlines()
    except FileNotFoundError:
        return []
    kept = [json.loads(line) for line in lines if line.strip()]
    return [Epoch(Instant.fromisoformat(one["at"]), one["signed"], one["restored"]) for one in kept]


def _append(home: Path, ended: Epoch, head: SignedHead) -> None:
    line = json.dumps(
        {
            "at": ended.at.isoformat(),
            "signed": ended.signed,
            "restored": ended.restored,
            "head": head.as_json(),
        }
    )
    handle = os.open(home / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
