"""Limitations and notices as rows: written, read back, signed and ended; inside a unit of work."""

from __future__ import annotations

import enum
from datetime import date
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from muster.access.problems import NOT_FOUND
from muster.care.models import CommandNotice, Limitation, LimitationFact, NoticeEnd
from muster.care.rules.limitations import Basis, Form, Terms
from muster.care.rules.notices import Notice
from muster.care.sealed import FACT_OF_LIMITATION, NoticeWords, opened_notice, sealed_words
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Calendar, Instant
from muster.policy.queries import in_force
from muster.vault.installation import installation


class Act(enum.StrEnum):
    """What can happen to a limitation."""

    SHOWN = "shown"
    COMMENTED = "commented"
    SENT = "sent"
    REVIEWED = "reviewed"
    LIFTED = "lifted"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    REVIEW_DUE = "review-due"


OVER = (Act.LIFTED, Act.RENEWED, Act.LAPSED)


def limitation_of(person: PersonId, limitation: UUID) -> Limitation:
    """Return a person's limitation; Refused where there is none of that id."""
    found = Limitation.objects.filter(id=limitation, person_id=person).first()
    if found is None:
        raise NOT_FOUND.refused()
    return found


def terms_of(row: Limitation) -> Terms:
    """Return what a limitation says."""
    return Terms(
        Form(row.form), Basis(row.basis), tuple(row.functions), row.starts, row.ends, row.review,
        row.restoration, row.ordered_at, row.written_at,
    )  # fmt: skip


def until_of(row: Limitation, calendar: Calendar) -> Instant:
    """Return the instant at which a limitation is over by itself.

    The end of its last day where the person serves; an interim one so many hours after the order.
    """
    last = calendar.end_of(row.ends)
    if Form(row.form) is not Form.INTERIM:
        return last
    return min(last, calendar.due(row.ordered_at, in_force().limitations.interim_ends))


def facts_of(limitation: UUID) -> list[LimitationFact]:
    """Return what happened to a limitation, in the order of time."""
    return list(LimitationFact.objects.filter(limitation=limitation).order_by("at", "id"))


def over_since(facts: list[LimitationFact]) -> date | None:
    """Return the day on which a limitation was lifted, renewed or lapsed; None while it runs."""
    return next((one.day or one.at.date() for one in facts if Act(one.act) in OVER), None)


def shown_on(facts: list[LimitationFact]) -> date | None:
    """Return the day on which the person saw it, None where they have not."""
    return next((one.day for one in facts if one.act == Act.SHOWN), None)


def enter(
    row: Limitation,
    act: Act,
    *,
    at: Instant,
    by: AccountId,
    day: date | None = None,
    words: str = "",
) -> None:
    """Write one thing that happened to a limitation."""
    fact = LimitationFact(
        id=new_id(), limitation=row, person_id=row.person_id, act=act.value, at=at, done_by=by,
        day=day,
    )  # fmt: skip
    if words:
        person = PersonId(row.person_id)
        fact.words = sealed_words(person, FACT_OF_LIMITATION, fact.id, words)
    fact.save(force_insert=True)


def signature_of(notice: Notice) -> bytes:
    """Return the node's signature over a notice, 64 bytes."""
    return installation().keys.signer.sign(notice.signed_bytes())


def holds(notice: Notice, signature: bytes) -> bool:
    """Does this installation's signature stand under this very notice?"""
    key = Ed25519PublicKey.from_public_bytes(installation().keys.verifying)
    try:
        key.verify(bytes(signature), notice.signed_bytes())
    except InvalidSignature:
        return False
    return True


def notice_of(row: CommandNotice, words: NoticeWords) -> Notice:
    """Return the nine lines as they were signed."""
    return Notice(
        str(row.person_id), row.ground, tuple(row.functions),
        (row.starts, row.ends, row.review), tuple(row.actions), words.support, words.call_back,
        tuple(str(one) for one in row.readers), row.told_on,
    )  # fmt: skip


def words_of(row: CommandNotice) -> NoticeWords:
    """Return a notice's name and words."""
    return opened_notice(PersonId(row.person_id), row.id, bytes(row.sealed))


def end_notices(origin: UUID, *, why: str, at: Instant) -> int:
    """Take the notices of a limitation off command's pages; return how many stood there."""
    standing = CommandNotice.objects.filter(origin_id=origin).exclude(
        id__in=NoticeEnd.objects.values("notice_id")
    )
    ended = [NoticeEnd(notice=one, person_id=one.person_id, at=at, why=why) for one in standing]
    NoticeEnd.objects.bulk_create(ended)
    return len(ended)
