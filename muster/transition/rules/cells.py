"""Cells of a form or of a file's row, read one by one: each fault is a sentence with its column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence
from muster.transition import offering_problems, problems

_TAG = re.compile(r"<[^>]{0,400}>")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Signs that nobody sees: they hide a word from who looks for it, or turn the words after it."""


def plain(text: str) -> str:
    """Return text without tags of markup and without signs that nobody sees, single-spaced."""
    return " ".join(_TAG.sub(" ", _UNSEEN.sub("", text)).split())


class Cells:
    """The cells of one row or form, and what is wrong with them so far."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells, self.wrong = cells, list[Problem]()

    def text(self, name: str, most: int) -> str:
        said = plain(self.cells.get(name, ""))
        if len(said) > most:
            self.wrong.append(problems.TOO_LONG.at(column=name, most=most))
        return said

    def number(self, name: str) -> int | None:
        said = re.sub(r"[\s\u00a0]", "", self.cells.get(name, ""))
        if not said:
            return None
        if not re.fullmatch(r"[+-]?\d{1,12}(?:[.,]0+)?", said):
            self.wrong.append(problems.NOT_A_NUMBER.at(column=name, said=said[:40]))
            return None
        return int(re.split("[.,]", said)[0])

    def day(self, name: str) -> date | None:
        said = self.cells.get(name, "").strip()
        turned = re.fullmatch(r"(\d{1,2})[.](\d{1,2})[.](\d{4})", said)
        try:
            if turned:
                return date(int(turned[3]), int(turned[2]), int(turned[1]))
            return date.fromisoformat(said)
        except ValueError:
            self.wrong.append(problems.NOT_A_DAY.at(column=name, said=said[:40]))
            return None

    def codes(self, name: str, known: Mapping[str, Sentence]) -> tuple[str, ...]:
        found = []
        for said in re.split("[,;|]", self.cells.get(name, "")):
            code = said.strip().casefold()
            if code and code not in known:
                self.wrong.append(
                    problems.NOT_A_TERM.at(column=name, said=code[:40], known=", ".join(known))
                )
            elif code and code not in found:
                found.append(code)
        return tuple(found)

    def listed(self, name: str, most: int, longest: int) -> tuple[str, ...]:
        """Return what stands in a list of words of one's own, without repetition."""
        parts = (plain(one) for one in re.split("[;|\n]", self.cells.get(name, "")))
        found = list(dict.fromkeys(one for one in parts if one))
        if len(found) > most or any(len(one) > longest for one in found):
            self.wrong.append(
                offering_problems.TOO_MANY_WORDS.at(column=name, most=most, longest=longest)
            )
        return tuple(found)
