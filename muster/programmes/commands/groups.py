"""Groups: opened with all their sessions, and called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES, _
from muster.people.serving import units_below
from muster.programmes import problems
from muster.programmes.clocks import wind
from muster.programmes.enrolling import found, programme_of
from muster.programmes.folding import happen
from muster.programmes.models import EnrolmentFact, EnrolmentRow, Group, GroupEnd, GroupSession
from muster.programmes.rules.enrolments import Act, Stage
from muster.programmes.rules.waiting import bookable, no_show_rate
from muster.vault.zones import Zone

MOST_SEATS = 60
MOST_SESSIONS = 60
ONLY = ("", "male", "female")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new group is: where, in which language, for whom, how many, and when it meets."""

    programme: str
    place: str
    language: str
    capacity: int
    sessions: tuple[Instant, ...]
    minutes: int
    video: bool = False
    only: str = ""


@command(
    key="programmes.open-group",
    permits=Permission.KEEP_GROUPS,
    zone=Zone.PROGRAMME,
    says=_("A group of a programme was opened."),
    portable=True,
)
def open_group(
    *, unit: UnitId, group: UUID, opening: Opening, by: Viewer, at: Instant
) -> tuple[int, int]:
    """Open a group with its sessions; return its places, and how many may be booked into them.

    More are booked than there are places where some usually stay away.
    """
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    programme_of(opening.programme)
    _demand(opening, at)
    places = bookable(opening.capacity, rate_of(opening.programme))
    Group.objects.get_or_create(
        id=group,
        defaults={
            "programme": opening.programme, "unit_id": unit, "place": opening.place.strip(),
            "video": opening.video, "language": opening.language, "only": opening.only,
            "capacity": opening.capacity, "bookable": places, "starts": min(opening.sessions),
            "made_at": at, "made_by": by.account,
        },
    )  # fmt: skip
    long = timedelta(minutes=opening.minutes)
    if not GroupSession.objects.filter(group_id=group).exists():
        GroupSession.objects.bulk_create(
            GroupSession(
                id=new_id(), group_id=group, unit_id=unit, number=number, starts=starts,
                ends=starts + long,
            )
            for number, starts in enumerate(sorted(opening.sessions), start=1)
        )  # fmt: skip
    wind(None)
    note(bookable=places)
    return opening.capacity, places


@command(
    key="programmes.call-off-group",
    permits=Permission.KEEP_GROUPS,
    zone=Zone.PROGRAMME,
    says=_("A group was called off, and those who had a place wait again."),
    portable=True,
)
def call_off(*, group: UUID, by: Viewer, at: Instant) -> int:
    """Call a group off before it begins; everybody waits again from when they first asked."""
    there = group_of(group, by)
    if there.starts <= at or GroupEnd.objects.filter(group_id=group).exists():
        raise problems.GROUP_OVER.refused()
    GroupEnd.objects.create(group_id=group, unit_id=there.unit_id, at=at, done_by=by.account)
    rows = EnrolmentRow.objects.filter(group_id=group, stage=Stage.PLACED.value)
    people = [(PersonId(row.person_id), row.enrolment_id) for row in rows]
    for person, enrolment in people:
        happen(found(person, enrolment), Act.GIVEN_UP, by=by.account, at=at)
    note(people=[person for person, _enrolment in people])
    wind(None)
    return len(people)


def group_of(group: UUID, by: Viewer) -> Group:
    """Return a group of the viewer's units; what is another's is not there."""
    there = Group.objects.filter(id=group, unit_id__in=units_below(by.units)).first()
    if there is None:
        raise NOT_FOUND.refused()
    return there


def rate_of(programme: str) -> float:
    """Return which share stays away from sessions of a programme, as far as the viewer can see."""
    held = EnrolmentFact.objects.filter(enrolment__programme=programme)
    missed = held.filter(act=Act.MISSED.value).count()
    return no_show_rate(missed, missed + held.filter(act=Act.CAME.value).count())


def _demand(opening: Opening, at: Instant) -> None:
    sessions: Sequence[Instant] = opening.sessions
    sound = (
        opening.place.strip()
        and 1 <= opening.capacity <= MOST_SEATS
        and 1 <= len(sessions) <= MOST_SESSIONS
        and len(set(sessions)) == len(sessions)
        and min(sessions) > at
        and opening.minutes > 0
        and opening.language in LANGUAGES
        and opening.only in ONLY
    )
    if not sound:
        raise problems.NOT_A_GROUP.refused()
