"""A person's own places: where they are in line, when they begin, what is offered meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import cards_of
from muster.programmes import problems
from muster.programmes.groups_read import GroupLine, lines_of, standing_groups
from muster.programmes.models import EnrolmentRow, Group, GroupEnd, GroupSession
from muster.programmes.offered import offered
from muster.programmes.rules.enrolments import Stage
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One enrolment as the person reads it.

    `sessions` are those to come; `instead` the alternatives that are open after too long a wait.
    """

    enrolment: UUID
    programme: str
    stage: Stage
    priority: int
    since: datetime
    position: int | None
    expected_on: date | None
    group: GroupLine | None
    sessions: tuple[tuple[datetime, datetime], ...]
    attended: int
    instead: tuple[str, ...]
    ended_at: datetime | None


@query(
    key="programmes.places-of",
    permits=Permission.READ_PLACES,
    zone=Zone.PROGRAMME,
    says=_("A person's places in programmes were read."),
)
def places_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OwnPlace]]:
    """Return what a person waits for or takes part in, then what has ended, the latest first."""
    rows = list(EnrolmentRow.objects.filter(person_id=person).order_by("-since"))
    held = {row.group_id for row in rows if row.group_id is not None}
    groups = {one.group: one for one in lines_of(list(Group.objects.filter(id__in=held)))}
    sessions: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for one in GroupSession.objects.filter(group_id__in=held, ends__gt=at).order_by("starts"):
        sessions.setdefault(one.group_id, []).append((one.starts, one.ends))
    found = [_own(row, groups, sessions) for row in rows]
    return Shown(sorted(found, key=lambda one: one.stage.ended), [person])


@dataclass(frozen=True, slots=True)
class Ahead:
    """A session to come of somebody's own. `id` is of this session for this person alone."""

    id: UUID
    starts: datetime
    ends: datetime


@query(
    key="programmes.sessions-ahead",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("It was read when somebody has sessions."),
)
def sessions_ahead(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Ahead]]:
    """Return when the person's sessions are that are not over, the next first; of which, unsaid."""
    held = [Stage.PLACED.value, Stage.UNDER_WAY.value]
    rows = EnrolmentRow.objects.filter(person_id=person, stage__in=held, group_id__isnull=False)
    mine = dict(rows.values_list("group_id", "enrolment_id"))
    over = GroupEnd.objects.filter(group_id__in=list(mine)).values("group_id")
    coming = GroupSession.objects.filter(group_id__in=list(mine), ends__gt=at)
    found = [
        Ahead(uuid5(mine[one.group_id], str(one.number)), one.starts, one.ends)
        for one in coming.exclude(group_id__in=over).order_by("starts", "id")
    ]
    return Shown(found, [person])


@query(
    key="programmes.groups-open",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("It was read which groups a person may join."),
)
def groups_open(
    *, person: PersonId, programme: str, by: Viewer, at: Instant
) -> Shown[list[GroupLine]]:
    """Return the groups of a programme that have a free seat and are for this person."""
    sex = {one: card.sex for one, card in cards_of([person]).items()}.get(person, "")
    found = [
        one
        for one in standing_groups(programme=programme, after=at)
        if one.free and one.only in ("", sex)
    ]
    return Shown(found, [person])


@dataclass(frozen=True, slots=True)
class Completed:
    """What a certificate says: who completed which course, when, after how many sessions."""

    name: str
    programme: str
    completed_at: datetime
    attended: int


@query(
    key="programmes.certificate",
    permits=Permission.READ_PLACES,
    zone=Zone.PROGRAMME,
    says=_("A person's certificate was made."),
)
def completed_course(
    *, person: PersonId, enrolment: UUID, by: Viewer, at: Instant
) -> Shown[Completed]:
    """Return what a certificate says; Refused where the course was not completed, or has none."""
    row = EnrolmentRow.objects.filter(enrolment_id=enrolment, person_id=person).first()
    if row is None:
        raise NOT_FOUND.refused()
    programme = offered(row.programme)
    ended = row.stage == Stage.COMPLETED.value and row.ended_at is not None
    if not ended or programme is None or programme.certificate is None:
        raise problems.NOT_COMPLETED.refused()
    name = cards_of([person])[person].name
    return Shown(Completed(name, row.programme, row.ended_at, row.attended), [person])


def _own(
    row: EnrolmentRow,
    groups: dict[UUID, GroupLine],
    sessions: dict[UUID, list[tuple[datetime, datetime]]],
) -> OwnPlace:
    programme = offered(row.programme)
    waits = row.stage == Stage.WAITING.value and row.offered
    group = None if row.group_id is None else groups.get(row.group_id)
    return OwnPlace(
        row.enrolment_id, row.programme, Stage(row.stage), row.priority, row.since, row.position,
        row.expected_on, group, tuple(sessions.get(row.group_id, ())) if row.group_id else (),
        row.attended, programme.alternatives if waits and programme is not None else (),
        row.ended_at,
    )  # fmt: skip
