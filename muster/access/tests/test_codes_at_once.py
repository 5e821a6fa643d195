"""A code that many enter in the same moment lets one of them in."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from muster.access import codes
from muster.access.accounts import account_named
from muster.access.commands.coming import use_kiosk_code
from muster.access.commands.giving import give_role
from muster.access.roles import ADMINISTRATOR
from muster.access.rules.codes import CodeKind
from muster.access.viewers import Viewer, at_the_door
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.database
AT_ONCE = 8


def code_of_somebody() -> tuple[AccountId, str]:
    unit, at = UnitId(new_id()), now()
    by = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
    until = at + timedelta(days=9)
    give_role(account="anna", role="auditor", unit=unit, until=until, by=by, at=at)
    with unit_of_work(Standing(Audience.PLATFORM)):
        holder = account_named("anna")
        return holder, codes.issue([holder], CodeKind.KIOSK, by=by.account, at=at)[holder]


def test_one_code_lets_one_in_however_many_enter_it_at_once(committed):
    holder, code = code_of_somebody()
    came, start = [], threading.Barrier(AT_ONCE)

    def enter() -> None:
        start.wait()
        came.append(use_kiosk_code(code=code, by=at_the_door(None), at=now()))
        connections["default"].close()

    threads = [threading.Thread(target=enter) for _one in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert came.count(holder) == 1
    assert came.count(None) == AT_ONCE - 1
