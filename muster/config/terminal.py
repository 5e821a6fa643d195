"""Whoever sits at the command line: their language, the account they act as, and how to answer.

Every command gets it with `@click.pass_obj`, also those of rooms that may not import this one.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec
from babel.dates import format_date, format_datetime

from muster.kernel.problems import Problem, Refused
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, Sentence, _n

if TYPE_CHECKING:
    from rich.console import Console

    from muster.access.permissions import Permission
    from muster.access.viewers import Viewer

OPERATOR = "operator"


def language_of(environment: dict[str, str] | os._Environ[str]) -> str:
    """Return the language that MUSTER_LANGUAGE or the locale asks for, English where neither."""
    for name in ("MUSTER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name, "")[:2].lower()
        if asked in LANGUAGES:
            return asked
        if asked:
            break
    return "en"


@dataclass(slots=True)
class Terminal:
    """One call of the command line. `json` is set by the command's own `--json`."""

    language: str = "en"
    account: str = OPERATOR
    json: bool = False
    told: bool = False

    def acting(self, permission: Permission) -> Viewer:
        """Return the account named by `--as` in the role that lets it do `permission` now.

        Refused where there is no such account, or it holds no such role.
        """
        from muster.access.accounts import viewer_named
        from muster.access.permissions import Permission

        viewer = viewer_named(self.account, to=permission, at=now())
        if Permission.KEEP_HOUSE in viewer.role.may:
            self._tell_administrator()
        return viewer

    def _tell_administrator(self) -> None:
        """Say, once in a call, how much the installation needs; beside the answer, on stderr."""
        from muster.access.queries import open_notices
        from muster.vault.work import Standing, unit_of_work
        from muster.vault.zones import Audience

        if self.told or self.json:
            return
        self.told = True
        with unit_of_work(Standing(Audience.PLATFORM)):
            count = len(open_notices())
        if count:
            needs = _n(
                "The installation needs you in {count} matter; “muster doctor” says in which.",
                "The installation needs you in {count} matters; “muster doctor” says in which.",
            )
            self.remark(needs.of(count=count))

    def keeping_house(self) -> Viewer:
        """Return who looks after the installation: the account, or else the installation itself.

        The operator's roles end after a year, or are those of an old backup; whoever may use the
        owner's login could do all of this anyway, and no expired role shall prevent a backup.
        """
        from muster.access.accounts import house
        from muster.access.permissions import Permission

        try:
            return self.acting(Permission.KEEP_HOUSE)
        except Refused:
            if self.account != OPERATOR:
                raise
            return house()

    def said(self, sentence: Sentence) -> str:
        """Return the sentence in the reader's language."""
        return sentence.said_in(self.language)

    def say(self, sentence: Sentence) -> None:
        """Print a sentence."""
        click.echo(self.said(sentence))

    def remark(self, sentence: Sentence) -> None:
        """Print a sentence beside the answer (on stderr), so that a pipe gets the answer alone."""
        click.echo(self.said(sentence), err=True)

    def day(self, instant: datetime) -> str:
        """Return the day of an instant as the reader writes days, in UTC."""
        return format_date(instant.date(), "d MMM y", locale=self.language)

    def moment(self, instant: datetime) -> str:
        """Return an instant as the reader writes it, to the second, in UTC."""
        return format_datetime(instant, "d MMM y, HH:mm:ss", locale=self.language)

    def show(self, answer: Any) -> None:
        """Print one JSON object; ids, times, dataclasses and enums are written as they are."""
        written = msgspec.json.encode(answer, enc_hook=str)
        click.echo(msgspec.json.format(written, indent=2).decode())

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong and what to do: sentences on stderr, or JSON where it was asked for."""
        if self.json:
            said = problem.as_json()
            self.show({"refused": said, "problems": [said]})
            return
        click.echo(problem.says(self.language), err=True)
        click.echo(problem.remedy(self.language), err=True)

    @property
    def console(self) -> Console:
        """Return rich's console for tables, as wide as the terminal, plain where there is none."""
        from rich.console import Console

        return Console(file=sys.stdout, highlight=False, width=None if _is_tty() else 120)


def _is_tty() -> bool:
    return sys.stdout.isatty()
