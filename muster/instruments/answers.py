"""From the columns of a sheet to a matrix of answers, with a problem for every cell that is none.

Each column has few different texts, so each text is read once, by the same reader as a single
sitting, and the column is then translated at once. A row with a problem is refused whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.instruments import problems
from muster.instruments.rules.blocks import MISSING, SEXES
from muster.instruments.rules.encoding import encode
from muster.instruments.rules.reading import shown
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.problems import Problem

PLACE = "{}"
_SEX_WORDS: Mapping[str, Sex | None] = {
    "": None,
    "f": Sex.FEMALE, "female": Sex.FEMALE, "ж": Sex.FEMALE, "жен": Sex.FEMALE,
    "женский": Sex.FEMALE, "m": Sex.MALE, "male": Sex.MALE, "м": Sex.MALE, "муж": Sex.MALE,
    "мужской": Sex.MALE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """What a block of a sheet holds.

    `matrix` is signed bytes, items × rows, in the specification's order of items, -1 where an item
    was not answered. `refused` marks the rows that have a problem.
    """

    matrix: NDArray[np.int8]
    refused: NDArray[np.bool_]
    problems: list[Problem]

    @property
    def empty(self) -> NDArray[np.bool_]:
        """Which rows hold no answer at all: those are not sittings."""
        nothing: NDArray[np.bool_] = (self.matrix == MISSING).all(axis=0)
        return nothing


def columns_for(
    specification: Specification, items: str | None, known: Collection[str]
) -> dict[str, str]:
    """Return the column of each item: item code to column name.

    `items` is a pattern with {} for the item's number (`phq{}`), a comma list in the printed order,
    or None for columns named by the items' own codes. Refused where a column is not in the sheet,
    or their number is not the instrument's.
    """
    numbered = specification.numbered
    if items is None:
        chosen = {code: code for code in specification.by_code if code in set(known)}
        chosen |= {code: code for code in numbered}
    elif PLACE in items:
        chosen = {code: items.replace(PLACE, str(n)) for n, code in enumerate(numbered, 1)}
    else:
        names = [name.strip() for name in items.split(",")]
        codes = numbered if len(names) == len(numbered) else tuple(specification.by_code)
        if len(names) != len(codes):
            raise problems.WRONG_NUMBER_OF_COLUMNS.refused(
                instrument=specification.instrument, given=len(names), items=len(numbered)
            )
        chosen = dict(zip(codes, names, strict=True))
    for name in chosen.values():
        if name not in known:
            raise problems.NO_SUCH_COLUMN.refused(name=shown(name), known=", ".join(known))
    return chosen


def answers_of(
    cells: pl.DataFrame,
    numbers: pl.Series,
    specification: Specification,
    columns: Mapping[str, str],
) -> Answers:
    """Read the columns of a block of text cells; `numbers` are the rows' numbers in the file."""
    rows = cells.height
    matrix = np.full((len(specification.items), rows), MISSING, dtype=np.int8)
    refused = np.zeros(rows, dtype=np.bool_)
    found: list[Problem] = []
    for place, item in enumerate(specification.items):
        name = columns.get(item.code)
        if name is None:
            continue
        encoded = encode(item, cells[name])
        matrix[place] = encoded.values
        refused[encoded.refused] = True
        found += [
            Problem(problem.kind, numbers[place], name, problem.values)
            for place, problem in zip(encoded.refused.tolist(), encoded.problems(), strict=True)
        ]
    return Answers(matrix, refused, sorted(found, key=lambda problem: problem.row or 0))


def sexes_of(
    column: pl.Series, name: str, numbers: pl.Series
) -> tuple[NDArray[np.int8], list[Problem]]:
    """Return the places in SEXES that a column of sexes names; blank is unknown.

    A word that is no sex is a problem, and the person is judged as of unknown sex: the cut-off
    that misses fewer.
    """
    words = column.fill_null("").str.to_lowercase().str.strip_chars().str.strip_chars_end(".")
    found: list[Problem] = []
    places = {}
    for word in words.unique().to_list():
        if word in _SEX_WORDS:
            places[word] = SEXES.index(_SEX_WORDS[word])
            continue
        places[word] = 0
        found += [
            problems.UNKNOWN_SEX.at(row=int(number), column=name, value=shown(word))
            for number in numbers.filter(words == word)
        ]
    codes = words.replace_strict(list(places), list(places.values()), return_dtype=pl.Int8)
    return codes.to_numpy(), found


def totals_against(
    column: pl.Series, name: str, numbers: pl.Series, answers: Answers, totals: Sequence[int | None]
) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Hold a column of stated totals against the items; return the refused rows and why.

    `totals` are the scores of the rows, None where an answer is missing. A total that stands
    without its items, or against them, refuses the row: nobody can say which of the two is right.
    """
    refused, found = np.zeros(len(column), dtype=np.bool_), []
    empty = answers.empty
    for place, text in enumerate(column.to_list()):
        if text is None:
            continue
        number, where = int(numbers[place]), {"scale": name, "total": shown(text)}
        if empty[place]:
            found.append(problems.TOTAL_WITHOUT_ITEMS.at(row=number, column=name, **where))
        elif (stated := _whole(text)) is None:
            found.append(problems.TOTAL_UNREADABLE.at(row=number, column=name, **where))
        elif totals[place] is not None and stated != totals[place]:
            found.append(
                problems.TOTAL_AGAINST_ITEMS.at(
                    row=number, column=name, possible=str(totals[place]), **where
                )
            )
        else:
            continue
        refused[place] = True
    return refused, found


def _whole(text: str) -> int | None:
    try:
        number = float(text)
        return int(number) if number.is_integer() else None
    except (ValueError, OverflowError):
        return None
