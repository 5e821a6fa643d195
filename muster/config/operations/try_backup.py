"""`muster try-backup`: a backup restored into a scratch database, proven, and thrown away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from muster.access.commands.errands import record_trial
from muster.config.preparing import demand_installation
from muster.config.spoken import argument, command, json_option
from muster.config.terminal import Terminal
from muster.config.trying import Tried, try_backup
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, Sentence, _, _n

DOES_NOT_HOLD = 1


@command("try-backup", says=_("Prove a backup by restoring it into a scratch database."))
@argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def try_(ctx: click.Context, file: Path, json: bool) -> None:
    """Try a backup; exit status 1 where the house could not be brought back from it."""
    terminal: Terminal = ctx.obj
    demand_installation()
    by = terminal.keeping_house()
    tried = try_backup(file)
    record_trial(file=file.name, made_at=tried.manifest.made_at, holds=tried.holds, by=by, at=now())
    if json:
        terminal.show(as_json(tried))
    else:
        for sentence in said_of(tried):
            terminal.say(sentence)
    if not tried.holds:
        ctx.exit(DOES_NOT_HOLD)


def said_of(tried: Tried) -> list[Sentence]:
    """Return what a trial showed, in sentences."""
    took = _("The backup of {made} was restored in {seconds} seconds, and thrown away again.")
    sentences = [
        took.of(made=datetime.fromisoformat(tried.manifest.made_at), seconds=tried.seconds)
    ]
    if tried.verdict.fault is not None:
        sentences.append(tried.verdict.fault)
    else:
        holds = _n(
            "Its journal holds: {count} entry, as signed.",
            "Its journal holds: {count} entries, as signed.",
        )
        sentences.append(holds.of(count=tried.verdict.entries))
    if tried.verdict.entries != tried.manifest.entries:
        sentences.append(
            _("It says that it has {said} entries, and {found} came back.").of(
                said=tried.manifest.entries, found=tried.verdict.entries
            )
        )
    if tried.keys_fit is False:
        sentences.append(_("The keys of this installation do not open what it holds."))
    if tried.erased_again:
        again = _n(
            "{count} person had been erased since, and was erased in it too.",
            "{count} people had been erased since, and were erased in it too.",
        )
        sentences.append(again.of(count=tried.erased_again))
    return sentences


def as_json(tried: Tried) -> dict[str, object]:
    """Return what a trial showed as plain data, its words in every language."""
    return {
        "holds": tried.holds, "made_at": tried.manifest.made_at, "seconds": tried.seconds,
        "entries": tried.verdict.entries, "erased_again": tried.erased_again,
        "keys_fit": tried.keys_fit,
        "says": {one: [s.said_in(one) for s in said_of(tried)] for one in LANGUAGES},
    }  # fmt: skip
