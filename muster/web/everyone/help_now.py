"""Get help now: the numbers in force, for anyone, without sign-in, and nobody counts who asked.

The page is shown whatever else fails. Where the database does not answer, it shows what was read
last, or else the numbers of the profile, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.db import Error
from django.http import HttpRequest, HttpResponse

from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import Sentence, _
from muster.policy.queries import HelpLine, help_lines, in_force, stale_lines
from muster.vault.zones import Audience
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.serving import everyone

_TITLE = _("Get help now")
_FIRST = _(
    "If you or somebody near you may be in danger, call the first number. Stay with somebody until "
    "help comes."
)
_FIRST_IS_ELSEWHERE = _(
    "If you or somebody near you may be in danger, call the emergency number of the country you "
    "are in. Stay with somebody until help comes."
)
_ENOUGH = _("You do not need a reason that is good enough. You may call because it is hard.")
_NOT_NOTED = _("This page needs no sign-in, and Muster does not note who opens it.")
_SOME_INVENTED = _("Numbers marked “invented” reach nobody.")
_NO_NUMBERS = _("No number has been entered here yet.")
_OLD_READING = _(
    "Muster cannot read its database at the moment. These numbers are the last it knows."
)
_INVENTED = _("Invented, for demonstration: it reaches nobody.")
_CHECKED = _("It answered when it was last called to check, on {day}.")
_STALE = _(
    "It was last called to check on {day}, longer ago than it should be. If nobody answers, try "
    "another number."
)
_NEVER_CHECKED = _(
    "As far as Muster knows, nobody has called it yet to check. If nobody answers, try another "
    "number."
)
_TRUSTED = _("Someone you trust")
_TRUSTED_SAYS = _(
    "A comrade, a friend, somebody at home: call them, or go to them. You can say: “I am not well. "
    "Can you stay with me for a while?”"
)
_LEAVING = _(
    "“Exit this page” shows an empty page at once. The browser still remembers that you were here."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One number as it stands on the page; `dial` is None where it must not be called.

    `sure`: it was called not long ago, and answered.
    """

    name: str
    number: str
    dial: str | None
    mark: Sentence
    invented: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines read, and of those that are stale, the day on which each was last called."""

    lines: tuple[HelpLine, ...]
    stale: dict[HelpLine, Sentence]


_OF_THE_FORCE = ("duty-line", "chaplain")
"""Numbers that a force keeps for its own people."""
_last: dict[str, Reading] = {}  # what this process read last, for the hour when nothing answers


@everyone
def help_now(request: HttpRequest) -> HttpResponse:
    """Show the numbers in force, the stale and the invented among them, each plainly marked."""
    reading, fresh = _read(now())
    language = language_of(request)
    entries = [_entry(line, reading, language) for line in reading.lines]
    return page(
        request,
        "help_now.html",
        title=_TITLE,
        first=_FIRST if entries and entries[0].dial else _FIRST_IS_ELSEWHERE,
        enough=_ENOUGH,
        not_noted=_NOT_NOTED,
        notices=list(_notices(entries, fresh)),
        entries=entries,
        trusted=_TRUSTED,
        trusted_says=_TRUSTED_SAYS,
        leaving=_LEAVING,
    )


def numbers_in(language: str) -> list[Entry]:
    """Return the numbers in force as other pages show them, each with what is known of it."""
    reading, _fresh = _read(now())
    return [_entry(line, reading, language) for line in reading.lines]


def civilian_numbers_in(language: str) -> list[Entry]:
    """Return the same for somebody outside the force: the force's own numbers come last."""
    reading, _fresh = _read(now())
    lines = sorted(reading.lines, key=lambda line: line.kind in _OF_THE_FORCE)
    return [_entry(line, reading, language) for line in lines]


def remember_numbers() -> None:
    """Read the numbers now, so that they are known when the database is away."""
    _read(now())


def last_numbers(language: str) -> list[Entry]:
    """Return the numbers this process last knew, without asking the database."""
    reading = _last.get("reading") or _in_profile()
    return [_entry(line, reading, language) for line in reading.lines]


def _notices(entries: list[Entry], fresh: bool) -> Iterator[Sentence]:
    if not entries:
        yield _NO_NUMBERS
    if any(one.invented for one in entries):
        yield _SOME_INVENTED
    if not fresh:
        yield _OLD_READING


def _read(at: Instant) -> tuple[Reading, bool]:
    """Return the numbers, and whether they were read just now."""
    try:
        _last["reading"] = read_as(Audience.MEMBER, lambda: _in_database(at))
    except (Error, Refused):
        return _last.get("reading") or _in_profile(), False
    return _last["reading"], True


def _in_database(at: Instant) -> Reading:
    stale = {one.line: _stale(one.verified_on) for one in stale_lines(at)}
    return Reading(tuple(help_lines()), stale)


def _in_profile() -> Reading:
    lines = tuple(
        HelpLine(one.code, one.number, one.name, one.invented, verified_on=one.verified_on)
        for one in in_force().crisis.numbers
    )
    return Reading(lines, {line: _NEVER_CHECKED for line in lines if line.verified_on is None})


def _stale(verified_on: date | None) -> Sentence:
    return _NEVER_CHECKED if verified_on is None else _STALE.of(day=verified_on)


def _entry(line: HelpLine, reading: Reading, language: str) -> Entry:
    if line.invented:
        mark = _INVENTED
    elif line in reading.stale:
        mark = reading.stale[line]
    else:
        mark = _CHECKED.of(day=line.verified_on)
    dialled = "".join(sign for sign in line.number if sign in "+*#0123456789")
    return Entry(
        name=line.name.said_in(language),
        number=line.number,
        dial=None if line.invented else f"tel:{quote(dialled, safe='+*')}",
        mark=mark,
        invented=line.invented,
        sure=not line.invented and line not in reading.stale,
    )
