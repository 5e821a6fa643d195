"""A trace: one entry of the journal as far as an auditor sees it, without what it said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Trace:
    """Who did or read what, in which role, why, when, and about whom; the body stays sealed.

    `person` is the one person it was about, `people` those whom a list showed.
    """

    id: UUID
    kind: str
    command: str
    actor: UUID
    role: str
    purpose: str
    person: UUID | None
    people: tuple[UUID, ...] | None
    at: datetime
    zone: str


def by_actor(traces: Iterable[Trace]) -> dict[UUID, list[Trace]]:
    """Return each account's traces in the order of time."""
    found: dict[UUID, list[Trace]] = {}
    for one in sorted(traces, key=lambda trace: (trace.at, trace.id)):
        found.setdefault(one.actor, []).append(one)
    return found
