"""News travels upward: a room tells what happened, and rooms above it listen.

    SCORED = News("assessments.scored")          # in assessments/events.py
    SCORED.heard_by(raise_signals)               # in detection, when the app is ready
    SCORED.tell(results)                         # in a command of assessments

Listeners run at once, inside the unit of work that tells: all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class News:
    """One kind of event, by name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: dict[str, Callable[..., None]] = {}

    def heard_by(self, listener: Callable[..., None]) -> None:
        """Add a listener; adding the same one twice changes nothing."""
        self._listeners[f"{listener.__module__}.{listener.__qualname__}"] = listener

    def tell(self, *facts: Any) -> None:
        """Tell every listener, in the order they came."""
        for listener in self._listeners.values():
            listener(*facts)
