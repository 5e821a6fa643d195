"""`muster worker`: the process that seals the journal, watches the clocks and keeps the house."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import click
from django.db import DatabaseError, InterfaceError, connection
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from muster.config.alarms import look_after
from muster.config.jobs import keep_watch
from muster.config.spoken import command, option
from muster.config.terminal import Terminal
from muster.detection.alerts.climbing import QUEUE
from muster.journal.sealer import seal_all
from muster.kernel.time import now
from muster.kernel.words import _

# Seconds.
SEAL_EVERY = 3.0
LOOK_EVERY = 5.0
FETCH_EVERY = 2.0
HEARTBEAT_EVERY, LOST_AFTER = 2.0, 10.0

ALERT_HANDS = 4

log = logging.getLogger("muster.worker")


@command(says=_("Run the jobs: seal the journal, watch the clocks, keep the house."))
@option("--once", is_flag=True, says=_("Do what is due, then stop, instead of waiting for more."))
@click.pass_obj
def worker(terminal: Terminal, once: bool) -> None:
    """Work until stopped by SIGINT or SIGTERM; what has begun is finished first."""
    if not once:
        terminal.remark(_("The worker is at work. Stop it with Ctrl-C."))
    asyncio.run(_work(once=once))


async def _work(*, once: bool) -> None:
    """Run the jobs, and beside them the sealer and the clock of the alerts.

    Sealing is a loop and no job: a row in the jobs' table every three seconds would be more work
    than the sealing, and the sealer's own lock lets one process seal at a time anyway. The clock is
    one because it looks after jobs that were lost.
    """
    with ThreadPoolExecutor(1, "sealer") as thread, ThreadPoolExecutor(1, "clock") as clock:
        with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
            async with jobs.open_async():
                await _ask_for_a_watch()
                beside = [
                    asyncio.create_task(_every(SEAL_EVERY, thread, _seal)),
                    asyncio.create_task(_every(LOOK_EVERY, clock, _look_after)),
                    asyncio.create_task(_take_up_lost_jobs(jobs)),
                ]
                try:
                    await _run_jobs(jobs, wait=not once)
                finally:
                    for task in beside:
                        task.cancel()
                    await asyncio.gather(*beside, return_exceptions=True)
        await _in(clock, _leave)
        # What the last jobs did is sealed before the process ends.
        await _in(thread, _seal)
        await _in(thread, _leave)


async def _ask_for_a_watch() -> None:
    """Have the watch kept at once; one that a killed worker left undone is waiting and will do."""
    with contextlib.suppress(AlreadyEnqueued):
        await keep_watch.defer_async(timestamp=0)


async def _run_jobs(jobs: App, *, wait: bool) -> None:
    """Work until a signal, or until nothing is left to do.

    Alerts have hands of their own: no backup, no file of answers and no slow mail server keeps one
    waiting.
    """
    hands = [
        asyncio.create_task(
            jobs.run_worker_async(
                name=name, queues=queues, concurrency=count, wait=wait,
                install_signal_handlers=False, fetch_job_polling_interval=FETCH_EVERY,
                update_heartbeat_interval=HEARTBEAT_EVERY, stalled_worker_timeout=LOST_AFTER,
            )
        )
        for name, queues, count in (("alerts", [QUEUE], ALERT_HANDS), ("house", None, 1))
    ]  # fmt: skip
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, lambda: [one.cancel() for one in hands])
    # A hand that is stopped ends what it has begun, then says that it was cancelled.
    ended = await asyncio.gather(*hands, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault


async def _take_up_lost_jobs(jobs: App) -> None:
    """Let the jobs of alerts whose worker died be done by another.

    Whatever they do they do once, so it matters little if the worker was slow and not dead.
    """
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            lost = await jobs.job_manager.get_stalled_jobs(
                queue=QUEUE, seconds_since_heartbeat=LOST_AFTER
            )
            for job in lost:
                await jobs.job_manager.retry_job(job)
        except ConnectorException:
            log.warning("lost jobs could not be looked for this time", exc_info=True)


async def _every(seconds: float, thread: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        await _in(thread, work)


async def _in(thread: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(thread, work)


def _seal() -> None:
    """Seal what is settled; a database that is away for a moment is asked again in the next."""
    try:
        seal_all()
    except (DatabaseError, InterfaceError):
        log.warning("the journal could not be sealed this time", exc_info=True)
        connection.close()


def _look_after() -> None:
    """Carry on the alerts that are due; what fails is tried again at the next look."""
    try:
        look_after(now())
    except Exception:
        # Whatever it is, the clock of the alerts may not stop for it.
        log.exception("the alerts could not be looked after this time")
        connection.close()


def _leave() -> None:
    """Close the thread's own connection; each thread has one."""
    connection.close()
