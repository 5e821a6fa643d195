"""How people said they are reached; for use inside a unit of work, other rooms' too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from muster.assessments import problems
from muster.assessments.models import Reachable
from muster.assessments.rules.reaching import (
    LONGEST_PLACE,
    WIDTH,
    Reach,
    from_plain,
    is_a_number,
    plain,
)
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "assessments_reachable"


@dataclass(frozen=True, slots=True)
class Reached:
    """How a person is reached, and when they said so."""

    reach: Reach
    said_at: Instant


def write_reach(person: PersonId, reach: Reach, at: Instant) -> None:
    """Append how a person is reached; Refused where the number cannot be one."""
    if reach.number and not is_a_number(reach.number):
        raise problems.NOT_A_CALL_BACK_NUMBER.refused()
    if len(reach.place) > LONGEST_PLACE:
        raise problems.PLACE_TOO_LONG.refused(most=LONGEST_PLACE)
    made = Reachable(person_id=person, at=at)
    key = current().data_key(person, Zone.CLINICAL)
    made.sealed = seal(key, table=TABLE, row=made.id, plain=pad(plain(reach), WIDTH))
    made.save(force_insert=True)


def reachable_of(people: Collection[PersonId]) -> dict[PersonId, Reached]:
    """Return how each of these people last said they are reached; who never said is left out."""
    rows = (
        Reachable.objects.filter(person_id__in=list(people))
        .order_by("person_id", "-at", "-id")
        .distinct("person_id")
    )
    found = list(rows)
    keys = data_keys(current(), [PersonId(one.person_id) for one in found], Zone.CLINICAL)
    return {
        PersonId(one.person_id): Reached(
            from_plain(
                unpad(
                    open_sealed(
                        keys[PersonId(one.person_id)],
                        table=TABLE,
                        row=one.id,
                        sealed=bytes(one.sealed),
                    )
                )
            ),
            one.at,
        )
        for one in found
    }
