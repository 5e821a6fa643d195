"""How a person is reached, as it is sealed: a number, a place, or that no number was given."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

LONGEST_NUMBER = 40
LONGEST_PLACE = 160
WIDTH = 768
"""Bytes before sealing, whatever is said: 200 characters of up to 3 bytes, and what frames them."""

_FEWEST_DIGITS = 3
_DIALLED = re.compile(r"[+*#]?[0-9][0-9 ()./*#-]*(?:(?:доб\.?|ext\.?) ?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody can be called, and where they are; "" where they would rather not say."""

    number: str
    place: str

    @property
    def declined(self) -> bool:
        """Did the person give no number to be called at?"""
        return not self.number


def is_a_number(text: str) -> bool:
    """May this be dialled? At least three digits, and nothing that is never in a number."""
    digits = sum(sign.isdecimal() for sign in text)
    dialled = _DIALLED.fullmatch(text) is not None
    return dialled and len(text) <= LONGEST_NUMBER and digits >= _FEWEST_DIGITS


def plain(reach: Reach) -> bytes:
    """Return it as it is padded and sealed."""
    return msgspec.msgpack.encode((reach.number, reach.place))


def from_plain(data: bytes) -> Reach:
    """Undo `plain`."""
    return Reach(*msgspec.msgpack.decode(data, type=tuple[str, str]))
