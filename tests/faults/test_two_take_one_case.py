"""Two clinicians take one case from the pool in the same instant: one has it, the other is told.

The case has one owner at every moment, and what happened to it says so once.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import open_case
from muster.care.commands.caseloads import pool_case
from muster.care.folding import rows_against_facts
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.psychologist.tests.house import House, make_house, signed_in
from tests.faults.test_two_take_one_row import pressed_at_once
from tests.houses import account_with

pytestmark = pytest.mark.database
CASES = 6


@pytest.fixture
def house(committed) -> House:
    return make_house()


def pooled(house: House, number: int):
    """Return somebody whose case its owner has given to the pool."""
    person, case = house.enlists(f"AB-{number:03}", "Гайко", "Олесь"), new_id()
    open_case(
        person=person, case=case, reason="signal", begins="plan", source=None, tier="",
        owner=house.account, by=house.by, at=now(),
    )  # fmt: skip
    pool_case(person=person, case=case, by=house.by, at=now())
    return person, case


def owners_of(house: House, case) -> tuple[object, int]:
    """Return who has a case, and how often it was taken."""
    with (
        unit_of_work(Standing(Audience.CLINICIAN, units=(house.unit,))),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT owner FROM care_caserow WHERE case_id = %s", [case])
        [owner] = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM care_casefact WHERE case_id = %s AND given_to = %s", [case, owner]
        )
        return owner, cursor.fetchone()[0]


def test_one_has_the_case_and_the_other_is_told_who(house):
    takers = {name: account_with(UNIT_PSYCHOLOGIST, house.unit, name) for name in ("anna", "vera")}
    clients = [signed_in(account) for account in takers.values()]
    for number in range(CASES):
        person, case = pooled(house, number)
        answers = pressed_at_once(clients, f"/people/{person}/cases/{case}/take")
        owner, taken = owners_of(house, case)
        assert (owner in takers.values(), taken) == (True, 1)
        name = next(name for name, account in takers.items() if account == owner)
        won, lost = (
            answers[place] for place in sorted((0, 1), key=lambda at: list(takers)[at] != name)
        )
        assert (won.status_code, lost.status_code) == (302, 409)
        said = re.sub(r"\s+", " ", lost.content.decode())
        assert f"This case is not in the pool any more: {name} has it." in said
    with unit_of_work(Viewer(house.account, UNIT_PSYCHOLOGIST, (house.unit,)).standing()):
        assert rows_against_facts() == []
