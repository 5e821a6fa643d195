"""What a file of answers consists of, for whoever does not read or write one just now.

Reading (`files.py`) and writing (`intake.py`) load what they need for millions of rows; every other
command of the house is spared that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from muster.instruments.rules.columns import Columns
from muster.instruments.rules.specification import Sex
from muster.kernel.ids import PersonId

TABLE = "assessments_sitting"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of the file mean what; None: the file does not have it."""

    items: str | None = None
    id: str | None = None
    sex: str | None = None
    answered_on: str | None = None
    total: str | None = None

    def named(self) -> list[str]:
        """Return the columns named beside those of the items."""
        return [one for one in (self.id, self.sex, self.answered_on, self.total) if one]


@dataclass(frozen=True, slots=True)
class Known:
    """A person whom an id of the file was matched to."""

    person: PersonId
    sex: Sex | None


Matching = Callable[[Sequence[str]], Mapping[str, Known]]
"""Finds people by the ids of a file; ids that are nobody's are left out of the answer."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Sittings ready to be written. Every sequence has one entry for each sitting.

    `labels` are the ids in the file, or its rows. `answered_at` is None where the source does not
    say.
    """

    columns: Columns
    labels: Sequence[str]
    answered_at: Sequence[datetime | None]
    language: str = ""

    def __len__(self) -> int:
        return len(self.columns)

    def holds(self) -> bytes:
        """Return the digest of what is to be entered: labels, answers and days. 32 bytes."""
        digest = hashlib.sha256("\x00".join(self.labels).encode())
        digest.update(self.columns.answers.tobytes())
        for one in dict.fromkeys(self.answered_at):
            digest.update(b"" if one is None else one.isoformat().encode())
        return digest.digest()
