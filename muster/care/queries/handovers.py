"""Handovers as both sides read them: the board of a clinician's units, and one of them whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.handing import FACTS, GIVING, events_of
from muster.care.models import Handover, HandoverFact, HandoverSide
from muster.care.rules.handovers import HandoverState, Stage, state_of
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One open handover as the board shows it.

    `named`: may this reader read who the person is? Not while nobody of their side was asked.
    """

    handover: UUID
    person: PersonId
    case: UUID
    giving: bool
    from_unit: str
    to_unit: str
    why: str
    day: date
    stage: Stage
    owner: UUID
    gaining: UUID | None
    due: datetime | None
    named: bool

    def late(self, now: Instant) -> bool:
        return self.due is not None and now > self.due


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened to a handover, with the words written beside it."""

    act: str
    at: datetime
    by: UUID
    to: UUID | None
    words: str


@dataclass(frozen=True, slots=True)
class HandoverStory:
    """A handover whole: where it stands, what happened, and the units it is between."""

    handover: UUID
    case: UUID
    why: str
    day: date
    from_unit: UnitId
    to_unit: UnitId | None
    names: dict[UnitId, UnitName]
    state: HandoverState
    told: list[Told]


@query(
    key="care.handovers",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("The board of handovers was read."),
)
def board(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[HandoverLine]]:
    """Return the open handovers of the viewer's units, those that are due first.

    One that lies within the viewer's units on both sides is one line, as its giver sees it.
    """
    rows = HandoverSide.objects.filter(ended=False).order_by("due_at", "handover_id", "side")
    once = {}
    for row in rows:
        once.setdefault(row.handover_id, row)
    names = unit_names(
        [UnitId(u) for row in once.values() for u in (row.unit_id, row.other_unit) if u]
    )
    lines = [_line(row, names) for row in once.values()]
    return Shown(lines, [line.person for line in lines if line.named])


@query(
    key="care.handover",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A handover was read."),
)
def handover_of(
    *, person: PersonId, handover: UUID, by: Viewer, at: Instant
) -> Shown[HandoverStory]:
    """Return one handover whole."""
    found = Handover.objects.filter(id=handover, person_id=person).first()
    if found is None:
        raise NOT_FOUND.refused()
    facts = HandoverFact.objects.filter(handover=found).order_by("at", "id")
    units = [UnitId(one) for one in (found.from_unit, found.to_unit) if one is not None]
    to_unit = None if found.to_unit is None else UnitId(found.to_unit)
    story = HandoverStory(
        found.id, found.case_id, found.why, found.day, UnitId(found.from_unit), to_unit,
        unit_names(units), state_of(events_of(found)), [_told(person, one) for one in facts],
    )  # fmt: skip
    return Shown(story, [person])


def _told(person: PersonId, fact: HandoverFact) -> Told:
    words = opened_words(person, FACTS, fact.id, fact.note)
    return Told(fact.act, fact.at, fact.done_by, fact.given_to, words)


def _line(row: HandoverSide, names: dict[UnitId, UnitName]) -> HandoverLine:
    giving = row.side == GIVING
    ours, others = _code(row.unit_id, names), _code(row.other_unit, names)
    return HandoverLine(
        row.handover_id, PersonId(row.person_id), row.case_id, giving,
        ours if giving else others, others if giving else ours, row.why, row.day,
        Stage(row.stage), row.owner, row.gaining, row.due_at, row.reaches,
    )  # fmt: skip


def _code(unit: UUID | None, names: dict[UnitId, UnitName]) -> str:
    found = None if unit is None else names.get(UnitId(unit))
    return "" if found is None else found.code
