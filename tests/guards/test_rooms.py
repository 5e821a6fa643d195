"""Every room says in a README of about ten lines what it promises and what it refuses."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, layers, rooms

LONGEST = 40  # lines; about ten are asked for, a drawing may need more


def silent(root: Path) -> list[str]:
    faults = []
    for room in rooms(root):
        readme = room / "README.md"
        if not readme.exists():
            faults.append(f"{room.name} has no README.md")
            continue
        text = readme.read_text(encoding="utf-8")
        if not text.startswith("# "):
            faults.append(f"{room.name}/README.md does not begin with a heading")
        for word in ("promises", "refuses"):
            if word not in text.lower():
                faults.append(f"{room.name}/README.md does not say what the room {word}")
        if len(text.splitlines()) > LONGEST:
            faults.append(f"{room.name}/README.md is longer than {LONGEST} lines")
    return faults


def test_every_room_speaks():
    assert silent(ROOT) == []


def test_every_folder_is_a_room_of_the_contracts():
    assert {room.name for room in rooms()} == {name for line in layers() for name in line}


@pytest.mark.parametrize("text", [None, "# House\n\nIt promises much.\n", "promises, refuses\n"])
def test_a_silent_room_is_seen(tmp_path, text):
    build(tmp_path, {"muster/house/__init__.py": ""})
    if text:
        build(tmp_path, {"muster/house/README.md": text})
    assert len(silent(tmp_path)) == 1


def test_the_drawing_shows_every_room_and_no_other():
    drawing = (ROOT / "docs" / "rooms.svg").read_text(encoding="utf-8")
    drawn = re.findall(r'class="name"[^>]*>(\w+)<|font-weight="600"[^>]*>(\w+)<', drawing)
    assert sorted("".join(names) for names in drawn) == [room.name for room in rooms()]
