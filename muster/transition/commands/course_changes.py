"""A course that does not take place after all, or on other days: whoever holds a place learns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.models import CoursePlace, SchoolCourse
from muster.transition.partnering import force_day
from muster.transition.rules.courses import wrong_days
from muster.transition.rules.places import FOLLOWS, Act, Event
from muster.transition.schooling import course_of, happen_at, hold_course, place_states
from muster.vault.zones import Zone


@command(
    key="transition.withdraw-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course does not take place; whoever had a place or had asked for one learns it."),
)
def withdraw_course(*, course: UUID, by: Viewer, at: Instant) -> int:
    """Close a course that does not take place; return how many people learn of it.

    Their own page says so at once; a message that says nothing follows within the hour, by day.
    """
    _open(course)
    rows = list(CoursePlace.objects.filter(course_id=course))
    states = place_states([one.id for one in rows])
    meant = [one for one in rows if states[one.id].stage in FOLLOWS[Act.WITHDRAWN]]
    for one in meant:
        happen_at(one, states[one.id], Event(Act.WITHDRAWN), by=by.account, at=at)
    SchoolCourse.objects.filter(id=course).update(closed_at=at)
    note(course=course, people=[PersonId(one.person_id) for one in meant])
    return len(meant)


@command(
    key="transition.move-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course was moved to other days; whoever has a place keeps it and learns it."),
)
def move_course(*, course: UUID, begins: date, ends: date, by: Viewer, at: Instant) -> None:
    """Let a course take place on other days; places stay as they are, and may be taken back."""
    row = _open(course)
    wrong = wrong_days(begins, ends, force_day(at))
    if wrong:
        raise Refused(wrong[0])
    if (begins, ends) == (row.begins, row.ends):
        return
    held = replace(course_of(row, "").course, begins=begins, ends=ends)
    SchoolCourse.objects.filter(id=course).update(
        begins=begins, ends=ends, same=held.same, was_begins=row.begins, was_ends=row.ends,
        moved_at=at,
    )  # fmt: skip


def _open(course: UUID) -> SchoolCourse:
    """Return a course that is not closed, and let nobody else act on it meanwhile."""
    hold_course(course)
    row = SchoolCourse.objects.filter(id=course, closed_at=None).first()
    if row is None:
        raise NOT_FOUND.refused()
    return row
