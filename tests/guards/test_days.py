"""A day is the day where somebody serves: no page, command or query asks what day it is in UTC."""

import ast
from pathlib import Path

from tests.guards.house import ROOT, build, sources, tree_of, unexcused, where

DEMONSTRATION = "muster/config/demonstration/"
"""Its invented past is laid out at noon, when it is the same day everywhere it is invented for."""
_NEAR = "It asks for a day more on both sides, and each person's own calendar decides."
_HOUSE = "The house does it once a day, at whatever hour that day begins for it."

# file::function: why it may
IN_UTC: dict[str, str] = {
    "muster/care/ahead.py::open_known_ahead": _NEAR,
    "muster/care/commands/caring.py::send_caring_contacts": _NEAR,
    "muster/care/commands/limitations.py::end_limitations": _NEAR,
    "muster/care/commands/outcomes.py::count_outcomes": _HOUSE,
    "muster/care/commands/reviewing.py::_due": _NEAR,
    "muster/config/watching_work.py::done_today": _HOUSE,
    "muster/config/watching.py::count_half_a_year": _HOUSE,
    "muster/config/watching.py::due_for_removal": _HOUSE,
    "muster/config/watching.py::forget_sessions": _HOUSE,
    "muster/detection/screening.py::tiers_of": "A file of answers names no unit.",
    "muster/people/calendars.py::day_at": "Here the units are asked; without one it is UTC.",
    "muster/people/commands/moving.py::bring_placements_up_to_date": _NEAR,
    "muster/people/tending.py::desk_of": "It asks the calendars; without a move there is no day.",
    "muster/programmes/proposing.py::weighed": "How many days lie between two instants.",
    "muster/programmes/talking.py::due_talks": _NEAR,
    "muster/web/reading.py::today_of": "A reader without a unit has no day of their own.",
}


def days_in_utc(root: Path, allowed: dict[str, str] = IN_UTC) -> list[str]:
    found = {
        f"{where(root, path)}::{function.name}"
        for path in sources(root)
        if not where(root, path).startswith(DEMONSTRATION)
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        if any(_asks(node) for node in ast.walk(function))
    }
    return unexcused(found, allowed, "takes the day in UTC for that of a unit: ask `day_at`")


def _asks(node: ast.AST) -> bool:
    """Is this `at.date()`, the day in UTC of the instant that every door is given?"""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "at"
    )


def test_no_day_is_that_of_utc():
    assert days_in_utc(ROOT) == []


def test_a_day_in_utc_and_a_stale_exception_are_seen(tmp_path):
    text = (
        "def cover(at):\n    return at.date()\n\n"
        "def other(at, units):\n    return day_at(units, at)\n"
    )
    root = build(tmp_path, {"muster/care/planted.py": text})
    [fault] = days_in_utc(root, {})
    assert fault.startswith("muster/care/planted.py::cover takes the day in UTC")
    reason = {"muster/care/planted.py::other": "It once did.", "muster/care/planted.py::cover": "x"}
    [stale] = days_in_utc(root, reason)
    assert "planted.py::other" in stale
