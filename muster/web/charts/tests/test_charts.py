"""Where things stand on a chart, and that its drawing keeps to what a page allows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.web.charts.axes import Line, day_ticks, number_ticks, stretch_of
from muster.web.charts.chart import Band, Chart, Corridor, Event, Mark, Point
from muster.web.charts.drawing import BOTTOM, LEFT, RIGHT, TOP, drawn
from muster.web.charts.process import Passage, Stage, process

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
MONDAY = date(2026, 3, 9)


def chart(points, events=(), corridor=None, says="PHQ-9") -> Chart:
    first, last = stretch_of([one.on for one in points], MONDAY)
    bands = (Band("minimal", 0, 5, 1), Band("moderately severe and more", 5, 27, 4))
    return Chart(
        "phq-9", says, says, 0, 27, first, last, bands, (10, "positive from 10"), corridor,
        tuple(points), tuple(events), "en",
    )  # fmt: skip


@given(st.lists(DAYS, max_size=12), DAYS)
def test_an_axis_covers_every_day_and_writes_few_of_them(days, today):
    first, last = stretch_of(days, today)
    assert all(first <= day <= last for day in [*days, today])
    assert (last - first).days >= 60
    ticks, _pattern = day_ticks(first, last)
    assert 1 <= len(ticks) <= 9
    assert ticks == sorted(set(ticks))
    assert all(first <= day <= last for day in ticks)


@given(st.integers(0, 5), st.integers(1, 200))
def test_numbers_on_an_axis_are_round_and_few(lowest, span):
    ticks = number_ticks(lowest, lowest + span)
    assert ticks
    assert len(ticks) <= 8
    assert all(lowest <= tick <= lowest + span for tick in ticks)


@given(st.floats(-1e6, 1e6), st.floats(0, 50), st.floats(0, 50))
def test_nothing_stands_outside_of_the_axes(value, low, span):
    place = Line(low, low + span, BOTTOM, TOP).at(value)
    assert TOP <= place <= BOTTOM


@given(
    st.lists(
        st.builds(
            Point,
            on=DAYS,
            score=st.none() | st.integers(0, 27).map(float),
            least=st.integers(0, 9),
            most=st.integers(9, 27),
            says=st.text(max_size=20),
            positive=st.booleans(),
            marked=st.booleans(),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_drawing_is_whole_and_carries_neither_style_nor_script(points):
    points.sort(key=lambda one: one.on)
    points = [
        Point(p.on, p.score, p.least, p.most, re.sub(r"[^\w<>&\"' ]", "", p.says)) for p in points
    ]
    corridor = Corridor(points[0].on, 2, 14, "within error")
    events = (
        Event(Mark.STRETCH, points[0].on, None, "Deployment"),
        Event(Mark.REACHED, points[-1].on, points[-1].on, "spoken with"),
        Event(Mark.NOT_REACHED, points[-1].on, points[-1].on, "no answer"),
    )
    svg = str(drawn(chart(points, events, corridor)))
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert not {one.get("style") for one in root.iter()} - {None}
    assert not [
        one for one in root.iter() if one.tag.endswith(("script", "foreignObject", "image"))
    ]
    dots = [one for one in root.iter() if str(one.get("class", "")).startswith("chart-dot")]
    assert len(dots) == sum(1 for one in points if one.score is not None)


def test_what_a_drawing_says_cannot_become_markup():
    svg = str(drawn(chart([Point(MONDAY, 3, 3, 3, "<script>")], says='"><b>')))
    assert "<script" not in svg
    assert "<b>" not in svg
    assert ElementTree.fromstring(svg)[0].text == '"><b>'


def test_a_drawing_has_a_title_and_a_description_of_its_own():
    svg = ElementTree.fromstring(str(drawn(chart([Point(MONDAY, 3, 3, 3, "3")]))))
    named = svg.get("aria-labelledby").split()
    assert [one.get("id") for one in svg[:2]] == named


def test_an_incomplete_sitting_is_a_range_and_no_dot():
    svg = str(drawn(chart([Point(MONDAY, None, 12, 27, "between 12 and 27")])))
    assert "chart-range" in svg
    assert "chart-dot" not in svg


@pytest.mark.parametrize(("span", "pattern"), [(60, "d MMM"), (300, "MMM y"), (5000, "y")])
def test_days_are_written_as_their_distance_asks(span, pattern):
    assert day_ticks(MONDAY, MONDAY + timedelta(days=span))[1] == pattern


def test_the_plot_leaves_room_for_what_stands_beside_it():
    assert RIGHT - LEFT >= 500


def test_a_process_draws_what_goes_on_between_boxes_and_what_goes_back_beside_them():
    stages = [Stage(one, f"<{one}>", "open: 3", 4 if one == "b" else 1) for one in "abc"]
    passages = [Passage("a", "b", 40, "× 40"), Passage("b", "c", 30, "× 30"),
                Passage("c", "a", 5, "× 5"), Passage("c", "gone", 2, "× 2")]  # fmt: skip
    shown = process(stages, passages, key="p", title="T", description="a → b: 40")
    assert shown.count("<rect") == 3
    assert shown.count("chart-band-4") == 1
    assert "&lt;a&gt;" in shown
    assert all(f"× {count}" in shown for count in (40, 30, 5))
    assert "× 2<" not in shown
    thick = [float(one) for one in re.findall(r'stroke-width="([0-9.]+)"/><path d="M', shown)]
    assert thick[0] == 5.0
    assert thick[0] > thick[-1] > 1
    assert process([], [], key="p", title="T", description="").startswith("<svg")
