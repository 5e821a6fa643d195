"""Temporary moves as rows: asked for, folded, written; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from procrastinate.contrib.django import app

from muster.access.problems import NOT_FOUND
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.people import post_problems
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.people.events import MOVED, Moved
from muster.people.functions import FORCE
from muster.people.models import MoveFact, MoveRequest, Placement, Post
from muster.people.postings import histories_of, record_turns, units_of
from muster.people.rules.cells import parted
from muster.people.rules.fitting import Post as Known
from muster.people.rules.fitting import Wanted
from muster.people.rules.moves import Details, Stay, turns_to
from muster.people.rules.ranks import grade_of
from muster.people.rules.temporary import Act, Asked, Fact, Standing, State, faults, standing
from muster.vault.work import current
from muster.vault.zones import Audience

TEND = "people.tend-moves"
"""The job that looks what is to be done about temporary moves: it names nobody."""


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody serves in `there` for a time, and belongs to `home` all the while."""

    home: UnitId
    there: UnitId
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Move:
    """A request with everything that happened to it, and where it stands."""

    row: MoveRequest
    asked: Asked
    facts: tuple[Fact, ...]
    now: Standing

    @property
    def person(self) -> PersonId:
        return PersonId(self.row.person_id)


def ask(person: PersonId, move: UUID, asked: Asked, *, at: Instant) -> None:
    """Write down that somebody is to have another post for a time; the same id twice is once.

    Whoever asks says what the post is not to demand and for how long, and never why.
    """
    if MoveRequest.objects.filter(id=move, person_id=person).exists():
        return
    calendar = calendars_of([person])[person]
    problem = next(faults(asked, today=calendar.local_date(at), known=FORCE.known()), None)
    if problem is not None:
        raise Refused(problem)
    if MoveRequest.objects.filter(person_id=person, running=True).exists():
        raise post_problems.MOVE_ASKED_ALREADY.refused()
    place = Placement.objects.filter(person_id=person).first()
    if place is None:
        raise post_problems.NOTHING_TO_RETURN_TO.refused()
    MoveRequest.objects.create(
        id=move, person_id=person, functions=list(dict.fromkeys(asked.functions)),
        starts=asked.starts, ends=asked.ends, review=asked.review, most_km=asked.most_km,
        from_unit=place.unit_id, from_post=place.post_id, asked_at=at,
    )  # fmt: skip
    wind(at)
    for day in (asked.starts - timedelta(days=1), asked.review, asked.ends):
        wind(calendar.end_of(day))


def wind(due: Instant) -> None:
    """Queue a look at temporary moves for the moment at which one of their clocks runs out."""
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(TEND, queue="house", schedule_at=due).defer(timestamp=0)


def move_of(person: PersonId, move: UUID, *, lock: bool = False) -> Move:
    """Return one move of a person, held until the work is done where `lock`; Refused for none."""
    rows = MoveRequest.objects.filter(id=move, person_id=person)
    found = (rows.select_for_update() if lock else rows).first()
    if found is None:
        raise NOT_FOUND.refused()
    return moves_of_rows([found])[0]


def moves_of_rows(rows: Sequence[MoveRequest]) -> list[Move]:
    """Return moves with their facts, in the order of the rows."""
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    for one in MoveFact.objects.filter(request__in=[row.id for row in rows]).order_by("id"):
        facts[one.request_id].append(
            Fact(Act(one.act), one.at, one.day, one.post_id, one.partner_id, one.view)
        )
    return [_folded(row, facts[row.id]) for row in rows]


def _folded(row: MoveRequest, facts: Sequence[Fact]) -> Move:
    asked = Asked(tuple(row.functions), row.starts, row.ends, row.review, row.most_km)
    return Move(row, asked, tuple(facts), standing(asked, facts))


def enter(
    move: Move,
    act: Act,
    *,
    at: Instant,
    day: date | None = None,
    post: UUID | None = None,
    partner: UUID | None = None,
    view: str = "",
) -> Move:
    """Write one thing that happened, and return the move as it then stands."""
    fact = Fact(act, at, day, post, partner, view)
    MoveFact.objects.create(
        request=move.row, person_id=move.person, act=act.value, at=at, day=day, post_id=post,
        partner_id=partner, view=view,
    )  # fmt: skip
    after = _folded(move.row, [*move.facts, fact])
    if after.now.state.over and move.row.running:
        close(move.row)
    return after


def no_longer_needed(person: PersonId, move: UUID, *, at: Instant) -> None:
    """Take a request back that nobody decided; for a move, call its next review for now.

    The return that was written with the move stands: whoever asked says that what they asked for is
    no longer needed, and why is not kept. Whether the person returns sooner, the review decides.
    """
    found = move_of(person, move, lock=True)
    calendar = calendars_of([person])[person]
    if found.now.state in (State.LOOKING, State.OFFERED):
        enter(found, Act.WITHDRAWN, at=at)
    elif found.now.state in (State.DECIDED, State.RUNNING):
        due = max(calendar.local_date(at), found.asked.starts) - timedelta(days=1)
        if found.now.review <= due:
            return
        enter(found, Act.CALLED, at=at, day=due)
    else:
        return
    wind(at)


def close(row: MoveRequest) -> None:
    """Let a request rest: what was to be spared is no longer kept with it."""
    row.functions, row.running = [], False
    row.save(update_fields=["functions", "running"])


def away_for_a_time(people: Collection[PersonId]) -> dict[PersonId, Away]:
    """Return who of these has, or will have, another post for a time; who swaps among them."""
    decided = MoveFact.objects.filter(act=Act.DECIDED.value, request__running=True)
    theirs = Q(person_id__in=list(people)) | Q(partner_id__in=list(people))
    facts = list(decided.filter(theirs).select_related("request").order_by("id"))
    posts = Post.objects.filter(id__in=[one.post_id for one in facts])
    units = {one.id: UnitId(one.unit_id) for one in posts}
    found: dict[PersonId, Away] = {}
    for one in facts:
        here, there = UnitId(one.request.from_unit), units[one.post_id]
        starts, ends = one.request.starts, one.request.ends
        found[PersonId(one.person_id)] = Away(here, there, starts, ends)
        if one.partner_id is not None:
            found[PersonId(one.partner_id)] = Away(there, here, starts, ends)
    return {person: away for person, away in found.items() if person in people}


def wanted_of(moves: Collection[Move], posts: Iterable[Known]) -> dict[UUID, Wanted]:
    """Return what each of these moves wants, by the request, as the rules of fitting know it."""
    known = {one.id: one for one in posts}
    details = details_of([one.person for one in moves])
    found = {}
    for one in moves:
        who = details.get(one.person, Details())
        here = known.get(one.row.from_post) if one.row.from_post else None
        found[one.row.id] = Wanted(
            one.person, frozenset(one.asked.functions), grade_of(who.rank),
            frozenset(parted(who.qualifications)), here, one.asked.days, one.asked.most_km,
        )  # fmt: skip
    return found


def carry_over(changes: Mapping[PersonId, Sequence[Stay]], *, today: date) -> None:
    """Record where people serve from now on, with their returns, and tell of it."""
    people = list(changes)
    before, known = units_of(people), histories_of(people)
    turns = {person: turns_to(known.get(person, []), stays) for person, stays in changes.items()}
    record_turns(turns, today=today)
    told = [
        Moved(person, before.get(person), turn.unit, turn.since)
        for person, some in turns.items()
        for turn in some
        if not turn.withdrawn
    ]
    if told:
        MOVED.tell(told)
