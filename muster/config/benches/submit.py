"""A submitted sitting over HTTP, beside a page of a bare Django project that inserts one row.

Everybody has answered, question by question; what is measured is the last press, “Send my answers”:
the sitting is looked up, its answers opened and checked, scored, sealed as one form, judged beside
what the person scored before, queued where somebody is to be called, and entered in the journal.
Both services are the same server with as many processes, before the same database, over as many
connections.

The yardstick is the leanest page that may be called one of Django's: the middleware that
`startproject` writes, a form's token checked, one row by the ORM, and nobody signed in, so it asks
for no session and no account. A page behind a sign-in would ask for both; ours is held to the lean
one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from muster.config.benches.cases import Case, in_turn
from muster.config.benches.posting import post_all, request

SITTINGS = 300  # of each run
BARE = 1_000
RUNS = 3
WORKERS = 2
TOKEN = "x" * 32
FORM = "application/x-www-form-urlencoded"


def submit(home: Path) -> Case:
    """Measure whole sittings a second; each run sends others, each once."""
    from muster.config.benches.asked import asked_house, served

    house = asked_house(home, (RUNS + 1) * SITTINGS, "phq-9")
    runs = iter(_ready_to_send(house))
    _make_bare_table()
    with served(home, WORKERS) as address, _bare_page(home) as bare_address:
        heads = {"Cookie": f"csrftoken={TOKEN}", "Content-Type": FORM}
        bare = [request("POST", "/insert", heads, f"csrfmiddlewaretoken={TOKEN}")] * BARE
        post_all(address, next(runs), b"HTTP/1.1 303")  # warm
        post_all(bare_address, bare[: BARE // 4], b"HTTP/1.1 200")
        ours, theirs = in_turn(
            lambda: post_all(address, next(runs), b"HTTP/1.1 303"),
            lambda: post_all(bare_address, bare, b"HTTP/1.1 200"),
            RUNS,
        )
    _demand_results((RUNS + 1) * SITTINGS)
    note = f"{SITTINGS:,} sittings a run, 16 connections, {WORKERS} processes"
    return Case("submit", ours, "bare one-insert Django page", theirs, "≥ 1/3", RUNS, note)


def _ready_to_send(house: Any) -> list[list[bytes]]:
    """Let everybody answer, and return the requests that send the answers, run by run."""
    from muster.config.benches.asked import session_of
    from muster.config.benches.commands import answer_everything
    from muster.kernel.time import now

    people = list(house.accounts)
    begun: dict[Any, Any] = {}
    for start in range(0, len(people), 1_000):
        begun |= answer_everything(
            people=people[start : start + 1_000], campaign=house.campaign, window=house.window,
            by=house.psychologist, at=now(),
        )  # fmt: skip
    requests = []
    for person, account in house.accounts.items():
        name, value = session_of(account)
        heads = {"Cookie": f"{name}={value}; form={TOKEN}", "Content-Type": FORM}
        path = f"/me/sitting/{begun[person]}/check"
        requests.append(request("POST", path, heads, f"csrfmiddlewaretoken={TOKEN}"))
    return [requests[start : start + SITTINGS] for start in range(0, len(requests), SITTINGS)]


def _owner() -> Any:
    import psycopg
    from django.conf import settings

    from muster.config.database import owner_address

    owner = owner_address(settings.MUSTER_HOME, os.environ)
    return psycopg.connect(**owner.for_psycopg(), autocommit=True)


def _make_bare_table() -> None:
    from django.conf import settings

    from muster.config.database import app_address

    app = app_address(settings.MUSTER_HOME, os.environ)
    with _owner() as admin:
        admin.execute("CREATE TABLE bare_page (id uuid PRIMARY KEY, body bytea)")
        admin.execute(f'GRANT ALL ON bare_page TO "{app.user}"')


def _demand_results(count: int) -> None:
    """RuntimeError where a sitting that was acknowledged is not there, scored."""
    from muster.access.permissions import Permission
    from muster.config.benches.asked import _viewer
    from muster.config.benches.commands import counted
    from muster.kernel.time import now

    found = counted(by=_viewer(Permission.READ_RESULT), at=now())
    if found != count:
        raise RuntimeError(f"{found} of {count} sittings were scored")


@contextmanager
def _bare_page(home: Path) -> Iterator[str]:
    """Serve the bare page with the settings of `muster serve`."""
    import socket

    from muster.config.operations.serve import THREADS

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    line = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS),
        "--no-ws", "--log-level", "error", "--factory", "muster.config.benches.bare:application",
    ]  # fmt: skip
    with (home / "bare.log").open("w") as log:
        process = subprocess.Popen(line, stdout=log, stderr=log)  # noqa: S603 — our own words
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int) -> None:
    import socket

    for _try in range(300):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the bare page did not come up")
