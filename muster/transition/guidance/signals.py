"""What published archives say of our own occupations: what they pay, and which trades lead to them.

Our catalogue stands by ISCO-08 code. A military trade leads to O*NET's occupations, and a wage
belongs to one of them; ESCO beside O*NET matches each with ESCO's, and ESCO names the ISCO-08 group
of its own. So both signals need those two archives.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.transition.occupations.release import Entries
from muster.transition.rules.fusing import by_best, votes
from muster.transition.rules.likeness import Index, pieces, plain, words

FAINT = 0.2  # what is spoken for less is no signal
_YEARLY = "annual_median"


@dataclass(frozen=True, slots=True)
class Signals:
    """By ISCO-08 code: what half of those who work in it earn a year or more, and who leads to it.

    `trades` is what military trades like the one asked for speak for, from 0 to 1; `version` is
    that of the wages.
    """

    pay: Mapping[str, int]
    trades: Mapping[str, float]
    version: str = ""

    def pay_among(self) -> dict[str, float]:
        """Return where each occupation's pay stands among all that have one, from 0 to 1."""
        order = sorted(set(self.pay.values()))
        last = max(len(order) - 1, 1)
        places = {amount: place / last for place, amount in enumerate(order)}
        return {code: places[amount] for code, amount in self.pay.items()}


class Trades:
    """Military trades with the ISCO-08 groups that they lead to, ready to be asked by a title."""

    def __init__(self, military: Entries, groups: Mapping[str, Sequence[str]]) -> None:
        self._codes = sorted({isco for found in groups.values() for isco in found})
        places = {isco: at for at, isco in enumerate(self._codes)}
        led = [
            (one["title"], {places[isco] for code in one["links"] for isco in groups.get(code, ())})
            for one in military.values()
        ]
        told = [(title, tuple(found)) for title, found in led if found]
        self._links = [found for _title, found in told]
        titles = [title for title, _found in told]
        self._names = [plain(title) for title in titles]
        self._ways = (Index(titles, pieces), Index(titles, words))

    def lead_to(self, title: str) -> dict[str, float]:
        """Return what trades like this title speak for, by ISCO-08 code, from 0 to 1.

        The strongest is as strong as the most alike trade is alike; a faint voice is left out.
        """
        if not self._codes:
            return {}
        alike = [way.likeness(title) for way in self._ways]
        things = len(self._codes)
        found = by_best(votes(one, self._links, things, self._names) for one in alike)
        strength = max(float(one.max()) for one in alike) / (float(found.max()) or 1.0)
        scores = {
            code: round(float(score) * strength, 3)
            for code, score in zip(self._codes, found, strict=True)
        }
        return {code: score for code, score in scores.items() if score >= FAINT}


def groups_of(esco: Entries, crosswalk: Entries) -> dict[str, list[str]]:
    """Return for each O*NET code the ISCO-08 groups of the ESCO occupations it is matched with."""
    isco = {one["id"]: one["isco"] for one in esco.values() if "isco" in one}
    found = {
        code: [isco[match["id"]] for match in one["matches"] if match["id"] in isco]
        for code, one in crosswalk.items()
    }
    return {code: list(dict.fromkeys(groups)) for code, groups in found.items() if groups}


def pay_of(groups: Mapping[str, Sequence[str]], wages: Entries) -> dict[str, int]:
    """Return for each ISCO-08 group the middle of its occupations' median wages of a year."""
    paid: dict[str, list[int]] = {}
    for code, found in groups.items():
        wage = wages.get(code.partition(".")[0], {}).get(_YEARLY)
        for isco in found if wage is not None else ():
            paid.setdefault(isco, []).append(wage)
    return {isco: int(statistics.median(amounts)) for isco, amounts in paid.items()}
