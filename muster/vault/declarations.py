"""What every model says of itself: its zone, how rows are reached, how sensitive, how erased."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from muster.vault.zones import Hand, Zone


class Reach(enum.StrEnum):
    """By which column row-level security finds whose a row is."""

    PERSON = "its person column"
    SELF = "it is the person: its primary key"
    UNIT = "its unit column"
    PLACE = "its unit column, and for the person their own row"
    ORDER = "its unit column to write; whoever may read the zone reads every row"
    MENTION = "its person column or its list of people"
    OFFER = "its organisation column; whoever else may read the zone reads every row"
    SENT = "its person column, and for an organisation its organisation column"
    ZONE = "its zone column: audiences that may use that zone's keys"
    NOBODY = "no person or unit: the grant alone decides"


class Sensitivity(enum.StrEnum):
    """How much harm a leaked row does."""

    OPEN = "open"
    INTERNAL = "internal"
    PERSONAL = "personal"
    HEALTH = "health"


class Scrub(enum.StrEnum):
    """What erasing a person does to the row."""

    KEEP = "stays: it holds nothing about a person, or an opaque id alone"
    KEY = "stays, and cannot be read: its content is sealed under the destroyed key"
    DELETE = "is removed"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a table is kept.

    `append_only` refuses UPDATE and DELETE to everyone. `guarded` False exempts a table that
    third-party sign-in code writes, or that holds no fact, from the rule that writes happen inside
    a command.
    `person_column`, `unit_column` and `party_column` name the columns that `reach` speaks of.
    `hand` says who writes it, where the zone does not. Where `follows`, the database keeps the unit
    column true to where the person is placed (`schema/following.py`). Where it `ages`, its rows say
    nothing about a person and are removed by age all the same.
    """

    zone: Zone
    reach: Reach
    sensitivity: Sensitivity
    scrub: Scrub
    append_only: bool = False
    guarded: bool = True
    person_column: str = "person_id"
    unit_column: str = "unit_id"
    party_column: str = "partner_id"
    hand: Hand = Hand.ZONE
    follows: bool = False
    ages: bool = False


def keeping_of(model: Any) -> Keeping:
    """Return what `model` declares; LookupError names a model that declares nothing."""
    declared = getattr(model, "kept", None)
    if not isinstance(declared, Keeping):
        raise LookupError(f"{model.__name__} does not say how it is kept (kept = Keeping(…)).")
    return declared


A_CLINICAL_FACT = Keeping(
    zone=Zone.CLINICAL,
    reach=Reach.PERSON,
    sensitivity=Sensitivity.HEALTH,
    scrub=Scrub.DELETE,
    append_only=True,
)
"""How what is known of a person's health is kept: appended, and gone when the person is erased."""
