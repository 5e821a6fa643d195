"""`muster worker`: the process that seals the journal, watches the clocks and keeps the house."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import click
from django.db import DatabaseError, InterfaceError, connection
from procrastinate.contrib.django import app

from muster.config.jobs import keep_watch
from muster.config.spoken import command, option
from muster.config.terminal import Terminal
from muster.journal.sealer import seal_all
from muster.kernel.words import _

SEAL_EVERY = 3.0  # seconds

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
    """Run the jobs, and beside them the sealer.

    Sealing is a loop and no job: a row in the jobs' table every three seconds would be more work
    than the sealing, and the sealer's own lock lets one process seal at a time anyway.
    """
    with ThreadPoolExecutor(1, "sealer") as thread:
        with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
            async with jobs.open_async():
                await keep_watch.configure(queueing_lock=None).defer_async(timestamp=0)
                sealing = asyncio.create_task(_keep_sealing(thread))
                try:
                    await jobs.run_worker_async(wait=not once)
                finally:
                    sealing.cancel()
                    with suppress(asyncio.CancelledError):
                        await sealing
        # What the last jobs did is sealed before the process ends.
        await _in(thread, _seal)
        await _in(thread, _leave)


async def _keep_sealing(thread: ThreadPoolExecutor) -> None:
    while True:
        await asyncio.sleep(SEAL_EVERY)
        await _in(thread, _seal)


async def _in(thread: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(thread, work)


def _seal() -> None:
    """Seal what is settled; a database that is away for a moment is asked again in the next."""
    try:
        seal_all()
    except (DatabaseError, InterfaceError):
        log.warning("the journal could not be sealed this time", exc_info=True)
        connection.close()


def _leave() -> None:
    """Close the sealer's own connection; each thread has one."""
    connection.close()
