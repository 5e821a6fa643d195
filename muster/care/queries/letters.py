"""Letters of handovers as clinicians on both sides and the person read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.lettering import Content, LetterRead, content_of
from muster.care.lettering import letter_of as read_letter
from muster.care.models import CaseRow, Handover, HandoverSide
from muster.care.outsiders import Outsider, outsider_of
from muster.care.rules.handovers import Stage
from muster.care.rules.letters import Part
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Passed:
    """A handover's letter with what of the record it means, and who outside takes over, if so."""

    handover: UUID
    letter: LetterRead | None
    content: Content
    outsider: Outsider | None


@dataclass(frozen=True, slots=True)
class OwnHandover:
    """A handover as the person it is about sees it; `everything` is what could go along."""

    handover: UUID
    why: str
    day: date
    outside: bool
    stage: Stage
    letter: LetterRead | None
    everything: Content
    outsider: Outsider | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person's summary holds, and who has their case; `owner` None: they have none."""

    letter: LetterRead | None
    content: Content
    owner: UUID | None


@query(
    key="care.letter",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("The letter that goes along with a handover was read."),
)
def letter_of(*, person: PersonId, handover: UUID, by: Viewer, at: Instant) -> Shown[Passed]:
    """Return the letter of a handover and the parts of the record that go along with it."""
    found = Handover.objects.filter(id=handover, person_id=person).first()
    if found is None:
        raise NOT_FOUND.refused()
    letter = read_letter(person, handover)
    parts = () if letter is None else letter.parts
    content = content_of(person, found.case_id, parts, at)
    return Shown(Passed(handover, letter, content, outsider_of(person, handover)), [person])


@query(
    key="care.own-handovers",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read how their own care changes hands."),
)
def own_handovers(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OwnHandover]]:
    """Return the person's own handovers, the open one first, then the latest."""
    rows = HandoverSide.objects.filter(person_id=person).order_by("ended", "-day", "handover_id")
    seen: dict[UUID, HandoverSide] = {}
    for row in rows:
        seen.setdefault(row.handover_id, row)
    found = Handover.objects.in_bulk(list(seen))
    return Shown([_own(person, found[one], row, at) for one, row in seen.items()], [person])


@query(
    key="care.own-summary",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody made a summary of their own care, to hold and to hand on."),
)
def own_summary(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Summary]:
    """Return what a summary of the person's latest case holds; they may hand on all of it."""
    return Shown(_summary(person, at), [person])


@query(
    key="care.summary",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A summary of a person's care was made for the person to hold."),
)
def summary_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Summary]:
    """Return the same, to be printed for a person who leaves today."""
    return Shown(_summary(person, at), [person])


def _summary(person: PersonId, at: Instant) -> Summary:
    row = CaseRow.objects.filter(person_id=person).order_by("ended", "-since").first()
    side = HandoverSide.objects.filter(person_id=person).order_by("ended", "-day").first()
    letter = None if side is None else read_letter(person, side.handover_id)
    if row is None:
        return Summary(letter, Content(calendar=calendars_of([person])[person]), None)
    content = content_of(person, row.case_id, tuple(Part), at)
    return Summary(letter, content, row.owner)


def _own(person: PersonId, found: Handover, row: HandoverSide, at: Instant) -> OwnHandover:
    return OwnHandover(
        found.id, found.why, found.day, found.to_unit is None, Stage(row.stage),
        read_letter(person, found.id), content_of(person, found.case_id, tuple(Part), at),
        outsider_of(person, found.id),
    )  # fmt: skip
