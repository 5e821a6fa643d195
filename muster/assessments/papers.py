"""Paper forms as they were typed; for use inside a unit of work of this room's doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.assessments import problems
from muster.assessments.models import PaperEntry
from muster.assessments.rules.layout import packed, unpacked
from muster.assessments.rules.paper import Check, standing
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, seal
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "assessments_paperentry"
FIRST, SECOND, SETTLED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper form with every typing of it. `second` holds the critical items alone."""

    person: PersonId
    sitting: UUID
    specification: Specification
    typed_at: datetime
    typed_by: UUID
    first: Mapping[str, int]
    second: Mapping[str, int] | None
    second_by: UUID | None
    alone: bool
    settled: bool

    @property
    def check(self) -> Check:
        """Where the two-key check of this form stands."""
        return standing(self.specification, self.first, self.second, resolved=self.settled)


def paper_of(person: PersonId, sitting: UUID) -> Paper:
    """Return a paper form by the sitting it was entered as; Refused where there is none."""
    rows = list(PaperEntry.objects.filter(sitting_id=sitting, person_id=person).order_by("turn"))
    if not rows:
        raise problems.NO_SUCH_SITTING.refused()
    return papers_of(rows)[0]


def papers_of(rows: list[PaperEntry]) -> list[Paper]:
    """Open typings and lay them together, in the order of the first ones."""
    keys = data_keys(current(), [PersonId(one.person_id) for one in rows], Zone.CLINICAL)
    by_sitting: dict[UUID, dict[int, PaperEntry]] = {}
    for row in rows:
        by_sitting.setdefault(row.sitting_id, {})[row.turn] = row
    return [
        _paper(turns, keys[PersonId(turns[FIRST].person_id)])
        for turns in by_sitting.values()
        if FIRST in turns
    ]


def _paper(turns: Mapping[int, PaperEntry], key: bytes) -> Paper:
    first, second = turns[FIRST], turns.get(SECOND)
    return Paper(
        person=PersonId(first.person_id),
        sitting=first.sitting_id,
        specification=pack(first.instrument).specification,
        typed_at=first.at,
        typed_by=first.entered_by,
        first=_values(first, key),
        second=None if second is None else _values(second, key),
        second_by=None if second is None else second.entered_by,
        alone=second is not None and second.alone,
        settled=SETTLED in turns,
    )


def _values(row: PaperEntry, key: bytes) -> dict[str, int]:
    record = open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed))
    found = unpacked(pack(row.instrument).specification, record)
    return {code: value for code, value in found.items() if value is not None}


def write_turn(
    person: PersonId,
    sitting: UUID,
    specification: Specification,
    turn: int,
    values: Mapping[str, int],
    *,
    by: UUID,
    at: Instant,
    alone: bool = False,
    agreed: bool | None = None,
    reason: str = "",
) -> None:
    """Append one typing of a paper form, sealed at the instrument's width."""
    made = PaperEntry(
        person_id=person, sitting_id=sitting, instrument=specification.instrument, turn=turn,
        alone=alone, agreed=agreed, entered_by=by, at=at, reason=reason,
    )  # fmt: skip
    key = current().data_key(person, Zone.CLINICAL)
    made.sealed = seal(key, table=TABLE, row=made.id, plain=packed(specification, values))
    made.save(force_insert=True)
