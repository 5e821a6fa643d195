"""Openings in an emergency, as the second person, the opener and the person read them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.glass import Opening, opened, opening_of, standing_of, viewer_of
from muster.care.models import GlassBroken, GlassFact
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import unit_of_work
from muster.vault.zones import Zone

MOST = 200


@dataclass(frozen=True, slots=True)
class OpenedOfMine:
    """What a person reads of an opening: by whom in which role, why, and what was concluded."""

    opened_at: Instant
    role: str
    reason: str
    words: str
    conclusion: str


@query(
    key="care.openings",
    permits=Permission.READ_GLASS,
    zone=Zone.JOURNAL,
    says=_("The list of records opened in an emergency was read."),
)
def openings(*, waiting: bool, by: Viewer, at: Instant) -> Shown[list[Opening]]:
    """Return the openings, the oldest unreviewed first; with `waiting`, those alone."""
    rows = GlassBroken.objects.order_by("-opened_at")
    if waiting:
        rows = rows.exclude(id__in=GlassFact.objects.filter(act="reviewed").values("glass_id"))
    found = opened(list(rows[:MOST]))
    found.sort(key=lambda one: (one.reviewed_at is not None, one.opened_at))
    return Shown(found, list(dict.fromkeys(one.person for one in found)))


@query(
    key="care.opening",
    permits=Permission.READ_GLASS,
    zone=Zone.JOURNAL,
    says=_("The opening of a record in an emergency was read."),
)
def one_opening(*, opening: UUID, by: Viewer, at: Instant) -> Shown[Opening]:
    """Return one opening with its reason and what was concluded."""
    found = next(iter(opened(list(GlassBroken.objects.filter(id=opening)))), None)
    if found is None:
        raise NOT_FOUND.refused()
    return Shown(found, [found.person])


@query(
    key="care.opened-of-mine",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.JOURNAL,
    says=_("Somebody read when their record was opened in an emergency, and why."),
)
def opened_of_mine(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OpenedOfMine]]:
    """Return when the person's record was opened in an emergency, the latest first."""
    rows = GlassBroken.objects.filter(person_id=person).order_by("-opened_at")
    found = [
        OpenedOfMine(one.opened_at, one.role, one.reason, one.words, one.conclusion)
        for one in opened(list(rows))
    ]
    return Shown(found, [person])


def reader_of(opening: UUID, by: Viewer, at: Instant) -> tuple[Opening, Viewer] | None:
    """Return an opening of the viewer's own that holds still, and the viewer as its reader.

    No reading of a person: what is read by it then goes through queries of its own.
    """
    with unit_of_work(by.standing()):
        found = opening_of(opening)
    reader = None if found is None else viewer_of(found, by, at)
    return None if found is None or reader is None else (found, reader)


def own_openings(by: Viewer, at: Instant) -> list[tuple[UUID, Instant]]:
    """Return the viewer's own openings that hold still, each with its end; whose, stays unread."""
    with unit_of_work(by.standing()):
        return standing_of(by.account, at)
