"""Vacancies: put in one by one or by file, and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.models import Vacancy
from muster.transition.partnering import (
    force_day,
    partner_agreed,
    put,
    standing_already,
    twins_of,
)
from muster.transition.reaching import reach_later
from muster.transition.rules.sorting import TWIN, Sorted, forbidden, set_twins_aside, sort_out
from muster.transition.rules.vacancies import Draft, read_vacancy
from muster.vault.zones import Zone

MOST_ROWS = 5_000


@command(
    key="transition.put-vacancy",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A vacancy of a partner was put in."),
)
def put_vacancy(
    *, partner: UUID, said: Mapping[str, str], by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Keep one vacancy; return its id and the words for which it waits for a coordinator, or ""."""
    today = force_day(at)
    partner_agreed(partner, today)
    read = read_vacancy(said, today)
    if not isinstance(read, Draft):
        raise Refused(read[0])
    if read.same in standing_already(partner):
        raise problems.THERE_ALREADY.refused(title=read.title)
    twin = TWIN if twins_of(partner, [read]) else ""
    words = forbidden(read.said) or twin
    [made] = put(partner, [(read, words)], by=by.account, at=at)
    if not words:
        reach_later([made])
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
    today = force_day(at)
    partner_agreed(partner, today)
    if len(rows) > MOST_ROWS:
        raise problems.TOO_MANY_ROWS.refused(most=MOST_ROWS)
    read = sort_out(rows, standing_already(partner), lambda cells: read_vacancy(cells, today))
    found = set_twins_aside(read, twins_of(partner, read.good))
    if confirm:
        good = put(partner, [(one, "") for one in found.good], by=by.account, at=at)
        put(partner, found.aside, by=by.account, at=at)
        reach_later(good)
    note(good=len(found.good), aside=len(found.aside), wrong=len(found.problems))
    return found


@command(
    key="transition.close-vacancy",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A vacancy of a partner was closed."),
    portable=True,
)
def close_vacancy(*, vacancy: UUID, by: Viewer, at: Instant) -> None:
    """Close a vacancy within reach; whoever asked for it already is still answered."""
    if not Vacancy.objects.filter(id=vacancy, closed_at=None).update(closed_at=at):
        raise NOT_FOUND.refused()
