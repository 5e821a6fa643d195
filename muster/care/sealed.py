"""Words of care, sealed at one width each, so that their length says nothing."""

from __future__ import annotations

from uuid import UUID

import msgspec

from muster.care.rules.safety import SafetyPlan
from muster.kernel.ids import PersonId
from muster.vault.sealing import open_sealed, pad, pad_to_step, seal, unpad, unpad_step
from muster.vault.work import current
from muster.vault.zones import Zone

NOTE_STEP = 1024
FACT_OF_LIMITATION = "care_limitationfact"
NOTICE = "care_commandnotice"
# Six hundred characters of two bytes, a call-back and a name, with room to spare.
NOTICE_WIDTH = 2560


def sealed_words(person: PersonId, table: str, row: UUID, words: str) -> bytes:
    """Seal a clinical text of any length about a person, for the row `row` of `table`."""
    key = current().data_key(person, Zone.CLINICAL)
    return seal(key, table=table, row=row, plain=pad_to_step(words.encode(), NOTE_STEP))


def opened_words(person: PersonId, table: str, row: UUID, sealed: bytes | None) -> str:
    """Return what `sealed_words` sealed; the empty text where nothing was."""
    if sealed is None:
        return ""
    key = current().data_key(person, Zone.CLINICAL)
    return unpad_step(open_sealed(key, table=table, row=row, sealed=bytes(sealed))).decode()


class NoticeWords(msgspec.Struct, frozen=True):
    """The words of a notice: who it is about, how to support, whom to call back."""

    name: str
    support: str
    call_back: str


def sealed_notice(person: PersonId, row: UUID, words: NoticeWords) -> bytes:
    """Seal a notice's words under the person's key for command."""
    key = current().data_key(person, Zone.COMMAND)
    return seal(key, table=NOTICE, row=row, plain=pad(msgspec.json.encode(words), NOTICE_WIDTH))


def opened_notice(person: PersonId, row: UUID, sealed: bytes) -> NoticeWords:
    """Return the words of a notice."""
    key = current().data_key(person, Zone.COMMAND)
    plain = unpad(open_sealed(key, table=NOTICE, row=row, sealed=bytes(sealed)))
    return msgspec.json.decode(plain, type=NoticeWords)


SAFETY_PLAN = "care_safetyplanmade"
# Four parts of 600 characters of two bytes, and a dozen contacts.
SAFETY_WIDTH = 8192


def sealed_safety_plan(person: PersonId, row: UUID, plan: SafetyPlan) -> bytes:
    """Seal a safety plan under the person's clinical key."""
    key = current().data_key(person, Zone.CLINICAL)
    plain = pad(msgspec.json.encode(plan), SAFETY_WIDTH)
    return seal(key, table=SAFETY_PLAN, row=row, plain=plain)


def opened_safety_plan(person: PersonId, row: UUID, sealed: bytes) -> SafetyPlan:
    """Return what `sealed_safety_plan` sealed."""
    key = current().data_key(person, Zone.CLINICAL)
    plain = unpad(open_sealed(key, table=SAFETY_PLAN, row=row, sealed=bytes(sealed)))
    return msgspec.json.decode(plain, type=SafetyPlan)
