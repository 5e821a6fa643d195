"""What a coordinator reads: who waits longest, which group has places, who missed twice.

No answer, no score, no note, no diagnosis stands in any of it; for what worries them about
somebody there is the account of whoever put the person on the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import cards_of
from muster.people.serving import units_below
from muster.programmes.codes import code_of
from muster.programmes.commands.attending import TAKING_PART
from muster.programmes.commands.groups import group_of
from muster.programmes.groups_read import GroupLine, lines_of, standing_groups
from muster.programmes.models import EnrolmentFact, EnrolmentRow, GroupSession
from muster.programmes.rules.enrolments import MISSED_OFTEN, Came, Stage
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class EnrolmentLine:
    """Somebody on a list or in a group; `clinician` put them there, "" where they came alone."""

    enrolment: UUID
    person: PersonId
    name: str
    unit_code: str
    programme: str
    stage: Stage
    priority: int
    since: datetime
    position: int | None
    expected_on: date | None
    contact_due: datetime | None
    offered: bool
    group: UUID | None
    attended: int
    missed: int
    clinician: str

    def late(self, now: Instant) -> bool:
        return self.contact_due is not None and now > self.contact_due


@dataclass(frozen=True, slots=True)
class Board:
    """The coordinator's first page."""

    waiting: list[EnrolmentLine]
    groups: list[GroupLine]
    missing: list[EnrolmentLine]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of a group: its code, and what was noted of each enrolment."""

    session: UUID
    number: int
    starts: datetime
    ends: datetime
    code: str
    came: dict[UUID, Came]


@dataclass(frozen=True, slots=True)
class GroupWhole:
    """A group with its sessions and those who have a place in it."""

    line: GroupLine
    sessions: list[SessionLine]
    people: list[EnrolmentLine]


@query(
    key="programmes.board",
    permits=Permission.READ_WAITING,
    zone=Zone.PROGRAMME,
    says=_("It was read who waits for a place, and who missed sessions."),
)
def board(
    *, programme: str, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[Board]:
    """Return the board of the viewer's units, of one programme or ("") of all."""
    rows = EnrolmentRow.objects.all()
    if programme:
        rows = rows.filter(programme=programme)
    waiting = rows.filter(stage=Stage.WAITING.value).order_by("priority", "since", "enrolment_id")
    missing = rows.filter(stage__in=TAKING_PART, missed__gte=MISSED_OFTEN).order_by("-missed")
    groups = standing_groups(units=units_below(by.units), programme=programme, after=at)
    said = lines([*waiting, *missing])
    stood = [one for one in said if one.stage is Stage.WAITING]
    gone = [one for one in said if one.stage is not Stage.WAITING]
    return Shown(Board(stood, groups, gone), list(dict.fromkeys(one.person for one in said)))


@query(
    key="programmes.group",
    permits=Permission.READ_WAITING,
    zone=Zone.PROGRAMME,
    says=_("It was read who has a place in a group, and who came."),
)
def group_whole(*, group: UUID, by: Viewer, at: Instant) -> Shown[GroupWhole]:
    """Return one group of the viewer's units, whole."""
    there = group_of(group, by)
    rows = EnrolmentRow.objects.filter(group_id=group).order_by("since", "enrolment_id")
    people = lines(rows)
    noted = EnrolmentFact.objects.filter(group_id=group, session_id__isnull=False)
    came: dict[UUID, dict[UUID, Came]] = {}
    for fact in noted.order_by("at", "id"):
        if fact.session_id is not None:
            came.setdefault(fact.session_id, {})[fact.enrolment_id] = Came(fact.act)
    sessions = [
        SessionLine(one.id, one.number, one.starts, one.ends, code_of(one.id), came.get(one.id, {}))
        for one in GroupSession.objects.filter(group_id=group).order_by("number")
    ]
    whole = GroupWhole(lines_of([there])[0], sessions, people)
    return Shown(whole, [one.person for one in people])


@query(
    key="programmes.enrolment",
    permits=Permission.READ_WAITING,
    zone=Zone.PROGRAMME,
    says=_("It was read what somebody waits for."),
)
def enrolment_line(
    *, person: PersonId, enrolment: UUID, by: Viewer, at: Instant
) -> Shown[EnrolmentLine | None]:
    """Return one enrolment of a person within reach, None where it is not theirs."""
    row = EnrolmentRow.objects.filter(enrolment_id=enrolment, person_id=person).first()
    return Shown(lines([row])[0] if row is not None else None, [person])


def lines(rows: Iterable[EnrolmentRow]) -> list[EnrolmentLine]:
    """Return these rows with the names of those they are about; inside a unit of work."""
    every = list(rows)
    people = list(dict.fromkeys(PersonId(one.person_id) for one in every))
    current().admit(people)
    cards = cards_of(people)
    asked = [AccountId(one.asked_by) for one in every if not one.by_oneself]
    clinicians = account_names(asked)
    return [
        EnrolmentLine(
            row.enrolment_id, person, cards[person].name if person in cards else "",
            cards[person].unit_code if person in cards else "", row.programme, Stage(row.stage),
            row.priority, row.since, row.position, row.expected_on, row.contact_due, row.offered,
            row.group_id, row.attended, row.missed,
            "" if row.by_oneself else clinicians.get(AccountId(row.asked_by), ""),
        )
        for row in every
        for person in (PersonId(row.person_id),)
    ]  # fmt: skip
