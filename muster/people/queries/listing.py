"""Who the people on a list are: names, units, numbers, for many at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.cards import Card, cards_of
from muster.people.merges import current_records
from muster.people.subjects import NEWCOMER
from muster.vault import work
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list: their card, and the calendar of their unit, by which times are said."""

    card: Card
    calendar: Calendar


@query(
    key="people.list",
    permits=Permission.READ_PERSON,
    zone=Zone.IDENTITY,
    says=_("It was read who the people on a list are."),
)
def listed(
    *,
    persons: Unjournalled[Collection[PersonId]],
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[dict[PersonId, Listed]]:
    """Return these people by the ids asked for; where two records were merged, the one kept."""
    work.current().admit(set(persons))
    today = current_records(set(persons))
    cards = cards_of(list(set(today.values())))
    calendars = calendars_of(list(cards))
    found = {
        person: Listed(cards[now], calendars[now])
        for person, now in today.items()
        if now in cards and cards[now].kind != NEWCOMER
    }
    return Shown(found, list(found))
