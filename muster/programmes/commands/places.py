"""Places: taken, given up, contacted about, and left for good."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.programmes import problems
from muster.programmes.enrolling import Wish, come_by_door, found, put_on_list, seat, unseat
from muster.programmes.folding import happen
from muster.programmes.offered import offered
from muster.programmes.rules.enrolments import Act, Priority
from muster.vault.zones import Zone

INSTEAD = "alternative"
"""The reason of whoever takes the alternative that was offered."""


@command(
    key="programmes.book",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("Somebody booked a programme that needs no referral."),
    portable=True,
)
def book(
    *,
    person: PersonId,
    enrolment: UUID,
    programme: str,
    group: UUID | None,
    wish: Wish,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Put somebody on the list through its own door, and into a group where one was chosen."""
    come_by_door(person, enrolment, programme, wish=wish, by=by.account, at=at)
    if group is not None:
        seat(found(person, enrolment), group, by=by.account, at=at)
    note(enrolment=enrolment)
    return enrolment


@command(
    key="programmes.place",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("Somebody was given a place in a group."),
    portable=True,
)
def place(*, person: PersonId, enrolment: UUID, group: UUID, by: Viewer, at: Instant) -> None:
    """Give somebody who waits a place in a group of the programme they wait for."""
    seat(found(person, enrolment), group, by=by.account, at=at)


@command(
    key="programmes.give-up-place",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("A place in a group was given up."),
    portable=True,
)
def give_up_place(*, person: PersonId, enrolment: UUID, by: Viewer, at: Instant) -> None:
    """Give a place up; the person waits again, from when they first asked."""
    unseat(found(person, enrolment), Act.GIVEN_UP, by=by.account, at=at)


@command(
    key="programmes.leave",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("Somebody left a programme or its list, for a coded reason."),
    portable=True,
)
def leave(*, person: PersonId, enrolment: UUID, reason: str, by: Viewer, at: Instant) -> None:
    """Take somebody off a list, or out of a programme; `reason` is one of `[reasons.exit]`."""
    if reason not in in_force().reasons.exit:
        raise problems.REASON_NEEDED.refused()
    unseat(found(person, enrolment), Act.LEFT, by=by.account, at=at, reason=reason)


@command(
    key="programmes.take-alternative",
    permits=Permission.BOOK_PLACE,
    zone=Zone.PROGRAMME,
    says=_("Somebody took the alternative that was offered while they waited."),
    portable=True,
)
def take_alternative(
    *,
    person: PersonId,
    enrolment: UUID,
    instead: UUID,
    programme: str,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Leave one list for that of an alternative; whoever was found eligible stays so.

    Refused where the alternative asks for more than the first programme did.
    """
    there = found(person, enrolment)
    before, wanted = offered(there.enrolment.programme), offered(programme)
    if before is None or wanted is None or programme not in before.alternatives:
        raise problems.NO_SUCH_PROGRAMME.refused(key=programme)
    answers = dict.fromkeys(before.eligibility, True)
    was = there.enrolment
    wish = Wish(was.language, was.furthest, was.video, was.own_sex_only)
    put_on_list(
        person, instead, programme, answers=answers, wish=wish, priority=Priority(was.priority),
        by=by.account, at=at,
    )  # fmt: skip
    unseat(there, Act.LEFT, by=by.account, at=at, reason=INSTEAD)
    return instead


@command(
    key="programmes.note-contact",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("Somebody who waits for a place was contacted."),
    portable=True,
)
def note_contact(*, person: PersonId, enrolment: UUID, by: Viewer, at: Instant) -> None:
    """Note that somebody was spoken with while waiting; the next contact is due from today on."""
    happen(found(person, enrolment), Act.CONTACTED, by=by.account, at=at)
