"""Sharing among partners as rows: who may know of whom, and what each is shown; in a unit of work.

A partner reaches the rows that name it and no others. So what it may know of the others' tasks is
copied to it: what kind, whose, until when and whether it is done; never a word, a need or a note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.transition.agency import given
from muster.transition.models import Partner, PartnerTask, PlanShown, SharingSaid
from muster.transition.partnering import force_calendar
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "transition_planshown"
_WIDTH, _MOST = 8_192, 40


@dataclass(frozen=True, slots=True)
class Other:
    """A task of another partner for the same person."""

    kind: str
    partner: str
    due: date | None
    done: date | None


def sharing_of(person: PersonId, today: date) -> tuple[str, ...]:
    """Return the kinds of partner that somebody lets know of each other today."""
    row = SharingSaid.objects.filter(person_id=person).order_by("-at", "-id").first()
    return () if row is None or row.until < today else tuple(row.kinds)


def show_plan(person: PersonId, kinds: Collection[str], at: Instant) -> int:
    """Show each partner of these kinds the others' tasks; take it from all others. Return how many.

    Where nobody was ever shown anything, and nobody is to be, nothing is written.
    """
    tasks = list(PartnerTask.objects.filter(person_id=person).order_by("given_at", "id")[:_MOST])
    partners = {
        one.id: one for one in Partner.objects.filter(id__in={task.partner_id for task in tasks})
    }
    stands, day_of = given(tasks), force_calendar().local_date
    lines: dict[UUID, list[Other]] = defaultdict(list)
    for task in tasks:
        one, state = partners[task.partner_id], stands[task.id]
        if one.kind in kinds and not state.dropped:
            lines[one.id].append(
                Other(
                    task.kind, one.name, state.due and day_of(state.due),
                    state.ended and day_of(state.ended),
                )
            )  # fmt: skip
    shown = set(PlanShown.objects.filter(person_id=person).values_list("partner_id", flat=True))
    for partner in {*lines, *shown}:
        others = [each for key, found in lines.items() if key != partner for each in found]
        _write(person, partner, others if partner in lines else None, at)
    return len(lines)


def _write(person: PersonId, partner: UUID, others: list[Other] | None, at: Instant) -> None:
    row = _last(person, partner)
    before = None if row is None or row.sealed is None else _opened(row)
    if (None if others is None else tuple(others)) == before:
        return
    made, sealed = new_id(), None
    if others is not None:
        key = current().data_key(person, Zone.PARTNERS)
        plain = pad(msgspec.json.encode(others), _WIDTH)
        sealed = seal(key, table=TABLE, row=made, plain=plain)
    PlanShown.objects.create(id=made, person_id=person, partner_id=partner, at=at, sealed=sealed)


def shown_to(person: PersonId, partner: UUID) -> tuple[Other, ...]:
    """Return what a partner is shown of the others' tasks for somebody, the last time counts."""
    row = _last(person, partner)
    return () if row is None or row.sealed is None else _opened(row)


def _last(person: PersonId, partner: UUID) -> PlanShown | None:
    rows = PlanShown.objects.filter(person_id=person, partner_id=partner)
    return rows.order_by("-at", "-id").first()


def _opened(row: PlanShown) -> tuple[Other, ...]:
    key = current().data_key(PersonId(row.person_id), Zone.PARTNERS)
    plain = open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed or b""))
    return msgspec.json.decode(unpad(plain), type=tuple[Other, ...])


def last_said() -> Mapping[PersonId, SharingSaid]:
    """Return what everybody within reach last said of sharing."""
    rows = SharingSaid.objects.order_by("at", "id")
    return {PersonId(one.person_id): one for one in rows}
