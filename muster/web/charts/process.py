"""A process as a picture: boxes, and arrows as thick as cases pass; its table says the same."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from muster.web.charts.drawing import _FILLS, _INK, _SOFT, _STRONG, _text

LEFT, RIGHT, LANE, APART = 8, 330, 356, 78
_LINE, _EDGE, _GAP, _LONGEST = 18, 12, 40, 36
_SMALL = ' font-size="12"'


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its key, its name, what is said below it, and a tone from 1 to 4."""

    key: str
    says: str
    below: str
    tone: int


@dataclass(frozen=True, slots=True)
class Passage:
    """From one step to another: how many cases went, and what is said beside the arrow."""

    before: str
    after: str
    count: int
    says: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Where a box is, and its place among all."""

    place: int
    top: float
    foot: float

    @property
    def middle(self) -> float:
        return (self.top + self.foot) / 2


def process(
    stages: Sequence[Stage],
    passages: Sequence[Passage],
    *,
    key: str,
    title: str,
    description: str,
) -> Markup:
    """Return the process as an <svg> that has a title and a description of its own.

    What goes to the next box is an arrow between the two; all else runs beside the boxes, each in a
    lane of its own. A passage from or to a step that is not drawn is left out.
    """
    parts, boxes, top = [], dict[str, _Drawn](), 4.0
    for place, one in enumerate(stages):
        drawn, high = _box(one, top)
        parts.append(drawn)
        boxes[one.key] = _Drawn(place, top, top + high)
        top += high + _GAP
    known = [one for one in passages if one.before in boxes and one.after in boxes]
    most = max((one.count for one in known), default=1)
    beside = [one for one in known if boxes[one.after].place != boxes[one.before].place + 1]
    for one in known:
        if one not in beside:
            parts.append(_down(boxes[one.before], boxes[one.after], one, most))
    parts += [_around(boxes, one, lane, most) for lane, one in enumerate(beside)]
    wide = LANE + APART * max(1, len(beside))
    return Markup(  # noqa: S704 — every text in it was escaped
        f'<svg class="chart chart--process" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {wide} {top - _GAP + 4}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'font-size="14"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _box(one: Stage, top: float) -> tuple[str, float]:
    lines = textwrap.wrap(one.says, _LONGEST) or [""]
    below = textwrap.wrap(one.below, _LONGEST + 14)
    high = 2 * _EDGE + _LINE * (len(lines) + len(below)) - 2
    tone = min(4, max(1, one.tone))
    parts = [
        f'<rect x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{high}" rx="6" '
        f'class="chart-band-{tone}" fill="{_FILLS[tone]}" stroke="{_STRONG}"/>'
    ]
    y = top + _EDGE + 12
    for line in lines:
        parts.append(_text(LEFT + 12, y, line))
        y += _LINE
    for line in below:
        parts.append(_text(LEFT + 12, y, line, kind="chart-soft", more=_SMALL))
        y += _LINE
    return "".join(parts), high


def _thick(count: int, most: int) -> float:
    return round(1 + 4 * math.sqrt(count / most), 1)


def _down(before: _Drawn, after: _Drawn, one: Passage, most: int) -> str:
    x = (LEFT + RIGHT) / 2 - 40
    return (
        f'<path d="M{x} {before.foot}V{after.top - 4}" class="chart-axis" stroke="{_SOFT}" '
        f'stroke-width="{_thick(one.count, most)}"/>'
        f'<path d="M{x - 6} {after.top - 10}L{x} {after.top - 1}L{x + 6} {after.top - 10}" '
        f'class="chart-axis" fill="none" stroke="{_INK}" stroke-width="2"/>'
        + _text(x + 14, (before.foot + after.top) / 2 + 4, one.says, kind="chart-soft", more=_SMALL)
    )


def _around(boxes: Mapping[str, _Drawn], one: Passage, lane: int, most: int) -> str:
    """Draw what goes back or skips a step: out of the box, along its lane, and into the other."""
    x, down = LANE + APART * lane, boxes[one.after].place > boxes[one.before].place
    shift = 7 if down else -7
    start, end = boxes[one.before].middle + shift, boxes[one.after].middle + shift
    return (
        f'<path d="M{RIGHT} {start}H{x}V{end}H{RIGHT + 6}" class="chart-axis" fill="none" '
        f'stroke="{_SOFT}" stroke-width="{_thick(one.count, most)}"/>'
        f'<path d="M{RIGHT + 9} {end - 6}L{RIGHT + 1} {end}L{RIGHT + 9} {end + 6}" '
        f'class="chart-axis" fill="none" stroke="{_INK}" stroke-width="2"/>'
        + _text(x + 6, (start + end) / 2 + 4, one.says, kind="chart-soft", more=_SMALL)
    )
