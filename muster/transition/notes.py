"""Words about a case, sealed under the person's key for this zone; inside a unit of work."""

from __future__ import annotations

from uuid import UUID

from muster.kernel.ids import PersonId
from muster.people.packets import speaks_of_health
from muster.transition import problems
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

LONGEST = 1_000
"""How many signs a note or a message may have."""
_WIDTH = 4 * LONGEST + 2  # no character of UTF-8 is longer than four bytes


def sealed_note(person: PersonId, table: str, row: UUID, text: str) -> bytes:
    """Seal a note at one width; Refused where it is too long, or speaks of health."""
    said = text.strip()
    if len(said) > LONGEST:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    refuse_health(said)
    return sealed_plain(person, table, row, said.encode())


def sealed_plain(person: PersonId, table: str, row: UUID, plain: bytes) -> bytes:
    """Seal what was prepared already, at the same width."""
    key = current().data_key(person, Zone.TRANSITION)
    return seal(key, table=table, row=row, plain=pad(plain, _WIDTH))


def opened_plain(person: UUID, table: str, row: UUID, sealed: bytes) -> bytes:
    """Return what `sealed_plain` sealed."""
    key = current().data_key(person, Zone.TRANSITION)
    return unpad(open_sealed(key, table=table, row=row, sealed=bytes(sealed)))


def opened_with(key: bytes, table: str, row: UUID, sealed: bytes) -> str:
    """Return the text that `sealed_note` sealed, for whoever opens many and has the keys."""
    return unpad(open_sealed(key, table=table, row=row, sealed=bytes(sealed))).decode()


def refuse_health(text: str) -> None:
    """Refuse words that speak of health: a caseworker's note has no room for them."""
    word = speaks_of_health(text) if text else None
    if word is not None:
        raise problems.SPEAKS_OF_HEALTH.refused(word=word)
