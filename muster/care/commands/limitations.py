"""A limitation of duty: ordered by a clinician, shown to the person first, then told to command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.limiting import (
    OVER,
    Act,
    end_notices,
    enter,
    facts_of,
    limitation_of,
    over_since,
    shown_on,
    signature_of,
    terms_of,
    until_of,
)
from muster.care.models import CommandNotice, Limitation, LimitationFact
from muster.care.reassigning import let_go
from muster.care.rules.limitations import Terms, faults, next_review
from muster.care.rules.notices import Notice, checked
from muster.care.sealed import NoticeWords, sealed_notice
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.policy.queries import in_force
from muster.policy.wordlists import word_kinds
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Told:
    """What a clinician composes for command, beside the limitation's own terms."""

    ground: str
    actions: tuple[str, ...]
    support: str
    call_back: str
    readers: tuple[AccountId, ...]


@command(
    key="care.order-limitation",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A limitation of duty was ordered, with an end and a review."),
    portable=True,
)
def order_limitation(
    *,
    person: PersonId,
    limitation: UUID,
    terms: Terms,
    case: UUID | None,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Order a limitation; the same id twice changes nothing.

    Refused where it has no basis but a questionnaire, no end, no review or no way back.
    """
    if Limitation.objects.filter(id=limitation, person_id=person).exists():
        return limitation
    _demand(terms)
    _write(person, limitation, terms, case, by, None)
    note(limitation=limitation)
    return limitation


@command(
    key="care.show-limitation",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A person was shown a limitation before command was told."),
)
def show_limitation(
    *, person: PersonId, limitation: UUID, comment: str, by: Viewer, at: Instant
) -> None:
    """Record that the person has seen exactly what command will read, with what they said to it."""
    row = limitation_of(person, limitation)
    day = calendars_of([person])[person].local_date(at)
    enter(row, Act.SHOWN, at=at, by=by.account, day=day, words=comment)
    note(limitation=limitation)


@command(
    key="care.comment-on-limitation",
    permits=Permission.COMMENT_ON_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A person added a comment to a limitation of their own."),
)
def comment_on_limitation(
    *, person: PersonId, limitation: UUID, comment: str, by: Viewer, at: Instant
) -> None:
    """Add the person's own comment; it is the clinician's to read, and never command's."""
    row = limitation_of(person, limitation)
    if not comment.strip():
        raise problems.NOTHING_SAID.refused()
    enter(row, Act.COMMENTED, at=at, by=by.account, words=comment.strip())
    note(limitation=limitation)


@command(
    key="care.send-notice",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.COMMAND,
    says=_("Command was sent a notice of what somebody should not do, and until when."),
)
def send_notice(*, person: PersonId, limitation: UUID, told: Told, by: Viewer, at: Instant) -> UUID:
    """Sign the nine lines and put them on the pages of the readers they name.

    It takes the place of an earlier notice of the same limitation. Refused where a word or a code
    would say why, where the limitation is over, or where the person has not seen it.
    """
    row = limitation_of(person, limitation)
    facts = facts_of(limitation)
    today = calendars_of([person])[person].local_date(at)
    if over_since(facts) is not None or row.ends < today:
        raise problems.LIMITATION_OVER.refused()
    notice = composed(person, row, told, shown_on(facts))
    found = checked(notice, in_force(), word_kinds())
    if found.faults:
        raise Refused(found.faults[0])
    end_notices(limitation, why="replaced", at=at)
    sent = _sent(person, row, notice, by, at)
    enter(row, Act.SENT, at=at, by=by.account, day=today)
    note(notice=sent, readers=list(told.readers))
    return sent


@command(
    key="care.review-limitation",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A limitation was reviewed and stays until its next review."),
)
def review_limitation(
    *, person: PersonId, limitation: UUID, words: str, by: Viewer, at: Instant
) -> date:
    """Record a review after which the limitation stays; return the latest day of the next one."""
    row = _running(person, limitation)
    today = calendars_of([person])[person].local_date(at)
    following = min(next_review(terms_of(row).form, today, in_force()), row.ends)
    enter(row, Act.REVIEWED, at=at, by=by.account, day=following, words=words)
    note(limitation=limitation, next=following.isoformat())
    return following


@command(
    key="care.lift-limitation",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A limitation was lifted before its last day."),
)
def lift_limitation(
    *, person: PersonId, limitation: UUID, words: str, by: Viewer, at: Instant
) -> None:
    """End a limitation now; its notice leaves command's pages with it.

    A post for a time that was asked for it is reviewed, or the request taken back.
    """
    row = _running(person, limitation)
    today = calendars_of([person])[person].local_date(at)
    enter(row, Act.LIFTED, at=at, by=by.account, day=today, words=words)
    end_notices(limitation, why="lifted", at=at)
    let_go(person, limitation, at)
    note(limitation=limitation)


@command(
    key="care.renew-limitation",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A limitation was carried on by a new one."),
)
def renew_limitation(
    *,
    person: PersonId,
    limitation: UUID,
    renewed: UUID,
    terms: Terms,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Let a new limitation take the place of this one; command reads of it by a notice anew."""
    row = _running(person, limitation)
    _demand(terms)
    enter(row, Act.RENEWED, at=at, by=by.account, day=terms.starts)
    end_notices(limitation, why="replaced", at=at)
    _write(person, renewed, terms, row.case_id, by, limitation)
    note(limitation=renewed)
    return renewed


@command(
    key="care.end-limitations",
    permits=Permission.END_LIMITATIONS,
    zone=Zone.CLINICAL,
    says=_("Limitations whose last day was over left command's pages."),
)
def end_limitations(*, by: Viewer, at: Instant) -> int:
    """End every limitation whose last day is over in its person's own calendar; return how many."""
    said = LimitationFact.objects.filter(act__in=[one.value for one in OVER])
    # Somewhere it is tomorrow already; each one's own calendar decides below.
    over = Limitation.objects.filter(ends__lte=at.date() + timedelta(days=1))
    rows = list(over.exclude(id__in=said.values("limitation")).order_by("id"))
    calendars = calendars_of([PersonId(one.person_id) for one in rows])
    ended = [row for row in rows if at > until_of(row, calendars[PersonId(row.person_id)])]
    for row in ended:
        enter(row, Act.LAPSED, at=at, by=by.account, day=row.ends)
        end_notices(row.id, why="ended", at=at)
    note(ended=len(ended), people=[PersonId(row.person_id) for row in ended])
    return len(ended)


def composed(person: PersonId, row: Limitation, told: Told, shown: date | None) -> Notice:
    """Return the nine lines as they would be sent; the same for the preview and the signature."""
    return Notice(
        str(person), told.ground, tuple(row.functions), (row.starts, row.ends, row.review),
        told.actions, told.support.strip(), told.call_back.strip(),
        tuple(str(one) for one in told.readers), shown,
    )  # fmt: skip


def _demand(terms: Terms) -> None:
    problem = next(faults(terms, in_force()), None)
    if problem is not None:
        raise Refused(problem)


def _running(person: PersonId, limitation: UUID) -> Limitation:
    row = limitation_of(person, limitation)
    if over_since(facts_of(limitation)) is not None:
        raise problems.LIMITATION_OVER.refused()
    return row


def _write(
    person: PersonId,
    limitation: UUID,
    terms: Terms,
    case: UUID | None,
    by: Viewer,
    renews: UUID | None,
) -> None:
    basis = "" if terms.basis is None else terms.basis.value
    Limitation.objects.create(
        id=limitation, person_id=person, case_id=case, form=terms.form.value, basis=basis,
        functions=list(terms.functions), starts=terms.starts, ends=terms.ends,
        review=terms.review, restoration=terms.restoration, ordered_at=terms.ordered_at,
        ordered_by=by.account, written_at=terms.written_at, renews_id=renews,
    )  # fmt: skip


def _sent(person: PersonId, row: Limitation, notice: Notice, by: Viewer, at: Instant) -> UUID:
    known = details_of([person]).get(person)
    name = " ".join(filter(None, (known.surname, known.given))) if known else ""
    made = new_id()
    first, last, review = notice.days
    CommandNotice.objects.create(
        id=made, person_id=person, origin_id=row.id, ground=notice.ground,
        functions=list(notice.functions), starts=first, ends=last, review=review,
        actions=list(notice.actions), readers=[UUID(one) for one in notice.readers],
        told_on=notice.told, until=until_of(row, calendars_of([person])[person]),
        sealed=sealed_notice(person, made, NoticeWords(name, notice.support, notice.call_back)),
        sent_at=at, signed_by=by.account, signature=signature_of(notice),
    )  # fmt: skip
    return made
