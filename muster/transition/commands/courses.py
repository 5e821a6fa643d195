"""Courses of schools: put in one by one or by file, closed, and let through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import offering_problems
from muster.transition.models import Partner, SchoolCourse
from muster.transition.offering import Offering
from muster.transition.rules.courses import Course, read_course
from muster.transition.rules.sorting import Sorted
from muster.transition.schooling import courses_already, put_courses
from muster.vault.zones import Zone


def _of_schools(partner: Partner) -> None:
    if partner.kind != "school":
        raise offering_problems.NOT_A_SCHOOL.refused()


COURSES: Offering[Course] = Offering(
    SchoolCourse, read_course, courses_already, put_courses, most_rows=2_000, refuse=_of_schools
)


@command(
    key="transition.put-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course of a school was put in."),
)
def put_course(
    *, partner: UUID, said: Mapping[str, str], by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Keep one course; return its id and the words for which it waits for a caseworker, or ""."""
    made, words = COURSES.put(partner, said, by=by, at=at)
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
    return COURSES.carry(partner, rows, confirm=confirm, by=by, at=at)


@command(
    key="transition.close-course",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A course of a school was closed."),
    portable=True,
)
def close_course(*, course: UUID, by: Viewer, at: Instant) -> None:
    """Close a course within reach: nobody else asks for it; whoever has a place keeps it."""
    COURSES.close(course, at)


@command(
    key="transition.settle-course",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A course that had been set aside was let through, or closed."),
    portable=True,
)
def settle_course(*, course: UUID, through: bool, by: Viewer, at: Instant) -> None:
    """Let a course through that had been set aside, or close it."""
    COURSES.settle(course, through=through, at=at)
