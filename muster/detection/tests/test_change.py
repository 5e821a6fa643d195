"""Change is judged against measurement error, and says which points it rests on."""

from datetime import date

import pytest

from muster.detection.rules.change import (
    Change,
    Direction,
    Norms,
    Point,
    change,
    change_since_start,
    norms_for,
)
from muster.detection.tests.sittings import GENERIC, SHELF

PHQ9 = norms_for(SHELF["phq-9"].scale("depression"), GENERIC.scale("phq-9", "depression"))
PCL5 = norms_for(SHELF["pcl-5"].scale("ptsd"), GENERIC.scale("pcl-5", "ptsd"))


def series(*scores: float) -> tuple[Point, ...]:
    return tuple(Point(score, date(2026, month, 1)) for month, score in enumerate(scores, start=1))


def test_the_profile_says_which_reliability_speaks():
    assert (PHQ9.worse, PHQ9.worse_basis) == (5.2, "internal-consistency")
    assert (PHQ9.better, PHQ9.better_basis) == (7.7, "retest")
    gad7 = norms_for(SHELF["gad-7"].scale("anxiety"), GENERIC.scale("gad-7", "anxiety"))
    assert (gad7.worse, gad7.better) == (4.4, 6.8)


def test_of_two_published_constants_the_careful_one_is_taken_each_way():
    assert (PCL5.worse, PCL5.better) == (15, 18)
    assert (PCL5.noise_up_to, PCL5.meaningful_from, PCL5.recovered_up_to) == (5, 9, 28)


@pytest.mark.parametrize(
    ("scores", "direction"),
    [
        ((4, 9), Direction.STEADY),
        ((4, 10), Direction.WORSE),
        ((10, 4), Direction.STEADY),
        ((12, 4), Direction.BETTER),
        ((9,), Direction.UNKNOWN),
        ((), Direction.UNKNOWN),
    ],
)
def test_the_last_two_points(scores: tuple[float, ...], direction: Direction):
    assert change(series(*scores), PHQ9).direction is direction


def test_the_points_are_named_whatever_their_order():
    shuffled = (*reversed(series(1, 3, 12)),)
    found = change(shuffled, PHQ9)
    assert (found.earlier, found.latest) == (
        Point(3, date(2026, 2, 1)),
        Point(12, date(2026, 3, 1)),
    )
    assert (found.difference, found.threshold) == (9, 5.2)


def test_a_slow_rise_shows_against_the_start():
    slow = series(2, 5, 8)
    assert change(slow, PHQ9).direction is Direction.STEADY
    assert change_since_start(slow, PHQ9).direction is Direction.WORSE
    assert change_since_start(slow[:1], PHQ9).direction is Direction.UNKNOWN


def test_recovery_is_asked_only_of_somebody_better():
    assert change(series(60, 28), PCL5).recovered is True
    assert change(series(60, 29), PCL5).recovered is False
    assert change(series(30, 28), PCL5).recovered is None


def test_a_meaningful_change_may_be_less_than_a_reliable_one():
    found = change(series(40, 30), PCL5)
    assert (found.direction, found.meaningful) == (Direction.STEADY, True)


def test_without_a_published_constant_nothing_is_claimed():
    assert change(series(0, 12), Norms()).direction is Direction.UNKNOWN
    drinking = norms_for(SHELF["audit-c"].scale("alcohol"), GENERIC.scale("audit-c", "alcohol"))
    assert drinking == Norms()
    assert Change(Direction.UNKNOWN).difference is None
