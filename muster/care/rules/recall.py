"""Whether somebody can be recalled from the reserve: one of three words, and nothing beside it.

It is read from the limitations that hold on that day, which betray no illness because they are
shared with injury, sleep, medication and family. A history of care is no limitation and says
nothing here: whoever has none that holds is fit.
"""

from __future__ import annotations

import enum
from collections.abc import Collection


class Answer(enum.StrEnum):
    """All that is ever answered."""

    FIT = "fit"
    LIMITED = "limited"
    NOT_FIT = "not-fit"


def answered(functions: Collection[str], not_fit: Collection[str]) -> Answer:
    """Return the answer for somebody whose limitations in force name these functions.

    `not_fit` are the functions without which nobody is recalled, by the profile.
    """
    if any(code in not_fit for code in functions):
        return Answer.NOT_FIT
    return Answer.LIMITED if functions else Answer.FIT
