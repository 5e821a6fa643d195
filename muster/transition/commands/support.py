"""Programmes of support: put in with a quota, asked for, answered; the line moves up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems, support_problems
from muster.transition.agency import Words
from muster.transition.models import Partner, Support
from muster.transition.notes import LONGEST, refuse_health
from muster.transition.offering import Offering
from muster.transition.partnering import force_day
from muster.transition.rules.cells import plain
from muster.transition.rules.sorting import Sorted
from muster.transition.rules.support import Act, Event, Programme, Stage, read_programme
from muster.transition.support import (
    ask,
    count_line,
    happen,
    held_ask,
    left_for_the_line,
    line_of,
    move_up,
    programmes_already,
    put_programmes,
    support_states,
)
from muster.vault.zones import Zone


def _of_authorities(partner: Partner) -> None:
    if partner.kind != "local-authority":
        raise support_problems.NOT_AN_AUTHORITY.refused()


SUPPORT: Offering[Programme] = Offering(
    Support, read_programme, programmes_already, put_programmes, most_rows=2_000,
    refuse=_of_authorities,
)  # fmt: skip


@command(
    key="transition.put-support",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A programme of support of a local authority was put in."),
)
def put_support(
    *, partner: UUID, said: Mapping[str, str], by: Viewer, at: Instant
) -> tuple[UUID, str]:
    """Keep one; return its id and the words for which it waits for a caseworker, or ""."""
    made, words = SUPPORT.put(partner, said, by=by, at=at)
    note(support=made)
    return made, words


@command(
    key="transition.import-support",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A file of a local authority's programmes of support was read, or carried in."),
)
def import_support(
    *,
    partner: UUID,
    rows: Unjournalled[Sequence[tuple[int, Mapping[str, str]]]],
    digest: str,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> Sorted[Programme]:
    """Sort a file's rows out and, confirmed, keep what is good: the whole of it or nothing."""
    return SUPPORT.carry(partner, rows, confirm=confirm, by=by, at=at)


@command(
    key="transition.close-support",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A programme of support was closed."),
    portable=True,
)
def close_support(*, support: UUID, by: Viewer, at: Instant) -> None:
    """Close one within reach: whoever has a place of its quota is answered, the line is ended."""
    SUPPORT.close(support, at)
    _end_line(support, by, at)


@command(
    key="transition.settle-support",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A programme of support that had been set aside was let through, or closed."),
    portable=True,
)
def settle_support(*, support: UUID, through: bool, by: Viewer, at: Instant) -> None:
    """Let one through that had been set aside, or close it."""
    SUPPORT.settle(support, through=through, at=at)


@command(
    key="transition.ask-for-support",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody asked a local authority for a programme, and sent it their name and need."),
)
def ask_for_support(
    *,
    person: PersonId,
    support: UUID,
    ask_id: UUID,
    words: Unjournalled[Words],
    agreed: bool,
    by: Viewer,
    at: Instant,
) -> Stage:
    """Ask for a programme: its authority, and no other partner, reads what is written here."""
    if not agreed:
        raise problems.NOT_SURE.refused()
    name, needed = plain(words.name), words.needed.strip()
    if not (0 < len(name) <= LONGEST and 0 < len(needed) <= LONGEST):
        raise support_problems.NO_WORDS.refused(most=LONGEST)
    refuse_health(f"{name} {needed}")
    return ask(person, support, ask_id, Words(name, needed), task=None, by=by.account, at=at)


@command(
    key="transition.take-support-back",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody took back that they had asked for a programme of support."),
    portable=True,
)
def take_support_back(*, person: PersonId, ask_id: UUID, by: Viewer, at: Instant) -> None:
    """Take back what one asked for; the authority reads nothing more, and the place is free."""
    one = held_ask(ask_id)
    if one.person_id != person:
        raise NOT_FOUND.refused()
    happen(one, support_states([one.id])[one.id], Event(Act.TAKEN_BACK, at), by=by.account)


@command(
    key="transition.answer-support",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A local authority gave somebody what they had asked for, or did not."),
)
def answer_support(*, ask_id: UUID, act: Act, reason: str = "", by: Viewer, at: Instant) -> None:
    """Grant it, or decline with a coded reason; a place that comes free goes to who is first.

    What was given as a task is answered with that task.
    """
    one = held_ask(ask_id)
    if act not in (Act.GRANTED, Act.DECLINED):
        raise problems.ANSWER_NOT_HERE.refused()
    if one.task_id is not None:
        raise support_problems.ANSWERED_WITH_TASK.refused()
    happen(one, support_states([one.id])[one.id], Event(act, at, reason), by=by.account)
    up = move_up(one.support_id, by=by.account, at=at) if act is Act.DECLINED else []
    note(people=[PersonId(each.person_id) for each in [one, *up]])


def anything_to_move(at: Instant) -> bool:
    """Does anybody wait in line while a place is left, or for what is over? In a unit of work."""
    today = force_day(at)
    return any(
        _over(one, today) or left_for_the_line(one, today) > 0
        for one in Support.objects.filter(waits__gt=0)
    )


def _over(one: Support, today: date) -> bool:
    return one.closed_at is not None or bool(one.until < today)


@command(
    key="transition.tend-support",
    permits=Permission.TEND_OFFERS,
    zone=Zone.PARTNERS,
    says=_("Whoever waited in line for a programme of support moved up where a place was free."),
)
def tend_support(*, by: Viewer, at: Instant) -> int:
    """Let the lines move up, end those of programmes that are over; return for how many people."""
    today, people = force_day(at), list[PersonId]()
    for one in Support.objects.filter(waits__gt=0).order_by("id"):
        count_line(one.id)
        if _over(one, today):
            people += _end_line(one.id, by, at)
        else:
            up = move_up(one.id, by=by.account, at=at)
            people += [PersonId(each.person_id) for each in up]
    note(people=people)
    return len(people)


def _end_line(support: UUID, by: Viewer, at: Instant) -> list[PersonId]:
    """Tell whoever waits in line that it is over; return who they are."""
    line = line_of(support)
    states = support_states([one.id for one in line])
    for one in line:
        happen(one, states[one.id], Event(Act.DECLINED, at, "over"), by=by.account)
    return [PersonId(one.person_id) for one in line]
