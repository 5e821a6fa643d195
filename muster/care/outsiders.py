"""Clinicians outside the force as rows: whom a case was offered to, by which link, what they said.

For use inside a unit of work. The id of `OutsideAsked` stands for the clinician in the handover's
facts, where those of the force stand with their account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from muster.access.rules.codes import CodeKind, drawn, typed
from muster.care import problems
from muster.care.models import OutsideAnswer, OutsideAsked, OutsideLink, OutsideLinkEnd
from muster.care.sealed import opened_words, sealed_words
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.work import current
from muster.vault.zones import Audience

ASKED, ANSWER = "care_outsideasked", "care_outsideanswer"
LINK, CALL = "link", "call"
_FIELD = "link for a clinician outside"
_SHAPE = CodeKind.INVITATION  # as many digits, because it opens as much as an invitation does


class Who(msgspec.Struct, frozen=True):
    """Somebody outside: their name, where they work, and a number.

    `call_back` is whom of the force they can call.
    """

    name: str
    place: str
    number: str
    call_back: str = ""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Who outside was asked last, and what became of it; `accepted` None: not answered yet."""

    asked: UUID
    way: str
    who: Who
    accepted: bool | None
    visit_on: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a link stands for, as its page knows it before there is a viewer: opaque ids."""

    link: UUID
    asked: UUID
    handover: UUID
    person: PersonId
    unit: UnitId


def ask_outside(
    person: PersonId, handover: UUID, way: str, who: Who, *, by: AccountId, at: Instant
) -> UUID:
    """Write down who outside is asked; return the id that stands for them."""
    row = OutsideAsked(
        handover_id=handover, person_id=person, way=way, asked_at=at, asked_by=by
    )  # fmt: skip
    row.sealed = sealed_words(person, ASKED, row.id, msgspec.json.encode(who).decode())
    row.save(force_insert=True)
    return UUID(str(row.id))


def answer_outside(
    person: PersonId,
    asked: UUID,
    accepted: bool,
    who: Who,
    visit_on: date | None,
    *,
    at: Instant,
) -> None:
    """Write down what they said; each of them says it once."""
    row = OutsideAnswer(
        asked_id=asked, person_id=person, accepted=accepted, visit_on=visit_on, said_at=at
    )
    row.sealed = sealed_words(person, ANSWER, row.id, msgspec.json.encode(who).decode())
    row.save(force_insert=True)


def outsider_of(person: PersonId, handover: UUID) -> Outsider | None:
    """Return who outside was asked last to take a handover over, None where nobody was."""
    rows = OutsideAsked.objects.filter(handover_id=handover, person_id=person)
    row = rows.order_by("-asked_at", "-id").first()
    if row is None:
        return None
    said = OutsideAnswer.objects.filter(asked_id=row.id, person_id=person).first()
    if said is None:
        return Outsider(row.id, row.way, _who(person, ASKED, row.id, row.sealed), None, None)
    who = _who(person, ANSWER, said.id, said.sealed)
    return Outsider(row.id, row.way, who, said.accepted, said.visit_on)


def make_link(
    person: PersonId, handover: UUID, asked: UUID, unit: UnitId, *, until: Instant, at: Instant
) -> str:
    """Make a link and return its digits; earlier ones of the handover are over."""
    digits = drawn(_SHAPE)
    end_links(handover, at)
    with current().acting_as(Audience.PLATFORM):
        OutsideLink.objects.create(
            hash=_hash(digits), asked_id=asked, handover_id=handover, person_id=person,
            unit_id=unit, made_at=at, expires_at=until,
        )  # fmt: skip
    return digits


def end_links(handover: UUID, at: Instant) -> None:
    """Take back every link of a handover that was not used."""
    with current().acting_as(Audience.PLATFORM):
        ended = OutsideLinkEnd.objects.values("link_id")
        rows = OutsideLink.objects.filter(handover_id=handover).exclude(id__in=ended)
        OutsideLinkEnd.objects.bulk_create(
            OutsideLinkEnd(link=one, person_id=one.person_id, at=at, used=False) for one in rows
        )


def held_by(text: str, at: Instant) -> Held | None:
    """Return what typed digits stand for at `at`; None where they were used or are too old.

    As the platform.
    """
    digits = typed(text, (_SHAPE,))
    return None if digits is None else _held(OutsideLink.objects.filter(hash=_hash(digits)), at)


def held_by_id(link: UUID, at: Instant) -> Held | None:
    """Return the same for a link whose digits were typed on the page before."""
    return _held(OutsideLink.objects.filter(id=link), at)


def _held(rows: QuerySet[OutsideLink], at: Instant) -> Held | None:
    ended = OutsideLinkEnd.objects.values("link_id")
    row = rows.filter(expires_at__gt=at).exclude(id__in=ended).first()
    if row is None:
        return None
    return Held(
        row.id, row.asked_id, row.handover_id, PersonId(row.person_id), UnitId(row.unit_id)
    )  # fmt: skip


def use_link(asked: UUID, at: Instant) -> None:
    """Use the link by which `asked` answers; Refused where it holds no longer.

    The handover is held by whoever calls: of two who press at once the second comes too late.
    """
    with current().acting_as(Audience.PLATFORM):
        row = OutsideLink.objects.filter(asked_id=asked).first()
        over = row is None or row.expires_at <= at
        if over or OutsideLinkEnd.objects.filter(link_id=row.id).exists():
            raise problems.LINK_OVER.refused()
        OutsideLinkEnd.objects.create(link=row, person_id=row.person_id, at=at, used=True)


def _who(person: PersonId, table: str, row: UUID, sealed: bytes) -> Who:
    return msgspec.json.decode(opened_words(person, table, row, sealed), type=Who)


def _hash(digits: str) -> UUID:
    return UUID(bytes=installation().lookup_hash(_FIELD, digits))
