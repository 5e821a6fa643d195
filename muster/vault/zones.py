"""Who may touch what: zones of tables, audiences of readers, and one matrix between them.

Grants and row-level security are generated from this page and from what each model declares, so
reading it is reading what the database will enforce.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Zone(enum.StrEnum):
    """What a table is about; every table stands in exactly one zone.

    The formation is units, their tree and their posts: no person, yet nothing for partners outside.
    Planning is who is asked what and when, and by which team: campaigns, visits, weeks; no person.
    Oversight is what a person tells the ombudsman: between the two of them, and nobody else.
    Peer is who talks with whom after an event, and whether they did: no health, no coordinator.
    Partners is organisations outside, what they offer, and what somebody sent one of them.
    Career is what was ordered against whom, under pseudonyms: the auditor's, and nobody else's.
    """

    IDENTITY = "identity"
    CLINICAL = "clinical"
    COMMAND = "command"
    PROGRAMME = "programme"
    TRANSITION = "transition"
    AGGREGATE = "aggregate"
    JOURNAL = "journal"
    PLATFORM = "platform"
    CATALOGUE = "catalogue"
    FORMATION = "formation"
    PLANNING = "planning"
    OVERSIGHT = "oversight"
    PEER = "peer"
    CAREER = "career"
    PARTNERS = "partners"


PARTS = (
    Zone.CLINICAL, Zone.COMMAND, Zone.PROGRAMME, Zone.TRANSITION, Zone.PEER, Zone.PARTNERS,
)  # fmt: skip
"""Zones that can be erased by themselves; who somebody is goes last, and with everything."""


class Audience(enum.StrEnum):
    """Whom a unit of work serves; each is a database role."""

    MEMBER = "member"
    CLINICIAN = "clinician"
    COMMANDER = "commander"
    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    PARTNER = "partner"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PLATFORM = "platform"
    PEER = "peer"


class Rows(enum.StrEnum):
    """Which rows of a zone an audience reaches."""

    OWN = "the viewer's own person"
    UNIT = "persons placed in or below the viewer's units"
    PARTY = "the viewer's own organisation"
    ALL = "every row"


@dataclass(frozen=True, slots=True)
class Allows:
    """What one audience may do in one zone, and to which rows."""

    rows: Rows
    select: bool = True
    insert: bool = False
    update: bool = False


_reads_own = Allows(Rows.OWN)
_adds_own = Allows(Rows.OWN, insert=True)
_adds_all = Allows(Rows.ALL, insert=True)
_reads_unit = Allows(Rows.UNIT)
_adds_unit = Allows(Rows.UNIT, insert=True)
_keeps_unit = Allows(Rows.UNIT, insert=True, update=True)
_reads_all = Allows(Rows.ALL)
_keeps_all = Allows(Rows.ALL, insert=True, update=True)

# What is not listed is refused. No audience deletes: erasure has its own door (vault/erasure.py).
MATRIX: dict[Audience, dict[Zone, Allows]] = {
    Audience.MEMBER: {
        Zone.IDENTITY: _reads_own,
        Zone.CLINICAL: Allows(Rows.OWN, insert=True, update=True),
        Zone.COMMAND: _reads_own,
        # Whoever books a place, gives it up, or enters the code of a session, does so themselves.
        Zone.PROGRAMME: Allows(Rows.OWN, insert=True, update=True),
        Zone.TRANSITION: _adds_own,
        # Reads what is offered, and adds what they send an organisation themselves.
        Zone.PARTNERS: _adds_own,
        Zone.JOURNAL: _reads_own,
        Zone.OVERSIGHT: _adds_own,
        Zone.PEER: _adds_own,
        Zone.PLANNING: _reads_all,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.CLINICIAN: {
        # A clinician registers the subject of a campaign; who somebody is, personnel decides.
        Zone.IDENTITY: _keeps_unit,
        Zone.CLINICAL: _keeps_unit,
        Zone.COMMAND: _adds_unit,
        Zone.PROGRAMME: _keeps_unit,
        # A psychologist names who was there and who talks with them; what came of it is said with
        # the person's consent alone, and the hand of those rows is not a clinician's.
        Zone.PEER: _adds_unit,
        Zone.PLANNING: _adds_unit,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.COMMANDER: {
        Zone.COMMAND: _reads_unit,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.COORDINATOR: {
        Zone.IDENTITY: _reads_unit,
        Zone.PROGRAMME: _keeps_unit,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.CASEWORKER: {
        Zone.TRANSITION: _keeps_unit,
        Zone.PARTNERS: _keeps_unit,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    # Reaches the rows of its own organisation: no table about anybody but what they sent it.
    Audience.PARTNER: {
        Zone.PARTNERS: Allows(Rows.PARTY, insert=True, update=True),
        Zone.CATALOGUE: _reads_all,
    },
    Audience.ANALYST: {
        Zone.AGGREGATE: _reads_all,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.AUDITOR: {
        Zone.JOURNAL: _reads_all,
        Zone.OVERSIGHT: _adds_all,
        Zone.CAREER: _keeps_all,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.ADMINISTRATOR: {
        Zone.IDENTITY: _keeps_unit,
        Zone.CATALOGUE: _keeps_all,
        Zone.FORMATION: _keeps_all,
        Zone.PLATFORM: _keeps_all,
    },
    # Jobs, sign-in and journal entries; never a person's record.
    Audience.PLATFORM: {
        Zone.JOURNAL: _keeps_all,
        Zone.PLATFORM: _keeps_all,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    # A peer reaches the rows that name them, and no other table about anybody.
    Audience.PEER: {
        Zone.PEER: _adds_own,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
}

OWN_ALONE = frozenset({Audience.MEMBER, Audience.PEER})
"""Audiences that stand for one person and reach by no unit."""


class Hand(enum.StrEnum):
    """Whose hand writes a table, where its zone alone does not say it; a model names its line.

    A hand changes who writes, never who reads, and never which rows are within reach.
    """

    ZONE = "whoever the matrix lets write in the zone"
    PERSON_TOO = "and the person whose row it is, who adds"
    PERSON = "the person whose row it is, alone"
    CLINICIAN = "clinicians alone: what they count for others"
    COMMANDER = "commanders alone: what they say to others"
    TALKING = "the person and their peer alone: what became of a talk"


_ALONE = {
    Hand.PERSON: frozenset({Audience.MEMBER}),
    Hand.CLINICIAN: frozenset({Audience.CLINICIAN}),
    Hand.COMMANDER: frozenset({Audience.COMMANDER}),
    Hand.TALKING: OWN_ALONE,
}


def written(allowed: Allows, hand: Hand, audience: Audience) -> Allows:
    """Return `allowed` as it is for a table that this hand writes."""
    if hand is Hand.PERSON_TOO and audience is Audience.MEMBER:
        return Allows(allowed.rows, allowed.select, insert=True, update=allowed.update)
    alone = _ALONE.get(hand)
    if alone is None:
        return allowed
    theirs = audience in alone
    return Allows(allowed.rows, allowed.select, insert=theirs, update=theirs)


def allows(audience: Audience, zone: Zone) -> Allows | None:
    """Return what `audience` may do in `zone`, or None where it may do nothing."""
    return MATRIX[audience].get(zone)


def sealed_zones(audience: Audience) -> tuple[Zone, ...]:
    """Return the zones whose data keys `audience` may use: those whose records it may read.

    The platform seals journal entries under the data key of the zone they speak of, so it holds
    every key and none of the records.
    """
    if audience is Audience.PLATFORM:
        return tuple(Zone)
    return tuple(zone for zone, allowed in MATRIX[audience].items() if allowed.select)
