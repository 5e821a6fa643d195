"""Codes that are typed once: how long they are, how they are written, and how long they hold.

Digits alone, because they stand on every keyboard, Latin or Cyrillic, and can be read aloud. A
code is kept as a keyed hash, so its length has to stand against guessing at the door only, where
every wrong one is counted (`web/sign_in/guessing.py`).
"""

from __future__ import annotations

import enum
import secrets
from dataclasses import dataclass
from datetime import timedelta

GROUP = 4
_APART = str.maketrans("", "", " \t\u00a0\u202f-–.")


class CodeKind(enum.StrEnum):
    """What a code lets its holder do."""

    KIOSK = "kiosk"
    INVITATION = "invitation"
    RECOVERY = "recovery"
    COUPLE = "couple"
    MATE = "mate"


@dataclass(frozen=True, slots=True)
class Shape:
    """`digits` in a code, and how long it holds unless its maker says less."""

    digits: int
    holds: timedelta


SHAPES = {
    # One of a thousand open codes among 10^12: a billion guesses for a hit. A day's visit at most.
    CodeKind.KIOSK: Shape(12, timedelta(hours=14)),
    # It sets a password, and may stand for a whole role: 2^79. A week on paper in an envelope.
    CodeKind.INVITATION: Shape(24, timedelta(days=7)),
    CodeKind.RECOVERY: Shape(24, timedelta(days=1)),
    # Handed over by one who wants to be placed together with another. It lets nobody in.
    CodeKind.COUPLE: Shape(12, timedelta(days=7)),
    CodeKind.MATE: Shape(12, timedelta(days=7)),
}


def drawn(kind: CodeKind) -> str:
    """Return a new code's digits, drawn by the system's own source of chance."""
    digits = SHAPES[kind].digits
    return str(secrets.randbelow(10**digits)).zfill(digits)


def written(code: str) -> str:
    """Return a code as it is shown: “4831 7720 9651”."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed(text: str, kinds: tuple[CodeKind, ...]) -> str | None:
    """Return the digits of what somebody typed, None where it cannot be a code of these kinds."""
    code = text.translate(_APART)
    lengths = {SHAPES[kind].digits for kind in kinds}
    return code if code.isascii() and code.isdecimal() and len(code) in lengths else None
