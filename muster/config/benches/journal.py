"""The journal: commands a second through the whole door, beside bare inserts of the same size."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

from muster.config.benches.cases import Case, in_turn

CONNECTIONS = 32
PROCESSES = 4
SECONDS = 3.0
RUNS = 3


def journal() -> Case:
    """Measure on 32 connections; the bare insert writes a row as wide as a journal entry."""
    make_bare_table()
    ours, bare = in_turn(lambda: _rate("commands"), lambda: _rate("bare"), RUNS)
    return Case("journal", ours, "bare insert of the same size", bare, "≥ 1/3", RUNS)


def make_bare_table() -> None:
    """Make a table like the journal's, with no trigger, policy or index but its key."""
    import psycopg
    from django.conf import settings
    from django.db import connection

    from muster.config.database import app_address, owner_address

    connection.close()
    owner = owner_address(settings.MUSTER_HOME, os.environ)
    app = app_address(settings.MUSTER_HOME, os.environ)
    with psycopg.connect(**owner.for_psycopg(), autocommit=True) as admin:
        admin.execute(
            "CREATE TABLE IF NOT EXISTS bare (id uuid PRIMARY KEY, node uuid, kind text, "
            "command text, actor uuid, role text, purpose text, person_id uuid, "
            "at timestamptz, zone text, version smallint, body bytea)"
        )
        admin.execute(f'GRANT ALL ON bare TO "{app.user}"')


def _rate(what: str) -> float:
    """Return how many a second PROCESSES × threads manage together."""
    with get_context("spawn").Pool(PROCESSES) as pool:
        counts = pool.map(_load, [what] * PROCESSES)
    return sum(counts)


def _load(what: str) -> float:
    """Drive one process's share of the connections; return its rate per second."""
    import django

    django.setup()
    threads = CONNECTIONS // PROCESSES
    work = _commands if what == "commands" else bare_inserts
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, [0.2] * threads))  # connect, and warm up
        start = time.perf_counter()
        done = sum(pool.map(work, [SECONDS] * threads))
        rate = done / (time.perf_counter() - start)
        list(pool.map(_close, range(threads)))
    return rate


def _close(_thread: int) -> None:
    from django.db import connection

    connection.close()


def _commands(seconds: float) -> int:
    """Run a command again and again through the whole door."""
    from muster.access.roles import UNIT_PSYCHOLOGIST
    from muster.access.viewers import Viewer
    from muster.config.benches.commands import nothing
    from muster.kernel.ids import AccountId, new_id
    from muster.kernel.time import now

    by = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST)
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        nothing(step=done, by=by, at=now())
        done += 1
    return done


def bare_inserts(seconds: float) -> int:
    """Insert a row as wide as an entry, each in a transaction of its own."""
    from django.db import connection

    from muster.kernel.ids import new_id
    from muster.kernel.time import now

    body, actor = os.urandom(290), new_id()
    done, end = 0, time.perf_counter() + seconds
    with connection.cursor() as cursor:
        while time.perf_counter() < end:
            cursor.execute(
                "INSERT INTO bare VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    new_id(), actor, "write", "config.nothing", actor, "unit-psychologist", "care",
                    None, now(), "clinical", 1, body,
                ],
            )  # fmt: skip
            done += 1
    return done
