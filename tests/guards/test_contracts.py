"""The arrows of the house hold, every room with tables has its door, and each contract bites."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.guards.house import ROOT, build, project, rooms

# What other rooms build on: base classes, not tables of its own.
WITHOUT_A_DOOR = {"vault": "its models are the base of everybody's"}

# contract: (the file an arrow is planted in, the import, another file if the way is roundabout)
PLANTS: dict[str, Mapping[str, str]] = {
    "Rooms depend downwards only, and every folder is a room": {
        "muster/people/planted.py": "import muster.care",
    },
    "Employment never sees health, not even indirectly": {
        "muster/transition/planted.py": "import muster.people.planted",
        "muster/people/planted.py": "import muster.assessments",
    },
    "The kernel and the rules are pure Python": {
        "muster/policy/rules/planted.py": "import muster.policy.planted",
        "muster/policy/planted.py": "from django.db import models",
    },
    "Insight reads facts only": {
        "muster/insight/planted.py": "import muster.assessments.commands",
        "muster/assessments/commands.py": "",
    },
}


def contracts() -> list[dict[str, object]]:
    return project()["tool"]["importlinter"]["contracts"]


def doors() -> dict[str, str]:
    """Return the contract of each room whose tables are its own alone."""
    return {
        one["protected_modules"][0].split(".")[1]: one["name"]
        for one in contracts()
        if one["type"] == "protected"
    }


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = (Path(sys.executable).parent / "lint-imports", "--no-cache")
    return subprocess.run(
        command,
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def bare_house(tmp_path_factory):
    """A copy of the house's contracts over rooms that are empty but for their tables."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    build(root, {"muster/__init__.py": ""})
    for room in rooms():
        files = dict.fromkeys(("__init__.py", "models.py", "rules/__init__.py"), "")
        build(root, {f"muster/{room.name}/{name}": text for name, text in files.items()})
    return root


@pytest.fixture
def house(bare_house, tmp_path):
    shutil.copytree(bare_house, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_contracts_are_kept():
    said = lint(ROOT)
    assert said.returncode == 0, said.stdout + said.stderr


def test_every_room_with_tables_has_a_door():
    tables = {room.name for room in rooms() if (room / "models.py").exists()}
    tables |= {room.name for room in rooms() if (room / "models").is_dir()}
    assert tables - doors().keys() - WITHOUT_A_DOOR.keys() == set()
    assert WITHOUT_A_DOOR.keys() <= tables


def test_an_empty_house_keeps_its_contracts(bare_house):
    said = lint(bare_house)
    assert said.returncode == 0, said.stdout + said.stderr


def test_every_contract_is_tried_below():
    assert {one["name"] for one in contracts()} == PLANTS.keys() | set(doors().values())


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_arrow_breaks_its_contract(house, name):
    build(house, PLANTS[name])
    said = lint(house)
    assert said.returncode == 1, said.stdout + said.stderr
    assert f"{name} BROKEN" in said.stdout.replace("\n", " ")


@pytest.mark.parametrize("room", doors())
def test_a_hand_in_another_rooms_tables_is_seen(house, room):
    build(house, {"muster/config/planted.py": f"import muster.{room}.models"})
    said = lint(house)
    assert said.returncode == 1, said.stdout + said.stderr
    assert f"{doors()[room]} BROKEN" in said.stdout.replace("\n", " ")


def test_a_folder_that_is_no_room_is_seen(house):
    build(house, {"muster/utils/__init__.py": ""})
    said = lint(house)
    assert said.returncode == 1
    assert "utils" in said.stdout
