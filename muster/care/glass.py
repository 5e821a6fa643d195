"""Openings in an emergency as rows of the journal's zone; inside a unit of work.

Whoever writes or reads them speaks as the platform for it: no clinician's audience reaches that
zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.roles import BREAK_GLASS
from muster.access.viewers import Viewer
from muster.care.models import GlassBroken, GlassFact
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.vault.sealing import open_sealed, pad_to_step, seal, unpad_step
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

OPENED, FACTS, STEP = "care_glassbroken", "care_glassfact", 1024
REVIEWED, LATE = "reviewed", "late"


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening, with what the second person concluded; `words` are the reason's."""

    id: UUID
    person: PersonId
    account: AccountId
    role: str
    reason: str
    words: str
    opened_at: Instant
    until: Instant
    conclusion: str
    reviewed_at: Instant | None
    reviewed_by: AccountId | None
    review_words: str
    told_late: bool


def write(row: GlassBroken, words: str) -> None:
    """Write an opening with its reason's words sealed under the person's key of the journal."""
    with current().acting_as(Audience.PLATFORM):
        row.note = _sealed(PersonId(row.person_id), OPENED, row.id, words)
        row.save(force_insert=True)


def write_fact(
    opening: Opening, act: str, *, by: AccountId, at: Instant, conclusion: str = "", words: str = ""
) -> None:
    """Write that an opening was reviewed, or that its review is late."""
    with current().acting_as(Audience.PLATFORM):
        fact = GlassFact(
            glass_id=opening.id, person_id=opening.person, act=act, at=at, done_by=by,
            conclusion=conclusion,
        )  # fmt: skip
        if words:
            fact.note = _sealed(opening.person, FACTS, fact.id, words)
        fact.save(force_insert=True)


def openings_by(account: AccountId, since: Instant) -> list[Instant]:
    """Return when this account opened records since an instant; one asker at a time."""
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('care.glass ' || %s, 0))",
            [str(account)],
        )
        rows = GlassBroken.objects.filter(account_id=account, opened_at__gt=since)
        return list(rows.order_by("opened_at").values_list("opened_at", flat=True))


def standing_of(account: AccountId, at: Instant) -> list[tuple[UUID, Instant]]:
    """Return which openings of an account hold still, and until when."""
    with current().acting_as(Audience.PLATFORM):
        rows = GlassBroken.objects.filter(account_id=account, until__gt=at).order_by("until")
        return list(rows.values_list("id", "until"))


def unreviewed(before: Instant) -> list[Opening]:
    """Return the openings before an instant that nobody has reviewed and nobody was told of."""
    with current().acting_as(Audience.PLATFORM):
        done = GlassFact.objects.values("glass_id")
        rows = GlassBroken.objects.filter(opened_at__lt=before).exclude(id__in=done)
        return opened(list(rows.order_by("opened_at")))


def opening_of(opening: UUID) -> Opening | None:
    """Return one opening; None where there is none of that id."""
    with current().acting_as(Audience.PLATFORM):
        return next(iter(opened(list(GlassBroken.objects.filter(id=opening)))), None)


def viewer_of(opening: Opening, by: Viewer, at: Instant) -> Viewer | None:
    """Return `by` as the reader of the one record that they opened; None where it is not theirs.

    The opening stands for the only unit that this viewer has: nobody else is placed in it.
    """
    if opening.account != by.account or opening.until < at:
        return None
    return Viewer(by.account, BREAK_GLASS, (UnitId(opening.id),))


def opened(rows: Sequence[GlassBroken]) -> list[Opening]:
    """Read openings with their facts, as whoever may read the journal's zone."""
    facts: dict[UUID, dict[str, GlassFact]] = {}
    for fact in GlassFact.objects.filter(glass__in=[row.id for row in rows]):
        facts.setdefault(fact.glass_id, {})[fact.act] = fact
    return [_opened(row, facts.get(row.id, {})) for row in rows]


def _opened(row: GlassBroken, facts: dict[str, GlassFact]) -> Opening:
    person, review = PersonId(row.person_id), facts.get(REVIEWED)
    return Opening(
        row.id, person, AccountId(row.account_id), row.role, row.reason,
        _words(person, OPENED, row.id, row.note), row.opened_at, row.until,
        review.conclusion if review else "", review.at if review else None,
        AccountId(review.done_by) if review else None,
        _words(person, FACTS, review.id, review.note) if review else "", LATE in facts,
    )  # fmt: skip


def _sealed(person: PersonId, table: str, row: UUID, words: str) -> bytes:
    key = current().data_key(person, Zone.JOURNAL)
    return seal(key, table=table, row=row, plain=pad_to_step(words.encode(), STEP))


def _words(person: PersonId, table: str, row: UUID, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    key = current().data_key(person, Zone.JOURNAL)
    return unpad_step(open_sealed(key, table=table, row=row, sealed=bytes(sealed))).decode()
