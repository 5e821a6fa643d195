"""Newcomers as rows: the name by which an office knows them, sealed; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.transition.models import TakenIn
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

LONGEST_NAME = 120
_TABLE, _WIDTH = "transition_takenin", 4 * LONGEST_NAME + 2


def write_taken_in(person: PersonId, name: str, *, by: object, at: Instant) -> None:
    """Keep that somebody was taken in under this name."""
    made, key = new_id(), current().data_key(person, Zone.TRANSITION)
    plain = pad(name.encode(), _WIDTH)
    TakenIn.objects.create(
        id=made, person_id=person, at=at, taken_by=by,
        sealed=seal(key, table=_TABLE, row=made, plain=plain),
    )  # fmt: skip


def names_given(people: Collection[PersonId]) -> dict[PersonId, str]:
    """Return the names under which these people were taken in; who was not is left out."""
    return _opened(list(TakenIn.objects.filter(person_id__in=list(people))))


def taken_in_within_reach() -> dict[PersonId, tuple[str, Instant]]:
    """Return everybody within reach who was taken in: the name, and when; the latest first."""
    rows = list(TakenIn.objects.order_by("-at", "-id"))
    names = _opened(rows)
    return {PersonId(one.person_id): (names[PersonId(one.person_id)], one.at) for one in rows}


def _opened(rows: list[TakenIn]) -> dict[PersonId, str]:
    keys = data_keys(current(), [PersonId(one.person_id) for one in rows], Zone.TRANSITION)
    return {
        PersonId(one.person_id): unpad(
            open_sealed(
                keys[PersonId(one.person_id)], table=_TABLE, row=one.id, sealed=bytes(one.sealed)
            )
        ).decode()
        for one in rows
    }
