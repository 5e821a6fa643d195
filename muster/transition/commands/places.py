"""A place on a course: asked for, answered, taken back; who was there, and who completed it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.packets import packet_of
from muster.transition import offering_problems, problems
from muster.transition.models import CoursePlace
from muster.transition.partnering import force_day, send
from muster.transition.rules.cells import plain
from muster.transition.rules.places import OVER, Act, Event, Stage, refusal
from muster.transition.schooling import (
    LONGEST_CERTIFICATE,
    SENT,
    happen_at,
    held_place,
    hold_course,
    place_states,
    standing_courses,
    waiting,
)
from muster.vault.zones import Zone

OF_SCHOOL = frozenset({Act.ADMITTED, Act.WAITLISTED, Act.DECLINED, Act.LEFT})


@command(
    key="transition.ask-for-place",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody asked a school for a place on a course, and sent it their own packet."),
)
def ask_for_place(
    *, person: PersonId, course: UUID, place: UUID, agreed: bool, by: Viewer, at: Instant
) -> None:
    """Ask for a place: the course's school, and no other partner, reads the packet as it stands."""
    if not agreed:
        raise problems.NOT_SURE.refused()
    today = calendars_of([person])[person].local_date(at)
    wanted = {one.key: one for one in standing_courses(today)}.get(course)
    if wanted is None:
        raise offering_problems.COURSE_GONE.refused()
    packet = packet_of(person, day=today)
    if packet is None:
        raise problems.PACKET_FIRST.refused()
    hold_course(course)
    before = CoursePlace.objects.filter(person_id=person, course_id=course)
    states = place_states(list(before.values_list("id", flat=True)))
    if any(one.stage not in OVER for one in states.values()):
        raise offering_problems.PLACE_ASKED_ALREADY.refused()
    CoursePlace.objects.create(
        id=place, person_id=person, partner_id=wanted.partner, course_id=course, asked_at=at,
        sealed=send(person, place, packet.words, SENT),
    )  # fmt: skip


@command(
    key="transition.take-place-back",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody took back that they had asked for a place on a course."),
    portable=True,
)
def take_place_back(*, person: PersonId, place: UUID, by: Viewer, at: Instant) -> None:
    """Take back what one asked for; the school reads nothing more, and the place is free."""
    one = held_place(place)
    if one.person_id != person:
        raise NOT_FOUND.refused()
    _happen(one, Event(Act.TAKEN_BACK), by, at)


@command(
    key="transition.answer-place",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school gave somebody a place on a course, or put them on its list, or did not."),
)
def answer_place(*, place: UUID, act: Act, reason: str = "", by: Viewer, at: Instant) -> None:
    """Give a place, put on the waiting list, decline with a coded reason, or say they left."""
    one = held_place(place)
    if act not in OF_SCHOOL:
        raise problems.ANSWER_NOT_HERE.refused()
    line = waiting(one.course_id)
    if act is Act.ADMITTED:
        ahead = line[: line.index(one.id)] if one.id in line else line
        if ahead:
            raise offering_problems.NOT_FIRST_IN_LINE.refused()
    _happen(one, Event(act, reason, ahead=len(line) if act is Act.WAITLISTED else None), by, at)


@command(
    key="transition.mark-attendance",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school put on record who was there on a day of a course."),
)
def mark_attendance(
    *, course: UUID, day: date, there: Collection[UUID], by: Viewer, at: Instant
) -> int:
    """Say who of those with a place was there on a day; the others missed it. Return how many."""
    hold_course(course)
    rows = {one.id: one for one in CoursePlace.objects.filter(course_id=course)}
    states = place_states(list(rows))
    seated = [key for key, one in states.items() if one.stage is Stage.ADMITTED]
    if not seated or not set(there) <= set(seated):
        raise NOT_FOUND.refused()
    for key in seated:
        act = Act.ATTENDED if key in there else Act.MISSED
        if states[key].days.get(day) is not (act is Act.ATTENDED):
            _happen(rows[key], Event(act, day=day), by, at)
    return len(seated)


@command(
    key="transition.complete-course",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A school put on record that somebody completed a course, with a certificate."),
)
def complete_course(
    *, place: UUID, day: date, words: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Say that somebody completed a course, and what the certificate says."""
    said = plain(words)
    if not 0 < len(said) <= LONGEST_CERTIFICATE:
        raise offering_problems.NO_CERTIFICATE.refused(most=LONGEST_CERTIFICATE)
    _happen(held_place(place), Event(Act.COMPLETED, day=day), by, at, said)


def _happen(one: CoursePlace, event: Event, by: Viewer, at: Instant, words: str = "") -> None:
    state = place_states([one.id])[one.id]
    problem = refusal(state, event, one.course.begins, force_day(at))
    if problem is not None:
        raise Refused(problem)
    happen_at(one, state, event, by=by.account, at=at, words=words)
