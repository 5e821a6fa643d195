"""Progress: how far a piece of work has come, seen by others while its transaction still runs.

    with reported(errand) as tell:
        verify(progress=tell)

What a transaction writes nobody else sees before it ends, so another thread with a connection of
its own writes the numbers down, once a second, and only where the work lasts that long.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from uuid import UUID

from django.db import DatabaseError, connection

from muster.access.models import Progress
from muster.kernel.time import Instant, now

EVERY = 1.0  # seconds
Tell = Callable[[int, int | None], None]
"""Hears how much is done, and of how much; None where nobody can know."""

log = logging.getLogger("muster.progress")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the work had come at `at`."""

    done: int
    total: int | None
    at: Instant

    @property
    def percent(self) -> int | None:
        """Return how much is done of a hundred, None where nobody can know."""
        if not self.total:
            return None
        return min(100, 100 * self.done // self.total)


def silent(_done: int, _total: int | None) -> None:
    """Hear progress and say nothing."""


@contextmanager
def reported(of: UUID) -> Iterator[Tell]:
    """Yield what is told how far the work named `of` has come; what is told last counts."""
    latest: list[tuple[int, int | None]] = []
    over = Event()

    def hear(done: int, total: int | None) -> None:
        latest[:] = [(done, total)]

    writer = Thread(target=_write, args=(of, latest, over), name="progress", daemon=True)
    writer.start()
    try:
        yield hear
    finally:
        over.set()
        writer.join()


def stand_of(of: UUID) -> Stand | None:
    """Return how far this work has come, None where it has told nothing yet."""
    row = Progress.objects.filter(of=of).first()
    return None if row is None else Stand(row.done, row.total, row.at)


def _write(of: UUID, latest: list[tuple[int, int | None]], over: Event) -> None:
    try:
        while not over.wait(EVERY):
            done, total = latest[0] if latest else (0, None)
            Progress.objects.update_or_create(
                of=of, defaults={"done": done, "total": total, "at": now()}
            )
    except DatabaseError:
        # The work goes on; that nobody sees how far is no reason to end it.
        log.warning("progress could not be written down", exc_info=True)
    finally:
        connection.close()
