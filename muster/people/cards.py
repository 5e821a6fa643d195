"""A person as a card: who they are and where they serve; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.people.details import details_of
from muster.people.rules.moves import Details

_PLACED = """
SELECT p.id, p.kind, p.sex, w.unit_id, u.code, o.title, w.since, w.until
FROM people_person p LEFT JOIN people_placement w ON w.person_id = p.id
LEFT JOIN people_unit u ON u.id = w.unit_id LEFT JOIN people_post o ON o.id = w.post_id
WHERE p.id = ANY(%s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Card:
    """Who a person is and where they serve, or last served; "" and None: not known.

    `kind` is "personnel", "subject" for somebody known from a file of answers alone, or "newcomer".
    """

    person: PersonId
    kind: str
    sex: str
    unit: UnitId | None
    unit_code: str
    post: str
    since: date | None
    until: date | None
    details: Details

    @property
    def name(self) -> str:
        """The names as papers have them: surname, given name, patronymic."""
        return " ".join(filter(None, self.details.names))


def cards_of(people: Collection[PersonId]) -> dict[PersonId, Card]:
    """Return the cards of these people, in their order; who is out of reach is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACED, [[str(one) for one in people]])
        rows = {PersonId(row[0]): row[1:] for row in cursor.fetchall()}
    details = details_of(rows.keys())
    return {
        person: Card(
            person, kind, sex, unit, code or "", title or "", since, until,
            details.get(person, Details()),
        )
        for person in people
        if person in rows
        for kind, sex, unit, code, title, since, until in (rows[person],)
    }  # fmt: skip
