"""Pairs of people who agreed to be placed together, as rows; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from muster.kernel.ids import PersonId
from muster.transition.models import TogetherSaid
from muster.transition.rules.rounds import Pair, Tie


@dataclass(frozen=True, slots=True)
class Agreed:
    """Two who agreed; either may take it back."""

    pair: UUID
    people: frozenset[PersonId]
    tie: Tie


def one_at_a_time() -> None:
    """Wait for whoever draws a code or agrees just now, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('muster transition together'))")


def pairs_of(people: Collection[PersonId]) -> list[Agreed]:
    """Return the pairs that stand and in which one of these is, the oldest first."""
    named = list(people)
    rows = TogetherSaid.objects.filter(Q(person_id__in=named) | Q(people__overlap=named))
    last = {one.pair_id: one for one in rows.order_by("at", "id")}
    return [
        Agreed(one.pair_id, frozenset(PersonId(each) for each in one.people), Tie(one.tie))
        for one in last.values()
        if one.agreed
    ]


def pairs_among(people: Collection[PersonId]) -> tuple[Pair, ...]:
    """Return the pairs of whom both are among these; nobody is in two of them."""
    there, seen, found = set(people), set[PersonId](), list[Pair]()
    for one in pairs_of(people):
        if one.people <= there and not one.people & seen:
            seen |= one.people
            first, second = sorted(map(str, one.people))
            found.append(Pair(first, second, one.tie))
    return tuple(found)
