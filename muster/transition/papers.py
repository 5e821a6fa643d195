"""Papers that run out as rows; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.kernel.ids import PersonId
from muster.transition.models import PaperKept


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of somebody, by its kind in the profile; `until` None: it does not run out."""

    paper: UUID
    person: PersonId
    kind: str
    until: date | None


def papers_in(rows: Iterable[PaperKept]) -> list[Paper]:
    """Return the papers that these rows leave on the lists, whatever runs out first before."""
    last: dict[UUID, PaperKept] = {}
    for row in rows:
        last[row.paper_id] = row
    found = [
        Paper(one.paper_id, PersonId(one.person_id), one.kind, one.until)
        for one in last.values()
        if not one.gone
    ]
    return sorted(found, key=lambda one: (one.until is None, one.until or date.max, one.kind))


def papers_of(person: PersonId) -> list[Paper]:
    """Return the papers on somebody's list."""
    return papers_in(PaperKept.objects.filter(person_id=person).order_by("at", "id"))


def running_out(since: date, until: date) -> list[Paper]:
    """Return every paper within reach that runs out in these days, both included."""
    named = PaperKept.objects.filter(until__range=(since, until)).values("paper_id")
    found = papers_in(PaperKept.objects.filter(paper_id__in=named).order_by("at", "id"))
    return [one for one in found if one.until is not None and since <= one.until <= until]
