"""A course of a school as a form or a row of a file says it, and what is wrong with it.

A course says what it leads to, who may begin, what is recognised from service, what it costs and
what it pays. One that ends before it starts is refused in a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _p
from muster.transition import offering_problems
from muster.transition.rules.cells import Cells, plain
from muster.transition.rules.terms import LICENCES

COLUMNS = (
    "title", "text", "occupation", "skills", "gives", "region", "language", "begins", "ends",
    "places", "licences", "entry", "shortens", "exempts", "stipend", "price",
)  # fmt: skip
HEADINGS: Mapping[str, str] = {
    **{name: name for name in COLUMNS}, "course": "title", "description": "text",
    "leads to": "occupation", "city": "region", "start": "begins", "end": "ends",
    "needs": "licences", "entry rules": "entry", "курс": "title", "название": "title",
    "описание": "text", "профессия": "occupation", "навыки": "skills", "даёт": "gives",
    "регион": "region", "город": "region", "язык": "language", "начало": "begins",
    "конец": "ends", "мест": "places", "права": "licences", "допуски": "licences",
    "условия приёма": "entry", "сокращает": "shortens", "освобождает": "exempts",
    "стипендия": "stipend", "цена": "price",
}  # fmt: skip
LANGUAGES: Mapping[str, Sentence] = {
    "en": _p("a course is taught in", "English"),
    "ru": _p("a course is taught in", "Russian"),
    "uk": _p("a course is taught in", "Ukrainian"),
    "other": _p("a course is taught in", "another language"),
}
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REGION, LONGEST_ENTRY = 120, 4000, 80, 600
MOST_PLACES, MOST_MONEY, MOST_WORDS, LONGEST_WORD = 999, 10_000_000, 20, 80
FARTHEST = timedelta(days=730)
LONGEST = timedelta(days=4 * 366)


@dataclass(frozen=True, slots=True)
class Course:
    """A course that can be kept; stipend is of a month, price of the whole, 0 for none.

    `licences` are needed to begin, `gives` are had at its end; `shortens` and `exempts` are what
    somebody learned in service and need not learn again.
    """

    title: str
    text: str
    occupation: str
    skills: tuple[str, ...]
    gives: tuple[str, ...]
    region: str
    language: str
    begins: date
    ends: date
    places: int
    licences: tuple[str, ...]
    entry: str
    shortens: tuple[str, ...]
    exempts: tuple[str, ...]
    stipend: int
    price: int

    @property
    def said(self) -> str:
        """Everything in it that is not a code or a number."""
        parts = (self.title, self.text, self.occupation, self.entry, *self.skills, *self.shortens)
        return " ".join((*parts, *self.exempts))

    @property
    def same(self) -> str:
        """What two files say alike of one course, whatever the spaces and the letters' case."""
        parts = (self.title, self.region, self.begins.isoformat(), self.ends.isoformat())
        return sha256("\n".join(plain(one).casefold() for one in parts).encode()).hexdigest()


def read_course(cells: Mapping[str, str], today: date) -> Course | list[Problem]:
    """Return what a row or a form says, or everything that is wrong with it."""
    reading = Cells(cells)
    title = reading.text("title", LONGEST_TITLE)
    if not title:
        reading.wrong.append(offering_problems.NO_COURSE_TITLE.at(column="title"))
    region = reading.text("region", LONGEST_REGION)
    if not region:
        reading.wrong.append(offering_problems.NO_COURSE_REGION.at(column="region"))
    begins, ends = _days(reading, today)
    places = reading.number("places")
    if places is None or not 1 <= places <= MOST_PLACES:
        reading.wrong.append(
            offering_problems.NOT_COURSE_PLACES.at(column="places", most=MOST_PLACES)
        )
    stipend, price = _money(reading, "stipend"), _money(reading, "price")
    language = reading.codes("language", LANGUAGES)
    words = [
        reading.listed(name, MOST_WORDS, LONGEST_WORD) for name in ("skills", "shortens", "exempts")
    ]
    gives, licences = reading.codes("gives", LICENCES), reading.codes("licences", LICENCES)
    text, entry = reading.text("text", LONGEST_TEXT), reading.text("entry", LONGEST_ENTRY)
    occupation = reading.text("occupation", LONGEST_TITLE)
    if reading.wrong or begins is None or ends is None or places is None:
        return reading.wrong
    return Course(
        title, text, occupation, words[0], gives, region, language[0] if language else "other",
        begins, ends, places, licences, entry, words[1], words[2], stipend, price,
    )  # fmt: skip


def _days(reading: Cells, today: date) -> tuple[date | None, date | None]:
    begins, ends = reading.day("begins"), reading.day("ends")
    if begins is not None and ends is not None:
        reading.wrong += wrong_days(begins, ends, today)
    return begins, ends


def wrong_days(begins: date, ends: date, today: date) -> list[Problem]:
    """Return what is wrong with the days on which a course is to take place."""
    wrong = []
    if ends < begins:
        wrong.append(
            offering_problems.ENDS_BEFORE_IT_STARTS.at(column="ends", begins=begins, ends=ends)
        )
    elif ends > begins + LONGEST:
        wrong.append(offering_problems.COURSE_TOO_LONG.at(column="ends"))
    if begins < today:
        wrong.append(offering_problems.COURSE_BEGAN.at(column="begins", day=begins))
    elif begins > today + FARTHEST:
        wrong.append(offering_problems.COURSE_TOO_FAR_OFF.at(column="begins", day=begins))
    return wrong


def _money(reading: Cells, name: str) -> int:
    said = reading.number(name) or 0
    if not 0 <= said <= MOST_MONEY:
        reading.wrong.append(
            offering_problems.NOT_MONEY.at(column=name, said=said, most=MOST_MONEY)
        )
    return said


def headed(columns: Iterable[str]) -> Mapping[str, str]:
    """Return, by the heading as it stands in a file, what its column holds."""
    return {one: HEADINGS[said] for one in columns if (said := one.strip().casefold()) in HEADINGS}


def missing(found: Collection[str]) -> Iterator[str]:
    """Yield the columns without which no course can be read."""
    needed = ("title", "region", "begins", "ends", "places")
    yield from (one for one in needed if one not in found)


def paid_first(one: Course) -> tuple[bool, int]:
    """Return the order in which courses are read: who learns must live meanwhile."""
    return (one.stipend <= one.price, one.price - one.stipend)
