"""Ways to an occupation: by hand on a graph of four, then on the catalogue's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.kernel.ids import new_id
from muster.transition.guidance.starter import starter
from muster.transition.pathways import Offered, graph, named, of_courses
from muster.transition.rules.courses import Course
from muster.transition.rules.pathways import (
    Aim,
    Chain,
    Graph,
    Lesson,
    Place,
    Sort,
    Step,
    together,
)
from muster.transition.schooling import Held

SKILLS = frozenset("abcdefgh")


def four(**lessons):
    """A target that asks for a to d; `stone` brings a to c, `other` none of them."""
    places = [
        Place("target", frozenset("abcd"), {"ticket": 1}),
        Place("stone", frozenset("abc"), {"ticket": 1}),
        Place("other", frozenset("efgh"), {}),
        Place("third", frozenset("ae"), {}),
    ]
    weeks = [Lesson("weeks", 1, 0, paid=True)]
    known = {
        "target": [Lesson("school", 20, 3, paid=False)],
        **dict.fromkeys(("stone", "other", "third"), weeks),
        **lessons,
    }  # fmt: skip
    return Graph({one.code: one for one in places}, lambda code: known[code])


def test_what_service_counts_for_shortens_a_lesson_up_to_a_point():
    [straight] = {four().ways("target", "abcd", ())[Aim.FASTEST]}
    assert straight.steps == (Step(Sort.LESSON, "school", "target", 8.0, 3, False, 0.6),)
    nothing = four().ways("target", "", ())[Aim.FASTEST]
    assert nothing.months == 20


def test_a_stepping_stone_is_taken_where_it_pays_and_brings_its_licence_along():
    ways = four().ways("target", "", ())
    paid = ways[Aim.BEST_PAID]
    assert [one.sort for one in paid.steps] == [Sort.LESSON, Sort.LICENCE, Sort.WORK, Sort.LESSON]
    assert paid.steps[2].code == "stone"
    assert paid.unpaid < ways[Aim.FASTEST].unpaid
    assert ways[Aim.FASTEST].months < paid.months


def test_a_short_lesson_needs_the_licence_that_is_missing_and_no_other():
    short = four(target=[Lesson("short", 2, 1, paid=False)])
    assert [one.key for one in short.ways("target", "", ())[Aim.FASTEST].steps] == [
        "short",
        "ticket",
    ]
    assert [one.key for one in short.ways("target", "", ("ticket",))[Aim.FASTEST].steps] == [
        "short"
    ]


def test_of_several_lessons_each_aim_takes_its_own():
    lessons = [Lesson("dear", 2, 4, paid=False), Lesson("slow", 17, 0, paid=True)]
    ways = four(target=lessons).ways("target", "", ("ticket",))
    assert ways[Aim.FASTEST].steps[-1].key == "dear"
    assert ways[Aim.CHEAPEST].cost == 0
    assert len(together(ways)) == 2
    one = Chain(())
    assert together(dict.fromkeys(Aim, one)) == [(tuple(Aim), one)]
    assert four().ways("unheard", "", ()) == {}


SERGEANT = starter().roles["infantry-squad-leader"].skills


@pytest.mark.parametrize("code", sorted(starter().jobs)[::6])
def test_every_occupation_has_ways_and_each_is_the_best_at_its_aim(code):
    ways = graph().ways(code, SERGEANT, ("car",))
    assert ways[Aim.FASTEST].months == min(one.months for one in ways.values())
    assert ways[Aim.CHEAPEST].cost == min(one.cost for one in ways.values())
    for chain in ways.values():
        assert chain.steps[-1].code == code
        assert chain.unpaid <= chain.months


def test_a_schools_course_takes_the_catalogues_place_where_it_is_better():
    course = Lesson("course-7", 1, 0, paid=True)
    offered = [Offered(course, "7231", {"en": "Motor mechanic, paid", "ru": "Автомеханик"})]
    ways = graph(offered=offered).ways("7231", SERGEANT, ())
    assert {one.steps[-1].key for one in ways.values()} == {"course-7"}


def test_a_course_that_is_paid_and_has_a_place_is_a_lesson_and_a_full_one_is_none():
    begins = date(2026, 1, 1)
    course = Course(
        "Паяльщик", "", "motor vehicle mechanic", (), (), "Lviv", "en", begins,
        begins + timedelta(days=61), 2, (), "", (), (), 100, 0,
    )  # fmt: skip
    held = Held(new_id(), new_id(), "College", course, 1)
    [one] = of_courses([held, replace(held, taken=2)])
    assert (one.opens, one.lesson.months, one.lesson.cost, one.lesson.paid) == (
        "7231",
        2.0,
        0,
        True,
    )
    assert named([one], one.lesson.key, "ru") == "Паяльщик, College"


def test_a_licence_takes_as_long_as_the_catalogue_says():
    book = starter()
    assert book.months["car"] == 1
    assert book.months["teaching"] > 6, "nobody becomes a teacher within a month"
    taught = [code for code, one in book.jobs.items() if "teaching" in one.licences]
    chains = [graph().ways(code, (), ())[Aim.FASTEST] for code in taught]
    assert any(step.key == "teaching" for one in chains for step in one.steps)
    assert all(one.months > book.months["teaching"] for one in chains)
