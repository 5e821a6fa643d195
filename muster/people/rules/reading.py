"""The reading of one table, a column at a time, with what is wrong kept by row.

Every distinct text of a column is read once, which keeps a hundred thousand rows within seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from muster.kernel.problems import Problem
from muster.people import problems
from muster.people.rules.cells import is_empty
from muster.people.rules.headings import Table

Reader = Callable[[set[str]], Mapping[str, Any]]
"""Distinct texts in; each one's value, or the Problem that it has none, out."""


def each(reader: Callable[[str], Any]) -> Reader:
    """Make a reader of one cell into a reader of a column's distinct texts."""
    return lambda texts: {text: reader(text) for text in texts}


class Reading:
    """A table, where its fields stand, and the problems found so far by the row's index."""

    def __init__(self, table: Table, places: Mapping[str, int]) -> None:
        self.table, self.places = table, dict(places)
        self.count = len(table.rows)
        self.blank: set[int] = set()
        self.wrong: dict[int, list[Problem]] = defaultdict(list)

    def column(
        self, field: str, reader: Reader, nothing: Any, *, needed: bool = False
    ) -> list[Any]:
        """Read one field's column; a bad cell refuses its row and reads like an empty one."""
        if field not in self.places:
            return [nothing] * self.count
        texts = self.table.columns[self.places[field]]
        distinct = set(texts)
        full = {text for text in distinct if text and not is_empty(text)}
        readings = dict.fromkeys(distinct, nothing)
        readings.update(reader(full))
        if needed:
            readings.update(dict.fromkeys(distinct - full, problems.EMPTY_CELL.at()))
        bad = {text: what for text, what in readings.items() if isinstance(what, Problem)}
        if bad:
            for index, text in enumerate(texts):
                if text in bad and not self.is_blank(index):
                    self.refuse(index, field, bad[text])
            readings.update(dict.fromkeys(bad, nothing))
        return list(map(readings.__getitem__, texts))

    def is_blank(self, index: int) -> bool:
        """Does this row say nothing at all? Only rows that lack something needed are asked."""
        if index not in self.blank and any(column[index].strip() for column in self.table.columns):
            return False
        self.blank.add(index)
        return True

    def refuse(self, index: int, field: str, problem: Problem) -> None:
        """Refuse one row because of what stands in one field."""
        placed = replace(problem, row=self.table.rows[index], column=self.heading(field))
        self.wrong[index].append(placed)

    def heading(self, field: str) -> str:
        """Return what the file calls a field: its heading, or its number where it has none."""
        place = self.places[field]
        return " ".join(self.table.headings[place].split()) or str(place + 1)

    def is_good(self, index: int) -> bool:
        """Does this row say something, and nothing wrong?"""
        return index not in self.wrong and index not in self.blank

    @property
    def refused(self) -> frozenset[int]:
        """The numbers of the rows that were refused."""
        return frozenset(self.table.rows[index] for index in self.wrong)

    @property
    def told(self) -> tuple[Problem, ...]:
        """Every problem that refused a row, in the order of the rows."""
        return tuple(problem for index in sorted(self.wrong) for problem in self.wrong[index])


def sharing(keys: Sequence[str]) -> list[list[int]]:
    """Return the groups of indexes that share a key; an empty key is shared with nobody."""
    filled = [key for key in keys if key]
    if len(set(filled)) == len(filled):
        return []
    groups: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            groups[key].append(index)
    return [group for group in groups.values() if len(group) > 1]
