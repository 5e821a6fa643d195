"""Seats are given as promised: nobody objects, no seat twice, the total the greatest there is."""

from itertools import product
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kernel.seating import NOWHERE, Arcs, best_total, objections, stable
from muster.programmes.rules.allocation import (
    Seats,
    Seeker,
    Variant,
    parties_of,
    propose,
    steps_between,
)
from muster.programmes.rules.enrolments import Priority


@st.composite
def problems(draw, people=6, groups=4):
    """A few people and groups with arcs between some of them."""
    size, places = draw(st.integers(1, people)), draw(st.integers(1, groups))
    seats = draw(st.lists(st.integers(0, 3), min_size=places, max_size=places))
    pairs = draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, places - 1))))
    rows = [
        (*pair, draw(st.integers(0, 5)), draw(st.integers(0, 5)), draw(st.integers(1, 9)))
        for pair in sorted(pairs)
    ]
    return size, seats, Arcs(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def pairs_of(arcs):
    return set(zip(arcs.person.tolist(), arcs.group.tolist(), strict=True))


def sound(size, seats, arcs, found):
    assert len(found) == size
    known = pairs_of(arcs)
    assert all(group == NOWHERE or (number, group) in known for number, group in enumerate(found))
    assert all(found.count(group) <= seats[group] for group in range(len(seats)))


def total(arcs, found):
    worth = dict(zip(zip(arcs.person.tolist(), arcs.group.tolist(), strict=True),
                     arcs.benefit.tolist(), strict=True))  # fmt: skip
    return sum(worth[number, group] for number, group in enumerate(found) if group != NOWHERE)


def every_way(size, seats, arcs):
    """Yield every way to seat people, by trying all of them."""
    known = pairs_of(arcs)
    for found in product(range(-1, len(seats)), repeat=size):
        could = all(at == NOWHERE or (number, at) in known for number, at in enumerate(found))
        if could and all(found.count(at) <= seats[at] for at in range(len(seats))):
            yield list(found)


@given(problems())
def test_in_the_stable_way_nobody_has_reason_to_object(problem):
    found = stable(*problem)
    sound(*problem, found)
    assert list(objections(*problem[1:], found)) == []


@given(problems(people=4, groups=3))
@settings(max_examples=60)
def test_of_all_stable_ways_everybody_has_the_best_they_could(problem):
    size, seats, arcs = problem
    found = stable(*problem)
    wish = {
        (person, group): (much, group)
        for person, group, much in zip(
            arcs.person.tolist(), arcs.group.tolist(), arcs.wish.tolist(), strict=True
        )
    }
    worst = (99, 99)
    for other in every_way(*problem):
        if list(objections(seats, arcs, other)):
            continue
        for number in range(size):
            mine = wish.get((number, found[number]), worst)
            assert mine <= wish.get((number, other[number]), worst)


@given(problems(people=4, groups=3))
@settings(max_examples=60)
def test_no_way_at_all_has_a_greater_total(problem):
    found = best_total(*problem)
    sound(*problem, found)
    assert total(problem[2], found) == max(total(problem[2], one) for one in every_way(*problem))


def test_a_reason_to_object_is_seen():
    arcs = Arcs(*np.array([[0, 0, 1, 5, 1], [1, 0, 1, 3, 9]], dtype=np.int64).T)
    assert list(objections([1], arcs, [0, NOWHERE])) == [1]
    assert list(objections([2], arcs, [0, NOWHERE])) == [1]
    assert list(objections([1], arcs, [NOWHERE, 0])) == []


TOP, ONE, TWO = UUID(int=1), UUID(int=2), UUID(int=3)


def seeker(number, **more):
    given_ = {
        "priority": Priority.ROUTINE, "waited": 10, "sex": "male", "language": "ru", "furthest": 9,
        "video": True, "own_sex_only": False, "path": (ONE, TOP), **more,
    }  # fmt: skip
    return Seeker(UUID(int=1000 + number), UUID(int=2000 + number), **given_)


def seats(number, free=2, **more):
    given_ = {"language": "ru", "only": "", "video": False, "path": (ONE, TOP), "begins": 7, **more}
    return Seats(UUID(int=100 + number), free, **given_)


def person(number):
    return UUID(int=2000 + number)


def placed(proposal):
    return {key.int - 1000: group.int - 100 for key, group in sorted(proposal.placed.items())}


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize(
    ("who", "group", "fits"),
    [
        ({}, {}, True),
        ({"language": "en"}, {}, False),
        ({}, {"only": "female"}, False),
        ({"own_sex_only": True}, {}, False),
        ({"own_sex_only": True}, {"only": "male"}, True),
        ({"furthest": 0}, {"path": (TWO, TOP)}, False),
        ({"furthest": 1}, {"path": (TWO, TOP)}, True),
        ({"furthest": 0}, {"path": (TWO, TOP), "video": True}, True),
        ({"video": False}, {"video": True}, False),
        ({}, {"free": 0}, False),
    ],
)
def test_who_could_go_where(variant, who, group, fits):
    found = propose([seeker(0, **who)], [seats(0, **group)], variant)
    assert (placed(found) == {0: 0}) is fits
    assert (found.left == ()) is fits


@pytest.mark.parametrize("variant", Variant)
def test_the_urgent_go_first_then_those_who_have_waited(variant):
    waiting = [
        seeker(0, waited=100), seeker(1, waited=3, priority=Priority.URGENT), seeker(2, waited=40),
    ]  # fmt: skip
    assert placed(propose(waiting, [seats(0)], variant)) == {0: 0, 1: 0}


@pytest.mark.parametrize("variant", Variant)
def test_who_was_passed_over_goes_before_who_came_later(variant):
    assert placed(propose([seeker(0, waited=30), seeker(1, waited=29)], [seats(0, 1)], variant)) \
        == {0: 0}  # fmt: skip


@pytest.mark.parametrize("variant", Variant)
def test_those_who_belong_together_sit_together_or_are_said_to_be_parted(variant):
    pair = [seeker(0, together=frozenset({person(1)})), seeker(1)]
    found = propose(pair, [seats(0, 1, begins=1), seats(1, 2, begins=30)], variant)
    assert (placed(found), found.parted) == ({0: 1, 1: 1}, 0)
    found = propose(pair, [seats(0, 1), seats(1, 1)], variant)
    assert (len(found.placed), found.parted) == (2, 1)


@pytest.mark.parametrize("variant", Variant)
def test_those_to_be_kept_apart_never_sit_together(variant):
    pair = [seeker(0, apart=frozenset({person(1)})), seeker(1, waited=50)]
    found = propose(pair, [seats(0, begins=1), seats(1, begins=30)], variant)
    assert (placed(found), found.kept_apart) == ({0: 1, 1: 0}, 1)
    assert len(propose(pair, [seats(0)], variant).placed) == 1


def test_the_two_ways_differ_where_a_total_asks_somebody_to_step_back():
    far, near = seeker(0, waited=12, path=(TWO, TOP), furthest=9), seeker(1, furthest=0)
    groups = [seats(0, 1, begins=1), seats(1, 1, path=(TWO, TOP), begins=60)]
    stable_way = propose([far, near], groups, Variant.STABLE)
    total_way = propose([far, near], groups, Variant.TOTAL)
    assert len(total_way.placed) >= len(stable_way.placed)
    assert stable_way.objecting == 0
    assert total_way.benefit >= stable_way.benefit


people = st.lists(
    st.builds(
        lambda number, priority, waited, sex, language, furthest, unit, together, apart: seeker(
            number, priority=priority, waited=waited, sex=sex, language=language,
            furthest=furthest, path=(unit, TOP),
            together=frozenset(map(person, together - {number})),
            apart=frozenset(map(person, apart - together - {number})),
        ),
        st.integers(0, 9), st.sampled_from(Priority), st.integers(0, 500),
        st.sampled_from(["male", "female"]), st.sampled_from(["ru", "en"]), st.integers(0, 2),
        st.sampled_from([ONE, TWO]), st.sets(st.integers(0, 9), max_size=2),
        st.sets(st.integers(0, 9), max_size=3),
    ),
    max_size=10, unique_by=lambda one: one.key,
)  # fmt: skip
groups_ = st.lists(
    st.builds(
        lambda number, free, only, language, unit, begins: seats(
            number, free, only=only, language=language, path=(unit, TOP), begins=begins
        ),
        st.integers(0, 5), st.integers(0, 4), st.sampled_from(["", "female"]),
        st.sampled_from(["ru", "en"]), st.sampled_from([ONE, TWO]), st.integers(1, 40),
    ),
    max_size=4, unique_by=lambda one: one.key,
)  # fmt: skip


@given(people, groups_, st.sampled_from(Variant))
def test_whatever_is_wished_no_promise_is_broken(waiting, places, variant):
    found = propose(waiting, places, variant)
    by_key = {one.key: one for one in waiting}
    room = {one.key: one for one in places}
    assert set(found.placed) | set(found.left) == set(by_key)
    assert len(found.placed) + len(found.left) == len(waiting)
    sits = {}
    for key, group in found.placed.items():
        sits.setdefault(group, set()).add(by_key[key].person)
        one, place = by_key[key], room[group]
        assert one.language == place.language
        assert place.only in ("", one.sex)
        assert steps_between(one.path, place.path) <= one.furthest
    for group, there in sits.items():
        assert len(there) <= room[group].free
        assert not any(one.apart & there for one in waiting if one.person in there)
    at = {one.person: found.placed.get(one.key) for one in waiting}
    ordered = sorted(waiting, key=lambda one: (one.priority, -one.waited, one.key))
    torn = sum(
        len({at[ordered[number].person] for number in party} - {None}) > 1
        or any(at[ordered[number].person] is None for number in party)
        for party in parties_of(ordered)
    )
    assert torn <= found.parted
    if variant is Variant.STABLE:
        assert found.objecting == 0
    assert propose(waiting[::-1], places[::-1], variant) == found
