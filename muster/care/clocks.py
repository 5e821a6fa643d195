"""The clocks of cases: a job for every deadline, queued in the transaction that set it."""

from __future__ import annotations

from procrastinate.contrib.django import app

from muster.kernel.time import Instant
from muster.vault.work import current
from muster.vault.zones import Audience

LATE = "care.note-late"
"""The job that looks which cases have become late."""


def wind(due: Instant) -> None:
    """Queue a look at what is late for the moment at which a deadline passes.

    The job names nobody: it looks at everything that is late and untold, so one that runs twice
    tells nothing twice, and what a lost one missed the next one finds.
    """
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(LATE, queue="house", schedule_at=due).defer(timestamp=0)
