"""How good linking and guidance are, measured on published data; nothing is fitted to it.

The military titles are cut in two by the hash of their career field: the settings of `trades` and
of `fusing` were chosen on one half, and the figure is that of the other. A title is asked with its
own code family silent in every list of its branch, and again with its whole field silent. The
postings have no settings to choose: three ways of looking, each with the same weight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from muster.kernel.sheets import open_sheet
from muster.transition.guidance.reasons import reasons_of
from muster.transition.guidance.trades import FAMILY, FIELD, Trades, together
from muster.transition.linking.postings import Linker
from muster.transition.linking.vectors import vectors
from muster.transition.occupations.esco import read_esco
from muster.transition.occupations.lists import read_military
from muster.transition.occupations.onet import read_onet
from muster.transition.occupations.problems import DATA_MISSING
from muster.transition.occupations.release import Entries
from muster.transition.rules.fusing import place

FOLDER = "occupations"
ESCO, ONET = "esco-1.1.1-en-csv.zip", "onet-27-text.zip"
MILITARY = "military_moc_to_onet_active_2024-07.csv"
POSTINGS = "hahu_postings_542.csv"
ARMY, SERVICE = "army", "A"
FIVE, TEN = 5, 10
MARKS: Mapping[str, Mapping[str, float]] = {
    "military_titles": {"hit_at_10": 0.85},
    "army_codes": {"with_five": 496},
    "hahu": {"acc_at_1": 0.40, "hit_at_10": 0.73},
}
EVERY = 4  # of the half that is reported, every fourth title is asked: about 900 of 3,600


class Evaluation:
    """The published data in one folder, and what is measured on it."""

    def __init__(self, data: Path, every: int = EVERY) -> None:
        self.folder, self.every = data / FOLDER, every

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield one line for each thing measured."""
        yield self.military_titles()
        yield self.army_codes()
        yield self.hahu()

    @cached_property
    def _military(self) -> Entries:
        return read_military(self._file(MILITARY)).entries

    @cached_property
    def trades(self) -> Trades:
        return Trades(self._military, read_onet(self._file(ONET), whole=False).entries)

    def military_titles(self) -> dict[str, Any]:
        """Measure military title → civilian occupation, the title's own code family left out.

        The same again with its whole career field left out, which is harder.
        """
        trades = self.trades
        asked = [one for one in trades.linked if reported(one.group(FIELD))][:: self.every]
        places: dict[int, list[int]] = {FAMILY: [], FIELD: []}
        groups = {size: np.array([one.group(size) for one in trades.linked]) for size in places}
        for trade, vector in zip(asked, vectors([one.title for one in asked]), strict=True):
            alike = trades.alike(trade.title, vector)
            own = trades.worded(trade.title, vector)
            for size, group in groups.items():
                silent = group == trade.group(size)
                scores = together(trades.spoken_for(alike, vector, silent), own)
                places[size].append(min(place(scores, one) for one in trade.links))
        return {
            "name": "military_titles",
            "hit_at_10": _hits(places[FAMILY], TEN), "mrr": _mrr(places[FAMILY]),
            "hit_at_10_without_field": _hits(places[FIELD], TEN), "of": len(asked),
        }  # fmt: skip

    def army_codes(self) -> dict[str, Any]:
        """Count the Army's code-titles that get five suggestions, each with its reasons."""
        entries = self._military.values()
        listed = {(one["code"], one["title"]) for one in entries if one["service"] == SERVICE}
        army = [
            trade
            for trade in self.trades.every
            if trade.branch == ARMY and (trade.code, trade.title) in listed
        ]
        found = self.trades.ideas_for([(one.title, one.links) for one in army])
        explained = [sum(bool(reasons_of(idea)) for idea in ideas) for ideas in found]
        bare = [count for trade, count in zip(army, explained, strict=True) if not trade.links]
        return {
            "name": "army_codes", "with_five": sum(count >= FIVE for count in explained),
            "of": len(army), "without_a_link": len(bare),
            "of_these_with_five": sum(count >= FIVE for count in bare),
        }  # fmt: skip

    def hahu(self) -> dict[str, Any]:
        """Measure real postings → ESCO, by the occupation that people gave them."""
        linker = Linker(read_esco(self._file(ESCO), skills=False).entries)
        postings = _postings(self._file(POSTINGS))
        found = linker.link_all([(title, text) for title, text, _code in postings])
        places = [
            next((at for at, link in enumerate(links) if link.code == code), TEN)
            for links, (_title, _text, code) in zip(found, postings, strict=True)
        ]
        return {
            "name": "hahu", "acc_at_1": _hits(places, 1), "hit_at_10": _hits(places, TEN),
            "of": len(places),
        }  # fmt: skip

    def _file(self, name: str) -> Path:
        if not (self.folder / name).is_file():
            raise DATA_MISSING.refused(file=name, folder=str(self.folder))
        return self.folder / name


def missed(line: Mapping[str, Any]) -> list[str]:
    """Return the marks that a line of the evaluation does not reach, by name."""
    marks = MARKS[line["name"]]
    return [name for name, mark in marks.items() if line[name] < mark]


def reported(field: str) -> bool:
    """Does this career field belong to the half that is reported, and not to the one chosen on?"""
    return hashlib.sha256(field.encode()).digest()[-1] % 2 == 1


def _postings(path: Path) -> list[tuple[str, str, str]]:
    """Return each posting's title, text and occupation; a text that is no plain text is ""."""
    sheet = open_sheet(path)
    texts = {row.number: row.cells["description"] or "" for row in sheet.rows(["description"])}
    return [
        (row.cells["title"] or "", texts.get(row.number, ""), row.cells["esco_code"] or "")
        for row in sheet.rows(["title", "esco_code"])
    ]


def _hits(places: Sequence[int], within: int) -> float:
    return round(sum(place < within for place in places) / len(places), 3)


def _mrr(places: Iterable[int]) -> float:
    turned = [1 / (place + 1) for place in places]
    return round(sum(turned) / len(turned), 3)
