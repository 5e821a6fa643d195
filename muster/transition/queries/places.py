"""One place on a course as its school reads it, and a certificate as whoever holds it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.rules.packet import Field
from muster.transition.models import CoursePlace, Partner
from muster.transition.partnering import force_day, sent
from muster.transition.queries.courses import Learner
from muster.transition.rules.places import Stage
from muster.transition.schooling import SENT, certified, place_states, waiting
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody who asked, and for which course."""

    course: UUID
    title: str
    today: date
    learner: Learner


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says: who completed what, where, when, and after how many days."""

    name: str
    course: str
    school: str
    says: str
    day: date
    attended: int


@query(
    key="transition.learner",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school read the packet of somebody who had asked it for a place."),
)
def learner(*, place: UUID, by: Viewer, at: Instant) -> Shown[Placed]:
    """Return one who asked; what does not exist once they took it back."""
    one = CoursePlace.objects.filter(id=place).select_related("course").first()
    state = None if one is None else place_states([one.id])[one.id]
    if one is None or state is None or state.stage is Stage.TAKEN_BACK:
        raise NOT_FOUND.refused()
    found = Learner(
        one.id,
        one.asked_at,
        sent(one, SENT),
        state,
        certified(one.id),
        waiting(one.course_id)[:1] == [one.id],
    )
    placed = Placed(one.course_id, one.course.title, force_day(at), found)
    return Shown(placed, [PersonId(one.person_id)])


@query(
    key="transition.own-certificate",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody took along the certificate of a course that they completed."),
)
def own_certificate(
    *, person: PersonId, place: UUID, by: Viewer, at: Instant
) -> Shown[Certificate]:
    """Return a certificate of one's own; what does not exist where there is none."""
    one = CoursePlace.objects.filter(id=place, person_id=person).select_related("course").first()
    state = None if one is None else place_states([one.id])[one.id]
    if one is None or state is None or state.completed is None:
        raise NOT_FOUND.refused()
    school = Partner.objects.filter(id=one.partner_id).values_list("name", flat=True).first() or ""
    name = sent(one, SENT).get(Field.NAME.value, "")
    certificate = Certificate(
        name, one.course.title, school, certified(one.id), state.completed, state.attended
    )
    return Shown(certificate, [person])
