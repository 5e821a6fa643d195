"""A vacancy as a form or a row of a file says it: what is wrong with it, and what sets it aside.

Rows with a fault are refused, each with a sentence. What may be unlawful (asking for an age, a
sex, a nationality, or about health) is not refused but set aside, for a coordinator to read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence
from muster.transition import problems
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS

COLUMNS = (
    "title", "text", "region", "licences", "conditions", "offers", "pay_from", "pay_to", "begins",
    "places", "reserved",
)  # fmt: skip
HEADINGS: Mapping[str, str] = {
    **{name: name for name in COLUMNS}, "job": "title", "position": "title",
    "description": "text", "duties": "text", "city": "region", "pay": "pay_from",
    "salary": "pay_from", "pay from": "pay_from", "pay to": "pay_to", "start": "begins",
    "begins by": "begins", "должность": "title", "вакансия": "title", "описание": "text",
    "обязанности": "text", "регион": "region", "город": "region", "права": "licences",
    "допуски": "licences", "условия": "conditions", "предлагается": "offers",
    "зарплата": "pay_from", "зарплата от": "pay_from", "зарплата до": "pay_to",
    "начало": "begins", "мест": "places", "мест для ветеранов": "reserved",
}  # fmt: skip
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REGION, MOST_PAY, MOST_PLACES = 120, 4000, 80, 10_000_000, 999
WIDEST_PAY = 10
FARTHEST = timedelta(days=730)
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
_TAG = re.compile(r"<[^>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Draft:
    """A vacancy that can be kept. `begins` is the last day on which work may begin."""

    title: str
    text: str
    region: str
    licences: tuple[str, ...]
    conditions: tuple[str, ...]
    offers: tuple[str, ...]
    pay_from: int | None
    pay_to: int | None
    begins: date
    places: int
    reserved: int

    @property
    def same(self) -> str:
        """What two feeds say alike of one vacancy, whatever the spaces and the letters' case."""
        parts = (self.title, self.region, str(self.pay_from or ""), self.begins.isoformat())
        return sha256("\n".join(plain(one).casefold() for one in parts).encode()).hexdigest()


def plain(text: str) -> str:
    """Return text without tags of markup, with single spaces."""
    return " ".join(_TAG.sub(" ", text).split())


def forbidden(text: str) -> str:
    """Return the first words that ask what nobody may be asked; "" where there are none."""
    found = _FORBIDDEN.search(text)
    return "" if found is None else " ".join(found[0].split())[:120]


def read_vacancy(cells: Mapping[str, str], today: date) -> Draft | list[Problem]:
    """Return what a row or a form says, or everything that is wrong with it."""
    reading = _Reading(cells)
    title = reading.text("title", LONGEST_TITLE)
    if not title:
        reading.wrong.append(problems.NO_TITLE.at(column="title"))
    region = reading.text("region", LONGEST_REGION)
    if not region:
        reading.wrong.append(problems.NO_REGION.at(column="region"))
    pay_from, pay_to = reading.number("pay_from"), reading.number("pay_to")
    for name, pay in (("pay_from", pay_from), ("pay_to", pay_to)):
        if pay is not None and not 0 < pay <= MOST_PAY:
            reading.wrong.append(problems.ABSURD_PAY.at(column=name, pay=pay, most=MOST_PAY))
    if pay_from and pay_to and not pay_from <= pay_to <= WIDEST_PAY * pay_from:
        reading.wrong.append(problems.PAY_APART.at(column="pay_to", low=pay_from, high=pay_to))
    begins = reading.day("begins")
    if begins is not None and begins < today:
        reading.wrong.append(problems.BEGAN_ALREADY.at(column="begins", day=begins))
    elif begins is not None and begins > today + FARTHEST:
        reading.wrong.append(problems.TOO_FAR_OFF.at(column="begins", day=begins))
    places = reading.number("places") if cells.get("places", "").strip() else 1
    if places is not None and not 1 <= places <= MOST_PLACES:
        reading.wrong.append(problems.NOT_PLACES.at(column="places", most=MOST_PLACES))
    reserved = reading.number("reserved") or 0
    if places is not None and not 0 <= reserved <= places:
        reading.wrong.append(problems.TOO_MANY_RESERVED.at(column="reserved"))
    draft = (
        reading.codes("licences", LICENCES), reading.codes("conditions", CONDITIONS),
        reading.codes("offers", OFFERS),
    )  # fmt: skip
    text = reading.text("text", LONGEST_TEXT)
    if reading.wrong or begins is None or places is None:
        return reading.wrong
    return Draft(title, text, region, *draft, pay_from, pay_to, begins, places, reserved)


class _Reading:
    """The cells of one vacancy, and what is wrong with them so far."""

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


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file of vacancies: good ones, those set aside with the words, and what was refused."""

    good: tuple[Draft, ...]
    aside: tuple[tuple[Draft, str], ...]
    problems: tuple[Problem, ...]
    rows: int


def sort_out(
    rows: Iterable[tuple[int, Mapping[str, str]]], known: Collection[str], today: date
) -> Sorted:
    """Read the rows of a file; `known` are the vacancies that stand already, by `Draft.same`."""
    good: list[Draft] = []
    aside: list[tuple[Draft, str]] = []
    wrong: list[Problem] = []
    seen, count = set(known), 0
    for number, cells in rows:
        count += 1
        read = read_vacancy(cells, today)
        if not isinstance(read, Draft):
            wrong += [one.in_row(number) for one in read]
            continue
        if read.same in seen:
            wrong.append(problems.THERE_ALREADY.at(row=number, title=read.title))
            continue
        seen.add(read.same)
        words = forbidden(f"{read.title} {read.text}")
        if words:
            aside.append((read, words))
        else:
            good.append(read)
    return Sorted(tuple(good), tuple(aside), tuple(wrong), count)


def headed(columns: Iterable[str]) -> Mapping[str, str]:
    """Return, by the heading as it stands in a file, what its column holds."""
    return {one: HEADINGS[said] for one in columns if (said := one.strip().casefold()) in HEADINGS}


def missing(found: Collection[str]) -> Iterator[str]:
    """Yield the columns without which no vacancy can be read."""
    yield from (one for one in ("title", "region", "begins") if one not in found)
