"""The days ahead on somebody's way into work: a talk, a course, what is theirs to bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.rules.track import PERSON
from muster.transition.models import Candidacy, CoursePlace, StepRow
from muster.transition.partnering import states_of
from muster.transition.rules.candidacies import Stage
from muster.transition.rules.places import Stage as PlaceStage
from muster.transition.schooling import place_states
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day on which somebody is to be somewhere, or to have brought something."""

    id: UUID
    day: date


@query(
    key="transition.own-days",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which days lie ahead on their way into work."),
)
def own_days(*, person: PersonId, by: Viewer, at: Instant) -> Shown[tuple[DayAhead, ...]]:
    """Return the days from today on, the nearest first."""
    calendar = calendars_of([person])[person]
    today = calendar.local_date(at)
    tasks = StepRow.objects.filter(
        person_id=person, hand=PERSON, ended_at=None, task_id__isnull=False, due_at__isnull=False
    )
    found = [
        *_talks(person),
        *_courses(person),
        *(DayAhead(one.task_id, calendar.local_date(one.due_at)) for one in tasks),
    ]
    ahead = sorted((one for one in found if one.day >= today), key=lambda one: (one.day, one.id))
    return Shown(tuple(ahead), [person])


def _talks(person: PersonId) -> list[DayAhead]:
    asked = list(Candidacy.objects.filter(person_id=person).values_list("id", flat=True))
    return [
        DayAhead(key, state.talk)
        for key, state in states_of(asked).items()
        if state.stage is Stage.INVITED and state.talk is not None
    ]


def _courses(person: PersonId) -> list[DayAhead]:
    rows = list(
        CoursePlace.objects.filter(person_id=person).defer("sealed").select_related("course")
    )
    states = place_states([one.id for one in rows])
    held = [one for one in rows if states[one.id].stage is PlaceStage.ADMITTED]
    return [DayAhead(one.id, one.course.begins) for one in held]
