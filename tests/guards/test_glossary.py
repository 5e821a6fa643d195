"""Every term of the field stands in GLOSSARY.md in both languages, with the words to avoid."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build

FEWEST = 60
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def rows(root: Path) -> list[list[str]]:
    lines = (root / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if row[0] != "English" and not set(row[0]) <= set("-: ")]


def unclear(root: Path) -> list[str]:
    faults, terms = [], []
    for row in rows(root):
        if len(row) != 4 or not all(row):
            faults.append(
                f"“{row[0]}” needs English, Russian, a meaning, and words to avoid or “—”"
            )
            continue
        english, russian, _meaning, avoid = row
        terms.append(english)
        if not CYRILLIC.search(russian):
            faults.append(f"“{english}” has no Russian")
        if english.casefold() in {word.strip().casefold() for word in avoid.split(",")}:
            faults.append(f"“{english}” is told to avoid itself")
    ordered = sorted(terms, key=str.casefold)
    faults += [f"“{a}” is out of order" for a, b in zip(terms, ordered, strict=True) if a != b][:1]
    faults += [f"“{a}” stands twice" for a, b in pairwise(ordered) if a == b]
    return faults


def test_every_term_is_clear():
    assert unclear(ROOT) == []
    assert len(rows(ROOT)) >= FEWEST


HEAD = "| English | Russian | Meaning | Avoid |\n|---|---|---|---|\n"
GOOD = "| case | случай | Care that has begun. | file |\n| tier | уровень | How soon. | — |\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("случай", "case"),
        ("Care that has begun.", ""),
        ("| file |", "|"),
        ("file", "file, Case"),
        ("tier", "beer"),
        ("tier", "case"),
    ],
)
def test_an_unclear_term_is_seen(tmp_path, old, new):
    assert unclear(build(tmp_path, {"GLOSSARY.md": HEAD + GOOD})) == []
    assert len(unclear(build(tmp_path, {"GLOSSARY.md": HEAD + GOOD.replace(old, new)}))) == 1
