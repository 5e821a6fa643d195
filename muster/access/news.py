"""News travels upward: a room tells what happened, and rooms above it listen.

    SCORED = News("assessments.scored")          # in assessments/events.py
    SCORED.heard_by(raise_signals)               # in detection, when the app is ready
    SCORED.tell(results)                         # in a command of assessments

Listeners run at once, inside the unit of work that tells: all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from muster.kernel.ids import PersonId
from muster.vault.trips import Filled


class News:
    """One kind of event, by name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: dict[str, Callable[..., None]] = {}
        self._asking: dict[str, Callable[[PersonId], Iterable[Filled]]] = {}

    def heard_by(
        self,
        listener: Callable[..., None],
        *,
        asking: Callable[[PersonId], Iterable[Filled]] | None = None,
    ) -> None:
        """Add a listener; adding the same one twice changes nothing.

        `asking` says what it will ask about the person whom the news is about, so that a command
        which is going to tell it may have that asked on the trip that begins its unit of work.
        """
        name = f"{listener.__module__}.{listener.__qualname__}"
        self._listeners[name] = listener
        if asking is not None:
            self._asking[name] = asking

    def asked_about(self, person: PersonId) -> list[Filled]:
        """Return what listeners will ask about this person."""
        return [one for asking in self._asking.values() for one in asking(person)]

    def tell(self, *facts: Any) -> None:
        """Tell every listener, in the order they came."""
        for listener in self._listeners.values():
            listener(*facts)
