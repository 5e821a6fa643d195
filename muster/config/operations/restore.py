"""`muster restore`: a backup brought back, and nobody who was erased with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from muster.config.keeping import Restored, restore_backup
from muster.config.spoken import argument, command, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, _, _n

DOES_NOT_HOLD = 1


@command(says=_("Bring a backup back, and erase again whoever was erased."))
@argument("file", type=click.Path(dir_okay=False, path_type=Path))
@option("--replace", is_flag=True, says=_("Put it in the place of what the database holds."))
@json_option
@click.pass_context
def restore(ctx: click.Context, file: Path, replace: bool, json: bool) -> None:
    """Restore; exit status 1 where the restored journal does not hold."""
    terminal: Terminal = ctx.obj
    done = restore_backup(file, replace=replace, at=now())
    if json:
        terminal.show(_as_json(done))
    else:
        _say(terminal, done)
    if not done.verdict.holds:
        ctx.exit(DOES_NOT_HOLD)


def _say(terminal: Terminal, done: Restored) -> None:
    terminal.say(
        _("The backup of {made} is restored.").of(
            made=datetime.fromisoformat(done.manifest.made_at)
        )
    )
    if done.safety is not None:
        terminal.say(_("What stood there before is in {file}.").of(file=str(done.safety)))
    if done.erased_again:
        again = _n(
            "{count} person had been erased since, and stays erased.",
            "{count} people had been erased since, and stay erased.",
        )
        terminal.say(again.of(count=done.erased_again))
    if done.ended is not None:
        lost = _n(
            "The journal is shorter than it was: {count} sealed entry is lost.",
            "The journal is shorter than it was: {count} sealed entries are lost.",
        )
        terminal.say(lost.of(count=done.ended.lost))
        terminal.say(_("A new epoch of the journal begins; the old head is kept beside the keys."))
    if done.verdict.fault is None:
        terminal.say(_("The restored journal holds."))
    else:
        terminal.say(done.verdict.fault)


def _as_json(done: Restored) -> dict[str, object]:
    fault = done.verdict.fault
    return {
        "made_at": done.manifest.made_at, "muster": done.manifest.muster, "safety": done.safety,
        "erased_again": done.erased_again, "entries": done.verdict.entries,
        "entries_lost": done.ended.lost if done.ended else 0, "holds": done.verdict.holds,
        "fault": None if fault is None else {one: fault.said_in(one) for one in LANGUAGES},
    }  # fmt: skip
