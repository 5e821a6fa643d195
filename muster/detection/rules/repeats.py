"""Several sittings of one person in one batch: which came before which.

A file may hold a person's whole year. Each sitting is then set beside the person's own last one,
whether that was recorded long ago or stands three lines above.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
NONE_BEFORE = -1


def turns(who: Sequence[Hashable], when: Sequence[datetime]) -> Places:
    """Return each sitting's number among its person's own, from 0 for the earliest.

    Sittings of one instant keep the order in which they stand.
    """
    turn = np.zeros(len(who), np.intp)
    if len(set(who)) == len(who):
        return turn
    counted: dict[Hashable, int] = {}
    for place in sorted(range(len(who)), key=lambda place: when[place]):
        turn[place] = counted.get(who[place], 0)
        counted[who[place]] = int(turn[place]) + 1
    return turn


def last_before(
    who: Sequence[Hashable], when: Sequence[datetime], counts: NDArray[np.bool_]
) -> Places:
    """Return the place of each sitting's last earlier one by the same person, or NONE_BEFORE.

    Only sittings that `counts` are compared with, and only such as were given before: of two with
    the same instant nobody knows which was first.
    """
    before = np.full(len(who), NONE_BEFORE, np.intp)
    if len(set(who)) == len(who):
        return before
    last: dict[Hashable, tuple[datetime, int, int]] = {}  # instant, its place, the place before it
    for place in sorted(range(len(who)), key=lambda place: when[place]):
        known = last.get(who[place])
        if known is not None:
            at, its_place, earlier = known
            before[place] = its_place if at < when[place] else earlier
        if counts[place]:
            last[who[place]] = (when[place], place, int(before[place]))
    return before
