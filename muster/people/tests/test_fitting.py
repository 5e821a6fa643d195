"""What is offered fits, is ordered by distance, and has its price; nothing here knows a reason."""

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kernel.ids import PersonId, UnitId
from muster.people.rules.fitting import (
    Demands,
    Hindrance,
    Holder,
    Option,
    Post,
    Wanted,
    Way,
    cost_of,
    distance,
    hindered,
    hindrances,
    options,
)
from muster.people.rules.placing import Aim, place, placings, seat_of, weight
from muster.people.rules.ranks import grade_of

FUNCTIONS = ("weapons", "driving", "night-duty", "high-stress-post", "deployment")
QUALIFICATIONS = ("driver-c", "signaller")
KHARKIV, KYIV = (49.99, 36.23), (50.45, 30.52)


def number(value: int) -> UUID:
    return UUID(int=value + 1)


def holder(value: int, **more) -> Holder:
    return Holder(PersonId(number(value)), **more)


def post(value: int, holders=(), taken=0, **demands) -> Post:
    return Post(
        number(1_000 + value), UnitId(number(1)), f"post {value}", Demands(**demands),
        tuple(holders), taken,
    )  # fmt: skip


RIFLEMAN = post(0, [holder(0), holder(1), holder(2)], functions=frozenset({"weapons"}), seats=3,
                place=KHARKIV)  # fmt: skip
WANTED = Wanted(PersonId(number(0)), frozenset({"night-duty"}), 3, frozenset(), RIFLEMAN, 60)


@pytest.mark.parametrize(
    ("demands", "because"),
    [
        ({}, []),
        ({"functions": frozenset({"night-duty"})}, [Hindrance.DEMANDS]),
        ({"nights": 2}, [Hindrance.DEMANDS]),
        ({"exposure": 2}, []),
        ({"lowest": 4}, [Hindrance.RANK]),
        ({"highest": 2}, [Hindrance.RANK]),
        ({"lowest": 3, "highest": 3}, []),
        ({"qualifications": frozenset({"driver-c"})}, [Hindrance.QUALIFICATIONS]),
        ({"seats": 0}, [Hindrance.FULL]),
    ],
)
def test_why_a_post_does_not_fit(demands, because):
    assert list(hindrances(WANTED, post(1, **demands))) == because


def test_high_exposure_is_a_post_of_high_stress():
    spared = replace(WANTED, spared=frozenset({"high-stress-post"}))
    assert list(hindrances(spared, post(1, exposure=2))) == [Hindrance.DEMANDS]
    assert list(hindrances(spared, post(1, exposure=1))) == []


def test_a_rank_that_nobody_knows_answers_to_no_span():
    unknown = replace(WANTED, grade=grade_of("Hetman"))
    assert list(hindrances(unknown, post(1, lowest=1))) == [Hindrance.RANK]
    assert list(hindrances(unknown, post(1))) == []


def test_the_same_rank_in_both_languages_and_by_its_grade():
    assert grade_of("Sergeant") == grade_of(" СЕРЖАНТ ") == grade_of("OR-5") == 5
    assert grade_of("Капитан") == grade_of("OF-2")


def test_the_nearest_comes_first_and_an_unknown_way_last():
    near, far = post(1, place=KHARKIV), post(2, place=KYIV)
    found = options(WANTED, [post(3), far, near])
    assert [one.post for one in found] == [near.id, far.id, post(3).id]
    assert found[0].km == 0
    assert found[1].km == pytest.approx(410, abs=5)
    assert found[2].km is None
    assert distance(None, KYIV) is None


def test_a_limit_of_distance_leaves_out_what_is_farther_or_unknown():
    near = replace(WANTED, most_km=100)
    found = options(near, [post(1, place=KHARKIV), post(2, place=KYIV), post(3)])
    assert [one.post for one in found] == [post(1).id]


def test_a_seat_that_somebody_comes_back_to_is_not_vacant():
    assert options(WANTED, [post(1, seats=1, taken=1)]) == []
    assert len(options(WANTED, [post(1, seats=2, taken=1)])) == 1


def test_a_holder_swaps_only_where_the_old_post_fits_them():
    held = {"seats": 1, "swappable": True}
    able, barred = holder(8, grade=3), holder(9, barred=frozenset({"weapons"}))
    stays = holder(7, stays=True)
    assert [one.partner for one in options(WANTED, [post(1, [able], **held)])] == [able.person]
    for one in (barred, stays):
        assert options(WANTED, [post(1, [one], **held)]) == []
    assert options(WANTED, [post(1, [able], seats=1)]) == []


def test_what_a_move_costs():
    assert cost_of(Way.VACANT, 60, 1) == 60
    assert cost_of(Way.VACANT, 60, 24) == 3
    assert cost_of(Way.SWAP, 60, 1) == 10


