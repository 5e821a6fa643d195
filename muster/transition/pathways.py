"""The graph of ways to occupations, from the catalogue and from whoever else offers lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import starter
from muster.transition.market import job_meant
from muster.transition.rules.pathways import Graph, Lesson, Place
from muster.transition.schooling import Held

_A_MONTH, _USUAL = 30.4, "course"


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
        code: Place(
            code,
            frozenset(job.skills),
            {one: book.months[one] for one in job.licences},
            pay.get(code),
        )
        for code, job in book.jobs.items()
    }

    def lessons(code: str) -> list[Lesson]:
        job = book.jobs[code]
        way = book.entries[job.entry]
        return [Lesson(job.entry, way.months, way.cost, way.paid), *more[code]]

    return Graph(places, lessons)


def of_courses(courses: Iterable[Held]) -> list[Offered]:
    """Return the courses of schools that mean an occupation of the catalogue, as lessons.

    A course with a stipend is paid; one with a price is as dear as the catalogue's usual course.
    """
    found = []
    for one in courses:
        course = one.course
        opens = job_meant(course.occupation or course.title)
        if opens is None or one.full:
            continue
        months = max(1.0, round((course.ends - course.begins).days / _A_MONTH, 1))
        cost = starter().entries[_USUAL].cost if course.price else 0
        lesson = Lesson(str(one.key), months, cost, course.stipend > 0)
        found.append(Offered(lesson, opens, dict.fromkeys(LANGUAGES, f"{course.title}, {one.by}")))
    return found


def named(offered: Iterable[Offered], key: str, language: str) -> str:
    """Return what a lesson is called: the catalogue's way in, or its school's own name for it."""
    known = starter().entries.get(key)
    if known is not None:
        return known.says[language]
    return next(one.says[language] for one in offered if one.lesson.key == key)
