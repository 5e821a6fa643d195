"""What a process that serves pages loads behind its first pages: the encoder of sentences.

Loading it takes some seconds, for which the first person who opens their profile or brings a text
would wait. A thread of its own does it once the process answers; whoever comes earlier waits for
that thread, and no command line loads anything.
"""

from __future__ import annotations

import logging
from threading import Event, Thread

SOON = 2.0  # seconds in which the first pages go first
_log = logging.getLogger(__name__)


def warm_soon(after: float = SOON) -> Thread:
    """Begin to load, in `after` seconds and in the background; return the thread that does."""
    thread = Thread(target=_warm, args=(after,), name="muster-warming", daemon=True)
    thread.start()
    return thread


def _warm(after: float) -> None:
    Event().wait(after)
    try:
        load()
    except (ImportError, OSError, MemoryError, ValueError):
        # Whoever needs it next tries again, and is told what is wrong in the usual way.
        _log.exception("The encoder of sentences could not be loaded ahead.")


def load() -> None:
    """Load the encoder, and what is asked of it first: the catalogue's skills and roles."""
    from muster.transition.guidance.suggesting import roles
    from muster.transition.profile.finding import finder

    finder()
    roles().get_ready()
