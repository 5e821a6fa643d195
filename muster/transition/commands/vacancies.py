"""Vacancies: put in one by one or by file, and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.models import Vacancy
from muster.transition.offering import Offering
from muster.transition.partnering import put, standing_already, twins_of
from muster.transition.reaching import reach_later
from muster.transition.rules.sorting import Sorted
from muster.transition.rules.vacancies import Draft, read_vacancy
from muster.vault.zones import Zone

VACANCIES: Offering[Draft] = Offering(
    Vacancy, read_vacancy, standing_already, put, most_rows=5_000, twins=twins_of,
    opened=reach_later,
)  # fmt: skip


@command(
    key="transition.put-vacancy",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A vacancy of a partner was put in."),
)
def put_vacancy(
    *, partner: UUID, said: Mapping[str, str], by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Keep one vacancy; return its id and the words for which it waits for a caseworker, or ""."""
    made, words = VACANCIES.put(partner, said, by=by, at=at)
    note(vacancy=made)
    return made, words


@command(
    key="transition.import-vacancies",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A file of a partner's vacancies was read, or carried in."),
)
def import_vacancies(
    *,
    partner: UUID,
    rows: Unjournalled[Sequence[tuple[int, Mapping[str, str]]]],
    digest: str,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> Sorted[Draft]:
    """Sort a file's rows out and, confirmed, keep what is good: the whole of it or nothing.

    Rows are Unjournalled: the digest of their file stands in the journal.
    """
    return VACANCIES.carry(partner, rows, confirm=confirm, by=by, at=at)


@command(
    key="transition.close-vacancy",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A vacancy of a partner was closed."),
    portable=True,
)
def close_vacancy(*, vacancy: UUID, by: Viewer, at: Instant) -> None:
    """Close a vacancy within reach; whoever asked for it already is still answered."""
    VACANCIES.close(vacancy, at)
