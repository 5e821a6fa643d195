"""The group, and what its lists share: names where the viewer may read them, ids, and times."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id
from muster.access.viewers import Viewer
from muster.config.problems import NOT_AN_ID
from muster.config.spoken import group, option
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.queries import names_of

a_day = click.DateTime(["%Y-%m-%d"])
an_hour = click.DateTime(["%Y-%m-%dT%H:%M"])
words_option = option("--words", default="", says=_("What is to stand beside it, sealed."))
WHEN = _("{when}, overdue")


@group(says=_("What is late in care, and on whom; crises, evaluations, referrals, caseloads."))
def care() -> None:
    """The group."""


def id_of(text: str) -> UUID:
    """Return an id as it was typed; Refused where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NOT_AN_ID.refused(text=text) from None


def person_of(text: str) -> PersonId:
    """Return a person's id as it was typed; Refused where it is none."""
    return PersonId(id_of(text))


def in_utc(moment: datetime) -> Instant:
    """Return a typed hour, which is meant in UTC as all that is printed is."""
    return moment.replace(tzinfo=UTC)


def names(persons: Collection[PersonId], by: Viewer, at: Instant) -> dict[PersonId, str]:
    """Return who the people of a list are, where the viewer's role may read it; else nobody."""
    if Permission.READ_PERSON not in by.role.may or not persons:
        return {}
    return names_of(persons=list(persons), by=by, at=at)


def who(person: PersonId, known: dict[PersonId, str]) -> str:
    """Return a name with the id below it, by which the next command is typed."""
    return "\n".join(filter(None, (known.get(person), str(person))))


def accounts() -> dict[str, str]:
    """Return the accounts' names by their ids."""
    return accounts_by_id()


def by_when(terminal: Terminal, due: Instant | None, at: Instant) -> str:
    """Return a deadline, marked where it is over."""
    if due is None:
        return ""
    said = terminal.moment(due)
    return terminal.said(WHEN.of(when=said)) if due < at else said


def tell(terminal: Terminal, heads: Sequence[Sentence], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; an id is folded and never cut."""
    table = Table(show_lines=True, expand=True)
    for head in heads:
        table.add_column(terminal.said(head), overflow="fold")
    for row in rows:
        table.add_row(*row)
    terminal.console.print(table)
