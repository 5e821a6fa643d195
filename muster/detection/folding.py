"""What is open about a person, folded from the queue's rows into the one row the list is read from.

For the room's own commands and listeners, inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from muster.vault.trips import Statement
from muster.vault.work import current

# The lead row says how somebody stands: the most urgent of what is still to be called for.
_LEAD = "ORDER BY (r.due_at IS NULL), r.rank, r.due_at, r.raised_at, r.signal_id"
_FOLDED = f"""
SELECT p.person AS person_id,
  coalesce(min(r.rank) FILTER (WHERE r.due_at IS NOT NULL), min(r.rank)) AS rank,
  min(r.due_at) AS due_at, min(r.call_by) AS call_by,
  min(r.since) AS since, max(r.raised_at) AS latest,
  coalesce((array_agg(r.standing {_LEAD}) FILTER (WHERE r.signal_id IS NOT NULL))[1], '')
    AS standing,
  (array_agg(r.owner {_LEAD}) FILTER (WHERE r.owner IS NOT NULL))[1] AS owner,
  coalesce(max(r.attempts), 0) AS attempts,
  coalesce(array_agg(DISTINCT s.instrument ORDER BY s.instrument)
    FILTER (WHERE s.instrument <> ''), '{{{{}}}}') AS instruments,
  count(r.signal_id) = 0 AS ended
FROM {{people}} AS p (person)
LEFT JOIN detection_queuerow r ON r.person_id = p.person AND NOT r.ended
LEFT JOIN detection_signal s ON s.id = r.signal_id
GROUP BY p.person
"""
_NAMED = _FOLDED.format(people="unnest($1::uuid[])")
_EVERYBODY = _FOLDED.format(
    people="(SELECT person_id FROM detection_queuerow "
    "UNION SELECT person_id FROM detection_queueperson)"
)
COLUMNS = (
    "rank", "due_at", "call_by", "since", "latest", "standing", "owner", "attempts",
    "instruments", "ended",
)  # fmt: skip
_LISTED = ", ".join(COLUMNS)
_PLACED = Statement(
    f"INSERT INTO detection_queueperson (person_id, {_LISTED}) "
    f"SELECT person_id, {_LISTED} FROM ({_NAMED}) AS folded ORDER BY person_id "
    "ON CONFLICT (person_id) DO UPDATE SET ended = detection_queueperson.ended "
    "RETURNING person_id, xmax <> 0"
)
_RENEWED = Statement(
    f"UPDATE detection_queueperson AS q SET ({_LISTED}) = "
    f"({', '.join(f'folded.{name}' for name in COLUMNS)}) "
    f"FROM ({_NAMED}) AS folded WHERE q.person_id = folded.person_id"
)


def fold(people: Collection[UUID]) -> None:
    """Bring the list up to date about these people.

    The first statement makes the rows that are missing and locks those that stand. Two who write
    about one person at once therefore wait for each other here, and the second statement, which
    sees what the first of the two committed, leaves neither out.
    """
    if not people:
        return
    listed = list(dict.fromkeys(people))
    stood = [person for person, met in current().ask(_PLACED, listed) if met]
    if stood:
        current().write(_RENEWED, stood)


def misfolded() -> list[UUID]:
    """Return the people whose row differs from what is open about them, for `doctor`.

    Runs inside a unit of work that reaches them.
    """
    differs = " OR ".join(f"q.{name} IS DISTINCT FROM folded.{name}" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT folded.person_id FROM ({_EVERYBODY}) AS folded "
            "LEFT JOIN detection_queueperson q ON q.person_id = folded.person_id "
            f"WHERE {differs} ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]
