"""`muster transition archive`: an official archive read, counted, compared with an older one."""

from __future__ import annotations

from pathlib import Path

import click

from muster.config.guidance.group import transition
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.words import _
from muster.transition.occupations.reading import read_archive
from muster.transition.occupations.release import Difference, difference

SHOWN = 5


@transition.command(says=_("Read an archive of occupations, and say how it differs from another."))
@argument("file", type=click.Path(path_type=Path))
@option("--than", type=click.Path(path_type=Path), says=_("The older release to compare with."))
@json_option
@click.pass_obj
def archive(terminal: Terminal, file: Path, than: Path | None, json: bool) -> None:
    """Show what an archive holds; one that is not whole is refused in a sentence."""
    release = read_archive(file)
    found = None if than is None else difference(read_archive(than).entries, release.entries)
    if json:
        terminal.show({
            "kind": release.kind, "digest": release.digest, "counts": release.counts,
            "aside": release.aside, "difference": found,
        })  # fmt: skip
        return
    for what, count in release.counts.items():
        click.echo(f"{release.kind} · {what}: {count}")
    for part, count in release.aside.items():
        terminal.say(_("Rows of “{part}” set aside as broken: {count}").of(part=part, count=count))
    if found is not None:
        _tell(terminal, found)


def _tell(terminal: Terminal, found: Difference) -> None:
    for sentence, keys in (
        (_("Added: {count}"), found.added),
        (_("Removed: {count}"), found.removed),
        (_("Changed: {count}"), found.changed),
    ):
        terminal.say(sentence.of(count=len(keys)))
        for key in keys[:SHOWN]:
            click.echo(f"   {key}")
