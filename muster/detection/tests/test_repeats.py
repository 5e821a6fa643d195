"""One person's several sittings: their turns, and which one each is compared with."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from muster.detection.rules.repeats import NONE_BEFORE, last_before, turns

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SITTINGS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.booleans()), max_size=9)


def read(sittings):
    who = [one for one, _day, _counts in sittings]
    when = [START + timedelta(days=day) for _one, day, _counts in sittings]
    return who, when, np.array([counts for _one, _day, counts in sittings], bool)


def test_the_last_earlier_one_counts_whatever_the_order_of_the_lines():
    who, when, counts = read([("a", 9, True), ("a", 1, True), ("b", 5, True), ("a", 4, True)])
    assert last_before(who, when, counts).tolist() == [3, NONE_BEFORE, NONE_BEFORE, 1]
    assert turns(who, when).tolist() == [2, 0, 0, 1]


def test_of_two_at_one_instant_neither_was_before_the_other():
    who, when, counts = read([("a", 1, True), ("a", 1, True), ("a", 0, True)])
    assert last_before(who, when, counts).tolist() == [2, 2, NONE_BEFORE]


@given(SITTINGS)
def test_each_is_set_beside_the_latest_of_those_that_count_before_it(sittings):
    who, when, counts = read(sittings)
    for place, before in enumerate(last_before(who, when, counts).tolist()):
        fitting = [
            other
            for other in range(len(who))
            if who[other] == who[place] and counts[other] and when[other] < when[place]
        ]
        if before == NONE_BEFORE:
            assert not fitting
        else:
            assert before in fitting
            assert when[before] == max(when[one] for one in fitting)


@given(SITTINGS)
def test_turns_number_each_ones_sittings_from_the_earliest(sittings):
    who, when, _counts = read(sittings)
    turn = turns(who, when).tolist()
    for one in set(who):
        own = sorted((turn[place], when[place]) for place in range(len(who)) if who[place] == one)
        assert [number for number, _when in own] == list(range(len(own)))
        assert [at for _number, at in own] == sorted(at for _number, at in own)
