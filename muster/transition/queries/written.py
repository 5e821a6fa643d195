"""What stands written about one case: needs, care, messages, notes; inside a unit of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.policy.queries import in_force
from muster.transition.faring import last_faring
from muster.transition.models import CareSaid, NeedsMap, StepTimes, TrackFact, TrackWord
from muster.transition.notes import opened_plain
from muster.transition.rules.faring import Faring
from muster.transition.rules.track import Needs
from muster.transition.sharing import sharing_of
from muster.transition.tracking import Standing


@dataclass(frozen=True, slots=True)
class Others:
    """How long a step takes others: half are through within `median` days, nine in ten `most`."""

    cases: int
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Said:
    """One message between the person and their caseworker."""

    from_person: bool
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a caseworker on something that happened."""

    act: str
    step: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """All that stands written about a case, the same for the person and for the caseworker.

    `others` is by step; `care` "" and `shares` () where the person let nobody know.
    """

    needs: Needs | None
    care: str
    words: tuple[Said, ...]
    notes: tuple[Noted, ...]
    others: Mapping[str, Others]
    faring: tuple[Instant, Faring] | None
    shares: tuple[str, ...]


def written(person: PersonId, found: Standing, at: Instant) -> Written:
    """Return what stands written about a case that is within reach."""
    case = found.case.id
    return Written(
        needs_of(person, case), care_of(person), words_of(person, case), notes_of(person, case),
        others_of({one.key for one in found.state.steps}), last_faring(person, case),
        sharing_of(person, found.calendar.local_date(at)),
    )  # fmt: skip


def needs_of(person: PersonId, case: UUID) -> Needs | None:
    """Return the map of needs as it was last made with the person, None before the first."""
    row = NeedsMap.objects.filter(case_id=case).order_by("-at", "-id").first()
    if row is None:
        return None
    plain = opened_plain(person, "transition_needsmap", row.id, row.sealed)
    return msgspec.json.decode(plain, type=Needs)


def care_of(person: PersonId) -> str:
    """Return what somebody lets their caseworker know of being in care; "" for nothing."""
    row = CareSaid.objects.filter(person_id=person).order_by("-at", "-id").first()
    if row is None or row.sealed is None:
        return ""
    return opened_plain(person, "transition_caresaid", row.id, row.sealed).decode()


def words_of(person: PersonId, case: UUID) -> tuple[Said, ...]:
    """Return what was written to each other, the latest first."""
    rows = TrackWord.objects.filter(case_id=case).order_by("-said_at", "-id")
    return tuple(
        Said(
            one.from_person, one.said_at,
            opened_plain(person, "transition_trackword", one.id, one.sealed).decode(),
        )
        for one in rows
    )  # fmt: skip


def notes_of(person: PersonId, case: UUID) -> tuple[Noted, ...]:
    """Return the notes on what happened, the latest first."""
    rows = TrackFact.objects.filter(case_id=case).exclude(note=None).order_by("-at", "-id")
    return tuple(
        Noted(
            one.act, one.step or one.kind, one.at,
            opened_plain(person, "transition_trackfact", one.id, one.note).decode(),
        )
        for one in rows
        if one.note is not None
    )  # fmt: skip


def others_of(keys: set[str]) -> dict[str, Others]:
    """Return how long these steps take others, where it can be told without telling of anybody."""
    least = in_force().small_groups.clinical_cell
    rows = StepTimes.objects.filter(key__in=keys, cases__gte=least).order_by("counted_at")
    return {one.key: Others(one.cases, one.median, one.most) for one in rows}
