"""Which columns of a file look like an instrument's items, by their names alone.

A guess is offered to a person who brings a file in, and never taken without being looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muster.instruments.rules.specification import Specification

_NUMBERED = re.compile(r"(.*?)(\d{1,3})(\D*)")


def guessed_items(specification: Specification, columns: Sequence[str]) -> str:
    """Return a pattern such as phq{} that names every item's column, a list of them, or "".

    Items named by their own codes come first; then columns that differ in a number alone, counted
    from 1 to the number of items.
    """
    codes = [code for code in specification.by_code if code in columns]
    if len(codes) >= len(specification.numbered):
        chosen = codes if len(codes) == len(specification.by_code) else specification.numbered
        return ",".join(chosen)
    patterns: dict[str, set[int]] = {}
    for name in columns:
        found = _NUMBERED.fullmatch(name)
        if found is not None and not found[2].startswith("0"):
            patterns.setdefault(f"{found[1]}{{}}{found[3]}", set()).add(int(found[2]))
    wanted = set(range(1, len(specification.numbered) + 1))
    fitting = [pattern for pattern, numbers in patterns.items() if wanted <= numbers]
    return fitting[0] if len(fitting) == 1 else ""
