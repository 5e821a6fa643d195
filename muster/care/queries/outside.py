"""What a clinician outside reads behind their link: the least that lets them say yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.care.models import Handover, OutsideAsked
from muster.care.outsiders import outsider_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.details import details_of
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """Who the person is, who asks, and from which day on; nothing of their health."""

    name: str
    born: date | None
    asks: str
    call_back: str
    day: date
    asked_at: datetime


@query(
    key="care.outside-page",
    permits=Permission.ANSWER_OUTSIDE,
    zone=Zone.CLINICAL,
    says=_("A clinician outside the force read, behind a link, whom they are asked to take over."),
)
def outside_page(
    *, person: PersonId, handover: UUID, by: Viewer, at: Instant
) -> Shown[OutsidePage]:
    """Return the least that is needed to answer; the person brings everything else themselves."""
    asked = OutsideAsked.objects.filter(id=by.account, handover_id=handover).first()
    found = Handover.objects.filter(id=handover, person_id=person).first()
    if asked is None or found is None:
        raise NOT_FOUND.refused()
    known = details_of([person]).get(person)
    name = " ".join(filter(None, (known.given, known.surname))) if known else ""
    asks = account_names([asked.asked_by]).get(asked.asked_by, "")
    born = known.born if known else None
    outsider = outsider_of(person, handover)
    call_back = "" if outsider is None else outsider.who.call_back
    return Shown(OutsidePage(name, born, asks, call_back, found.day, asked.asked_at), [person])
