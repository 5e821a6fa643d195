"""Every variable of the environment that is read is described in docs/settings.md, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, sources, tree_of, where

OURS = re.compile(r"MUSTER_[A-Z][A-Z0-9_]*|DATABASE_URL")
ENVIRONMENTS = frozenset({"environ", "environment", "env"})
ROW = re.compile(r"^\| `([A-Z][A-Z0-9_]*)` \|", re.MULTILINE)
ABOUT = "docs/settings.md"


def name_of(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


def text_in(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def asked_of(node: ast.AST) -> list[ast.expr]:
    """Return the expressions by which this node asks an environment for a variable."""
    if isinstance(node, ast.Subscript) and name_of(node.value) in ENVIRONMENTS:
        return [node.slice]
    if isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute) and name_of(function.value) in ENVIRONMENTS:
            return node.args[:1]
        if name_of(function) == "getenv":
            return node.args[:1]
        return [keyword.value for keyword in node.keywords if keyword.arg == "envvar"]
    return []


def read_in(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield each variable that a file reads: asked of an environment, or named as one of ours."""
    for node in ast.walk(tree_of(path)):
        text = text_in(node)
        if text is not None and OURS.fullmatch(text):
            yield text, node
        for asked in map(text_in, asked_of(node)):
            if asked is not None:
                yield asked, node


def undescribed(root: Path) -> list[str]:
    described = set(ROW.findall((root / ABOUT).read_text(encoding="utf-8")))
    files = [*sources(root), *sorted((root / "tests").glob("*.py"))]
    read = {name: where(root, path, node) for path in files for name, node in read_in(path)}
    faults = [f"{read[name]}: {name} is not in {ABOUT}" for name in read.keys() - described]
    faults += [f"{ABOUT}: nothing reads {name}" for name in described - read.keys()]
    return faults


def test_every_setting_is_described():
    assert undescribed(ROOT) == []


@pytest.mark.parametrize(
    "reading",
    [
        'os.environ["PLANTED"]',
        'os.environ.get("PLANTED", "")',
        'environment.get("PLANTED")',
        'os.getenv("PLANTED")',
        'click.option("--planted", envvar="PLANTED")',
        'NAME = "MUSTER_PLANTED"',
    ],
)
def test_an_undescribed_setting_is_seen(tmp_path, reading):
    build(tmp_path, {"muster/house/planted.py": f"{reading}\n", ABOUT: "no table\n"})
    assert len(undescribed(tmp_path)) == 1


def test_a_stale_description_is_seen(tmp_path):
    build(tmp_path, {ABOUT: "| `MUSTER_GONE` | … |\n"})
    assert undescribed(tmp_path) == [f"{ABOUT}: nothing reads MUSTER_GONE"]
