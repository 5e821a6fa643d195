"""The two-key check: critical items of a paper form are typed twice, by two people if there are.

Until both agree, the more serious of the two counts. An item left out is "not known": it is more
serious than an answer that is not acted on, and less than one that is.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from muster.instruments.rules.specification import Item, Specification

Values = Mapping[str, int]


class Check(enum.StrEnum):
    """Where the two-key check of a paper form stands."""

    NOT_NEEDED = "not-needed"  # the form has no critical item
    WAITING = "waiting"  # typed once
    AGREED = "agreed"
    DISAGREED = "disagreed"  # typed twice, differently; somebody has to look at the paper
    RESOLVED = "resolved"


def disagreements(specification: Specification, first: Values, second: Values) -> tuple[str, ...]:
    """Return the critical items that were typed differently, in the form's order."""
    return tuple(
        item.code
        for item in specification.critical
        if first.get(item.code) != second.get(item.code)
    )


def more_serious(specification: Specification, first: Values, second: Values) -> dict[str, int]:
    """Return, of the critical items typed differently, what has to be acted on for the second key.

    An item is in it where the second answer is acted on at once and graver than the first.
    """
    return {
        code: second[code]
        for code in disagreements(specification, first, second)
        if _weight(specification.by_code[code], second.get(code))
        > _weight(specification.by_code[code], first.get(code))
        and acted_on(specification.by_code[code], second.get(code))
    }


def acted_on(item: Item, value: int | None) -> bool:
    """Is this answer acted on at once?"""
    return value is not None and item.critical_at is not None and value >= item.critical_at


def _weight(item: Item, value: int | None) -> float:
    """How serious an answer is, for comparison alone; not known lies just below the critical."""
    if value is None:
        return (item.critical_at or 0) - 0.5
    return float(value)


def standing(
    specification: Specification, first: Values, second: Values | None, *, resolved: bool
) -> Check:
    """Return where the check of one paper form stands."""
    if not specification.critical:
        return Check.NOT_NEEDED
    if resolved:
        return Check.RESOLVED
    if second is None:
        return Check.WAITING
    return Check.DISAGREED if disagreements(specification, first, second) else Check.AGREED
