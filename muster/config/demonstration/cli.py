"""`muster demo`: a brigade of invented people in one command, and the service on 127.0.0.1."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import perf_counter
from typing import Any

import click

from muster.config.demonstration.building import Building
from muster.config.demonstration.site import Site
from muster.config.demonstration.stages import STAGES
from muster.config.demonstration.telling import show_queue, tell, tell_steps
from muster.config.preparing import load_settings, start_embedded
from muster.config.readying import look_for_garbage_seldom
from muster.config.spoken import command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _


@command(says=_("Build a demonstration brigade of invented people."))
@option("--serve/--no-serve", default=True, says=_("Serve the pages when it stands; or not."))
@option("--again", is_flag=True, says=_("Remove the demonstration that stands, and build anew."))
@json_option
@click.pass_obj
def demo(terminal: Terminal, serve: bool, again: bool, json: bool) -> None:
    """Build the demonstration in MUSTER_HOME (else .muster/demo), tell of it, and serve it."""
    site = Site.named(os.environ)
    os.environ["MUSTER_HOME"] = str(site.home)
    built = site.claim(again=again)
    start_embedded()
    load_settings({"MUSTER_MIGRATING": "yes"})
    if built:
        look_for_garbage_seldom()
        site.finish(_build(terminal, site))
    summary = site.summary() or {}
    if json:
        terminal.show({"home": str(site.home), "built": built, **summary})
    else:
        if not built:
            terminal.say(
                _("A demonstration stands already in {folder}; --again builds it anew.").of(
                    folder=str(site.home)
                )
            )
        tell(terminal, summary)
        show_queue(terminal)
        tell_steps(terminal, str(site.home))
    if serve:
        _serve(terminal.language)


def _build(terminal: Terminal, site: Site) -> dict[str, Any]:
    """Run every stage and return the summary: facts and seconds."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    building = Building(site.home, site.files, now())
    seconds: dict[str, float] = {}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        for stage in STAGES:
            task = shown.add_task(terminal.said(stage.says), total=None)

            def progress(done: int, of: int, task: Any = task) -> None:
                shown.update(task, completed=done, total=of)

            started = perf_counter()
            stage.build(building, progress)
            seconds[stage.key] = round(perf_counter() - started, 1)
            shown.update(task, completed=1, total=1)
    return {
        "monday": building.monday.date().isoformat(),
        "seed": building.seed,
        "facts": building.facts,
        "seconds": seconds,
    }


def _serve(language: str) -> None:
    """Run the service and its worker, processes that never knew the owner's login, until stopped.

    The worker is what tells the deputy when nobody acknowledges an alert.
    """
    environment = {**os.environ, "MUSTER_LANGUAGE": language}
    environment.pop("MUSTER_MIGRATING", None)
    sys.stdout.flush()
    line = [sys.executable, "-m", "muster.config.main"]
    worker = subprocess.Popen([*line, "worker"], env=environment)  # noqa: S603 — our own program
    try:
        service = subprocess.Popen([*line, "serve"], env=environment)  # noqa: S603 — likewise
        _until_it_ends(service)
    finally:
        worker.terminate()
        worker.wait()


def _until_it_ends(service: subprocess.Popen[bytes]) -> None:
    """Wait for the service; a signal to stop is passed on, and Ctrl-C reaches it by itself."""
    signal.signal(signal.SIGTERM, lambda *_caught: service.terminate())
    while True:
        try:
            service.wait()
            return
        except KeyboardInterrupt:
            continue
