"""Where people serve: turns recorded as facts, and the placement that follows from them.

For use inside a unit of work of this room's commands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.people.formation import posts_named
from muster.people.models import Post, Posting
from muster.people.rules.moves import Stay, Turn, on_day, stays_of

_PLACE = """
UPDATE people_placement p SET unit_id = v.unit, post_id = v.post, since = v.since, until = v.until
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::date[], %s::date[])
  AS v(person, unit, post, since, until)
WHERE p.person_id = v.person AND (p.unit_id, p.post_id, p.since, p.until)
  IS DISTINCT FROM (v.unit, v.post, v.since, v.until)
"""
_MAKE_PLACE = """
INSERT INTO people_placement (person_id, unit_id, post_id, since, until)
VALUES (%s, %s, %s, %s, %s)
"""


def turns_of(people: Collection[PersonId]) -> dict[PersonId, list[Turn]]:
    """Return every turn of these people, in the order of recording."""
    turns: dict[PersonId, list[Turn]] = defaultdict(list)
    found = list(Posting.objects.filter(person_id__in=people).order_by("id"))
    posts = {one.post_id for one in found if one.post_id is not None}
    titles = dict(Post.objects.filter(id__in=posts).values_list("id", "title"))
    for one in found:
        unit = None if one.unit_id is None else UnitId(one.unit_id)
        title = titles.get(one.post_id, "")
        turns[PersonId(one.person_id)].append(Turn(one.since, unit, title, one.withdrawn))
    return turns


def histories_of(people: Collection[PersonId]) -> dict[PersonId, list[Stay]]:
    """Return everybody's stays, in the order of time; people without any are left out."""
    return {person: stays_of(turns) for person, turns in turns_of(people).items()}


def record_turns(new: Mapping[PersonId, Sequence[Turn]], *, today: date) -> None:
    """Record turns and bring the placements of these people up to date."""
    wanted = {(turn.unit, turn.post) for turns in new.values() for turn in turns if turn.unit}
    posts = posts_named((unit, title) for unit, title in wanted if unit is not None)
    Posting.objects.bulk_create(
        (
            Posting(
                person_id=person,
                since=turn.since,
                unit_id=turn.unit,
                post_id=None if turn.unit is None else posts.get((turn.unit, turn.post)),
                withdrawn=turn.withdrawn,
            )
            for person, turns in new.items()
            for turn in turns
        ),
        batch_size=5_000,
    )
    settle_placements(list(new), today=today)


def settle_placements(people: Collection[PersonId], *, today: date) -> int:
    """Bring placements up to today's facts; return how many were behind.

    Whoever serves in no unit keeps the last placement, with its end: somebody must still see them.
    """
    stays = {
        person: stay
        for person, history in histories_of(people).items()
        if (stay := on_day(history, today)) is not None
    }
    posts = posts_named((stay.unit, stay.post) for stay in stays.values())
    rows = [
        (person, stay.unit, posts.get((stay.unit, stay.post)), stay.since, stay.until)
        for person, stay in stays.items()
    ]
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [list(column) for column in zip(*rows, strict=True)])
        return int(cursor.rowcount)


def place_new(person: PersonId, turn: Turn, until: date | None) -> None:
    """Place a person for the first time; only then are the person's own rows within reach."""
    if turn.unit is None:
        raise ValueError("a new person is placed in a unit")
    post = posts_named([(turn.unit, turn.post)]).get((turn.unit, turn.post))
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_PLACE, [person, turn.unit, post, turn.since, until])


def units_of(people: Iterable[PersonId]) -> dict[PersonId, UnitId]:
    """Return the unit in which each of these people is, or last was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, unit_id FROM people_placement WHERE person_id = ANY(%s::uuid[])",
            [[str(one) for one in people]],
        )
        found: Sequence[tuple[UUID, UUID]] = cursor.fetchall()
    return {PersonId(person): UnitId(unit) for person, unit in found}
