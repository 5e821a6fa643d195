"""Finding people by exact words and numbers, and reading who they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import sealed
from muster.people.cards import Card, cards_of
from muster.people.details import details_of
from muster.people.merges import current_records
from muster.people.rules.names import service_number, words
from muster.people.subjects import NEWCOMER
from muster.vault.zones import Zone

MOST = 50
"""How many people one search shows; whoever needs more names one word more."""

_BY_WORDS = """
SELECT person_id FROM people_lookup WHERE hash = ANY(%s::uuid[])
GROUP BY person_id HAVING count(DISTINCT hash) = %s ORDER BY person_id LIMIT %s
"""
_BY_NUMBERS = """
SELECT v.place, p.id, p.sex FROM people_person p
JOIN unnest(%s::uuid[]) WITH ORDINALITY AS v(number, place) ON p.number_key = v.number
"""


class Found(NamedTuple):
    """The people found; `more` says that there are others, who are not shown."""

    cards: list[Card]
    more: bool


class Match(NamedTuple):
    """Whose a service number is; `sex` is "male", "female" or "" where it is not known."""

    person: PersonId
    sex: str


@query(
    key="people.find",
    permits=Permission.FIND_PERSON,
    zone=Zone.IDENTITY,
    says=_("People were looked up by name or service number."),
)
def find(*, text: str, by: Viewer, at: Instant) -> Shown[Found]:
    """Return the people within reach whose names hold every word of `text`, or whose number it is.

    Whole words only, whatever their case, ё or е, hyphen or apostrophe; Latin and Cyrillic apart.
    """
    shown = meant_by(text)
    cards = cards_of(shown[:MOST])
    return Shown(Found(list(cards.values()), len(shown) > MOST), list(cards))


@query(
    key="people.read",
    permits=Permission.READ_PERSON,
    zone=Zone.IDENTITY,
    says=_("It was read who a person is and where they serve."),
)
def card(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Card]:
    """Return a person's card; that of the record that was kept, where two were merged.

    A newcomer, of whom it says no name, is there for whoever may erase them, and for nobody else.
    """
    current = current_records([person]).get(person, person)
    found = cards_of([current]).get(current)
    if found is None or (found.kind == NEWCOMER and Permission.ERASE_PERSON not in by.role.may):
        raise NOT_FOUND.refused()
    return Shown(found, {person, current})


@query(
    key="people.match",
    permits=Permission.FIND_PERSON,
    zone=Zone.IDENTITY,
    says=_("Service numbers of a file were matched with people."),
)
def by_service_number(
    *, numbers: Unjournalled[Sequence[str]], by: Viewer, at: Instant
) -> Shown[dict[str, Match]]:
    """Return whose each of these service numbers is, as written; unknown ones are left out."""
    found = numbered(numbers)
    return Shown(found, {match.person for match in found.values()})


@query(
    key="people.names",
    permits=Permission.READ_PERSON,
    zone=Zone.IDENTITY,
    says=_("The names of people on a list were read."),
)
def names_of(
    *, persons: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[dict[PersonId, str]]:
    """Return the names of these people, surname first; subjects of a campaign have none."""
    current = current_records(set(persons))
    details = details_of(set(current.values()))
    names = {
        person: " ".join(filter(None, details[now].names))
        for person, now in current.items()
        if now in details
    }
    return Shown(names, list(names))


def meant_by(text: str) -> list[PersonId]:
    """Return whom `find` would show, one more than `MOST` at most; inside a unit of work."""
    hashed = sealed.hasher("name")
    asked = sorted({hashed(word) for word in words(text)})
    people: list[PersonId] = []
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(_BY_WORDS, [asked, len(asked), MOST + 1])
            people = [PersonId(row[0]) for row in cursor.fetchall()]
    people.extend(match.person for match in numbered([text]).values())
    current = current_records(people)
    return list(dict.fromkeys(current[one] for one in people if one in current))


def sexes_of(people: Collection[PersonId]) -> Mapping[PersonId, str]:
    """Return each person's sex, "" where it is not known; for use inside a unit of work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, sex FROM people_person WHERE id = ANY(%s::uuid[])",
            [[str(one) for one in people]],
        )
        return {PersonId(person): sex for person, sex in cursor.fetchall()}


def numbered(numbers: Collection[str]) -> dict[str, Match]:
    """Return whose each number is, inside a unit of work; absorbed records' are the kept one's."""
    keys = [(number, service_number(number)) for number in dict.fromkeys(numbers)]
    good = [(number, key) for number, key in keys if isinstance(key, str)]
    if not good:
        return {}
    hashed = sealed.hasher("number")
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBERS, [f"{{{','.join(hashed(key) for _number, key in good)}}}"])
        rows = cursor.fetchall()
    current = current_records({PersonId(person) for _place, person, _sex in rows})
    return {
        good[place - 1][0]: Match(current[PersonId(person)], sex)
        for place, person, sex in rows
        if PersonId(person) in current
    }
