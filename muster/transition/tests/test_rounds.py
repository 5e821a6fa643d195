"""A round is given two ways; quotas, pairs, objections, and who gains or loses are told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from muster.transition.rules.rounds import Comer, Pair, Seats, Tie, held

FAIR = (
    Seats("weld", "mill", "Lviv", 1), Seats("drive", "garage", "Lviv", 2),
    Seats("cook", "inn", "Odesa", 2),
)  # fmt: skip


def comer(key, *wishes, quota=False, **worth):
    return Comer(key, wishes, worth, quota)


def test_whoever_suits_better_comes_first_and_nobody_objects():
    found = held(FAIR, [comer("a", "weld", "drive", weld=300, drive=100),
                        comer("b", "weld", weld=900)], [])  # fmt: skip
    assert found.stable.given == {"a": "drive", "b": "weld"}
    assert found.stable.objections == 0
    assert found.stable.wishes == (1, 1)


def test_the_greatest_total_may_take_from_one_what_it_gives_another():
    seats = (Seats("x", "p", "L", 1), Seats("y", "p", "L", 1))
    people = [comer("a", "x", "y", x=1000, y=950), comer("b", "x", x=600)]
    found = held(seats, people, [])
    assert found.stable.given == {"a": "x", "b": ""}
    assert found.best.given == {"a": "y", "b": "x"}
    assert (found.gain, found.lose) == (("b",), ("a",))
    assert found.best.objections == 1
    assert found.best.placed == 2


def test_places_of_the_quota_are_kept_for_it():
    seats = (Seats("x", "p", "L", 2, reserved=1),)
    people = [
        comer("a", "x", x=900), comer("b", "x", x=800), comer("c", "x", x=100, quota=True),
    ]  # fmt: skip
    assert held(seats, people, []).stable.given == {"a": "x", "b": "", "c": "x"}


def test_a_couple_stays_in_one_region_and_mates_with_one_partner():
    couple = [comer("a", "weld", "cook", weld=900, cook=500), comer("b", "cook", cook=900)]
    assert held(FAIR, couple, []).stable.given == {"a": "weld", "b": "cook"}
    found = held(FAIR, couple, [Pair("a", "b", Tie.COUPLE)])
    assert found.stable.given == {"a": "cook", "b": "cook"}
    assert found.stable.pairs == 1
    assert found.stable.objections == 1, "that the pair asked for it is no reason not to say so"
    mates = [
        comer("a", "weld", "drive", weld=9, drive=9), comer("b", "cook", "drive", cook=9, drive=9),
    ]  # fmt: skip
    found = held(FAIR, mates, [Pair("a", "b", Tie.MATE)])
    assert found.stable.given == {"a": "drive", "b": "drive"}


def test_a_pair_that_cannot_be_together_is_seated_alone():
    people = [comer("a", "weld", weld=9), comer("b", "cook", cook=9)]
    found = held(FAIR, people, [Pair("a", "b", Tie.COUPLE)])
    assert found.stable.given == {"a": "weld", "b": "cook"}
    assert found.stable.pairs == 0


def test_what_is_not_there_cannot_be_wished():
    with pytest.raises(ValueError, match="not in the round"):
        held(FAIR, [comer("a", "fly")], [])
    with pytest.raises(ValueError, match="no two who asked"):
        held(FAIR, [comer("a", "weld")], [Pair("a", "a", Tie.MATE)])


wishes = some.lists(some.sampled_from(["weld", "drive", "cook"]), unique=True, max_size=3)


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(wishes, some.integers(0, 1000), some.booleans()), max_size=8))
def test_without_pairs_nobody_objects_to_the_stable_way_and_the_other_gives_no_less(asked):
    seats = tuple(Seats(one.key, one.partner, one.region, one.places, 1) for one in FAIR)
    people = [
        Comer(str(n), tuple(wish), dict.fromkeys(wish, worth + n), quota)
        for n, (wish, worth, quota) in enumerate(asked)
    ]
    found = held(seats, people, [])
    assert found.stable.objections == 0
    for outcome in (found.stable, found.best):
        for one in seats:
            assert sum(key == one.key for key in outcome.given.values()) <= one.places
    assert found.best.placed >= found.stable.placed
