"""What a person agreed to, and until when; for use inside a unit of work."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people import problems
from muster.people.calendars import calendars_of
from muster.people.models import Consent as ConsentFact
from muster.people.models import Placement

LONGEST_CONSENT = timedelta(days=732)
SAID_AGAIN_WITHIN = timedelta(days=90)
"""How long a consent given in service holds after it; by then it is said again. Our choice."""


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
    again_by: date | None = None
    """Given while the person still served, and to be said again by this day; None: it stands."""


def standing_consents(records: Collection[PersonId], *, day: date) -> list[Standing]:
    """Return what these records of one person agree to on `day`; the latest word on an item counts.

    A consent whose day is over has ended, whatever was said before it. Whoever left the service is
    asked anew: what they agreed to in uniform holds for `SAID_AGAIN_WITHIN` after it.
    """
    last: dict[str, ConsentFact] = {}
    for fact in ConsentFact.objects.filter(person_id__in=records).order_by("at", "id"):
        last[fact.item] = fact
    ended = _left_on(records, day)
    found = [
        Standing(Item(item), fact.at, fact.until, _again_by(fact.at.date(), ended))
        for item, fact in sorted(last.items())
        if fact.given and (fact.until is None or fact.until >= day)
    ]
    return [one for one in found if one.again_by is None or one.again_by >= day]


def _left_on(records: Collection[PersonId], day: date) -> date | None:
    """Return the last day of service of somebody who serves in no unit on `day`."""
    placed = Placement.objects.filter(person_id__in=records).values_list("until", flat=True)
    ends = [until for until in placed if until is not None and until < day]
    return max(ends) if ends and len(ends) == len(placed) else None


def _again_by(given: date, ended: date | None) -> date | None:
    return None if ended is None or given > ended else ended + SAID_AGAIN_WITHIN


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about one thing at one time: yes until a day, or no longer."""

    item: Item
    given: bool
    at: Instant
    until: date | None


def said_of(records: Collection[PersonId]) -> list[Said]:
    """Return everything that was ever said on consents in these records of one person."""
    facts = ConsentFact.objects.filter(person_id__in=records).order_by("at", "id")
    return [Said(Item(one.item), one.given, one.at, one.until) for one in facts]


def agrees(records: Collection[PersonId], item: Item, *, day: date) -> bool:
    """Does the person agree to this on `day`?"""
    return any(one.item is item for one in standing_consents(records, day=day))


def write_consent(person: PersonId, item: Item, *, until: date, by: AccountId, at: Instant) -> None:
    """Add that a person agrees until a day; Refused where it is over, or too far ahead."""
    today = calendars_of([person])[person].local_date(at)
    if not today <= until <= today + LONGEST_CONSENT:
        raise problems.CONSENT_TOO_LONG.refused(days=LONGEST_CONSENT.days)
    ConsentFact.objects.create(
        person_id=person, item=item.value, given=True, at=at, until=until, witness_id=by
    )


def write_withdrawal(person: PersonId, item: Item, *, by: AccountId, at: Instant) -> None:
    """Add that a person no longer agrees."""
    ConsentFact.objects.create(person_id=person, item=item.value, given=False, at=at, witness_id=by)
