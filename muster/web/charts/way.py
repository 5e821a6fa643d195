"""A way in steps as a picture: boxes joined by arrows; the list beside it says the same."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from muster.web.charts.drawing import _FILLS, _INK, _SOFT, _STRONG, _text

WIDTH, LEFT, RIGHT = 360, 8, 352
_LINE, _EDGE, _GAP, _LONGEST = 18, 12, 26, 38


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its name, what is said below it, and a tone from 1 to 4."""

    says: str
    below: str
    tone: int


def way(boxes: Sequence[Box], *, key: str, title: str, description: str) -> Markup:
    """Return the way as an <svg> that has a title and a description of its own."""
    parts, top = [], 4.0
    for number, box in enumerate(boxes):
        if number:
            parts.append(_arrow(top))
            top += _GAP
        drawn, high = _box(box, top)
        parts.append(drawn)
        top += high
    return Markup(  # noqa: S704 — every text in it was escaped
        f'<svg class="chart chart--narrow" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH} {top + 4}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'font-size="14"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _box(box: Box, top: float) -> tuple[str, float]:
    lines = textwrap.wrap(box.says, _LONGEST) or [""]
    below = textwrap.wrap(box.below, _LONGEST + 6)
    high = 2 * _EDGE + _LINE * (len(lines) + len(below)) - 2
    tone = min(4, max(1, box.tone))
    parts = [
        f'<rect x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{high}" rx="6" '
        f'class="chart-band-{tone}" fill="{_FILLS[tone]}" stroke="{_STRONG}"/>'
    ]
    y = top + _EDGE + 12
    for line in lines:
        parts.append(_text(LEFT + 12, y, line))
        y += _LINE
    for line in below:
        parts.append(_text(LEFT + 12, y, line, kind="chart-soft", more=' font-size="12"'))
        y += _LINE
    return "".join(parts), high


def _arrow(top: float) -> str:
    x, foot = (LEFT + RIGHT) / 2, top + _GAP
    return (
        f'<path d="M{x} {top}V{foot - 2}" class="chart-axis" stroke="{_SOFT}" stroke-width="2"/>'
        f'<path d="M{x - 5} {foot - 9}L{x} {foot - 1}L{x + 5} {foot - 9}" class="chart-axis" '
        f'fill="none" stroke="{_INK}" stroke-width="2"/>'
    )
