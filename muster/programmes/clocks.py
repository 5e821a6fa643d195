"""The clocks of waiting: a job for every contact that will be due, queued with what set it."""

from __future__ import annotations

from procrastinate.contrib.django import app

from muster.kernel.time import Instant
from muster.vault.work import current
from muster.vault.zones import Audience

TEND = "programmes.tend-waiting"
"""The job that looks who has to be contacted, who has waited too long, and who is where in line."""


def wind(due: Instant | None) -> None:
    """Queue a look at the waiting lists for a moment, None: as soon as there is a hand free.

    The job names nobody: it looks at everything, so one that runs twice tells nothing twice, and
    what a lost one missed the next one finds.
    """
    with current().acting_as(Audience.PLATFORM):
        task = app.configure_task(TEND, queue="house", schedule_at=due)
        task.defer(timestamp=0)
