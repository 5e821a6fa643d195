"""A file over 500 lines answers for itself, and a function over 40 is seldom."""

import ast
from pathlib import Path

from tests.guards.house import ROOT, build, committed_files, text_of, tree_of, unexcused, where

LONGEST_FILE = 500
LONGEST_FUNCTION = 60  # lines, its docstring apart; 40 is the aim
CODE = frozenset({".py", ".js", ".css", ".html", ".sql", ".sh"})

# file: why it is one
LONG_FILES: dict[str, str] = {}
# file::function: why it is one
LONG_FUNCTIONS: dict[str, str] = {}


def code_files(root: Path) -> list[Path]:
    return [
        path
        for path in committed_files(root)
        if path.suffix in CODE and "migrations" not in path.parts and text_of(path) is not None
    ]


def long_files(root: Path, allowed: dict[str, str] = LONG_FILES) -> list[str]:
    found = {
        where(root, path)
        for path in code_files(root)
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    }
    return unexcused(found, allowed, f"is longer than {LONGEST_FILE} lines")


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def long_functions(root: Path, allowed: dict[str, str] = LONG_FUNCTIONS) -> list[str]:
    found = {
        f"{where(root, path)}::{node.name}"
        for path in code_files(root)
        if path.suffix == ".py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if length(node) > LONGEST_FUNCTION
    }
    return unexcused(found, allowed, f"is longer than {LONGEST_FUNCTION} lines")


def test_files_are_small():
    assert long_files(ROOT) == []


def test_functions_are_small():
    assert long_functions(ROOT) == []


def test_a_long_file_and_a_stale_exception_are_seen(tmp_path):
    build(tmp_path, {"muster/house/long.py": "a = 1\n" * 501, "muster/house/short.py": "a = 1\n"})
    assert len(long_files(tmp_path, {})) == 1
    assert long_files(tmp_path, {"muster/house/long.py": "It is a table."}) == []
    stale = {"muster/house/long.py": "It is a table.", "muster/house/short.py": "It was long."}
    assert len(long_files(tmp_path, stale)) == 1
    assert len(long_files(tmp_path, {"muster/house/long.py": ""})) == 1


def test_a_long_function_is_seen(tmp_path):
    source = "def long():\n" + "    a = 1\n" * 61
    assert len(long_functions(build(tmp_path, {"muster/house/long.py": source}), {})) == 1
