"""A team's visit to a unit: planned for a day, and who came. Attendance only, never an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import campaign_problems as refusals
from muster.assessments.answered import Came
from muster.assessments.due import standings_of
from muster.assessments.lateness import settle_lateness
from muster.assessments.models import Attendance, Expected, Team, Visit, VisitEnd
from muster.assessments.rules.visits import DayPlan, Hours, Room, day_plan
from muster.assessments.terms import Ordered, terms_for, terms_of
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.serving import people_of, units_below
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Day:
    """A visit's day at a unit: where, in which rooms, and when."""

    unit: UnitId
    day: date
    place: str
    rooms: tuple[Room, ...]
    hours: Hours
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of a plan: the visit, how many have a place, and for how many there was none."""

    visit: UUID
    placed: int
    left_over: int


@command(
    key="assessments.plan-visit",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("A team's visit to a unit was planned."),
)
def plan_visit(*, campaign: UUID, window: str, day: Day, by: Viewer, at: Instant) -> Planned:
    """Plan a day at a unit for one window: everybody there who has not answered has a place.

    Refused where the window is not open that day, or nobody could sit in these hours and rooms.
    """
    own = units_below(by.units)
    ordered = terms_for(campaign, own)
    if ordered is None or day.unit not in own:
        raise NOT_FOUND.refused()
    if ordered.opened is None or ordered.closed is not None:
        raise refusals.NOT_OPEN.refused()
    if day.team is not None and not Team.objects.filter(id=day.team).exists():
        raise NOT_FOUND.refused()
    if not day.hours.rounds() or not sum(room.seats for room in day.rooms):
        raise refusals.NO_ROUND.refused()
    people = _still_to_come(ordered, window, day, at)
    planned = day_plan(people, day.rooms, day.hours)
    visit = _write(ordered, window, day, planned, by, at)
    note(visit=visit, people=[PersonId(one.person) for one in planned.places])
    return Planned(visit, len(planned.places), len(planned.left_over))


@command(
    key="assessments.call-off-visit",
    permits=Permission.KEEP_VISIT,
    zone=Zone.PLANNING,
    says=_("A team's visit to a unit was called off."),
)
def call_off_visit(*, visit: UUID, by: Viewer, at: Instant) -> None:
    """Call a visit off; whoever was expected is no longer. Twice is once."""
    found = _visit(visit, by)
    if not VisitEnd.objects.filter(visit_id=visit).exists():
        VisitEnd.objects.create(visit_id=visit, unit_id=found.unit_id, at=at, by=by.account)


@command(
    key="assessments.note-attendance",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("It was noted whether somebody came."),
)
def note_attendance(*, person: PersonId, visit: UUID, came: Came, by: Viewer, at: Instant) -> None:
    """Note at a visit that somebody came, declined, was excused, or did not come; the last counts.

    Declining and an excuse end what is due, and look the same to everybody else.
    """
    found = _visit(visit, by)
    Attendance.objects.create(
        person_id=person,
        campaign_id=found.campaign_id,
        window=_window_at(found, person, at),
        visit_id=visit,
        state=came.value,
        day=calendars_of([person])[person].local_date(at),
        at=at,
        by=by.account,
    )
    settle_lateness(person, at)


@command(
    key="assessments.excuse",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("It was noted, apart from any visit, that somebody declined or was excused."),
)
def excuse(
    *, person: PersonId, campaign: UUID, window: str, came: Came, by: Viewer, at: Instant
) -> None:
    """Note that somebody need not come, or does not want to, for one window of a campaign."""
    standing = standings_of([person], at).get(person, [])
    if not any((one.campaign, one.window) == (campaign, window) for one in standing):
        raise NOT_FOUND.refused()
    Attendance.objects.create(
        person_id=person,
        campaign_id=campaign,
        window=window,
        state=came.value,
        day=calendars_of([person])[person].local_date(at),
        at=at,
        by=by.account,
    )
    settle_lateness(person, at)


def _still_to_come(ordered: Ordered, window: str, day: Day, at: Instant) -> Sequence[UUID]:
    """Return the people of the unit who have not answered, by sub-unit; Refused on other days.

    `window` is its name: of windows counted from a person's own days, each has one by that name.
    """
    people = people_of([day.unit], at)
    found = standings_of(people, at, [ordered])
    stood = [
        (person, one)
        for person in people
        for one in found.get(person, ())
        if one.window.partition(":")[0] == window
    ]
    if not stood:
        raise refusals.NOBODY_ASKED.refused()
    there = [(person, one) for person, one in stood if one.opens <= day.day <= one.counts_until]
    if not there:
        first = stood[0][1]
        raise refusals.NOT_IN_WINDOW.refused(day=day.day, opens=first.opens, closes=first.closes)
    left = [person for person, one in there if not one.standing.is_done]
    return list(dict.fromkeys(left))


def _window_at(visit: Visit, person: PersonId, at: Instant) -> str:
    """Return the key of this person's window that the visit is for."""
    ordered = terms_of(visit.campaign_id)
    stood = [] if ordered is None else standings_of([person], at, [ordered]).get(person, [])
    keys = (
        one.window
        for one in stood
        if one.window.partition(":")[0] == visit.window
        and one.opens <= visit.day <= one.counts_until
    )
    return next(keys, visit.window)


def _write(
    ordered: Ordered, window: str, day: Day, planned: DayPlan, by: Viewer, at: Instant
) -> UUID:
    hours = day.hours
    made = Visit.objects.create(
        campaign_id=ordered.id,
        window=window,
        unit_id=day.unit,
        team_id=day.team,
        day=day.day,
        place=day.place,
        rooms=[[room.name, room.seats] for room in day.rooms],
        begins=hours.begins,
        ends=hours.ends,
        minutes=hours.minutes,
        pause_from=hours.pause_from,
        pause_until=hours.pause_until,
        made_at=at,
        made_by=by.account,
    )
    Expected.objects.bulk_create(
        Expected(person_id=one.person, visit_id=made.id, minute=one.minute, room=one.room, at=at)
        for one in planned.places
    )
    return made.id


def _visit(visit: UUID, by: Viewer) -> Visit:
    """Return a visit to one of the viewer's units; Refused where there is none."""
    found = Visit.objects.filter(id=visit, unit_id__in=units_below(by.units)).first()
    if found is None:
        raise NOT_FOUND.refused()
    return found
