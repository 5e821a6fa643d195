"""The README shows every picture that is kept, says in words what is on it, and none is large."""

import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build
from tools.pictures import CHOSEN, LARGEST

SHOWN = re.compile(r'<img src="docs/screenshots/([a-z-]+)\.png"[^>]*alt="([^"]*)"')


def unshown(root: Path, chosen=frozenset(CHOSEN)) -> list[str]:
    shown = dict(SHOWN.findall((root / "README.md").read_text(encoding="utf-8")))
    kept = {path.stem: path for path in (root / "docs" / "screenshots").glob("*")}
    faults = [f"{name} is kept and not shown" for name in kept.keys() - shown.keys()]
    faults += [f"{name} is shown and not kept" for name in shown.keys() - kept.keys()]
    faults += [f"{name} is taken by no journey" for name in kept.keys() - chosen]
    faults += [f"{name} says nothing in words" for name, says in shown.items() if len(says) < 20]
    faults += [f"{name} is large" for name, one in kept.items() if one.stat().st_size > LARGEST]
    return faults


def test_the_pictures_are_shown_and_said():
    assert unshown(ROOT) == []


IMG = '<img src="docs/screenshots/queue.png" width="9" alt="{}">'


@pytest.mark.parametrize(
    ("readme", "files", "chosen"),
    [
        ("", {"docs/screenshots/queue.png": ""}, {"queue"}),
        (IMG.format("The list of people to be called"), {}, {"queue"}),
        (IMG.format("The list of people to be called"), {"docs/screenshots/queue.png": ""}, set()),
        (IMG.format("A list"), {"docs/screenshots/queue.png": ""}, {"queue"}),
        (IMG.format("The list of people to be called"),
         {"docs/screenshots/queue.png": "0" * (LARGEST + 1)}, {"queue"}),
    ],
)  # fmt: skip
def test_a_fault_is_seen(tmp_path, readme, files, chosen):
    root = build(tmp_path, {"README.md": readme, **files})
    assert len(unshown(root, chosen)) == 1
