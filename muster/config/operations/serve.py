"""`muster serve`: the process that shows the pages."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address

import click
from django.conf import settings
from django.db import connections

from muster.config.problems import CANNOT_LISTEN
from muster.config.spoken import command, option
from muster.config.terminal import Terminal
from muster.kernel.faults import why
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.policy.queries import stale_lines
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

THREADS = 4  # of each worker process; each holds one connection to the database
PATIENCE = 10  # seconds in which an answer that has begun may end before a stop
DATABASE_PATIENCE = "5"  # seconds; whoever asks for help shall not wait for a host that is gone

_STALE = _n(
    "{count} crisis number was not called to check for too long. The pages are shown all the same; "
    "“muster doctor” says which it is.",
    "{count} crisis numbers were not called to check for too long. The pages are shown all the "
    "same; “muster doctor” says which they are.",
)


@command(says=_("Serve the pages on this machine."))
@option("--host", default="127.0.0.1", show_default=True, says=_("The address to listen at."))
@option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    says=_("The port to listen at."),
)
@option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    says=_("How many processes answer."),
)
@click.pass_obj
def serve(terminal: Terminal, host: str, port: int, workers: int) -> None:
    """Serve until stopped by SIGINT or SIGTERM; Refused where the address cannot be listened at.

    By now the login was looked at: a connection was made before this function was called.
    """
    _demand_address(host, port)
    _warn_of_strangers(terminal, host)
    _tell_of_stale_numbers(terminal)
    # The service never knows the owner's login, whatever the shell it was started from knew.
    os.environ.pop("MUSTER_OWNER_URL", None)
    os.environ.setdefault("PGCONNECT_TIMEOUT", DATABASE_PATIENCE)
    connections.close_all()  # the workers are copies of this process; each connects for itself
    shown = f"[{host}]" if ":" in host else host
    terminal.say(
        _("The pages are at {address}. Stop with Ctrl-C.").of(address=f"http://{shown}:{port}/")
    )
    _listen(host, port, workers)


def _listen(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "muster.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        # The house's own log: who asked for which page stands in none.
        log_dictconfig={**settings.LOGGING, "loggers": {"_granian": {}}},
        log_level="warning",
    ).serve()


def _demand_address(host: str, port: int) -> None:
    """Refused where another program listens there, or the address is not this machine's.

    The server would share the port with another service of the same account without a word.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], found[1]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
            trial.listen()
    except OSError as error:
        raise CANNOT_LISTEN.refused(host=host, port=str(port), why=why(error)) from error


def _warn_of_strangers(terminal: Terminal, host: str) -> None:
    """Say what stands between the pages and a network, where they are served to one."""
    if host == "localhost" or (_is_address(host) and ip_address(host).is_loopback):
        return
    terminal.remark(
        _(
            "Other machines can reach the pages, and nothing is encrypted: put a proxy with TLS "
            "before them, and name the hosts they are asked under in MUSTER_HOSTS."
        )
    )


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _tell_of_stale_numbers(terminal: Terminal) -> None:
    """Say that numbers are stale. It stops nothing: a service that is off shows no number."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        count = len(stale_lines(now()))
    if count:
        terminal.remark(_STALE.of(count=count))
