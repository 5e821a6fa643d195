"""What a cell may hold.

A cell is refused that could harm the next program that opens it (formulas, after OWASP's "CSV
Injection": text beginning with =, +, - or @ that is not a number), that a database cannot store
(NUL and the other control characters), that was damaged on the way (U+FFFD), or that is longer
than a spreadsheet's own limit of 32,767 characters.
"""

from __future__ import annotations

import re

from muster.kernel.problems import Problem
from muster.kernel.sheets.problems import (
    CELL_TOO_LARGE,
    CONTROL_CHARACTER,
    FORMULA,
    UNREADABLE_TEXT,
)

CELL_LIMIT = 32_767

BLANKS = " \t\n\r\u00a0\u2007\u202f\u3000\ufeff"
"""What surrounds a cell without belonging to it: white space, hard spaces, a stray byte mark."""

_SIGNS = frozenset("=+-@")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HARMLESS = re.compile(rf"[+-](?:[0-9{BLANKS}().,/-]*|[0-9.,]+[eE][+-]?[0-9]+)")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


SUSPECT = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|^[" + BLANKS + r"]*[=+\-@]"
"""The same as a pattern for whole columns; it finds no fewer cells than `fault` refuses."""


def is_number(text: str) -> bool:
    """Is this a plain number, with a decimal point or a decimal comma?"""
    return _NUMBER.fullmatch(text) is not None


def fault(raw: str) -> Problem | None:
    """Return what is wrong with a cell as it was written, without its place, or None."""
    if len(raw) > CELL_LIMIT:
        return CELL_TOO_LARGE.at(limit=CELL_LIMIT)
    if found := _CONTROL.search(raw):
        return CONTROL_CHARACTER.at(character=ord(found[0]))
    if "\ufffd" in raw:
        return UNREADABLE_TEXT.at()
    text = raw.strip(BLANKS)
    return FORMULA.at() if text[:1] in _SIGNS and not _HARMLESS.fullmatch(text) else None


def may_be_faulty(raw: str, text: str) -> bool:
    """Is the cell worth asking `fault` about? `text` is the cell without surrounding blanks."""
    return not raw.isprintable() or text[:1] in _SIGNS or len(raw) > CELL_LIMIT or "\ufffd" in raw
