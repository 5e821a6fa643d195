"""What others may listen to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.access.news import News
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.policy.rules.findings import Tier


@dataclass(frozen=True, slots=True)
class Closed:
    """What was open about a person was closed: `reason` is an outcome or an exit of the profile's.

    `tier` is the gravest of what was open, `sources` what had raised it: the kind and the id.
    """

    person: PersonId
    reason: str
    tier: Tier
    closed_by: AccountId
    at: Instant
    sources: tuple[tuple[str, UUID], ...] = ()


@dataclass(frozen=True, slots=True)
class Alarmed:
    """Something was found about a person that cannot wait, whether or not an alert stood already.

    `source` is the sitting, request or report it was found in.
    """

    person: PersonId
    source: UUID
    tier: Tier
    at: Instant
    by: AccountId


@dataclass(frozen=True, slots=True)
class InHand:
    """Somebody answered the alerts about a person and has it in hand."""

    person: PersonId
    at: Instant
    by: AccountId


@dataclass(frozen=True, slots=True)
class Called:
    """A person was called; `reason` says in a code why they were not reached, "" if they were."""

    person: PersonId
    reason: str
    at: Instant
    by: AccountId


CLOSED = News("detection.closed")
ALARMED = News("detection.alarmed")
IN_HAND = News("detection.in-hand")
CALLED = News("detection.called")
