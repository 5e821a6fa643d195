"""Who people are, read and written sealed; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, new_id
from muster.people import sealed
from muster.people.models import Detail
from muster.people.rules.moves import Details
from muster.people.rules.names import service_number
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, seal
from muster.vault.work import current
from muster.vault.zones import Zone

_LATEST = """
SELECT DISTINCT ON (person_id) id, person_id, sealed FROM people_detail
WHERE person_id = ANY(%s::uuid[]) ORDER BY person_id, id DESC
"""
_LOOKUPS = """
INSERT INTO people_lookup (hash, person_id)
SELECT hash, person FROM unnest(%s::uuid[], %s::uuid[]) AS v(hash, person) ON CONFLICT DO NOTHING
"""
_KEYS = """
UPDATE people_person p SET number_key = v.number, namesake_key = v.namesake
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS v(person, number, namesake)
WHERE p.id = v.person
"""


def details_of(people: Collection[PersonId]) -> dict[PersonId, Details]:
    """Return the latest details of these people; campaign subjects, who have none, are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [[str(one) for one in people]])
        rows: list[tuple[UUID, UUID, bytes]] = cursor.fetchall()
    keys = data_keys(current(), [person for _id, person, _sealed in rows], Zone.IDENTITY)
    return {
        PersonId(person): sealed.unpacked(
            open_sealed(keys[person], table=sealed.TABLE, row=row, sealed=text)
        )
        for row, person, text in rows
    }


def record_details(new: Mapping[PersonId, Details]) -> None:
    """Record people's details as they now are, and let them be found by them."""
    keys = data_keys(current(), list(new), Zone.IDENTITY)
    facts, hashes, holders = [], [], []
    for person, details in new.items():
        row = new_id()
        plain = sealed.packed(details)
        text = seal(keys[person], table=sealed.TABLE, row=row, plain=plain)
        facts.append(Detail(id=row, person_id=person, sealed=text))
        words = sealed.name_keys(details)
        hashes.extend(words)
        holders.extend([str(person)] * len(words))
    Detail.objects.bulk_create(facts, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute(_LOOKUPS, [hashes, holders])
        cursor.execute(
            _KEYS,
            [
                [str(person) for person in new],
                [number_key_of(details) for details in new.values()],
                [sealed.namesake_of(details) for details in new.values()],
            ],
        )


def number_key_of(details: Details) -> str | None:
    """Return the hash by which these details' service number is found."""
    key = service_number(details.number)
    return sealed.number_key(key) if isinstance(key, str) else None
