"""What makes a password good enough: its length, and that it is no common one.

After NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where it may be the only factor,
at least 64 allowed, every character and space counted as one, no rule of composition, no change by
the calendar, and a list of known and expectable ones that are refused.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Container
from itertools import pairwise

LEAST = 15
MOST = 200
_FEWEST_DIFFERENT = 5
_SHORTEST_NAME = 4
_ROWS = (
    "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
    "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
)  # fmt: skip
_BESIDE = {pair for row in _ROWS for pair in pairwise(row)}
_LEAST_JUMPS = 0.3


class Weak(enum.Enum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAME = "name"


def normal(password: str) -> str:
    """Return the password as it is hashed: NFKC, so that two keyboards write the same one."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, *, name: str, common: Container[str]) -> Weak | None:
    """Return why `password` will not do for the account `name`, None where it will.

    `common` holds known passwords in lower case.
    """
    given = normal(password)
    if len(given) < LEAST:
        return Weak.SHORT
    if len(given) > MOST:
        return Weak.LONG
    low = given.casefold()
    bare = "".join(sign for sign in low if sign.isalnum())
    if _expectable(low) or _expectable(bare) or low in common or bare in common:
        return Weak.COMMON
    if any(low == known * (len(low) // len(known)) for known in _beginnings(low, common)):
        return Weak.COMMON
    called = name.casefold()
    # What is left beside the name has to be a password by itself.
    if len(called) >= _SHORTEST_NAME and called in low and len(low.replace(called, "")) < LEAST:
        return Weak.NAME
    return None


def _expectable(text: str) -> bool:
    """Is it few characters over and over, or a walk along the keyboard or the alphabet?"""
    if len(set(text)) < _FEWEST_DIFFERENT:
        return True
    steps = list(pairwise(text))
    jumps = sum(step not in _BESIDE and step[::-1] not in _BESIDE for step in steps)
    return jumps < _LEAST_JUMPS * len(steps)


def _beginnings(text: str, common: Container[str]) -> list[str]:
    """Return the common passwords that, repeated, could make up the whole text."""
    sizes = (size for size in range(3, len(text) // 2 + 1) if len(text) % size == 0)
    return [text[:size] for size in sizes if text[:size] in common]
