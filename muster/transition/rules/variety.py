"""A short list that does not say the same thing ten times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

Kind = TypeVar("Kind")
EACH = 2
"""So many of one title stand on a short list, as long as others are left. Our choice."""


def varied(
    found: Sequence[Kind], title: Callable[[Kind], str], most: int, each: int = EACH
) -> list[Kind]:
    """Return the first `most`, in their order, of one title `each` at most.

    Where there are too few others the rest follows after all: nothing is kept from anybody.
    """
    counted, kept, spare = Counter[str](), list[Kind](), list[Kind]()
    for one in found:
        name = " ".join(title(one).casefold().split())
        counted[name] += 1
        (kept if counted[name] <= each else spare).append(one)
    return (kept + spare)[:most]
