"""The brigade is 5,000 invented people, the same each time, who never sat in the future."""

from collections import Counter
from datetime import date

import numpy as np

from muster.config.demonstration import brigade, formation
from muster.config.demonstration.brigade import Brigade
from muster.config.demonstration.formation import BRIGADE
from muster.config.demonstration.nhanes import Survey
from muster.config.demonstration.service import SCALES
from muster.config.demonstration.tests.conftest import MONDAY


def test_five_thousand_serve_in_a_tree_down_to_platoons(lighthouse: Brigade) -> None:
    tree = list(formation.units())
    seen: set[str] = set()
    for unit in tree:
        assert unit.above in seen or unit.code == BRIGADE
        seen.add(unit.code)
    kinds = Counter(unit.kind for unit in tree)
    assert kinds == {"brigade": 1, "battalion": 5, "company": 30, "platoon": 120}
    assert len(lighthouse.soldiers) == 5_000
    assert {soldier.unit for soldier in lighthouse.soldiers} == seen
    assert len({soldier.number for soldier in lighthouse.soldiers}) == 5_000


def test_everything_about_a_person_is_marked_invented(lighthouse: Brigade) -> None:
    for soldier in lighthouse.soldiers:
        assert soldier.number.startswith("DEMO-")
        assert soldier.email.endswith(".example")
        assert soldier.phone.startswith("+999 ")
    for unit in formation.units():
        assert "(invented)" in unit.name("en")
        assert "(вымышленн" in unit.name("ru")


def test_names_fit_the_person(lighthouse: Brigade) -> None:
    languages = Counter(soldier.name.language for soldier in lighthouse.soldiers)
    assert min(languages["ru"], languages["en"]) > 2_000
    for soldier in lighthouse.soldiers:
        name = soldier.name
        cyrillic = all("а" <= letter.lower() <= "я" or letter in "ёЁ" for letter in name.surname)
        assert cyrillic == (name.language == "ru")
        if name.language == "ru":
            assert name.surname.endswith("а") == soldier.woman
            assert name.patronymic.endswith("на" if soldier.woman else "ич")


def test_ages_and_service_are_possible(lighthouse: Brigade) -> None:
    for soldier in lighthouse.soldiers:
        assert 18 <= (MONDAY - soldier.born).days / 365.25 < 50
        assert (soldier.since - soldier.born).days >= 18 * 365
        assert soldier.since < MONDAY


def test_sittings_lie_in_the_two_years_before_the_monday(lighthouse: Brigade) -> None:
    assert {one.instrument for one in lighthouse.sittings} == set(SCALES)
    for sittings in lighthouse.sittings:
        days = [lighthouse.day(sittings, row) for row in range(len(sittings.people))]
        assert max(days) < MONDAY
        assert min(days) > date(MONDAY.year - 2, MONDAY.month, 1)
        assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
        for place, day in zip(sittings.people, days, strict=True):
            assert day >= lighthouse.soldiers[int(place)].since


def test_who_is_missed_did_not_sit(lighthouse: Brigade) -> None:
    for missed in lighthouse.missed:
        sat = {
            int(place)
            for one in lighthouse.sittings
            if (one.battalion, one.occasion) == (missed.battalion, missed.occasion)
            for place in one.people
        }
        assert sat.isdisjoint(missed.people.tolist())
    share = sum(len(one.people) for one in lighthouse.missed) / sum(
        len(one.people) for one in (*lighthouse.missed, *lighthouse.sittings)
    )
    assert 0.03 < share < 0.06  # a missed day counts once, a sitting once for each instrument


def test_one_seed_gives_one_brigade(survey: Survey, lighthouse: Brigade) -> None:
    again = brigade.invent(survey, monday=MONDAY)
    assert again.soldiers == lighthouse.soldiers
    for one, other in zip(again.sittings, lighthouse.sittings, strict=True):
        assert np.array_equal(one.people, other.people)
        assert np.array_equal(one.answers, other.answers)
    another = brigade.invent(survey, monday=MONDAY, seed=7)
    assert another.soldiers != lighthouse.soldiers


def test_the_week_begins_on_a_monday() -> None:
    assert brigade.monday_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert brigade.monday_of(date(2026, 11, 23)) == date(2026, 11, 23)
