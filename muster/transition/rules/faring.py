"""How somebody fares in work or training, as they say it; and which mark they are asked at.

Every answer is voluntary. Nothing asks about health: whoever wants a call from care presses for
it, and that goes to care by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kernel.words import Sentence, _p

STILL_ASKED = timedelta(days=14)
"""So long after a mark somebody is asked at it, and so long a link opens its form; ours."""
LONGEST_PLACE, LONGEST_WORDS = 80, 600

WORKS: Mapping[str, Sentence] = {
    "in-work": _p("how somebody fares", "I am in work"),
    "in-training": _p("how somebody fares", "I am in training"),
    "without-work": _p("how somebody fares", "I have no work now"),
}
PAY: Mapping[str, Sentence] = {
    "less": _p("pay", "less than I need"),
    "enough": _p("pay", "about as much as I need"),
    "more": _p("pay", "more than I need"),
}
SATISFIED: Mapping[str, Sentence] = {
    "yes": _p("is somebody satisfied", "Yes"),
    "partly": _p("is somebody satisfied", "In part"),
    "no": _p("is somebody satisfied", "No"),
}


@dataclass(frozen=True, slots=True)
class Faring:
    """What somebody said; "" for what they left out. `words` say what they need help with."""

    works: str = ""
    where: str = ""
    pay: str = ""
    satisfied: str = ""
    words: str = ""


def unknown(said: Faring) -> tuple[str, Mapping[str, Sentence]] | None:
    """Return the first answer that is not one of those offered, with these; None where all are."""
    for code, known in ((said.works, WORKS), (said.pay, PAY), (said.satisfied, SATISFIED)):
        if code and code not in known:
            return code, known
    return None


def mark_due(begun: date, today: date, marks: Sequence[int]) -> int | None:
    """Return the number of the mark at which somebody who began on `begun` is asked today.

    The last one that was reached, and none where that was too long ago: who comes late to the
    system is not asked about marks of years ago.
    """
    reached = [number for number, days in enumerate(marks) if begun + timedelta(days=days) <= today]
    if not reached:
        return None
    last = reached[-1]
    return last if today - (begun + timedelta(days=marks[last])) < STILL_ASKED else None
