"""Every command and query stands where one looks for it and has a journal sentence in Russian."""

from dataclasses import replace

import pytest

from muster.access.doors import DOORS, Door
from muster.kernel.words import _, catalogue
from tests.guards.house import every_module


def mute(door: Door) -> list[str]:
    module, (room, _dot, deed) = door.function.__module__, door.key.partition(".")
    faults = []
    if module.split(".")[1] != room or not deed.replace("-", "").isalpha():
        faults.append(f"{door.key} is not “{module.split('.')[1]}.few-words”")
    if not {"commands", "queries"} & set(module.split(".")):
        faults.append(f"{door.key} stands in {module}, not among commands or queries")
    if not door.says.message.endswith("."):
        faults.append(f"{door.key}: its journal sentence is no sentence")
    if catalogue("ru").gettext(door.says.message) == door.says.message:
        faults.append(f"{door.key}: its journal sentence has no Russian")
    return faults


def doors() -> list[Door]:
    every_module()
    return list(DOORS.values())


def test_every_door_speaks():
    assert doors()
    assert [fault for door in doors() for fault in mute(door)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"key": "elsewhere.give-role"},
        {"key": "access.give_role"},
        {"says": _("Planted and untranslated.")},
    ],
)
def test_a_mute_door_is_seen(change):
    good = next(door for door in doors() if door.key == "access.give-role")
    assert len(mute(replace(good, **change))) == 1
