"""Courses of schools: put in one by one or by file, closed, and let through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import offering_problems, problems
from muster.transition.models import SchoolCourse
from muster.transition.partnering import force_day, partner_agreed
from muster.transition.rules.courses import Course, read_course
from muster.transition.rules.sorting import Sorted, forbidden, sort_out
from muster.transition.schooling import courses_already, put_courses
from muster.vault.zones import Zone

MOST_ROWS = 2_000


@command(
    key="transition.put-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course of a school was put in."),
)
def put_course(
    *, partner: UUID, said: Mapping[str, str], by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Keep one course; return its id and the words for which it waits for a coordinator, or ""."""
    today = force_day(at)
    _school(partner, today)
    read = read_course(said, today)
    if not isinstance(read, Course):
        raise Refused(read[0])
    if read.same in courses_already(partner):
        raise problems.THERE_ALREADY.refused(title=read.title)
    words = forbidden(read.said)
    [made] = put_courses(partner, [(read, words)], by=by.account, at=at)
    note(course=made)
    return made, words


@command(
    key="transition.import-courses",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A file of a school's courses was read, or carried in."),
)
def import_courses(
    *,
    partner: UUID,
    rows: Unjournalled[Sequence[tuple[int, Mapping[str, str]]]],
    digest: str,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> Sorted[Course]:
    """Sort a file's rows out and, confirmed, keep what is good: the whole of it or nothing."""
    today = force_day(at)
    _school(partner, today)
    if len(rows) > MOST_ROWS:
        raise problems.TOO_MANY_ROWS.refused(most=MOST_ROWS)
    found = sort_out(rows, courses_already(partner), lambda cells: read_course(cells, today))
    if confirm:
        kept = [*((one, "") for one in found.good), *found.aside]
        put_courses(partner, kept, by=by.account, at=at)
    note(good=len(found.good), aside=len(found.aside), wrong=len(found.problems))
    return found


@command(
    key="transition.close-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course of a school was closed."),
    portable=True,
)
def close_course(*, course: UUID, by: Viewer, at: Instant) -> None:
    """Close a course within reach: nobody else asks for it; whoever has a place keeps it."""
    if not SchoolCourse.objects.filter(id=course, closed_at=None).update(closed_at=at):
        raise NOT_FOUND.refused()


@command(
    key="transition.settle-course",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A course that had been set aside was let through, or closed."),
    portable=True,
)
def settle_course(*, course: UUID, through: bool, by: Viewer, at: Instant) -> None:
    """Let a course through that had been set aside, or close it."""
    rows = SchoolCourse.objects.filter(id=course, closed_at=None).exclude(aside="")
    if not (rows.update(aside="") if through else rows.update(closed_at=at)):
        raise NOT_FOUND.refused()


def _school(partner: UUID, today: date) -> None:
    if partner_agreed(partner, today).kind != "school":
        raise offering_problems.NOT_A_SCHOOL.refused()
