"""What each sitting of a file is compared with: the person's own last score on the same scale."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

import numpy as np

from muster.assessments.queries import Past
from muster.detection.rules.batches import EarlierColumns
from muster.detection.rules.columns import compared
from muster.detection.rules.repeats import NONE_BEFORE, last_before
from muster.instruments.rules.columns import Columns

Who = TypeVar("Who", bound=Hashable)


def earlier_columns(
    columns: Columns,
    who: Sequence[Who],
    when: Sequence[datetime],
    *,
    day_of: Callable[[Who, datetime], date],
    past: Mapping[Who, Sequence[Past]],
) -> dict[str, EarlierColumns]:
    """Return each scale's last earlier score: of `past`, newest first, or of the file itself.

    A sitting given before a score that is known has none of it. Empty where nothing was before.
    """
    if not past and len(set(who)) == len(who):
        return {}
    instrument = columns.specification.instrument
    earlier = {}
    for scale in columns.specification.scales:
        within = last_before(who, when, compared(columns, scale.key)).tolist()
        scores = columns.scores(scale.key)
        score = np.full(len(who), np.nan)
        on = np.full(len(who), np.datetime64("NaT"), dtype="datetime64[D]")
        for place, one in enumerate(who):
            before = (
                (old.at, old.score)
                for old in past.get(one, ())
                if old.of(instrument, scale.key) and old.at < when[place]
            )
            found = [*filter(None, [next(before, None)])]
            if within[place] != NONE_BEFORE:
                found.append((when[within[place]], float(scores[within[place]])))
            if found:
                at, score[place] = max(found)
                on[place] = np.datetime64(day_of(one, at))
        earlier[scale.key] = EarlierColumns(score, on)
    return earlier
