"""Courses and places on them, as rows; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F

from muster.access.problems import NOT_FOUND
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.transition import offering_problems
from muster.transition.models import CoursePlace, Partner, PlaceFact, SchoolCourse
from muster.transition.partnering import agreed
from muster.transition.rules.courses import Course, paid_first
from muster.transition.rules.places import SEATED, Act, Event, Stage, State, state_of
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

SENT, FACT = "transition_courseplace", "transition_placefact"
LONGEST_CERTIFICATE = 200
_WIDTH = 4 * LONGEST_CERTIFICATE + 2


@dataclass(frozen=True, slots=True)
class Held:
    """A course that stands, whose it is, and how many of its places are taken.

    `was` are its days before it last was moved, None where it was not.
    """

    key: UUID
    partner: UUID
    by: str
    course: Course
    taken: int
    was: tuple[date, date] | None = None

    @property
    def full(self) -> bool:
        return self.taken >= self.course.places


def put_courses(
    partner: UUID, found: Sequence[tuple[Course, str]], *, by: UUID, at: Instant
) -> list[UUID]:
    """Write courses of a school; each with the words for which it is set aside, "" for none."""
    made = [
        SchoolCourse(
            id=new_id(), partner_id=partner, title=one.title, text=one.text,
            occupation=one.occupation, skills=list(one.skills), gives=list(one.gives),
            region=one.region, language=one.language, begins=one.begins, ends=one.ends,
            places=one.places, licences=list(one.licences), entry=one.entry,
            shortens=list(one.shortens), exempts=list(one.exempts), stipend=one.stipend,
            price=one.price, same=one.same, aside=aside, put_at=at, put_by=by,
        )
        for one, aside in found
    ]  # fmt: skip
    SchoolCourse.objects.bulk_create(made)
    return [one.id for one in made]


def course_of(row: SchoolCourse, by: str) -> Held:
    return Held(
        row.id, row.partner_id, by,
        Course(
            row.title, row.text, row.occupation, tuple(row.skills), tuple(row.gives), row.region,
            row.language, row.begins, row.ends, row.places, tuple(row.licences), row.entry,
            tuple(row.shortens), tuple(row.exempts), row.stipend, row.price,
        ),
        row.taken,
        None if row.was_begins is None else (row.was_begins, row.was_ends),
    )  # fmt: skip


def courses_already(partner: UUID) -> set[str]:
    """Return what courses of a school that are not closed say alike of themselves."""
    rows = SchoolCourse.objects.filter(partner_id=partner, closed_at=None)
    return set(rows.values_list("same", flat=True))


def standing_courses(today: date) -> list[Held]:
    """Return every course that can still be begun, of schools whose agreement holds; paid first."""
    rows = list(SchoolCourse.objects.filter(closed_at=None, aside="", begins__gte=today))
    holding = agreed({one.partner_id for one in rows}, today)
    names = dict(Partner.objects.filter(id__in=list(holding)).values_list("id", "name"))
    found = [course_of(one, names[one.partner_id]) for one in rows if one.partner_id in names]
    return sorted(found, key=lambda one: (paid_first(one.course), one.course.begins, one.key))


def place_states(places: Sequence[UUID]) -> dict[UUID, State]:
    """Return where each place that was asked for stands."""
    events: dict[UUID, list[Event]] = defaultdict(list)
    for one in PlaceFact.objects.filter(place_id__in=list(places)).order_by("at", "id"):
        events[one.place_id].append(Event(Act(one.act), one.reason, one.day, one.ahead))
    return {key: state_of(events[key]) for key in places}


def held_place(place: UUID) -> CoursePlace:
    """Return a place within reach, and let nobody else act on its course meanwhile."""
    found = CoursePlace.objects.filter(id=place).select_related("course").first()
    if found is None:
        raise NOT_FOUND.refused()
    hold_course(found.course_id)
    return found


def hold_course(course: UUID) -> None:
    """Let one after another act on a course: of two who ask for the last place, one has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(course)])


def waiting(course: UUID) -> list[UUID]:
    """Return the places on a course's waiting list, the longest wait first."""
    rows = list(CoursePlace.objects.filter(course_id=course).values_list("id", flat=True))
    states = place_states(rows)
    waits = [key for key in rows if states[key].stage is Stage.WAITING]
    since = dict(
        PlaceFact.objects.filter(place_id__in=waits, act=Act.WAITLISTED.value).values_list(
            "place_id", "at"
        )
    )
    return sorted(waits, key=lambda key: (since[key], key))


def happen_at(
    place: CoursePlace, before: State, event: Event, *, by: UUID, at: Instant, words: str = ""
) -> None:
    """Write what happened, and let the course's count of taken places follow."""
    made = new_id()
    after = before.after(event)
    _follow(place.course_id, (after.stage in SEATED) - (before.stage in SEATED))
    PlaceFact.objects.create(
        id=made, place=place, person_id=place.person_id, partner_id=place.partner_id,
        act=event.act.value, at=at, done_by=by, reason=event.reason, day=event.day,
        ahead=event.ahead,
        sealed=_sealed(place.person_id, made, words) if words else None,
    )  # fmt: skip


def _follow(course: UUID, change: int) -> None:
    if not change:
        return
    rows = SchoolCourse.objects.filter(id=course)
    if change > 0:
        rows = rows.filter(taken__lt=F("places"))
    # Somebody who gives a place back changes nothing of a school's but this one count.
    with current().acting_as(Audience.CASEWORKER):
        if not rows.update(taken=F("taken") + change):
            places = SchoolCourse.objects.get(id=course).places
            raise offering_problems.COURSE_FULL.refused(places=places)


def _sealed(person: UUID, row: UUID, words: str) -> bytes:
    key = current().data_key(PersonId(person), Zone.PARTNERS)
    return seal(key, table=FACT, row=row, plain=pad(words.encode(), _WIDTH))


def certified(place: UUID) -> str:
    """Return what a certificate says, "" where there is none."""
    rows = PlaceFact.objects.filter(place_id=place, act=Act.COMPLETED.value, sealed__isnull=False)
    row = rows.order_by("-at", "-id").first()
    if row is None or row.sealed is None:
        return ""
    key = current().data_key(PersonId(row.person_id), Zone.PARTNERS)
    return unpad(open_sealed(key, table=FACT, row=row.id, sealed=bytes(row.sealed))).decode()
