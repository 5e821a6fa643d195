"""A chart as SVG: its colours are classes on a page, and attributes where there is no sheet.

The sheet (looks/sheets/_charts.scss) speaks over the attributes, so a chart follows the reader's
light or dark; on paper the attributes stand. Nothing in it is a style or a script.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import format_date
from markupsafe import Markup, escape

from muster.web.charts.axes import Line, day_line, day_ticks, number_ticks
from muster.web.charts.chart import Chart, Event, Mark, Point

WIDTH, HEIGHT = 720, 330
LEFT, RIGHT, TOP, BOTTOM = 40, 580, 16, 236
LANE = BOTTOM + 14
DAYS_AT = HEIGHT - 30
_FILLS = {1: "#d3e8ee", 2: "#f8efb4", 3: "#fce3bd", 4: "#f9dbd8"}
_INK, _SOFT, _STRONG = "#1c2326", "#4b565b", "#134e5e"
_FONT = "'Golos Text', sans-serif"
_SMALL = ' font-size="12"'
_BESIDE = 20
# What is written over a line is outlined in the ground's colour, so that it can still be read.
_OUTLINED = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"'


def drawn(chart: Chart) -> Markup:
    """Return the chart as an <svg> that has a title and a description of its own."""
    across = day_line(chart.first, chart.last, LEFT, RIGHT)
    up = Line(chart.lowest, chart.highest, BOTTOM, TOP)
    parts = [
        *_bands(chart, up),
        *_corridor(chart, across, up),
        *_numbers(chart, up),
        *_days(chart, across),
        *_cutoff(chart, up),
        *_events(chart.events, across),
        *_scores(chart.points, across, up),
    ]
    name = f"chart-{chart.key}"
    return Markup(  # noqa: S704 — every text in it was escaped
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="{name}-t {name}-d" font-family="{_FONT}" font-size="14">'
        f'<title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{"".join(parts)}</svg>'
    )


def _text(
    x: float,
    y: float,
    says: str,
    *,
    kind: str = "chart-text",
    anchor: str = "start",
    more: str = "",
) -> str:
    fill = _SOFT if kind == "chart-soft" else _INK
    return (
        f'<text x="{x}" y="{round(y, 1)}" class="{kind}" fill="{fill}" text-anchor="{anchor}" '
        f'aria-hidden="true"{more}>{escape(says)}</text>'
    )


def _bands(chart: Chart, up: Line) -> Iterator[str]:
    """Draw the ranges, each named beside the drawing, where no score can stand over its name."""
    for band in chart.bands:
        top, foot = up.at(band.most), up.at(band.least)
        tone = min(4, max(1, band.tone))
        yield (
            f'<rect x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{round(foot - top, 1)}" '
            f'class="chart-band-{tone}" fill="{_FILLS[tone]}"/>'
        )
        lines = _lines(band.says)
        first = (top + foot) / 2 + 5 - 7 * (len(lines) - 1)
        for place, line in enumerate(lines):
            yield _text(RIGHT + 8, first + 14 * place, line, kind="chart-soft", more=_SMALL)


def _lines(says: str) -> list[str]:
    """Return a name in one line, or in two where one would not fit beside the drawing."""
    if len(says) <= _BESIDE:
        return [says]
    words = says.split(" ")
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(splits, key=lambda two: max(map(len, two)), default=(says,)))


def _corridor(chart: Chart, across: Line, up: Line) -> Iterator[str]:
    corridor = chart.corridor
    if corridor is None:
        return
    left, top, foot = (
        across.at(corridor.since.toordinal()),
        up.at(corridor.most),
        up.at(corridor.least),
    )
    yield (
        f'<rect x="{left}" y="{top}" width="{round(RIGHT - left, 1)}" '
        f'height="{round(foot - top, 1)}" class="chart-corridor" fill="{_STRONG}" '
        f'fill-opacity="0.12" stroke="{_STRONG}" stroke-dasharray="3 3">'
        f"<title>{escape(corridor.says)}</title></rect>"
    )


def _numbers(chart: Chart, up: Line) -> Iterator[str]:
    for number in number_ticks(chart.lowest, chart.highest):
        y = up.at(number)
        yield f'<path d="M{LEFT - 4} {y}H{LEFT}" class="chart-axis" stroke="{_SOFT}"/>'
        yield _text(LEFT - 8, y + 5, str(number), kind="chart-soft", anchor="end")


def _days(chart: Chart, across: Line) -> Iterator[str]:
    yield (
        f'<path d="M{LEFT} {TOP}V{BOTTOM}M{LEFT} {DAYS_AT - 16}H{RIGHT}" class="chart-axis" '
        f'stroke="{_SOFT}" fill="none"/>'
    )
    ticks, pattern = day_ticks(chart.first, chart.last)
    for day in ticks:
        x = across.at(day.toordinal())
        yield (
            f'<path d="M{x} {DAYS_AT - 16}v5" class="chart-axis" stroke="{_SOFT}"/>'
            + _text(
                x, DAYS_AT + 4, format_date(day, pattern, locale=chart.language),
                kind="chart-soft", anchor="end" if x > RIGHT - 30 else "middle",
            )
        )  # fmt: skip


def _cutoff(chart: Chart, up: Line) -> Iterator[str]:
    if chart.cutoff is None:
        return
    y = up.at(chart.cutoff[0])
    yield (
        f'<path d="M{LEFT} {y}H{RIGHT}" class="chart-cutoff" stroke="{_INK}" '
        'stroke-dasharray="7 4"/>'
    )
    yield _text(RIGHT + 8, y + 4, chart.cutoff[1], more=_SMALL)


def _events(events: tuple[Event, ...], across: Line) -> Iterator[str]:
    for event in events:
        left = across.at(event.since.toordinal())
        says = f"<title>{escape(event.says)}</title>"
        if event.mark is Mark.STRETCH:
            right = RIGHT if event.until is None else across.at(event.until.toordinal())
            yield (
                f'<rect x="{left}" y="{LANE}" width="{round(max(4, right - left), 1)}" height="16" '
                f'rx="3" class="chart-stretch" fill="{_SOFT}" fill-opacity="0.35">{says}</rect>'
            )
            if right - left > 9 * len(event.says):
                yield _text(left + 5, LANE + 13, event.says)
        else:
            hollow = event.mark is Mark.NOT_REACHED
            yield (
                f'<path d="M{left} {LANE + 22}l6 10h-12z" class="chart-call'
                f'{"-missed" if hollow else ""}" fill="{"none" if hollow else _STRONG}" '
                f'stroke="{_STRONG}" stroke-width="1.5">{says}</path>'
            )


def _scores(points: tuple[Point, ...], across: Line, up: Line) -> Iterator[str]:
    whole = [(across.at(p.on.toordinal()), up.at(p.score)) for p in points if p.score is not None]
    if len(whole) > 1:
        path = "L".join(f"{x} {y}" for x, y in whole)
        yield (
            f'<path d="M{path}" class="chart-line" fill="none" stroke="{_STRONG}" '
            'stroke-width="2"/>'
        )
    for point in points:
        x, says = across.at(point.on.toordinal()), f"<title>{escape(point.says)}</title>"
        if point.score is None:
            top, foot = up.at(point.most), up.at(point.least)
            yield (
                f'<path d="M{x - 5} {top}h10M{x} {top}V{foot}M{x - 5} {foot}h10" '
                f'class="chart-range" stroke="{_INK}" stroke-width="1.5" fill="none">{says}</path>'
            )
            continue
        yield _dot(x, up.at(point.score), point, says)


def _dot(x: float, y: float, point: Point, says: str) -> str:
    """Return a score: filled where positive, a diamond where a critical item was answered."""
    kind = "chart-dot" if point.positive else "chart-dot-hollow"
    look = f'class="{kind}" fill="{_STRONG if point.positive else "#ffffff"}" stroke="{_STRONG}"'
    shape = (
        f'<path d="M{x} {y - 8}l8 8l-8 8l-8 -8z" {look} stroke-width="2">{says}</path>'
        if point.marked
        else f'<circle cx="{x}" cy="{y}" r="5.5" {look} stroke-width="2">{says}</circle>'
    )
    over = y - 11 if y > TOP + 14 else y + 22
    number = _number(point.score or 0)
    return shape + _text(x, over, number, kind="chart-score", anchor="middle", more=_OUTLINED)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
