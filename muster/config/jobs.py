"""The house's periodic jobs. The worker imports this; everyone else only queues.

A laptop sleeps at night, and a periodic job that was missed by ten minutes is skipped. So the
day's work is asked for every hour, and whoever does it looks first whether it is due.
"""

from __future__ import annotations

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from muster.kernel.time import now
from muster.policy.queries import in_force

HOURS_OF_A_DAY = 24


@app.periodic(cron="7 * * * *")
@app.task(queue="house", queueing_lock="keep-watch")
def keep_watch(timestamp: int) -> None:
    """Keep the house's watch; the worker does it once by itself when it starts."""
    from muster.config import watching

    watching.keep_watch(now())


@app.periodic(cron="41 * * * *")
@app.task(queue="house", queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that ended longer ago than the profile keeps them."""
    keep = in_force().retention["jobs"].keep
    await builtin_tasks.remove_old_jobs(
        context, max_hours=HOURS_OF_A_DAY * (keep.days + 31 * keep.months), remove_failed=True
    )
