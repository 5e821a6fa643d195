"""Vacancies found by words, with PostgreSQL's own full text in Russian and in English."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.transition.partnering import standing_vacancies
from muster.transition.rules.fitting import Open
from muster.vault.zones import Zone

MOST = 50
# What stands in a title weighs more than what stands in the text. The expressions are those of the
# two indexes; either language may match, because a posting says nothing of its own.
_FOUND = """
WITH asked AS (
  SELECT websearch_to_tsquery('russian', %(words)s) AS ru,
         websearch_to_tsquery('english', %(words)s) AS en
)
SELECT v.id FROM transition_vacancy v, asked
WHERE v.closed_at IS NULL AND v.aside = '' AND (
  to_tsvector('russian', v.title || ' ' || v.text || ' ' || v.region) @@ asked.ru
  OR to_tsvector('english', v.title || ' ' || v.text || ' ' || v.region) @@ asked.en)
ORDER BY greatest(
  ts_rank(setweight(to_tsvector('russian', v.title), 'A')
          || setweight(to_tsvector('russian', v.text), 'C'), asked.ru),
  ts_rank(setweight(to_tsvector('english', v.title), 'A')
          || setweight(to_tsvector('english', v.text), 'C'), asked.en)) DESC, v.id
LIMIT 500
"""


@query(
    key="transition.search-vacancies",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody looked for vacancies by words."),
)
def search_vacancies(
    *, person: PersonId, words: str, by: Viewer, at: Instant
) -> Shown[tuple[Open, ...]]:
    """Return the vacancies that stand open and say these words, the nearest first."""
    if not words.strip():
        return Shown((), [person])
    today = calendars_of([person])[person].local_date(at)
    standing = {one.key: one for one in standing_vacancies(today)}
    found = [standing[key] for key in _found(words) if key in standing]
    return Shown(tuple(found[:MOST]), [person])


def _found(words: str) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, {"words": words[:400]})
        return [row[0] for row in cursor.fetchall()]
