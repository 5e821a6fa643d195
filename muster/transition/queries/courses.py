"""Courses as each side reads them: whoever learns, the school, and a caseworker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.calendars import calendars_of
from muster.people.rules.packet import Field
from muster.transition.models import CoursePlace, Partner, SchoolCourse
from muster.transition.partnering import agreed, force_day, sent
from muster.transition.queries.vacancies import packet_words, whole, wishes_known
from muster.transition.rules.courses import Course
from muster.transition.rules.fitting import in_common
from muster.transition.rules.learning_places import suits, why_course
from muster.transition.rules.places import OVER, Stage, State
from muster.transition.rules.variety import varied
from muster.transition.schooling import (
    SENT,
    Held,
    certified,
    course_of,
    place_states,
    standing_courses,
    waiting,
)
from muster.vault.zones import Zone

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class FitCourse:
    """A course that fits somebody, and why."""

    held: Held
    why: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A place that somebody asked for; `certificate` is what it says, "" for none."""

    place: UUID
    held: Held
    asked_at: datetime
    state: State
    certificate: str


@dataclass(frozen=True, slots=True)
class OwnCourses:
    """Courses that fit somebody, paid ones first, and the places they asked for."""

    fits: tuple[FitCourse, ...]
    looked: int
    asked: tuple[MyPlace, ...]


@query(
    key="transition.own-courses",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which courses fit them, and what became of places they asked for."),
)
def own_courses(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnCourses]:
    """Return the courses that fit, and where the places stand that were asked for."""
    today = calendars_of([person])[person].local_date(at)
    wishes = whole(wishes_known(person, today), packet_words(person, today))
    every, mine = standing_courses(today), _mine(person)
    theirs = {
        one.held.key
        for one in mine
        if one.state.stage is Stage.COMPLETED or one.state.stage not in OVER
    }
    fits = [FitCourse(one, tuple(why_course(wishes, one.course))) for one in every
            if one.key not in theirs and suits(wishes, one.course)]  # fmt: skip
    fits.sort(key=lambda one: _paid_then_near(one.held.course, wishes.words))
    best = varied(fits, lambda one: one.held.course.title, MOST_SHOWN)
    return Shown(OwnCourses(tuple(best), len(every), mine), [person])


@query(
    key="transition.own-course",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read one course."),
)
def own_course(
    *, person: PersonId, course: UUID, by: Viewer, at: Instant
) -> Shown[tuple[FitCourse, Mapping[str, str] | None]]:
    """Return one course that can be begun, with its reasons, and the packet that would be sent."""
    today = calendars_of([person])[person].local_date(at)
    found = {one.key: one for one in standing_courses(today)}.get(course)
    if found is None:
        raise NOT_FOUND.refused()
    words = packet_words(person, today)
    wishes = whole(wishes_known(person, today), words)
    return Shown((FitCourse(found, tuple(why_course(wishes, found.course))), words), [person])


def _paid_then_near(course: Course, words: str) -> tuple[bool, int]:
    """Order courses: those that pay while one learns first, then what somebody's words name."""
    return not course.stipend, -len(in_common(words, course.title))


def _mine(person: PersonId) -> tuple[MyPlace, ...]:
    rows = list(CoursePlace.objects.filter(person_id=person).select_related("course"))
    names = dict(Partner.objects.values_list("id", "name"))
    states = place_states([one.id for one in rows])
    rows.sort(key=lambda one: one.asked_at, reverse=True)
    return tuple(
        MyPlace(
            one.id, course_of(one.course, names.get(one.partner_id, "")), one.asked_at,
            states[one.id], certified(one.id),
        )
        for one in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A course as its school lists it."""

    held: Held
    aside: str
    closed: bool
    asked: int
    waiting: int


@dataclass(frozen=True, slots=True)
class School:
    """What one's organisation offers to learn; `until` None: no agreement holds."""

    name: str
    kind: str
    until: date | None
    courses: tuple[SchoolLine, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who asked for a place; `words` is what they sent."""

    place: UUID
    asked_at: datetime
    words: Mapping[str, str]
    state: State
    certificate: str
    first: bool

    @property
    def name(self) -> str:
        return self.words.get(Field.NAME.value, "")


@dataclass(frozen=True, slots=True)
class Register:
    """A course with everybody who asked for it."""

    held: Held
    closed: bool
    aside: str
    today: date
    learners: tuple[Learner, ...]


@query(
    key="transition.school-courses",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school read its own courses, and how many asked for each."),
)
def school_courses(*, by: Viewer, at: Instant) -> Shown[School]:
    """Return one's own courses, with counts alone."""
    own = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if own is None:
        raise NOT_FOUND.refused()
    holding = agreed([own.id], force_day(at)).get(own.id)
    rows = SchoolCourse.objects.filter(partner_id=own.id).order_by("begins", "id")
    asked = dict(CoursePlace.objects.filter(partner_id=own.id).values_list("id", "course_id"))
    states = place_states(list(asked))
    lines = []
    for row in rows:
        here = [states[key] for key, course in asked.items() if course == row.id]
        lines.append(
            SchoolLine(
                course_of(row, own.name), row.aside, row.closed_at is not None,
                sum(one.stage is not Stage.TAKEN_BACK for one in here),
                sum(one.stage is Stage.WAITING for one in here),
            )
        )  # fmt: skip
    until = None if holding is None else holding.until
    return Shown(School(own.name, own.kind, until, tuple(lines)))


@query(
    key="transition.course-register",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school read who had asked for a place on a course, and what they had sent."),
)
def course_register(*, course: UUID, by: Viewer, at: Instant) -> Shown[Register]:
    """Return a course with everybody who asked; whoever took it back is not among them."""
    row = SchoolCourse.objects.filter(id=course).first()
    if row is None:
        raise NOT_FOUND.refused()
    name = Partner.objects.filter(id=row.partner_id).values_list("name", flat=True).first() or ""
    rows = list(CoursePlace.objects.filter(course_id=course).order_by("asked_at", "id"))
    states, line = place_states([one.id for one in rows]), waiting(course)
    rows = [one for one in rows if states[one.id].stage is not Stage.TAKEN_BACK]
    learners = tuple(
        Learner(
            one.id,
            one.asked_at,
            sent(one, SENT),
            states[one.id],
            certified(one.id),
            line[:1] == [one.id],
        )
        for one in rows
    )
    return Shown(
        Register(
            course_of(row, name), row.closed_at is not None, row.aside, force_day(at), learners
        ),
        [PersonId(one.person_id) for one in rows],
    )


@query(
    key="transition.courses-aside",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker read which courses wait to be let through."),
)
def courses_aside(*, by: Viewer, at: Instant) -> Shown[tuple[tuple[Held, str], ...]]:
    """Return the courses that were set aside, each with the words for it."""
    rows = list(SchoolCourse.objects.filter(closed_at=None).exclude(aside="").order_by("put_at"))
    names = dict(Partner.objects.values_list("id", "name"))
    return Shown(tuple((course_of(one, names.get(one.partner_id, "")), one.aside) for one in rows))
