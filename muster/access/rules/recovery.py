"""Who may let a holder in again: two people, neither the holder, and not one person twice."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta

from muster.kernel.ids import AccountId
from muster.kernel.time import Instant

STANDS = timedelta(days=3)
"""How long a request waits for its second person; an old one is asked again, knowingly."""


class Against(enum.Enum):
    """Why a recovery may not be approved by whoever tries."""

    ASKED_BY_SAME = "who asked does not approve"
    IS_HOLDER = "the holder does not approve their own"
    BOTH_AT_TERMINAL = "whoever holds the terminal is one person, whatever account is named"
    OVER = "it waited too long"


@dataclass(frozen=True, slots=True)
class Asked:
    """A recovery as it was asked for; `at_terminal`: on the command line."""

    holder: AccountId
    asked_by: AccountId
    asked_at: Instant
    at_terminal: bool


def against(asked: Asked, *, approver: AccountId, at_terminal: bool, at: Instant) -> Against | None:
    """Return what stands against `approver` approving, None where nothing does."""
    if at >= asked.asked_at + STANDS:
        return Against.OVER
    if approver == asked.asked_by:
        return Against.ASKED_BY_SAME
    if approver == asked.holder:
        return Against.IS_HOLDER
    if at_terminal and asked.at_terminal:
        return Against.BOTH_AT_TERMINAL
    return None
