"""Whom a page of care is about: the name, the unit, and the day it is where they serve."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence
from muster.people.queries import listed
from muster.people.queries.listing import Listed
from muster.web.psychologist.naming import who


@dataclass(frozen=True, slots=True)
class About:
    """One person as the head of a page names them."""

    person: PersonId
    name: str | Sentence
    unit: UnitId | None
    unit_code: str
    today: date
    zone: str
    phone: str = ""


def about(person: PersonId, by: Viewer, at: Instant) -> About:
    """Return whom the page is about; what is not the viewer's is not there."""
    found = listed(persons=[person], already_shown=(), by=by, at=at).get(person)
    if found is None:
        raise NOT_FOUND.refused()
    return _named(person, found, at)


def about_many(people: Collection[PersonId], by: Viewer, at: Instant) -> dict[PersonId, About]:
    """Return the same of many people; whoever is out of reach is left out."""
    found = listed(persons=people, already_shown=(), by=by, at=at) if people else {}
    return {person: _named(person, one, at) for person, one in found.items()}


def _named(person: PersonId, found: Listed, at: Instant) -> About:
    card, calendar = found.card, found.calendar
    today = calendar.local_date(at)
    phone = card.details.phone
    return About(person, who(card), card.unit, card.unit_code, today, calendar.zone, phone)
