"""The best few among many are those that a look at every pair finds, and none is forbidden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.transition.rules.hard_rules import (
    Asked,
    Brought,
    kinds_of,
    people_for,
    vacancies_for,
)
from muster.transition.rules.meeting import NONE, Offers, best

REGIONS = 3


def drawn(seed: int, people: int, vacancies: int):
    """Return invented vectors of small whole numbers, so that many are equal, and their rules."""
    draw = np.random.default_rng(seed)
    bring = Brought(
        draw.integers(0, 8, people).astype(np.uint64),
        draw.random((people, REGIONS)) < 0.5,
        draw.integers(0, 4, people),
    )
    asked = Asked(
        draw.integers(0, 8, vacancies).astype(np.uint64),
        draw.integers(0, REGIONS, vacancies),
        draw.integers(0, 4, vacancies),
    )
    seekers = draw.integers(-2, 3, (people, 4)).astype(np.float32)
    offers = draw.integers(-2, 3, (vacancies, 4)).astype(np.float32)
    return seekers, offers, bring, asked


def plainly(seekers, offers, bring: Brought, asked: Asked, count: int) -> list[list[int]]:
    """Return what a look at each pair finds, by rules written out once more."""
    found = []
    for who, mine in enumerate(seekers):
        able = [
            row
            for row in range(len(offers))
            if int(asked.needs[row]) & ~int(bring.has[who]) == 0
            and bring.regions[who, asked.region[row]]
            and asked.begins[row] >= bring.free[who]
        ]
        found.append(sorted(able, key=lambda row: (-float(mine @ offers[row]), row))[:count])
    return found


@given(
    seed=st.integers(0, 10_000),
    people=st.integers(1, 300),
    vacancies=st.integers(0, 900),
    count=st.sampled_from([1, 3, 10]),
)
def test_both_sides_find_what_a_look_at_every_pair_finds(seed, people, vacancies, count):
    seekers, offers, bring, asked = drawn(seed, min(people, 40), vacancies)
    kinds, table = kinds_of(asked)
    found = best(seekers, Offers(offers, kinds), vacancies_for(bring, table), count=count)
    expected = plainly(seekers, offers, bring, asked, count)
    assert [[row for row in line if row != NONE] for line in found.rows.tolist()] == expected


def test_a_vacancy_finds_the_people_whom_it_may_have():
    seekers, offers, bring, asked = drawn(7, 500, 30)
    everyone = Offers(seekers, np.arange(len(seekers)))
    found = best(offers, everyone, people_for(asked, bring), count=5)
    for row, line in enumerate(found.rows.tolist()):
        able = [
            who
            for who in range(len(seekers))
            if int(asked.needs[row]) & ~int(bring.has[who]) == 0
            and bring.regions[who, asked.region[row]]
            and asked.begins[row] >= bring.free[who]
        ]
        suits = [float(offers[row] @ seekers[who]) for who in able]
        expected = sorted(zip(suits, able, strict=True), key=lambda one: (-one[0], one[1]))[:5]
        assert [who for who in line if who != NONE] == [who for _suits, who in expected]


def test_more_than_one_block_of_seekers_is_looked_at():
    seekers, offers, bring, asked = drawn(3, 600, 700)
    kinds, table = kinds_of(asked)
    found = best(seekers, Offers(offers, kinds), vacancies_for(bring, table), count=4)
    expected = plainly(seekers[590:], offers, _tail(bring, 590), asked, 4)
    assert [[row for row in line if row != NONE] for line in found.rows[590:].tolist()] == expected


def _tail(bring: Brought, begin: int) -> Brought:
    return Brought(bring.has[begin:], bring.regions[begin:], bring.free[begin:])


def test_offers_without_a_kind_are_refused():
    with pytest.raises(ValueError, match="2 vectors, but 1 kinds"):
        Offers(np.zeros((2, 3), np.float32), np.zeros(1, np.int64))
