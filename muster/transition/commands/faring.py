"""Asking people who began work how they fare, and what they say: by their page or by a link."""

from __future__ import annotations

from uuid import UUID

from muster.access.channels import Kind, send
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.transition import problems
from muster.transition.commands.words import WORDS
from muster.transition.faring import (
    asked_already,
    asks_no_more,
    due_after_check,
    make_link,
    use_link,
    write_faring,
)
from muster.transition.models import TrackRow, TrackWord
from muster.transition.notes import sealed_plain
from muster.transition.rules.faring import LONGEST_PLACE, LONGEST_WORDS, Faring, mark_due, unknown
from muster.transition.rules.track import Act, Event
from muster.transition.tracking import Standing, happen, locked
from muster.vault.zones import Zone


@command(
    key="transition.ask-how-they-fare",
    permits=Permission.ASK_FARING,
    zone=Zone.TRANSITION,
    says=_("People who began work or training were asked how they fare."),
)
def ask_how_they_fare(*, by: Viewer, at: Instant) -> int:
    """Ask whoever reached a mark of the follow-along, once for each mark; return how many.

    To be run each day. Whoever said that they want to be asked no more is not asked.
    """
    marks = [span.count for span in in_force().track.follow_along]
    rows = list(TrackRow.objects.filter(ended_at=None, lost_at=None, placed_at__isnull=False))
    asked, silent = (
        asked_already([one.case_id for one in rows]),
        asks_no_more([PersonId(one.person_id) for one in rows]),
    )
    accounts = accounts_of([PersonId(one.person_id) for one in rows])
    calendars: dict[UUID | None, Calendar] = {None: Calendar()}
    reached = []
    for row in rows:
        person = PersonId(row.person_id)
        if row.unit_id not in calendars:
            calendars[row.unit_id] = calendar_of_unit(UnitId(row.unit_id))
        calendar = calendars[row.unit_id]
        begun = calendar.local_date(row.placed_at)
        number = mark_due(begun, calendar.local_date(at), marks)
        known = number is None or (row.case_id, begun, number) in asked
        if number is None or known or person in silent or person not in accounts:
            continue
        link = make_link(row, accounts[person], begun, number, at)
        send([accounts[person]], Kind.FARING, about=link, step="faring", at=at)
        reached.append(person)
    note(asked=len(reached), people=reached)
    return len(reached)


@command(
    key="transition.say-how-one-fares",
    permits=Permission.SAY_FARING,
    zone=Zone.TRANSITION,
    says=_("Somebody said how they fare in work or training."),
)
def say_how_one_fares(
    *, person: PersonId, said: Unjournalled[Faring], link: UUID | None, by: Viewer, at: Instant
) -> None:
    """Keep what somebody says, as a check of the follow-along while their case runs.

    Whoever has no work, or says what they need help with, writes to their caseworker thereby.
    """
    found = locked(person)
    if found.state.placed is None:
        raise problems.NOT_PLACED.refused()
    wrong = unknown(said)
    if wrong is not None:
        raise problems.NOT_A_CODE.refused(code=wrong[0], known=", ".join(wrong[1]))
    if len(said.where) > LONGEST_PLACE or len(said.words) > LONGEST_WORDS:
        raise problems.NOTHING_SAID.refused(most=LONGEST_WORDS)
    if link is not None:
        use_link(link, person, at)
    write_faring(found, said, at)
    if said.works and found.state.ended is None:
        due = due_after_check(found, at)
        happen(found, Event(Act.CHECKED, at, by.account, kind=said.works, due=due))
    if said.words:
        _tell(found, said.words, by, at)


def _tell(found: Standing, words: str, by: Viewer, at: Instant) -> None:
    person, made = PersonId(found.case.person_id), new_id()
    TrackWord.objects.create(
        id=made, case=found.case, person_id=person, from_person=True, said_at=at,
        said_by=by.account, sealed=sealed_plain(person, WORDS, made, words.encode()),
    )  # fmt: skip


@command(
    key="transition.ask-me-no-more",
    permits=Permission.SAY_FARING,
    zone=Zone.TRANSITION,
    says=_("Somebody said that they want to be asked no more how they fare."),
)
def ask_me_no_more(*, person: PersonId, link: UUID | None, by: Viewer, at: Instant) -> None:
    """Let nobody ask any more; whoever says again how they fare may be asked again."""
    found = locked(person)
    if link is not None:
        use_link(link, person, at)
    write_faring(found, None, at)