def test_why_nothing_fits_is_counted_by_the_first_hindrance():
    posts = [RIFLEMAN, post(1, nights=1), post(2, nights=1, lowest=9), post(3, lowest=9)]
    assert hindered(WANTED, posts) == {Hindrance.DEMANDS: 2, Hindrance.RANK: 1}


codes = st.frozensets(st.sampled_from(FUNCTIONS))
skills = st.frozensets(st.sampled_from(QUALIFICATIONS))
places = st.none() | st.tuples(st.floats(-80, 80), st.floats(-180, 180))
grades = st.none() | st.integers(1, 20)
demanded = st.builds(
    Demands, codes, st.integers(0, 5), st.integers(0, 2), places, skills, grades, grades,
    st.integers(0, 3), st.booleans(),
)  # fmt: skip


@st.composite
def houses(draw) -> list[Post]:
    """A few posts, each with other holders than the next."""
    people = iter(range(100, 200))
    return [
        Post(
            number(1_000 + index), UnitId(number(draw(st.integers(1, 3)))), f"post {index}",
            draw(demanded),
            tuple(
                Holder(
                    PersonId(number(next(people))), draw(grades), draw(skills), draw(codes),
                    draw(st.booleans()),
                )
                for _one in range(draw(st.integers(0, 2)))
            ),
            draw(st.integers(0, 1)),
        )
        for index in range(draw(st.integers(1, 5)))
    ]  # fmt: skip


@st.composite
def requests(draw, posts: list[Post], most: int) -> list[Wanted]:
    return [
        Wanted(
            PersonId(number(index)), draw(codes), draw(grades), draw(skills),
            draw(st.sampled_from([None, *posts])), draw(st.integers(1, 183)),
            draw(st.none() | st.integers(1, 20_000)),
        )
        for index in range(draw(st.integers(1, most)))
    ]  # fmt: skip


@given(st.data())
def test_every_proposal_fits_and_every_post_that_fits_is_proposed(data):
    posts = data.draw(houses())
    [wanted, *_more] = data.draw(requests(posts, 1))
    found = options(wanted, posts)
    assert found == sorted(found, key=lambda one: one.key)
    known = {one.id: one for one in posts}
    for one in found:
        chosen = known[one.post]
        assert not chosen.demands.asked & wanted.spared
        assert chosen.demands.qualifications <= wanted.qualifications
        assert (one.way is Way.SWAP) == (chosen.vacant == 0)
        if one.partner is not None:
            [partner] = [held for held in chosen.holders if held.person == one.partner]
            assert not partner.stays
            assert not partner.barred & wanted.here.demands.asked
            assert wanted.here.demands.qualifications <= partner.qualifications
    fits = {one.id for one in posts if not list(hindrances(wanted, one))}
    assert {one.post for one in found} == fits


@given(st.data())
def test_the_assignment_is_as_good_as_trying_everything_and_gives_nothing_twice(data):
    posts = data.draw(houses())
    asked = data.draw(requests(posts, 3))
    able = {UUID(int=one.person.int): options(one, posts, swaps=2) for one in asked}
    seats = {one.id: one.vacant for one in posts}
    for aim, placing in placings(able, seats).items():
        used = [seat_of(one) for one in placing.chosen.values()]
        for seat in used:
            most = seats[seat[1]] if seat[0] is Way.VACANT else 1
            assert used.count(seat) <= most
        assert all(one in able[request] for request, one in placing.chosen.items())
        total = sum(weight(one, aim) for one in placing.chosen.values())
        assert (-placing.served, total) == tried(able, seats, aim)


def tried(able: dict[UUID, list[Option]], seats: dict[UUID, int], aim: Aim) -> tuple[int, int]:
    """Try every way of placing everybody; return the best, as most served and least weight."""
    best = (0, 0)
    for chosen in product(*([None, *options_] for options_ in able.values())):
        taken = [one for one in chosen if one is not None]
        used = [seat_of(one) for one in taken]
        if all(
            used.count(one) <= (seats[one[1]] if one[0] is Way.VACANT else 1) for one in set(used)
        ):
            best = min(best, (-len(taken), sum(weight(one, aim) for one in taken)))
    return best


def test_the_aims_differ_where_near_is_dear():
    here = post(0, [holder(0)], place=KHARKIV)
    wanted = replace(WANTED, here=here, days=100)
    swap = post(1, [holder(5, grade=3)], seats=1, swappable=True, place=KYIV)
    vacant = post(2, place=KHARKIV)
    able = {number(0): options(wanted, [swap, vacant])}
    seats = {vacant.id: 1, swap.id: 0}
    assert place(able, seats, Aim.NEAREST).chosen[number(0)].post == vacant.id
    assert place(able, seats, Aim.CHEAPEST).chosen[number(0)].post == swap.id
    assert place({}, {}, Aim.BETWEEN).served == 0
