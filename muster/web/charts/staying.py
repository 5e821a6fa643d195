"""How many still work after so many days: a staircase with its interval, beside its table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from muster.web.charts.axes import Line
from muster.web.charts.drawing import _INK, _SOFT, _STRONG, _text

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 700, 16, 256
_EVERY = 25

Step = tuple[int, float, float, float]
"""Days, the share in a hundred, and between what it lies."""


def staircase(
    steps: Sequence[Step], marks: Sequence[int], *, title: str, description: str
) -> Markup:
    """Return the staircase as an <svg> with a title and a description; `marks` stand below it."""
    across = Line(0, max([*marks, *(one[0] for one in steps)]), LEFT, RIGHT)
    up = Line(0, 100, BOTTOM, TOP)
    parts = [_grid(across, up, marks), _between(steps, across, up), _stairs(steps, across, up)]
    return Markup(  # noqa: S704 — every text in it was escaped
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'role="img" aria-labelledby="staying-t staying-d" font-size="14">'
        f'<title id="staying-t">{escape(title)}</title>'
        f'<desc id="staying-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _grid(across: Line, up: Line, marks: Sequence[int]) -> str:
    drawn = [
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" class="chart-axis" stroke="{_SOFT}" '
        'fill="none"/>'
    ]
    for share in range(0, 101, _EVERY):
        y = up.at(share)
        drawn.append(f'<path d="M{LEFT - 4} {y}H{LEFT}" class="chart-axis" stroke="{_SOFT}"/>')
        drawn.append(_text(LEFT - 8, y + 5, str(share), kind="chart-soft", anchor="end"))
    for days in marks:
        x = across.at(days)
        drawn.append(
            f'<path d="M{x} {TOP}V{BOTTOM}" class="chart-cutoff" stroke="{_INK}" '
            'stroke-opacity="0.4" stroke-dasharray="2 5"/>'
        )
        anchor = "end" if x > RIGHT - 20 else "middle"
        drawn.append(_text(x, BOTTOM + 20, str(days), kind="chart-soft", anchor=anchor))
    return "".join(drawn)


def _between(steps: Sequence[Step], across: Line, up: Line) -> str:
    """Draw the interval as one area between two staircases."""
    if not steps:
        return ""
    upper = _walk([(one[0], one[3]) for one in steps], across, up)
    lower = _walk([(one[0], one[2]) for one in steps], across, up)
    path = "L".join(f"{x} {y}" for x, y in [*upper, *reversed(lower)])
    return (
        f'<path d="M{path}z" class="chart-corridor" fill="{_STRONG}" fill-opacity="0.12" '
        'stroke="none"/>'
    )


def _stairs(steps: Sequence[Step], across: Line, up: Line) -> str:
    if not steps:
        return ""
    walked = _walk([(one[0], one[1]) for one in steps], across, up)
    path = "L".join(f"{x} {y}" for x, y in walked)
    return f'<path d="M{path}" class="chart-line" fill="none" stroke="{_STRONG}" stroke-width="2"/>'


def _walk(
    points: Sequence[tuple[float, float]], across: Line, up: Line
) -> list[tuple[float, float]]:
    """Return the corners of a staircase: along to the next day, then down to its share."""
    corners: list[tuple[float, float]] = []
    height = None
    for days, share in points:
        x, y = across.at(days), up.at(share)
        if height is not None:
            corners.append((x, height))
        corners.append((x, y))
        height = y
    return corners
