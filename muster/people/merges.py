"""Which records are one person's; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import connection

from muster.kernel.ids import PersonId
from muster.people.models import Merge, MergeUndone
from muster.people.rules import merging

_INTO = "SELECT id, merged_into_id FROM people_person WHERE id = ANY(%s::uuid[])"
_ABSORBED = """
WITH RECURSIVE down AS (
  SELECT id AS kept, id FROM people_person WHERE id = ANY(%s::uuid[])
  UNION
  SELECT down.kept, p.id FROM people_person p JOIN down ON p.merged_into_id = down.id
)
SELECT kept, id FROM down WHERE kept <> id ORDER BY kept, id
"""
LONGEST_CHAIN = 50
"""So many merges one after the other are followed; a chain is never that long."""
_RECORDS = """
WITH RECURSIVE down AS (
  SELECT id FROM people_person WHERE id = ANY(%s::uuid[])
  UNION
  SELECT p.id FROM people_person p JOIN down ON p.merged_into_id = down.id
)
SELECT id FROM down
"""


def current_records(people: Collection[PersonId]) -> dict[PersonId, PersonId]:
    """Return the record under which each of these is to be found today.

    One question for each step of a chain, and hardly anybody's has two: a question that walks the
    chain by itself would be asked of everybody within reach.
    """
    found: dict[PersonId, PersonId] = {}
    ahead = {one: one for one in people}
    for _step in range(LONGEST_CHAIN):
        if not ahead:
            break
        into = _merged_into(set(ahead.values()))
        known = {start: one for start, one in ahead.items() if one in into}
        found |= {start: one for start, one in known.items() if into[one] is None}
        ahead = {start: after for start, one in known.items() if (after := into[one]) is not None}
    return found


def _merged_into(records: Collection[PersonId]) -> dict[PersonId, PersonId | None]:
    with connection.cursor() as cursor:
        cursor.execute(_INTO, [[str(one) for one in records]])
        return {
            PersonId(one): None if after is None else PersonId(after)
            for one, after in cursor.fetchall()
        }


def records_of(person: PersonId) -> list[PersonId]:
    """Return every record of one person, whichever of them is named: the current one first."""
    current = current_records([person]).get(person, person)
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, [[str(current)]])
        absorbed = {PersonId(row[0]) for row in cursor.fetchall()} - {current}
    return [current, *sorted(absorbed)]


def standing_merges(people: Iterable[PersonId]) -> merging.Merged:
    """Return the merges that stand among the records of these people."""
    records = {record for person in people for record in records_of(person)}
    facts = Merge.objects.filter(kept_id__in=records).order_by("id")
    undone = MergeUndone.objects.filter(kept_id__in=records).values_list("merge_id", flat=True)
    return merging.Merged.by(
        (merging.Merge(one.id, PersonId(one.kept_id), PersonId(one.absorbed_id)) for one in facts),
        undone,
    )


def absorbed_by(people: Collection[PersonId]) -> dict[PersonId, list[PersonId]]:
    """Return, by record, those that it absorbed; records that absorbed none are left out."""
    found: defaultdict[PersonId, list[PersonId]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ABSORBED, [[str(one) for one in people]])
        for kept, absorbed in cursor.fetchall():
            found[PersonId(kept)].append(PersonId(absorbed))
    return dict(found)
