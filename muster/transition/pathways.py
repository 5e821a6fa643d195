"""The graph of ways to occupations, from the catalogue and from whoever else offers lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muster.transition.guidance.starter import starter
from muster.transition.rules.pathways import Graph, Lesson, Place


@dataclass(frozen=True, slots=True)
class Offered:
    """A lesson that somebody offers beside the catalogue's ways in, and what it opens.

    `says` is its name by language.
    """

    lesson: Lesson
    opens: str
    says: Mapping[str, str]


def graph(pay: Mapping[str, float] | None = None, offered: Iterable[Offered] = ()) -> Graph:
    """Return the graph; `pay` is from 0 to 1 among all, `offered` are the courses of schools."""
    book, pay = starter(), pay or {}
    more: dict[str, list[Lesson]] = defaultdict(list)
    for one in offered:
        more[one.opens].append(one.lesson)
    places = {
        code: Place(code, frozenset(job.skills), frozenset(job.licences), pay.get(code))
        for code, job in book.jobs.items()
    }

    def lessons(code: str) -> list[Lesson]:
        job = book.jobs[code]
        way = book.entries[job.entry]
        return [Lesson(job.entry, way.months, way.cost, way.paid), *more[code]]

    return Graph(places, lessons)


def named(offered: Iterable[Offered], key: str, language: str) -> str:
    """Return what a lesson is called: the catalogue's way in, or its school's own name for it."""
    known = starter().entries.get(key)
    if known is not None:
        return known.says[language]
    return next(one.says[language] for one in offered if one.lesson.key == key)
