"""`muster keys`: the recovery copy, without which lost keys are lost for ever."""

from __future__ import annotations

import os
from pathlib import Path

import click

from muster.access.commands.housekeeping import record_key_copy
from muster.access.permissions import Permission
from muster.config.preparing import demand_installation
from muster.config.problems import COPY_IN_THE_HOUSE, FILE_STANDS, FILE_UNREADABLE
from muster.config.spoken import argument, group, option
from muster.config.terminal import Terminal
from muster.kernel.faults import why
from muster.kernel.time import now
from muster.kernel.words import _
from muster.vault.installation import installation

FILE = click.Path(dir_okay=False, path_type=Path)

_passphrase_file = option(
    "--passphrase-file", type=FILE,
    says=_("Read the passphrase from this file; else MUSTER_PASSPHRASE, else it is asked for."),
)  # fmt: skip


@group(says=_("Make the recovery copy of the keys, and bring it back."))
def keys() -> None:
    """The group."""


@keys.command(
    says=_("Write the keys, sealed under a passphrase, into a file to be kept elsewhere.")
)
@argument("file", type=FILE)
@_passphrase_file
@click.pass_obj
def export(terminal: Terminal, file: Path, passphrase_file: Path | None) -> None:
    """Write the recovery copy; refused where the file stands, or lies beside the keys."""
    demand_installation()
    here = installation()
    if file.absolute().is_relative_to(here.home):
        raise COPY_IN_THE_HOUSE.refused(file=str(file), home=str(here.home))
    by = terminal.acting(Permission.KEEP_HOUSE)
    copy = here.key_folder.export(_passphrase(terminal, passphrase_file, twice=True))
    write_privately(file, copy)
    record_key_copy(file=file.name, by=by, at=now())
    here.key_folder.record_export(file)
    terminal.say(
        _("The recovery copy is in {file}. Keep it and its passphrase apart, and not here.")
        .of(file=str(file))
    )  # fmt: skip


@keys.command("import", says=_("Put the keys of a recovery copy in place."))
@argument("file", type=FILE)
@_passphrase_file
@click.pass_obj
def import_(terminal: Terminal, file: Path, passphrase_file: Path | None) -> None:
    """Bring the keys back; refused where keys stand already."""
    try:
        copy = file.read_bytes()
    except OSError as error:
        raise FILE_UNREADABLE.refused(file=str(file), why=why(error)) from error
    folder = installation().key_folder
    folder.bring_back(copy, _passphrase(terminal, passphrase_file, twice=False))
    folder.record_export(file)
    terminal.say(_("The keys are in {folder}.").of(folder=str(folder.folder)))


def write_privately(file: Path, content: bytes) -> None:
    """Write a new file that only this account reads; Refused where one stands."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FILE_STANDS.refused(file=str(file)) from error
    except OSError as error:
        raise FILE_UNREADABLE.refused(file=str(file), why=why(error)) from error
    with os.fdopen(handle, "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def _passphrase(terminal: Terminal, file: Path | None, *, twice: bool) -> str:
    if file is not None:
        try:
            return file.read_text().rstrip("\r\n")
        except OSError as error:
            raise FILE_UNREADABLE.refused(file=str(file), why=why(error)) from error
    given = os.environ.get("MUSTER_PASSPHRASE")
    if given:
        return given
    again = terminal.said(_("Passphrase, once more"))
    asked: str = click.prompt(
        terminal.said(_("Passphrase")),
        hide_input=True,
        confirmation_prompt=again if twice else False,
    )
    return asked
