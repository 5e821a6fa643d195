"""This machine: keys, who may read the home, space left, the clock, the languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.messages.pofile import read_po

from muster.config.doctor.findings import Finding, amber, green, red
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, _, catalogue_files
from muster.vault.installation import installation
from muster.web.files import contents

FIRST_YEAR, LAST_YEAR = 2026, 2035
TIGHT, FULL = 5 << 30, 1 << 30  # bytes
# What nobody but this account reads; the embedded server's own folder has its own account.
PRIVATE = ("keys", "log", "backups", "erasures", "journal-epochs")


def keys(_at: Instant) -> Iterator[Finding]:
    """The keys can be read, and a copy of them is kept elsewhere."""
    folder = installation().key_folder
    if not folder.begun():
        yield red(
            "keys",
            _("There are no keys here, so there is no installation here either."),
            _("Run “muster setup”; where there was one, “muster keys import FILE” brings it back."),
        )
        return
    folder.read()
    if folder.exported_mark.exists():
        yield green("keys", _("The keys are here, and a recovery copy was made."))
    else:
        yield amber(
            "keys",
            _("There is no recovery copy of the keys: if this disk dies, no record can be read."),
            _("Run “muster keys export FILE” and keep the file elsewhere."),
        )


def files(_at: Instant) -> Iterator[Finding]:
    """Nobody else on this machine reads the keys, the logs or the backups."""
    home = installation().home
    open_to_others = sorted(
        str(path)
        for name in PRIVATE
        for path in _within(home / name)
        if path.stat().st_mode & 0o077
    )
    if open_to_others:
        yield red(
            "files",
            _("Others on this machine may reach {path}.").of(path=open_to_others[0]),
            _("Take their rights away: chmod -R go= {path}").of(path=open_to_others[0]),
        )
    else:
        yield green("files", _("Keys, logs and backups are readable by this account alone."))


def _within(path: Path) -> Iterator[Path]:
    if path.exists():
        yield path
        if path.is_dir():
            yield from path.rglob("*")


def disk(_at: Instant) -> Iterator[Finding]:
    """There is space left."""
    home = installation().home
    usage = shutil.disk_usage(home)
    left = _("{left} GB are left on the disk of {home}.").of(
        left=round(usage.free / 1e9, 1), home=str(home)
    )
    do = _("Make space: move old backups away, or give the installation a larger disk.")
    if usage.free < FULL:
        yield red("disk", left, do)
    elif usage.free < TIGHT:
        yield amber("disk", left, do)
    else:
        yield green("disk", left)


def clock(at: Instant) -> Iterator[Finding]:
    """The year can be true, and time zones are known."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        yield red(
            "clock",
            _("This machine believes that it is the year {year}.").of(year=str(at.year)),
            _("Set its clock; every deadline is reckoned by it."),
        )
        return
    try:
        ZoneInfo("Europe/Moscow")
    except ZoneInfoNotFoundError:
        yield red(
            "clock",
            _("This machine has no time zone data, so deadlines in days cannot be reckoned."),
            _("Install it, on Debian the package tzdata."),
        )
        return
    yield green("clock", _("The year can be true, and time zones are known."))


def words(_at: Instant) -> Iterator[Finding]:
    """Every sentence is there in every language."""
    lacking = [
        path
        for language in LANGUAGES
        if language != "en"
        for path in catalogue_files(language)
        if not _complete(path, language, path.stat().st_mtime_ns)
    ]
    if lacking:
        yield amber(
            "words",
            _("Some sentences are not translated: {file}.").of(file=str(lacking[0])),
            _("Install Muster again; if it stays, tell whoever made this version."),
        )
    else:
        yield green("words", _("Every sentence is there in English and Russian."))


def looks(_at: Instant) -> Iterator[Finding]:
    """The pages have their sheet, their scripts and their typeface."""
    if {"muster.css", "muster.js"} <= contents().keys():
        yield green("looks", _("The pages have their sheet, their scripts and their typeface."))
    else:
        yield amber(
            "looks",
            _("The pages are bare: their sheet and scripts were not built."),
            _(
                "From a clone run “make looks”; else install Muster again. Then restart the "
                "service."
            ),
        )


@cache
def _complete(path: Path, language: str, _changed: int) -> bool:
    """Is every sentence of the file there? One that did not change is not read again."""
    with path.open("rb") as text:
        catalogue = read_po(text, locale=language)
    return all(
        all(message.string if isinstance(message.string, tuple) else (message.string,))
        and not message.fuzzy
        for message in catalogue
        if message.id
    )
