"""A shelf: where records of one kind stand in the database, and from which day they count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand: `key` names them to `muster_expire`; the rest is SQL.

    `recorded` and `ended` are the day a record was made and ended, of the row `t`; `besides`
    keeps what must not go yet whatever its age.
    """

    kind: str
    table: str
    key: str
    recorded: str
    ended: str = "NULL::date"
    besides: str = "true"
