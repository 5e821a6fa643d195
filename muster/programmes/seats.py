"""Seats of groups: counted by turns, of which each has one successor; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from muster.kernel.time import Instant
from muster.programmes import problems
from muster.programmes.models import Group, GroupEnd, SeatTurn

_TAKEN = """
SELECT DISTINCT ON (group_id) group_id, number, taken FROM programmes_seatturn
WHERE group_id = ANY(%s::uuid[]) ORDER BY group_id, number DESC
"""


def taken_in(groups: Collection[UUID]) -> dict[UUID, int]:
    """Return how many seats of each of these groups are taken."""
    return {group: taken for group, (_number, taken) in _last(groups).items()}


def open_group(group: UUID, at: Instant) -> Group:
    """Return a group that has not begun and was not called off; Refused otherwise."""
    found = Group.objects.filter(id=group).first()
    if found is None or found.starts <= at or GroupEnd.objects.filter(group_id=group).exists():
        raise problems.GROUP_OVER.refused()
    return found


def take(group: Group, count: int, at: Instant) -> None:
    """Take seats of a group, or free them where `count` is below 0.

    Refused where none is free, and where somebody was quicker by the blink of an eye.
    """
    number, taken = _last([group.id]).get(group.id, (0, 0))
    if count > 0 and taken + count > group.bookable:
        raise problems.GROUP_FULL.refused()
    try:
        with transaction.atomic():
            SeatTurn.objects.create(
                group_id=group.id, number=number + 1, taken=max(taken + count, 0), at=at
            )
    except IntegrityError:
        raise problems.GROUP_FULL.refused() from None


def _last(groups: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [[str(one) for one in groups]])
        return {group: (number, taken) for group, number, taken in cursor.fetchall()}
