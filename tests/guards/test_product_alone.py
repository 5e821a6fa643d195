"""What is committed speaks of the product alone: no machine's paths, no index's host, no stub."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, committed_files, text_of, unexcused, where

# Written with classes of one letter, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~])/(?:[w]ork|[r]oot|[h]ome|[U]sers)/\w",
    "the host of a package index": r"\b(?:[p]ypi|pythonhosted|[n]pmjs|yarnpkg)[.](?:org|com)\b",
    "something left undone": r"\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b",
    "development machinery": r"(?i)\b(?:[l]lm|chat.?[g]pt|[c]o-?pilot|[c]laude|sub-?[a]gents?)\b",
}

# file: why the words may stand there
ALLOWED: dict[str, str] = {}


def strange(root: Path, allowed: dict[str, str] = ALLOWED) -> list[str]:
    found = {}
    for path in committed_files(root):
        text = text_of(path)
        for what, pattern in FORBIDDEN.items():
            if text is not None and (match := re.search(pattern, text)):
                line = text.count("\n", 0, match.start()) + 1
                found[where(root, path)] = f"{what} in line {line}"
    faults = unexcused(found, allowed, "says what it should not")
    return [f"{fault}: {found.get(fault.split()[0], '')}" for fault in faults]


def test_only_the_product_is_spoken_of():
    assert strange(ROOT) == []


@pytest.mark.parametrize(
    "words",
    [
        "cd /" + "home/me/muster",
        "py" + "pi.org/simple",
        "# TO" + "DO: later",
        "an L" + "LM wrote it",
    ],
)
def test_strange_words_are_seen(tmp_path, words):
    build(tmp_path, {"README.md": words})
    assert len(strange(tmp_path, {})) == 1
    assert strange(tmp_path, {"README.md": "It warns of them."}) == []


@pytest.mark.parametrize(
    "words", ["/worksheet", "the work/root", "~/.muster", "$HOME/muster", "hackle"]
)
def test_ordinary_words_are_let_pass(tmp_path, words):
    assert strange(build(tmp_path, {"README.md": words}), {}) == []
