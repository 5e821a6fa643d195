"""The house as the guards walk it: its rooms, its files, its syntax trees, its allowlists.

A guard is a function from a root folder to a list of faults, each a sentence that says what to do.
Its test asks it about this house, where the list is empty, and about a small invented house with
one thing broken, where it is not.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
GENERATED = frozenset({"migrations"})


def rooms(root: Path = ROOT) -> list[Path]:
    """Return the rooms' folders in the order of their names."""
    return sorted(found.parent for found in (root / "muster").glob("*/__init__.py"))


@cache
def committed_files(root: Path = ROOT) -> tuple[Path, ...]:
    """Return every file that is committed or would be; in a house without git, every file."""
    asked = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    said = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    if said.returncode or not (root / ".git").exists():
        return tuple(sorted(path for path in root.rglob("*") if path.is_file()))
    names = filter(None, said.stdout.split("\0"))
    return tuple(sorted(path for name in names if (path := root / name).is_file()))


def text_of(path: Path) -> str | None:
    """Return the file's text, or None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def sources(root: Path = ROOT, *, tests: bool = False) -> Iterator[Path]:
    """Yield the Python files of the rooms, migrations apart, and tests only where asked for."""
    for path in sorted((root / "muster").rglob("*.py")):
        inside = path.relative_to(root).parts
        if not GENERATED & set(inside) and (tests or "tests" not in inside):
            yield path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Yield the calls in a file of functions with one of these names, however they are reached."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(call: ast.Call) -> str | None:
    """Return the last name of what is called: `get` of `os.environ.get(…)`."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else None


def where(root: Path, path: Path, node: ast.AST | None = None) -> str:
    """Name a place in the house: `muster/vault/work.py:12`."""
    line = f":{node.lineno}" if hasattr(node, "lineno") else ""
    return f"{path.relative_to(root).as_posix()}{line}"


def unexcused(found: Iterable[str], allowed: Mapping[str, str], what: str) -> list[str]:
    """Return what was found and is not allowed, and what is allowed and was not found.

    `allowed` maps a name to the reason why it may stand; a reason is a sentence.
    """
    found = set(found)
    faults = [f"{name} {what}" for name in sorted(found - allowed.keys())]
    faults += [f"the exception for {name} is stale: remove it" for name in allowed.keys() - found]
    faults += [f"the exception for {name} gives no reason" for name in allowed if not allowed[name]]
    return faults


def project(root: Path = ROOT) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def layers(root: Path = ROOT) -> list[list[str]]:
    """Return the rooms from the top down, those of one line together, as the contracts say."""
    contracts = project(root)["tool"]["importlinter"]["contracts"]
    lines = next(one["layers"] for one in contracts if one["type"] == "layers")
    return [[name.strip() for name in line.split("|")] for line in lines]


@cache
def every_module() -> tuple[ModuleType, ...]:
    """Import and return every module of the house, tests and migrations apart."""
    house = importlib.import_module("muster")
    found = [house]
    for one in pkgutil.walk_packages(house.__path__, "muster."):
        if not {"tests", "migrations"} & set(one.name.split(".")):
            found.append(importlib.import_module(one.name))
    return tuple(found)


def build(root: Path, files: Mapping[str, str]) -> Path:
    """Write a small invented house of these files and return its root."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
