"""A person's scores since a day, held against each other; inside a unit of work."""

from __future__ import annotations

from datetime import date

from muster.assessments.queries import last_scores
from muster.care.rules.reviews import Compared, Course, verdict
from muster.detection.rules.change import Point, change_since_start, norms_for
from muster.instruments.packs import packs
from muster.kernel.ids import PersonId
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force


def compared_since(person: PersonId, begins_on: date) -> list[Compared]:
    """Return how each scale that a person has answered twice stands against the course's start.

    The start is the last whole sitting before the day, or else the first one since.
    """
    calendar, profile = calendars_of([person])[person], in_force()
    points: dict[tuple[str, str], list[Point]] = {}
    for past in last_scores([person], leaving_out=()).get(person, []):
        point = Point(past.score, calendar.local_date(past.at))
        points.setdefault((past.instrument, past.scale), []).append(point)
    found = []
    for (instrument, scale), series in sorted(points.items()):
        specification = packs()[instrument].specification
        rule = profile.scale(instrument, scale)
        norms = norms_for(next(one for one in specification.scales if one.key == scale), rule)
        course = _since(series, begins_on)
        found.append(Compared(instrument, scale, change_since_start(tuple(course), norms), norms))
    return found


def course_since(person: PersonId, begins_on: date) -> Course:
    """Return how somebody has done since a day, over all scales that can be compared."""
    return verdict(compared_since(person, begins_on), 0, in_force()).course


def _since(series: list[Point], begins_on: date) -> list[Point]:
    ordered = sorted(series, key=lambda point: point.on)
    before = [point for point in ordered if point.on <= begins_on]
    since = [point for point in ordered if point.on > begins_on]
    return [*before[-1:], *since]
