"""Decisions are numbered without gaps, their numbers stand in their headings, and each is whole."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build

NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
HEADING = re.compile(r"# (\d{4}) We will .+\.$")
PARTS = ("## Context", "## Costs", "## Rejected")
STATUS = re.compile(r"^(Accepted|Superseded by \[?\d{4}).*$", re.MULTILINE)


def crooked(root: Path) -> list[str]:
    faults = []
    paths = sorted((root / "docs" / "adr").glob("*.md"))
    paths = [path for path in paths if path.name != "README.md"]
    for expected, path in enumerate(paths, start=1):
        name, text = NAME.fullmatch(path.name), path.read_text(encoding="utf-8")
        heading = HEADING.match(text.partition("\n")[0])
        if not name or int(name[1]) != expected:
            faults.append(f"{path.name} should carry the number {expected:04}")
        elif not heading or heading[1] != name[1]:
            faults.append(f"{path.name} should begin “# {name[1]} We will …”")
        faults += [f"{path.name} lacks “{part}”" for part in PARTS if part not in text]
        if not STATUS.search(text):
            faults.append(f"{path.name} does not say whether it is accepted or superseded")
    return faults


def test_decisions_are_numbered_and_whole():
    assert crooked(ROOT) == []
    assert (ROOT / "docs" / "adr" / "0001-one-django-program-and-postgresql.md").exists()


GOOD = "# 0001 We will build a house.\n\nAccepted, 2026.\n\n## Context\n\n## Costs\n\n## Rejected\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("0002-house.md", GOOD),
        ("0001_House.md", GOOD),
        ("0001-house.md", GOOD.replace("0001", "0002")),
        ("0001-house.md", GOOD.replace("We will build", "Building")),
        ("0001-house.md", GOOD.replace("## Costs", "## Price")),
        ("0001-house.md", GOOD.replace("Accepted", "Perhaps")),
    ],
)
def test_a_crooked_decision_is_seen(tmp_path, name, text):
    build(tmp_path, {f"docs/adr/{name}": text})
    assert len(crooked(tmp_path)) == 1


def test_a_straight_decision_is_let_pass(tmp_path):
    assert crooked(build(tmp_path, {"docs/adr/0001-house.md": GOOD})) == []


def test_the_list_of_decisions_is_whole():
    paths = sorted((ROOT / "docs" / "adr").glob("0*.md"))
    headings = [path.read_text(encoding="utf-8").partition("\n")[0][2:] for path in paths]
    lines = [
        f"- [{heading[:4]}]({path.name}) {heading[5:]}"
        for path, heading in zip(paths, headings, strict=True)
    ]
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if line.startswith("- ")] == lines
