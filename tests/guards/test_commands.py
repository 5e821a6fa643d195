"""Every command and query is named after its room and has a sentence for the journal in Russian."""

import pytest

from muster.access.doors import DOORS
from muster.kernel.words import catalogue
from tests.guards.house import every_module

every_module()


@pytest.mark.parametrize("door", DOORS.values(), ids=lambda door: door.key)
def test_every_door_speaks(door):
    room, _, deed = door.key.partition(".")
    assert door.function.__module__.split(".")[1] == room
    assert deed.replace("-", "").isalpha()
    assert door.says.message.endswith(".")
    assert catalogue("ru").gettext(door.says.message) != door.says.message


def test_doors_stand_only_where_one_looks_for_them():
    for door in DOORS.values():
        parts = door.function.__module__.split(".")
        assert {"commands", "queries"} & set(parts), f"{door.key} stands in {'.'.join(parts)}"


def test_there_are_doors():
    assert DOORS
