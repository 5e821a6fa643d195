"""The invented brigade: its units from the brigade down to platoons, and who serves in them.

Battalions, companies and platoons have round sizes, so that the brigade has 5,000 people. The unit
tree and the people are invented; service numbers begin with DEMO, e-mail addresses end in .example
(RFC 2606) and telephone numbers begin with +999, which no country has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from muster.config.demonstration.names import Name, invent

BATTALIONS, COMPANIES, PLATOONS = 5, 6, 4
BRIGADE = "LB"
NAMES = {
    "brigade": {"en": "Lighthouse Brigade (invented)", "ru": "Бригада «Маяк» (вымышленная)"},
    "battalion": {"en": "Battalion {} (invented)", "ru": "Батальон {} (вымышленный)"},
    "company": {"en": "Company {} (invented)", "ru": "Рота {} (вымышленная)"},
    "platoon": {"en": "Platoon {} (invented)", "ru": "Взвод {} (вымышленный)"},
}
WOMEN = 0.16
RUSSIAN_STYLE = 0.5
MOVERS = 0.03  # of those in platoons; they came from another platoon of their company


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its code, the code above it ("" for the brigade), and what it is."""

    code: str
    above: str
    kind: str

    def name(self, language: str) -> str:
        """Return its name in "en" or "ru"; every one says that it is invented."""
        return NAMES[self.kind][language].format(self.code.partition("-")[2])


@dataclass(frozen=True, slots=True)
class Post:
    """A post and the rank it asks for, in both languages."""

    titles: dict[str, str]
    ranks: dict[str, str]
    ages: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Soldier:
    """One invented person and where they serve.

    `battalion` is 0 for the brigade's staff; `company` numbers the companies through the brigade,
    with the staffs as companies of their own.
    """

    number: str
    name: Name
    woman: bool
    born: date
    rank: str
    post: str
    unit: str
    since: date
    battalion: int
    company: int
    moved_on: date | None = None
    moved_from: str = ""

    def place_on(self, day: date) -> tuple[str, date] | None:
        """Return where they served on a day and since when; None before they joined."""
        if day < self.since:
            return None
        if self.moved_on is None or self.moved_on <= day:
            return self.unit, self.moved_on or self.since
        return self.moved_from, self.since

    @property
    def email(self) -> str:
        return f"{self.number.lower()}@lighthouse.example"

    @property
    def phone(self) -> str:
        return f"+999 55 {self.number[-6:-3]} {self.number[-3:]}"


def _post(english: str, russian: str, rank: str, rank_ru: str, ages: tuple[int, int]) -> Post:
    return Post({"en": english, "ru": russian}, {"en": rank, "ru": rank_ru}, ages)


STAFF = _post("staff officer", "офицер штаба", "Major", "майор", (33, 48))
CLERK = _post("clerk", "делопроизводитель", "Corporal", "младший сержант", (21, 40))
COMMANDER = _post("company commander", "командир роты", "Captain", "капитан", (27, 36))
FIRST_SERGEANT = _post("first sergeant", "старшина роты", "Sergeant Major", "старшина", (30, 44))
MEDIC = _post("medic", "санитарный инструктор", "Sergeant", "сержант", (21, 36))
DRIVER = _post("driver", "водитель", "Lance Corporal", "ефрейтор", (19, 34))
LEADER = _post("platoon leader", "командир взвода", "Lieutenant", "лейтенант", (22, 28))
DEPUTY = _post(
    "platoon sergeant",
    "заместитель командира взвода",
    "Staff Sergeant",
    "старший сержант",
    (25, 36),
)
SECTION = _post("section leader", "командир отделения", "Sergeant", "сержант", (21, 33))
GUNNER = _post("gunner", "пулемётчик", "Lance Corporal", "ефрейтор", (19, 31))
RIFLEMAN = _post("rifleman", "стрелок", "Private", "рядовой", (18, 29))

POSTS = {
    "brigade": (STAFF,) * 20 + (CLERK,) * 22 + (DRIVER,) * 8,
    "battalion": (STAFF,) * 10 + (CLERK,) * 14 + (DRIVER,) * 6,
    "company": (COMMANDER, FIRST_SERGEANT, CLERK, CLERK, MEDIC, MEDIC, DRIVER, DRIVER),
    "platoon": (LEADER, DEPUTY) + (SECTION,) * 4 + (GUNNER,) * 8 + (RIFLEMAN,) * 24,
}


def units() -> Iterator[Unit]:
    """Yield every unit, the one above always before those below."""
    yield Unit(BRIGADE, "", "brigade")
    for battalion in range(1, BATTALIONS + 1):
        code = f"{BRIGADE}-{battalion}"
        yield Unit(code, BRIGADE, "battalion")
        for company in range(1, COMPANIES + 1):
            below = f"{code}-{company}"
            yield Unit(below, code, "company")
            for platoon in range(1, PLATOONS + 1):
                yield Unit(f"{below}-{platoon}", below, "platoon")


def soldiers(*, monday: date, dice: np.random.Generator) -> tuple[Soldier, ...]:
    """Return the brigade's people as they serve on `monday`, in the order of their units."""
    found: list[Soldier] = []
    companies: dict[str, int] = {}
    for unit in units():
        parts = unit.code.split("-")
        company = companies.setdefault("-".join(parts[:3]), len(companies))
        battalion = int(parts[1]) if len(parts) > 1 else 0
        for post in POSTS[unit.kind]:
            number = f"DEMO-{len(found) + 1:06}"
            found.append(_soldier(number, post, unit.code, (battalion, company), monday, dice))
    return tuple(found)


def _soldier(
    number: str,
    post: Post,
    unit: str,
    place: tuple[int, int],
    monday: date,
    dice: np.random.Generator,
) -> Soldier:
    woman = bool(dice.random() < WOMEN)
    language = "ru" if dice.random() < RUSSIAN_STYLE else "en"
    name = invent(woman=woman, language=language, dice=dice)
    youngest, oldest = post.ages
    born = monday - timedelta(days=int(dice.integers(youngest * 365 + 365, oldest * 365)))
    # All have served since before the two years of sittings begin, where their age allows it.
    since = monday - timedelta(days=int(dice.integers(760, 1_500)))
    since = max(since, born + timedelta(days=18 * 366))
    moved_on, moved_from = _move(unit, since, monday, dice)
    return Soldier(
        number=number,
        name=name,
        woman=woman,
        born=born,
        rank=post.ranks[name.language],
        post=post.titles[name.language],
        unit=unit,
        since=since,
        battalion=place[0],
        company=place[1],
        moved_on=moved_on,
        moved_from=moved_from,
    )


def _move(
    unit: str, since: date, monday: date, dice: np.random.Generator
) -> tuple[date | None, str]:
    """Return when a soldier came to their platoon from another one, and from which."""
    company, _dash, platoon = unit.rpartition("-")
    drawn, days = dice.random(), int(dice.integers(60, 600))
    moved_on = monday - timedelta(days=days)
    if unit.count("-") < 3 or drawn >= MOVERS or moved_on <= since:
        return None, ""
    return moved_on, f"{company}-{int(platoon) % PLATOONS + 1}"
