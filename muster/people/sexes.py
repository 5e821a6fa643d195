"""A person's sex, as far as personnel knows it; for use inside a unit of work."""

from __future__ import annotations

from muster.kernel.ids import PersonId
from muster.vault.trips import Filled, Statement
from muster.vault.work import current

_SEX = Statement("SELECT sex FROM people_person WHERE id = $1")


def sex_asked(person: PersonId) -> Filled:
    """Return what `sex_said` asks, to be asked ahead."""
    return _SEX.of(person)


def sex_said(person: PersonId) -> str:
    """Return a person's sex, "" where it is not known or they are out of reach."""
    rows = current().ask(_SEX, person)
    return str(rows[0][0]) if rows else ""
