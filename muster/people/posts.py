"""Posts with what they demand and who holds them; for use inside a unit of work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people.details import details_of
from muster.people.formation import posts_named
from muster.people.functions import FORCE
from muster.people.models import MoveFact, MoveRequest, PostTerms
from muster.people.rules.cells import parted
from muster.people.rules.fitting import Demands, Holder, Post
from muster.people.rules.moves import Details
from muster.people.rules.post_list import PostRow
from muster.people.rules.ranks import grade_of
from muster.people.rules.temporary import Act
from muster.vault.work import current
from muster.vault.zones import Audience

_TERMS = """
SELECT DISTINCT ON (t.post_id) t.post_id, p.unit_id, p.title, t.functions, t.nights, t.exposure,
  t.latitude, t.longitude, t.qualifications, t.lowest, t.highest, t.seats, t.swappable
FROM people_postterms t JOIN people_post p ON p.id = t.post_id
WHERE p.unit_id = ANY(%s::uuid[]) ORDER BY t.post_id, t.id DESC
"""
_HOLDERS = """
SELECT w.post_id, w.person_id FROM people_placement w
WHERE w.post_id = ANY(%s::uuid[]) AND w.since <= %s AND (w.until IS NULL OR w.until >= %s)
ORDER BY w.person_id
"""


def demands_of(units: Iterable[UnitId]) -> dict[UUID, tuple[UnitId, str, Demands]]:
    """Return the posts of these units of which it is known what they demand."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, [[str(one) for one in units]])
        rows = cursor.fetchall()
    return {
        post: (
            UnitId(unit), title,
            Demands(
                frozenset(functions), nights, exposure,
                None if latitude is None else (latitude, longitude), frozenset(qualifications),
                lowest, highest, seats, swappable,
            ),
        )
        for post, unit, title, functions, nights, exposure, latitude, longitude, qualifications,
            lowest, highest, seats, swappable in rows
    }  # fmt: skip


def posts_of(units: Iterable[UnitId], *, today: date) -> list[Post]:
    """Return the posts of these units with their holders of today, and the seats that are kept.

    Rank, qualifications and what bars them are read only of those who may swap.
    """
    known = demands_of(units)
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, [[str(one) for one in known], today, today])
        held: dict[UUID, list[PersonId]] = defaultdict(list)
        for post, person in cursor.fetchall():
            held[post].append(PersonId(person))
    swapping = [
        one for post, (*_where, demands) in known.items() if demands.swappable for one in held[post]
    ]
    details, barred = details_of(swapping) if swapping else {}, _barred(swapping)
    taken, staying = _kept()
    return [
        Post(
            post, unit, title, demands,
            tuple(_holder(one, details, barred, staying) for one in held[post]), taken[post],
        )
        for post, (unit, title, demands) in known.items()
    ]  # fmt: skip


def write_terms(rows: Collection[PostRow], *, at: Instant) -> dict[str, int]:
    """Write what a list of posts changes; return how many are new, described anew, unchanged."""
    known = {
        (unit, title): demands
        for unit, title, demands in demands_of({one.unit for one in rows}).values()
    }
    changed = [one for one in rows if known.get((one.unit, one.title)) != one.demands]
    ids = posts_named((one.unit, one.title) for one in changed)
    PostTerms.objects.bulk_create(
        _terms(ids[one.unit, one.title], one.demands, at) for one in changed
    )
    return _counts(rows, known)


def compared(rows: Collection[PostRow]) -> dict[str, int]:
    """Return what a list of posts would change, and write nothing."""
    found = demands_of({one.unit for one in rows}).values()
    return _counts(rows, {(unit, title): demands for unit, title, demands in found})


def _counts(rows: Iterable[PostRow], known: Mapping[tuple[UnitId, str], Demands]) -> dict[str, int]:
    counts = {"new": 0, "described": 0, "unchanged": 0}
    for one in rows:
        before = known.get((one.unit, one.title))
        kind = "new" if before is None else "unchanged" if before == one.demands else "described"
        counts[kind] += 1
    return counts


def _terms(post: UUID, demands: Demands, at: Instant) -> PostTerms:
    latitude, longitude = demands.place or (None, None)
    return PostTerms(
        post_id=post, said_at=at, functions=sorted(demands.functions), nights=demands.nights,
        exposure=demands.exposure, latitude=latitude, longitude=longitude,
        qualifications=sorted(demands.qualifications), lowest=demands.lowest,
        highest=demands.highest, seats=demands.seats, swappable=demands.swappable,
    )  # fmt: skip


def _barred(people: Collection[PersonId]) -> Mapping[PersonId, frozenset[str]]:
    if not people:
        return {}
    with current().acting_as(Audience.CLINICIAN):
        return FORCE.barred(people)


def _holder(
    person: PersonId,
    details: Mapping[PersonId, Details],
    barred: Mapping[PersonId, frozenset[str]],
    staying: Collection[UUID],
) -> Holder:
    known = details.get(person, Details())
    return Holder(
        person, grade_of(known.rank), frozenset(parted(known.qualifications)),
        barred.get(person, frozenset()), person in staying,
    )  # fmt: skip


def _kept() -> tuple[Counter[UUID], set[UUID]]:
    """Return how many seats of each post are kept for somebody, and who is to be left in place."""
    taken: Counter[UUID] = Counter()
    staying: set[UUID] = set()
    open_ = {one.id: one for one in MoveRequest.objects.filter(running=True)}
    staying.update(one.person_id for one in open_.values())
    decided: dict[UUID, MoveFact] = {}
    for fact in MoveFact.objects.filter(request__in=open_).order_by("id"):
        if fact.act in (Act.DECIDED, Act.BEGAN):
            decided[fact.request_id] = fact
            staying.update(filter(None, [fact.partner_id]))
        elif fact.act == Act.TAKEN:
            decided.pop(fact.request_id, None)
    for request, fact in decided.items():
        if fact.partner_id is None:
            kept = fact.post_id if fact.act == Act.DECIDED else open_[request].from_post
            taken.update(filter(None, [kept]))
    return taken, staying
