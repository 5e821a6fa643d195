"""A vacancy as a form or a row of a file says it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from muster.kernel.problems import Problem
from muster.transition import problems
from muster.transition.rules.cells import Cells, plain
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
    def said(self) -> str:
        """Everything in it that is not a code or a number."""
        return f"{self.title} {self.text}"

    @property
    def same(self) -> str:
        """What two feeds say alike of one vacancy, whatever the spaces and the letters' case."""
        parts = (self.title, self.region, str(self.pay_from or ""), self.begins.isoformat())
        return sha256("\n".join(plain(one).casefold() for one in parts).encode()).hexdigest()


def read_vacancy(cells: Mapping[str, str], today: date) -> Draft | list[Problem]:
    """Return what a row or a form says, or everything that is wrong with it."""
    reading = Cells(cells)
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


def headed(columns: Iterable[str]) -> Mapping[str, str]:
    """Return, by the heading as it stands in a file, what its column holds."""
    return {one: HEADINGS[said] for one in columns if (said := one.strip().casefold()) in HEADINGS}


def missing(found: Collection[str]) -> Iterator[str]:
    """Yield the columns without which no vacancy can be read."""
    yield from (one for one in ("title", "region", "begins") if one not in found)
