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


class Rows(enum.StrEnum):
    """Which rows of a zone an audience reaches."""

    OWN = "the viewer's own person"
    UNIT = "persons placed in or below the viewer's units"
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
        Zone.PROGRAMME: _reads_own,
        Zone.TRANSITION: _adds_own,
        Zone.JOURNAL: _reads_own,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.CLINICIAN: {
        # A clinician registers the subject of a campaign; who somebody is, personnel decides.
        Zone.IDENTITY: _keeps_unit,
        Zone.CLINICAL: _keeps_unit,
        Zone.COMMAND: _adds_unit,
        Zone.PROGRAMME: _keeps_unit,
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
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.PARTNER: {
        Zone.CATALOGUE: _reads_all,
    },
    Audience.ANALYST: {
        Zone.AGGREGATE: _reads_all,
        Zone.CATALOGUE: _reads_all,
        Zone.FORMATION: _reads_all,
    },
    Audience.AUDITOR: {
        Zone.JOURNAL: _reads_all,
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
}


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
