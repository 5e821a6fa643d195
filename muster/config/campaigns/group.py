"""The group, and the ids and days that its commands are given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import click

from muster.access.problems import NOT_FOUND
from muster.config.spoken import group
from muster.kernel.words import _

a_day = click.DateTime(["%Y-%m-%d"])
an_hour = click.DateTime(["%H:%M"])


@group(says=_("Prepare, open and close campaigns; visits, teams, and the plan of the year."))
def campaign() -> None:
    """The group."""


def id_meant(text: str) -> UUID:
    """Return the id that was written; Refused where it is none, as for one that does not exist."""
    try:
        return UUID(text)
    except ValueError:
        raise NOT_FOUND.refused() from None


def day_of(given: datetime | None) -> date | None:
    """Return the day that was given, None where none was."""
    return None if given is None else given.date()


def minutes_of(given: datetime | None) -> int:
    """Return an hour as minutes after midnight; 0 where none was given."""
    return 0 if given is None else 60 * given.hour + given.minute
