"""The house's periodic jobs. The worker imports this; everyone else only queues.

A laptop sleeps at night, and a periodic job that was missed by ten minutes is skipped. So the
day's work is asked for every hour, and whoever does it looks first whether it was done today.
"""

from __future__ import annotations

from procrastinate import builtin_tasks
from procrastinate.contrib.django import app

from muster.access.accounts import watch
from muster.detection.sweeping import sweep_missed
from muster.kernel.time import now
from muster.people.formation import root_units
from muster.policy.queries import in_force

HOURS_OF_A_DAY = 24


@app.periodic(cron="41 * * * *")
@app.task(queue="house", queueing_lock="remove-old-jobs", pass_context=True)
async def forget_old_jobs(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]
    """Remove jobs that ended longer ago than the profile keeps them."""
    keep = in_force().retention["jobs"].keep
    await builtin_tasks.remove_old_jobs(
        context, max_hours=HOURS_OF_A_DAY * (keep.days + 31 * keep.months), remove_failed=True
    )


@app.periodic(cron="23 * * * *")
@app.task(queue="house", queueing_lock="sweep-missed")
def notice_missed_screens(timestamp: int) -> None:
    """Queue whoever came home and missed a screening; a window is noticed once."""
    sweep_missed(by=watch(root_units()), at=now())
