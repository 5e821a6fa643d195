"""A caseworker's morning, and one case as a caseworker reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import Colleague, account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit, day_at
from muster.people.packets import Held, packet_of, packets_of, packets_within_reach
from muster.people.rules.packet import Field
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.transition.colleagues import caseworkers
from muster.transition.fallen import Fallen, fallen_for
from muster.transition.models import StepRow, TrackRow, TrackWord
from muster.transition.newcomers import names_given, taken_in_within_reach
from muster.transition.queries.written import Written, written
from muster.transition.reminders import Worded, due_on, open_on
from muster.transition.rules.track import TrackState
from muster.transition.tracking import latest, people_with_cases
from muster.vault.work import current
from muster.vault.zones import Zone

MOST = 400
"""So many cases at most stand on a board; the most urgent first."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A step that waits: whose move it is, since when, until when, and why it takes longer."""

    key: str
    hand: str
    partner: str
    began: datetime
    due: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the board. `name` is the packet's, or the one under which a newcomer was taken in;
    "" where the person gave none, or took it back.

    `stuck` are the steps that are over their standard, the longest first. `silent`: nobody spoke
    with the person for too long, or tried in vain. `wrote`: a message waits.
    """

    person: PersonId
    name: str
    state: str
    since: datetime
    due: datetime | None
    opened: datetime
    owner: str
    mine: bool
    needs: int
    silent: bool
    reached: datetime | None
    lost: datetime | None
    wrote: datetime | None
    confer: bool
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many cases somebody carries whose person is not in work or training yet."""

    account: AccountId | None
    name: str
    cases: int
    late: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All running cases as counts, those that no line shows among them."""

    running: int
    late: int
    silent: int
    lost: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Board:
    """A caseworker's morning: cases by urgency, packets without a case, and who carries what.

    `newcomers` were taken in, and have neither a case nor a packet yet: who, by name, since when.
    `reminders` are one's own that are due, each with the person's name.
    """

    lines: tuple[Line, ...]
    figures: Figures
    packets: tuple[tuple[PersonId, str, date], ...]
    newcomers: tuple[tuple[PersonId, str, date], ...]
    loads: tuple[Load, ...]
    profile: Profile
    reminders: tuple[tuple[str, Worded], ...] = ()


@query(
    key="transition.board",
    permits=Permission.READ_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker read whose case waits for what, since when and on whom."),
)
def board(*, by: Viewer, at: Instant) -> Shown[Board]:
    """Return every running case within reach, the most urgent first."""
    profile = in_force()
    rows = list(TrackRow.objects.filter(ended_at=None).order_by("opened_at", "id"))
    stuck = _stuck(at)
    today = day_at(by.units, at)
    owners = account_names([one.owner for one in rows if one.owner is not None])
    loads = _loads(rows, stuck, owners)
    rows.sort(key=lambda one: _urgency(one, stuck, by.account))
    shown = rows[:MOST]
    people = people_with_cases(shown)
    current().admit(people)
    names, wrote = _names(people, today), _wrote([one.case_id for one in shown])
    lines = tuple(_line(one, profile, stuck, names, wrote, owners, by, at) for one in shown)
    packets = _without_case(today)
    newcomers = _not_begun({person for person, _name, _until in packets}, by)
    seen = [*people, *(person for person, _name, _day in (*packets, *newcomers))]
    mine = [one.case_id for one in shown if one.owner == by.account]
    reminders = tuple(
        (names.get(one.reminding.person, ""), one) for one in due_on(mine, today)
    )  # fmt: skip
    figures = Figures(
        len(rows), sum(one.case_id in stuck for one in rows),
        sum(_silent(one, profile, at) for one in rows),
        sum(one.lost_at is not None for one in rows),
        max(((at - one.opened_at).days for one in rows), default=0),
    )  # fmt: skip
    return Shown(Board(lines, figures, packets, newcomers, loads, profile, reminders), seen)


def _silent(row: TrackRow, profile: Profile, at: Instant) -> bool:
    """Did nobody speak with the person for too long, or try in vain?

    Who is in work is spoken with at the checks, whose days are clocks of their own.
    """
    long_ago = at - timedelta(days=profile.track.reached_every.count)
    quiet = row.owner is not None and (row.reached_at or row.opened_at) < long_ago
    return row.tries > 0 or (quiet and _before_work(row))


def _before_work(row: TrackRow) -> bool:
    """Is the person not in work or training yet, or no longer?"""
    return row.placed_at is None or row.lost_at is not None


def _urgency(row: TrackRow, stuck: Mapping[UUID, list[Stuck]], me: AccountId) -> tuple[object, ...]:
    late = next(iter(stuck.get(row.case_id, ())), None)
    nobody, mine = row.owner is None, row.owner == me
    return (not (mine or nobody), late is None, late.due if late else row.due_at or row.opened_at)


def _stuck(at: Instant) -> dict[UUID, list[Stuck]]:
    """Return, by case, the open steps that are over their standard, the longest first."""
    found: dict[UUID, list[Stuck]] = defaultdict(list)
    for one in StepRow.objects.filter(ended_at=None, due_at__lt=at).order_by("due_at", "number"):
        found[one.case_id].append(
            Stuck(one.key, one.hand, one.partner, one.began_at, one.due_at, one.reason)
        )
    return found


def _names(people: Collection[PersonId], today: date) -> dict[PersonId, str]:
    held = packets_of(people, day=today)
    said = {person: one.words.get(Field.NAME.value, "") for person, one in held.items()}
    return names_given(people) | {person: name for person, name in said.items() if name}


def _wrote(cases: Collection[UUID]) -> dict[UUID, datetime]:
    """Return, by case, since when a message of the person waits for an answer."""
    waits: dict[UUID, datetime] = {}
    rows = TrackWord.objects.filter(case_id__in=list(cases)).order_by("said_at", "id")
    for case, from_person, said_at in rows.values_list("case_id", "from_person", "said_at"):
        if from_person:
            waits.setdefault(case, said_at)
        else:
            waits.pop(case, None)
    return waits


def _line(
    row: TrackRow,
    profile: Profile,
    stuck: Mapping[UUID, list[Stuck]],
    names: Mapping[PersonId, str],
    wrote: Mapping[UUID, datetime],
    owners: Mapping[AccountId, str],
    by: Viewer,
    at: Instant,
) -> Line:
    track, person = profile.track, PersonId(row.person_id)
    conferred = row.conferred_at or row.opened_at
    confer = row.open_needs >= track.lead_from and conferred < at - timedelta(
        days=track.conference.count
    )
    return Line(
        person, names.get(person, ""), row.state, row.since, row.due_at, row.opened_at,
        "" if row.owner is None else owners.get(AccountId(row.owner), ""),
        row.owner == by.account, row.open_needs, _silent(row, profile, at), row.reached_at,
        row.lost_at,
        wrote.get(row.case_id), confer, tuple(stuck.get(row.case_id, ())),
    )  # fmt: skip


def _loads(
    rows: Collection[TrackRow], stuck: Mapping[UUID, list[Stuck]], owners: Mapping[AccountId, str]
) -> tuple[Load, ...]:
    carried: dict[UUID | None, list[UUID]] = defaultdict(list)
    for one in rows:
        if _before_work(one):
            carried[one.owner].append(one.case_id)
    found = [
        Load(
            None if owner is None else AccountId(owner),
            "" if owner is None else owners.get(AccountId(owner), ""),
            len(cases), sum(case in stuck for case in cases),
        )
        for owner, cases in carried.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.account is None, -one.cases, one.name)))


def _without_case(today: date) -> tuple[tuple[PersonId, str, date], ...]:
    """Return the packets that were given and for which no case is under way."""
    running = set(TrackRow.objects.filter(ended_at=None).values_list("person_id", flat=True))
    given = packets_within_reach(day=today)
    return tuple(
        (person, held.words.get(Field.NAME.value, ""), held.until)
        for person, held in given.items()
        if person not in running
    )


def _not_begun(packed: Collection[PersonId], by: Viewer) -> tuple[tuple[PersonId, str, date], ...]:
    """Return the newcomers who never had a case, and gave no packet, since which day."""
    known = taken_in_within_reach()
    had = set(TrackRow.objects.filter(person_id__in=known).values_list("person_id", flat=True))
    return tuple(
        (person, name, day_at(by.units, at))
        for person, (name, at) in known.items()
        if person not in had and person not in packed
    )


@dataclass(frozen=True, slots=True)
class WholeCase:
    """A case as a caseworker reads it; `held` None: no packet stands, so nobody is named.

    `taken_in` is the name under which a newcomer was taken in; "" for whoever served here.
    """

    person: PersonId
    taken_in: str
    state: TrackState
    profile: Profile
    held: Held | None
    owners: Mapping[AccountId, str]
    colleagues: tuple[Colleague, ...]
    calendar: Calendar
    written: Written
    reminders: tuple[Worded, ...] = ()
    fallen: tuple[Fallen, ...] = ()


@query(
    key="transition.case",
    permits=Permission.READ_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker read somebody's case for work after service."),
)
def whole_case(*, person: PersonId, by: Viewer, at: Instant) -> Shown[WholeCase]:
    """Return the latest case of somebody within reach."""
    found = latest(person)
    if found is None:
        raise NOT_FOUND.refused()
    owners = [one.owner for one in found.state.steps if one.owner is not None]
    return Shown(
        WholeCase(
            person, names_given([person]).get(person, ""), found.state, found.profile,
            packet_of(person, day=found.calendar.local_date(at)), account_names(owners),
            tuple(caseworkers(found.unit, at)), found.calendar, written(person, found, at),
            tuple(open_on(found.case.id)), fallen_for(person),
        ),
        [person],
    )  # fmt: skip


@query(
    key="transition.packet",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker read the packet that somebody had given."),
)
def given_packet(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Held]:
    """Return the packet of somebody within reach, before a case is opened."""
    today = calendar_of_unit(by.units[0]).local_date(at)
    held = packet_of(person, day=today)
    if held is None:
        raise NOT_FOUND.refused()
    return Shown(held, [person])
