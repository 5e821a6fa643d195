"""What a person agreed to, and until when; for use inside a unit of work."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.models import Consent as ConsentFact


class Item(enum.Enum):
    """One thing a person can agree to; each is asked, given and taken back by itself."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Item:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    CARE = "care", _("Care by a clinician after screening")
    PEER = "peer", _("Talks with a peer supporter")
    FAMILY = "family", _("Telling a person I name how I can be helped")
    CONTACTS = "caring-contacts", _("Messages that ask after me for twelve months")
    TRANSITION = "transition", _("Passing on my packet to the veterans' coordinator")
    HANDOVER = "civil-handover", _("Passing on my care to a civil clinic")
    RESEARCH = "research", _("Use of my answers, without my name, in research")


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent that stands: what for, since when, until which day (None: until taken back)."""

    item: Item
    given_at: Instant
    until: date | None


def standing_consents(records: Collection[PersonId], *, day: date) -> list[Standing]:
    """Return what these records of one person agree to on `day`; the latest word on an item counts.

    A consent whose day is over has ended, whatever was said before it.
    """
    last: dict[str, ConsentFact] = {}
    for fact in ConsentFact.objects.filter(person_id__in=records).order_by("at", "id"):
        last[fact.item] = fact
    return [
        Standing(Item(item), fact.at, fact.until)
        for item, fact in sorted(last.items())
        if fact.given and (fact.until is None or fact.until >= day)
    ]


def agrees(records: Collection[PersonId], item: Item, *, day: date) -> bool:
    """Does the person agree to this on `day`?"""
    return any(one.item is item for one in standing_consents(records, day=day))
