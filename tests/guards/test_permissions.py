"""Every permission has a role that holds it, a Russian name, a door asking for it, and a test."""

import re
from functools import cache

import pytest

from muster.access import roles
from muster.access.doors import DOORS
from muster.access.permissions import Permission
from muster.access.roles import ROLES, Role, Scope
from muster.kernel.words import catalogue
from tests.guards.house import ROOT, every_module

# Those that can be given, and those in which the installation acts for itself.
EVERY = [one for one in vars(roles).values() if isinstance(one, Role)]
KEY = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


@cache
def test_texts() -> str:
    files = [*ROOT.glob("muster/**/tests/**/*.py"), *ROOT.glob("tests/**/*.py")]
    own = [path for path in files if "guards" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in own)


test_texts.__test__ = False


@cache
def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def idle(permission: Permission, roles: list[Role], tested: str) -> list[str]:
    """Return what a permission lacks; `tested` is the text of all tests."""
    every_module()
    name, faults = permission.name, []
    if not KEY.fullmatch(permission.value):
        faults.append(f"{permission.value!r} is not “room.few-words”")
    if not any(permission in role.may for role in roles):
        faults.append(f"no role holds {name}")
    if catalogue("ru").gettext(permission.says.message) == permission.says.message:
        faults.append(f"{name} has no Russian name")
    doors = [door for door in DOORS.values() if door.permits is permission]
    if not doors:
        faults.append(f"no command or query asks for {name}")
    words = [name, *(door.function.__name__ for door in doors)]
    if permission.value not in tested and not words_of(tested).intersection(words):
        faults.append(f"no test mentions {name} or a door that asks for it")
    return faults


@pytest.mark.parametrize("permission", Permission, ids=lambda one: one.value)
def test_no_permission_is_idle(permission):
    assert idle(permission, EVERY, test_texts()) == []


def test_an_idle_permission_is_seen():
    assert "no role holds READ_JOURNAL" in idle(Permission.READ_JOURNAL, [], "")


def test_every_role_has_a_name_in_russian_and_a_reach():
    for key, role in ROLES.items():
        assert key == role.key
        assert catalogue("ru").gettext(role.name.message) != role.name.message
        assert isinstance(role.within, Scope)
        assert role.may
