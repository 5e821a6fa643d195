"""Readings of paper forms that wait for their second key, or on which two keys differ."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.models import PaperEntry
from muster.assessments.papers import FIRST, SECOND, SETTLED, Paper, paper_of, papers_of
from muster.assessments.rules.paper import disagreements
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

MOST = 200
"""How many open forms are listed at once; there are more only where nobody has looked for long."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One critical item that was typed differently; None: left out."""

    item: str
    first: int | None
    second: int | None


@query(
    key="assessments.open-papers",
    permits=Permission.TYPE_PAPER,
    zone=Zone.CLINICAL,
    says=_("It was read which paper forms wait for a second key."),
)
def open_papers(*, by: Viewer, at: Instant) -> Shown[list[Paper]]:
    """Return the forms that wait for a second key, or on which two differ, the oldest first."""
    same = PaperEntry.objects.filter(sitting_id=OuterRef("sitting_id"))
    done = same.filter(turn=SECOND, agreed=True) | same.filter(turn=SETTLED)
    # A form without critical items agrees with itself from the start.
    firsts = PaperEntry.objects.filter(turn=FIRST, agreed=None).exclude(Exists(done))
    sittings = [one.sitting_id for one in firsts.order_by("at", "id")[:MOST]]
    rows = list(PaperEntry.objects.filter(sitting_id__in=sittings).order_by("at", "id"))
    waiting = papers_of(rows)
    return Shown(waiting, [one.person for one in waiting])


@query(
    key="assessments.paper",
    permits=Permission.TYPE_PAPER,
    zone=Zone.CLINICAL,
    says=_("A paper form was looked up, to be typed a second time."),
)
def paper(*, person: PersonId, sitting: UUID, by: Viewer, at: Instant) -> Shown[Paper]:
    """Return a paper form; the page that types it again shows nothing of its answers."""
    return Shown(paper_of(person, sitting), [person])


@query(
    key="assessments.paper-differences",
    permits=Permission.CORRECT_SITTING,
    zone=Zone.CLINICAL,
    says=_("The answers were read that were typed differently from one paper form."),
)
def paper_differences(
    *, person: PersonId, sitting: UUID, by: Viewer, at: Instant
) -> Shown[list[Difference]]:
    """Return the critical items on which two typings differ, with both answers."""
    found = paper_of(person, sitting)
    second = found.second or {}
    codes = disagreements(found.specification, found.first, second) if found.second else ()
    return Shown(
        [Difference(one, found.first.get(one), second.get(one)) for one in codes], [person]
    )
