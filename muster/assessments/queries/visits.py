"""Visits of teams, and who is expected when: names and attendance, never an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.due import standings_of
from muster.assessments.models import Attendance, Expected, Team, Terms, Visit, VisitEnd
from muster.assessments.rules.visits import Room
from muster.assessments.rules.windows import Standing
from muster.assessments.terms import terms_of
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import cards_of
from muster.people.serving import people_of, units_below
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone

_OUT = (Standing.MISSED, Standing.LATE, Standing.OPEN)
MOST_LISTED = 200
"""So many names stand on one page; whoever has more to look after goes unit by unit."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit as it stands in a list; `called_off`: it does not take place."""

    id: UUID
    campaign: UUID
    campaign_name: str
    window: str
    unit: UnitId
    unit_name: UnitName
    team: str
    day: date
    place: str
    rooms: tuple[Room, ...]
    minutes: int
    called_off: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected: when and in which room, and what was noted; None: nothing yet."""

    person: PersonId
    name: str
    rank: str
    unit_code: str
    at: time
    room: str
    came: Came | None


@dataclass(frozen=True, slots=True)
class VisitDay:
    """A visit and everybody expected at it, by time and room."""

    visit: Visited
    guests: tuple[Guest, ...]


@query(
    key="assessments.list-visits",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("The visits of the assessment teams were listed."),
)
def visits(*, by: Viewer, at: Instant) -> Shown[list[Visited]]:
    """Return the visits to the viewer's units, the latest day first."""
    own = units_below(by.units)
    return Shown(_visited(list(Visit.objects.filter(unit_id__in=own).order_by("-day", "-id"))))


@query(
    key="assessments.read-visit",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("It was read who is expected at a visit, and who came."),
)
def visit_day(
    *, visit: UUID, already_shown: Collection[PersonId], by: Viewer, at: Instant
) -> Shown[VisitDay]:
    """Return who is expected at a visit, by time; Refused where there is no such visit."""
    row = Visit.objects.filter(id=visit, unit_id__in=units_below(by.units)).first()
    if row is None:
        raise NOT_FOUND.refused()
    places = _places(visit)
    cards = cards_of(list(places))
    noted = _noted(visit)
    guests = [
        Guest(
            person, card.name, card.details.rank, card.unit_code,
            time(*divmod(places[person].minute or 0, 60)), places[person].room, noted.get(person),
        )
        for person, card in cards.items()
    ]  # fmt: skip
    guests.sort(key=lambda one: (one.at, one.room, one.name))
    return Shown(VisitDay(_visited([row])[0], tuple(guests)), list(cards))


def _visited(rows: list[Visit]) -> list[Visited]:
    names = unit_names({row.unit_id for row in rows})
    campaigns = dict(
        Terms.objects.filter(id__in={row.campaign_id for row in rows}).values_list("id", "name")
    )
    teams = dict(
        Team.objects.filter(id__in={row.team_id for row in rows}).values_list("id", "name")
    )
    ended = set(
        VisitEnd.objects.filter(visit_id__in=[row.id for row in rows]).values_list(
            "visit_id", flat=True
        )
    )
    return [
        Visited(
            row.id,
            row.campaign_id,
            campaigns.get(row.campaign_id, ""),
            row.window,
            UnitId(row.unit_id),
            names[row.unit_id],
            teams.get(row.team_id, ""),
            row.day,
            row.place,
            tuple(Room(name, seats) for name, seats in row.rooms),
            row.minutes,
            row.id in ended,
        )
        for row in rows
    ]


def _places(visit: UUID) -> Mapping[PersonId, Expected]:
    """Return everybody's last place; whoever is no longer expected is left out."""
    last = {one.person_id: one for one in Expected.objects.filter(visit_id=visit).order_by("id")}
    return {PersonId(person): one for person, one in last.items() if one.minute is not None}


def _noted(visit: UUID) -> dict[PersonId, Came]:
    facts = Attendance.objects.filter(visit_id=visit).order_by("id")
    return {PersonId(one.person_id): Came(one.state) for one in facts}


@dataclass(frozen=True, slots=True)
class NotDone:
    """Somebody who has not answered the first stage of one window, and how it stands."""

    person: PersonId
    name: str
    rank: str
    unit_code: str
    window: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class StillOut:
    """Those of a unit who have not answered a campaign; `more` says how many are not listed."""

    people: tuple[NotDone, ...]
    more: int


@query(
    key="assessments.list-not-done",
    permits=Permission.KEEP_VISIT,
    zone=Zone.CLINICAL,
    says=_("It was read who has not answered a campaign yet."),
)
def not_done(*, campaign: UUID, unit: UnitId, by: Viewer, at: Instant) -> Shown[StillOut]:
    """Return who of a unit has not answered: missed first, then late, then due, each by name.

    Of second stages nothing is said: what is opened by answers is nobody's list.
    """
    ordered, own = terms_of(campaign), set(units_below(by.units))
    if ordered is None or unit not in own:
        raise NOT_FOUND.refused()
    stood = [
        (person, one)
        for person, listed in standings_of(people_of([unit], at), at, [ordered]).items()
        for one in listed
        if one.standing in _OUT
    ]
    stood.sort(key=lambda pair: _OUT.index(pair[1].standing))
    shown = stood[:MOST_LISTED]
    cards = cards_of([person for person, _one in shown])
    people = [
        NotDone(
            person, cards[person].name, cards[person].details.rank, cards[person].unit_code,
            one.window, one.standing,
        )
        for person, one in shown
        if person in cards
    ]  # fmt: skip
    people.sort(key=lambda one: (_OUT.index(one.standing), one.name))
    return Shown(StillOut(tuple(people), len(stood) - len(shown)), list(cards))
