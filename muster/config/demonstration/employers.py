"""Three hundred invented partners, six thousand vacancies of two years, and who was hired by whom.

Whoever began work in one of the invented cases had asked one of these firms before. All names are
compounds that nobody bears, and say that they are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from muster.config.demonstration.authorities import bring_support
from muster.config.demonstration.building import Building
from muster.config.demonstration.said_themselves import soldiers_of
from muster.config.demonstration.schools import bring_courses
from muster.kernel.ids import new_ids
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.transition.commands.bringing import Brought
    from muster.transition.commands.bringing_partners import Applied, Firm, Posted
    from muster.transition.rules.candidacies import Event

FIRMS, SCHOOLS, TOWN_HALLS, VACANCIES, YEARS = 240, 40, 20, 6_000, 2
OPEN = 0.3  # of the vacancies stand open today
FIRST = (
    "Ash", "Bram", "Thorn", "Wold", "Fern", "Hazel", "Quill", "Rook", "Sedge", "Tarn", "Umber",
    "Vale", "Wren", "Yarrow", "Elder", "Kestrel", "Lark", "Otter", "Gorse", "Heron",
)  # fmt: skip
TRADES = (
    "garage", "builders", "rail works", "harbour", "bakery", "power station", "hospital services",
    "farms", "carriers", "machine works", "electronics", "hotel",
)  # fmt: skip
REGIONS = ("Ashwick", "Thornholt", "Fernmere", "Valeshaw", "Heronstow", "Gorsecombe")
# A trade's people mostly go into what others of it went into: that is what is counted later.
FAVOURITES = (
    ("5414", "8332", "7231"), ("7231", "8332", "4321"), ("5411", "7411", "5414"),
    ("3258", "5321", "4321"), ("4321", "3123", "7126"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Market:
    """The firms with what they offered, and every vacancy by its occupation."""

    firms: list[Firm]
    offered: dict[str, list[tuple[Firm, Posted]]]


def bring_employers(building: Building, cases: list[Brought], by: Viewer) -> list[Firm]:
    """Bring in partners, vacancies and hires. Return the partners."""
    from muster.transition.commands.bringing_partners import bring_candidacies, bring_partners

    dice = np.random.default_rng(building.seed + 12)
    market = _market(building, dice)
    vacancies = bring_partners(firms=market.firms, by=by, at=building.now)
    building.facts["partners"], building.facts["vacancies"] = len(market.firms), vacancies
    schools = [one for one in market.firms if one.kind == "school"]
    building.facts["courses"] = bring_courses(building, schools, by)
    halls = [one for one in market.firms if one.kind == "local-authority"]
    building.facts["programmes of support"] = bring_support(building, halls, by)
    hires = list(_hires(building, cases, market, dice))
    bring_candidacies(applied=hires, by=by, at=building.now)
    return market.firms


def _market(building: Building, dice: np.random.Generator) -> _Market:
    from muster.transition.commands.bringing_partners import Firm
    from muster.transition.guidance.starter import starter

    kinds = ["employer"] * FIRMS + ["school"] * SCHOOLS + ["local-authority"] * TOWN_HALLS
    share = dice.multinomial(VACANCIES - FIRMS * 5, np.full(FIRMS, 1 / FIRMS)) + 5
    codes, wanted = list(starter().jobs), sorted({one for each in FAVOURITES for one in each})
    today = building.now.date()
    firms: list[Firm] = []
    offered: dict[str, list[tuple[Firm, Posted]]] = {}
    for number, (kind, key) in enumerate(zip(kinds, new_ids(len(kinds)), strict=True)):
        count = int(share[number]) if kind == "employer" else 0
        home = REGIONS[number % len(REGIONS)]
        made = list(_posted(building, count, home, codes, wanted, dice))
        posted = tuple(one for _code, one in made)
        since = today - timedelta(days=365 * YEARS)
        firm = Firm(key, kind, _name(number, kind), since, today + timedelta(days=300), posted)
        firms.append(firm)
        for code, one in made:
            offered.setdefault(code, []).append((firm, one))
    return _Market(firms, offered)


def _name(number: int, kind: str) -> str:
    first = FIRST[number % len(FIRST)]
    if kind == "employer":
        return f"{first}{FIRST[number // len(FIRST) % len(FIRST)].lower()} " + (
            f"{TRADES[number % len(TRADES)]} (invented)"
        )
    what = "college of trades" if kind == "school" else "town hall"
    return f"{first}{REGIONS[number % len(REGIONS)].lower()} {what} {number} (invented)"


def _posted(
    building: Building, count: int, home: str, codes: list[str], wanted: list[str],
    dice: np.random.Generator,
) -> Iterator[tuple[str, Posted]]:  # fmt: skip
    """Yield what one firm offered in two years, each with its occupation."""
    from muster.transition.commands.bringing_partners import Posted
    from muster.transition.guidance.starter import starter
    from muster.transition.rules.vacancies import Draft

    jobs, now = starter().jobs, building.now
    often = dice.random(count) < 0.5
    ages = dice.uniform(0, 365 * YEARS, count)
    for key, likely, age in zip(new_ids(count), often, ages, strict=True):
        code = str(dice.choice(wanted)) if likely else codes[int(dice.integers(len(codes)))]
        opened = now - timedelta(days=float(age))
        stands = age < 365 * YEARS * OPEN
        pay = int(dice.integers(12, 40)) * 100
        places = int(dice.integers(1, 5))
        begins = (now if stands else opened).date() + timedelta(days=int(dice.integers(30, 200)))
        title = jobs[code].title["ru" if dice.random() < 0.5 else "en"].capitalize()
        region = home if dice.random() < 0.8 else REGIONS[int(dice.integers(len(REGIONS)))]
        offers = ("training",) if dice.random() < 0.3 else ()
        draft = Draft(
            title, "Invented.", region, (), (), offers, pay, int(pay * 1.4), begins, places,
            int(dice.integers(0, places + 1)),
        )  # fmt: skip
        yield code, Posted(key, draft, opened, None if stands else opened + timedelta(days=60))


def _hires(
    building: Building, cases: list[Brought], market: _Market, dice: np.random.Generator
) -> Iterator[Applied]:
    """Yield whom a firm hired: each who began work asked, was invited, and was offered a place."""
    from muster.transition.commands.bringing_partners import Applied
    from muster.transition.rules.track import PLACES

    soldiers = soldiers_of(building)
    for one in cases:
        began = next((event.at for event in one.events if event.step == PLACES), None)
        if began is None or dice.random() < 0.3:
            continue
        soldier = soldiers[one.person]
        liked = FAVOURITES[sum(map(ord, soldier.post)) % len(FAVOURITES)]
        code = liked[int(dice.integers(len(liked)))]
        asked = began - timedelta(days=20)
        there = [one for one in market.offered[code] if one[1].put < asked] or market.offered[code]
        firm, vacancy = there[int(dice.integers(len(there)))]
        words = {"name": f"{soldier.name.given} {soldier.name.surname}", "trade": soldier.post}
        lost = next((event.at for event in one.events if event.step == "lose"), None)
        came = tuple(_came(asked, began, lost, building.now))
        yield Applied(one.person, firm.key, vacancy.key, asked, words, came)


def _came(
    asked: Instant, began: Instant, lost: Instant | None, now: Instant
) -> Iterator[tuple[Instant, Event]]:
    from muster.transition.rules.candidacies import MARKS, Act, Event

    yield asked + timedelta(days=5), Event(Act.INVITED)
    yield asked + timedelta(days=12), Event(Act.OFFERED)
    yield began, Event(Act.STARTED, day=began.date())
    for mark in MARKS:
        at = began + timedelta(days=mark + 1)
        if at > now or (lost is not None and at > lost):
            break
        yield at, Event(Act.KEPT, mark=mark)
    if lost is not None:
        yield lost, Event(Act.LEFT)
