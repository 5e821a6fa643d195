"""Roles are given for a time, listed while they hold, and taken back once."""

from datetime import timedelta

import pytest

from muster.access.commands import first_viewer, give_role, set_up, take_role
from muster.access.queries import any_account, held_roles
from muster.kernel.ids import UnitId, new_id
from muster.kernel.time import now

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_role_is_listed_until_it_is_taken_back_or_over():
    by, at, unit = first_viewer(), now(), UnitId(new_id())
    assert not any_account()
    give_role(account="anna", role="auditor", unit=unit, until=at + timedelta(days=3), by=by, at=at)
    assert any_account()
    assert [(one.account, one.role) for one in held_roles(by=by, at=at)] == [("anna", "auditor")]
    assert held_roles(by=by, at=at + timedelta(days=4)) == []
    assert take_role(account="anna", role="auditor", unit=unit, by=by, at=at) == 1
    assert held_roles(by=by, at=at + timedelta(seconds=1)) == []
    assert take_role(account="anna", role="auditor", unit=unit, by=by, at=at) == 0


def test_setting_up_gives_each_account_its_roles():
    by, at = first_viewer(), now()
    roles = {"anna": ["administrator"], "operator": ["auditor", "administrator"]}
    set_up(
        administrator="anna", operator="operator", roles=roles, unit=UnitId(new_id()),
        until=at + timedelta(days=9), by=by, at=at,
    )  # fmt: skip
    assert len(held_roles(by=by, at=at)) == 3
