"""What strangers send, sorted out: what is good, what a caseworker reads first, what is refused.

Rows with a fault are refused, each with a sentence. What may be unlawful (asking for an age, a
sex, a nationality, or about health) is not refused but set aside, for a caseworker to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from muster.kernel.problems import Problem
from muster.transition import problems

# Whole words and phrases that ask for what nobody may be asked.
_FORBIDDEN = re.compile(
    r"\b(?:(?:under|below|over|up to|not older than|aged?)\s+\d{2}(?:\s*[-–]\s*\d{2})?\s*years?"
    r"|(?:do|до|от|старше|не старше|моложе)\s+\d{2}\s+лет"
    r"|young\s+(?:man|men|woman|women|team|people)|молод(?:ой|ая|ого)\s+\w+"
    r"|(?:men|women|males?|females?|girls?)\s+only|only\s+(?:men|women|males?|females?)"
    r"|только\s+(?:мужчин\w*|женщин\w*|девушк\w*|парн\w*)|(?:девушк|парен)\w*"
    r"|native\s+(?:citizens|born)\s+only|(?:slavic|славянск)\w*(?:\s+(?:appearance|внешност\w*))?"
    r"|no\s+(?:veterans|disabled|invalids|foreigners)|без\s+инвалидност\w*|кроме\s+ветеранов"
    r"|не\s+(?:ветеран|участник)\w*|in\s+(?:good|perfect)\s+health|(?:physically|mentally)\s+healthy"
    r"|(?:good|perfect)\s+health|no\s+(?:ptsd|mental\s+\w+)|без\s+птср|психическ\w+\s+здоров\w*"
    r"|справк\w+\s+(?:из|от)\s+(?:пнд|психиатр\w*|нарколог\w*)|здоров(?:ый|ая|ых)"
    r"|unmarried|no\s+children|без\s+детей)\b",
    re.IGNORECASE,
)


class Drafted(Protocol):
    """What can be kept: what it is called, all that it says, and what two of the same share."""

    @property
    def title(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def same(self) -> str: ...


TWIN = "="
"""In the place of words: another partner offers the same already."""

D = TypeVar("D", bound=Drafted)
Row = Mapping[str, str]


def forbidden(text: str) -> str:
    """Return the first words that ask what nobody may be asked; "" where there are none."""
    found = _FORBIDDEN.search(text)
    return "" if found is None else " ".join(found[0].split())[:120]


@dataclass(frozen=True, slots=True)
class Sorted(Generic[D]):
    """A file's rows: good ones, those set aside with the words, and what was refused."""

    good: tuple[D, ...]
    aside: tuple[tuple[D, str], ...]
    problems: tuple[Problem, ...]
    rows: int


def sort_out(
    rows: Iterable[tuple[int, Row]],
    known: Collection[str],
    read: Callable[[Row], D | list[Problem]],
) -> Sorted[D]:
    """Read the rows of a file by `read`; `known` is what stands already, by `Drafted.same`."""
    good: list[D] = []
    aside: list[tuple[D, str]] = []
    wrong: list[Problem] = []
    seen, count = set(known), 0
    for number, cells in rows:
        count += 1
        found = read(cells)
        if isinstance(found, list):
            wrong += [one.in_row(number) for one in found]
            continue
        if found.same in seen:
            wrong.append(problems.THERE_ALREADY.at(row=number, title=found.title))
            continue
        seen.add(found.same)
        words = forbidden(found.said)
        if words:
            aside.append((found, words))
        else:
            good.append(found)
    return Sorted(tuple(good), tuple(aside), tuple(wrong), count)


def set_twins_aside(found: Sorted[D], twins: Collection[str]) -> Sorted[D]:
    """Set aside what another partner offers already, by `Drafted.same`: it waits to be read."""
    good = tuple(one for one in found.good if one.same not in twins)
    aside = tuple((one, TWIN) for one in found.good if one.same in twins)
    return replace(found, good=good, aside=(*found.aside, *aside))
