"""Crises as those who work on them read them, and what was told to others as the person does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.commands.disclosing import TABLE
from muster.care.crises import FACTS
from muster.care.models import Crisis, CrisisFact, CrisisRow, Disclosure
from muster.care.rules.crises import Act, CrisisState, Event, Next, awaited, check_is_due, state_of
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened in a crisis, with the words beside it."""

    act: Act
    at: datetime
    by: UUID
    code: str
    to: UUID | None
    meets: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was told about a person beside notices; `words` are care's and empty for the person."""

    id: UUID
    ground: str
    recipient: str
    contents: tuple[str, ...]
    at: datetime
    by: UUID
    told_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class CrisisStory:
    """One crisis: where it stands, what is awaited, whether somebody is to be sent, its story."""

    id: UUID
    state: CrisisState
    awaited: Next | None
    send_somebody: bool
    story: tuple[Happening, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One open crisis as a list shows it; `awaited` is one of `Awaited`."""

    person: PersonId
    kind: str
    opened: datetime
    responsible: UUID | None
    offered_to: UUID | None
    awaited: str
    due: datetime | None

    def late(self, now: Instant) -> bool:
        return self.due is not None and now > self.due


@query(
    key="care.crisis",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A person's crises were read."),
)
def crises_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[CrisisStory]]:
    """Return a person's crises, the latest first."""
    found = Crisis.objects.filter(person_id=person).order_by("-opened_at", "-id")
    return Shown([_story(one, person, at) for one in found], [person])


@query(
    key="care.open-crises",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("The list of open crises was read."),
)
def open_crises(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[CrisisLine]]:
    """Return the open crises of the viewer's units, what is late or due first on top."""
    rows = CrisisRow.objects.filter(ended_at=None).order_by("due_at", "crisis_id")
    lines = [
        CrisisLine(
            PersonId(row.person_id), row.kind, row.opened_at, row.responsible, row.offered_to,
            row.awaited, row.due_at,
        )
        for row in rows
    ]  # fmt: skip
    return Shown(lines, [line.person for line in lines])


@query(
    key="care.told-to-others",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read what was told about them on a ground, and to whom."),
)
def told_to_others(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Told]]:
    """Return what was told about the person beside notices, the latest first; without notes."""
    rows = Disclosure.objects.filter(person_id=person).order_by("-at", "-id")
    return Shown([_told(row, "") for row in rows], [person])


def _story(crisis: Crisis, person: PersonId, at: Instant) -> CrisisStory:
    facts = list(CrisisFact.objects.filter(crisis=crisis).order_by("at", "id"))
    happenings = tuple(
        Happening(
            Act(one.act), one.at, one.done_by, one.code, one.given_to, one.meets_at,
            opened_words(person, FACTS, one.id, one.note),
        )
        for one in facts
    )  # fmt: skip
    state = state_of(_event(one) for one in happenings)
    rule, calendar = in_force().crisis, calendars_of([person])[person]
    told = tuple(
        _told(row, opened_words(person, TABLE, row.id, row.note))
        for row in Disclosure.objects.filter(crisis_id=crisis.id, person_id=person).order_by("at")
    )
    return CrisisStory(
        crisis.id, state, awaited(state, rule, calendar),
        check_is_due(state, rule, calendar, at), happenings, told,
    )  # fmt: skip


def _event(one: Happening) -> Event:
    to = None if one.to is None else str(one.to)
    return Event(one.act, one.at, str(one.by), one.code, to, one.meets)


def _told(row: Disclosure, words: str) -> Told:
    return Told(
        row.id, row.ground, row.recipient, tuple(row.contents), row.at, row.by, row.told_on, words
    )
