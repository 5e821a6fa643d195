"""The path of a case as a picture, drawn from the profile that runs it.

    python -m tools.case_path            draw docs/case-path.svg anew

States stand in columns by how many steps they are from a beginning. A step that leaves many states
is drawn once, as an arrow that says from where; steps back to an earlier column run below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from muster.policy.profiles import profile
from muster.policy.rules.case_path import CasePath, State

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "case-path.svg"
MANY = 4  # from so many states on, a step is drawn as one arrow that names them
WIDE, HIGH, GAP_X, GAP_Y, EDGE = 190, 62, 70, 34, 24
STYLE = """
text { font: 13px sans-serif; fill: #1c2326 } .s { font-size: 11px; fill: #4b565b }
.b { fill: #ffffff; stroke: #134e5e; stroke-width: 1.5 } .begins { fill: #e3f1f4 }
.ends { fill: #ececec; stroke: #4b565b } .a { fill: none; stroke: #134e5e; stroke-width: 1.2 }
.back { stroke: #9a6700; stroke-dasharray: 5 3 } .p { fill: #fbfaf7 }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a state is drawn."""

    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.y + HIGH // 2


def columns(path: CasePath) -> list[list[str]]:
    """Return the states by how far they are from the first beginning.

    A state that only broad steps lead to stands after the middle of those that lead there.
    """
    depth = {path.beginnings()[0]: 0}
    for broad in (False, True, False):
        for _round in path.states:
            for step in path.steps.values():
                known = sorted(depth[one] for one in step.leaves if one in depth)
                if known and step.enters not in depth and (len(step.leaves) >= MANY) == broad:
                    depth[step.enters] = (known[len(known) // 2] if broad else known[0]) + 1
    made: list[list[str]] = [[] for _column in range(max(depth.values()) + 1)]
    for key in path.states:
        made[depth.get(key, 0)].append(key)
    return made


def boxes(path: CasePath) -> dict[str, Box]:
    """Return each state's place."""
    return {
        key: Box(EDGE + column * (WIDE + GAP_X), EDGE + row * (HIGH + GAP_Y))
        for column, keys in enumerate(columns(path))
        for row, key in enumerate(keys)
    }


def drawn(path: CasePath) -> str:
    """Return the whole picture as SVG."""
    places = boxes(path)
    width = max(box.x for box in places.values()) + WIDE + EDGE
    low = max(box.y for box in places.values()) + HIGH + EDGE
    notes = list(_notes(path, low + EDGE))
    height = low + EDGE + 20 * len(notes) + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="The path of a case">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="h" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#134e5e"/></marker></defs>',
        f'<rect class="p" width="{width}" height="{height}"/>',
        *_arrows(path, places),
        *(_box(state, places[key], path) for key, state in path.states.items()),
        *notes,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(state: State, box: Box, path: CasePath) -> str:
    kind = " begins" if state.begins else " ends" if state.ends else ""
    clock = "the tier's clock" if state.by_tier else str(state.clock) if state.clock else ""
    x = box.x + 10
    return (
        f'<rect class="b{kind}" x="{box.x}" y="{box.y}" width="{WIDE}" height="{HIGH}" rx="7"/>'
        f'<text x="{x}" y="{box.y + 20}">{escape(state.name.en)}</text>'
        f'<text class="s" x="{x}" y="{box.y + 37}">{escape(path.hands[state.owner].en)}</text>'
        f'<text class="s" x="{x}" y="{box.y + 53}">{escape(clock)}</text>'
    )


def _arrows(path: CasePath, places: dict[str, Box]) -> Iterator[str]:
    for step in path.steps.values():
        if len(step.leaves) < MANY:
            for leaves in step.leaves:
                yield _arrow(places[leaves], places[step.enters])


def _arrow(start: Box, end: Box) -> str:
    if end.x > start.x:
        x, y, u, v = start.x + WIDE, start.middle, end.x, end.middle
        bend = (u - x) // 2
        curve, kind = f"M{x} {y}C{x + bend} {y} {u - bend} {v} {u} {v}", "a"
    elif end.x == start.x:
        x, y, v = start.x + WIDE, start.middle, end.middle
        out = x + 26 + abs(v - y) // 12
        curve = f"M{x} {y}C{out} {y} {out} {v} {x} {v}"
        kind = "a"
    else:
        x, y, u, v = start.x, start.middle + 12, end.x + WIDE, end.middle + 12
        bend = max((x - u) // 2, 20)
        curve, kind = f"M{x} {y}C{x - bend} {y + 30} {u + bend} {v + 30} {u} {v}", "a back"
    return f'<path class="{kind}" d="{curve}" marker-end="url(#h)"/>'


def _notes(path: CasePath, top: int) -> Iterator[str]:
    """Yield a line for each step that leaves many states: its name, from where, and to where."""
    wide = [step for step in path.steps.values() if len(step.leaves) >= MANY]
    for number, step in enumerate(wide):
        leaves = ", ".join(path.states[one].name.en for one in step.leaves)
        said = f"{step.name.en}: {leaves} → {path.states[step.enters].name.en}"
        yield f'<text class="s" x="{EDGE}" y="{top + 20 * number}">{escape(said)}</text>'


def main() -> None:
    PICTURE.write_text(drawn(profile().case), encoding="utf-8")


if __name__ == "__main__":
    main()
