"""A problem's code is the name of its room, or of the folder there, and a few words; it is met."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, called, calls, sources, tree_of, where

CODE = re.compile(r"([a-z]+)\.[a-z0-9]+(-[a-z0-9]+)*")


def wrong(root: Path) -> list[str]:
    faults, first = [], {}
    for path in sources(root):
        folders = path.relative_to(root / "muster").parent.parts
        for call in calls(path, "ProblemKind"):
            place, code = where(root, path, call), call.args[0] if call.args else None
            if not isinstance(code, ast.Constant):
                faults.append(f"{place}: the code is not written out")
            elif not (match := CODE.fullmatch(code.value)) or match[1] not in folders:
                faults.append(f"{place}: {code.value!r} is not “{folders[0]}.a-few-words”")
            elif code.value in first:
                faults.append(f"{place}: {code.value!r} is taken by {first[code.value]}")
            else:
                first[code.value] = place
    return faults


def kinds(root: Path) -> dict[str, str]:
    """Return the names that problems are kept under, and where."""
    return {
        node.targets[0].id: where(root, path, node)
        for path in sources(root)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and called(node.value) == "ProblemKind"
    }


def never_met(root: Path) -> list[str]:
    """Return the problems that nothing in the rooms ever raises or reports."""
    used = set()
    for path in sources(root):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add(node.id)
    return [
        f"{place}: nothing meets {name}" for name, place in kinds(root).items() if name not in used
    ]


def test_every_code_is_its_rooms_own():
    assert wrong(ROOT) == []


def test_every_problem_can_be_met():
    assert never_met(ROOT) == []


@pytest.mark.parametrize("code", ["other.bad-row", "house.Bad", "house", "house.bad_row", "house."])
def test_a_wrong_code_is_seen(tmp_path, code):
    build(tmp_path, {"muster/house/problems.py": f'BAD = ProblemKind("{code}")\n'})
    assert len(wrong(tmp_path)) == 1
    assert len(never_met(tmp_path)) == 1


def test_a_code_claimed_twice_is_seen(tmp_path):
    source = (
        'BAD = ProblemKind("house.bad")\nWORSE = ProblemKind("house.bad")\nBAD.at(), WORSE.at()\n'
    )
    assert len(wrong(build(tmp_path, {"muster/house/problems.py": source}))) == 1
    assert never_met(tmp_path) == []
