"""Casework goes by age as a whole, once it is over, and with the person when they are erased."""

from datetime import timedelta

import pytest

from muster.access.accounts import house
from muster.access.roles import HOUSE, MEMBER
from muster.access.viewers import Viewer
from muster.config import casework_ages, erasing
from muster.config import retention as removing
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.formation import root_units
from muster.transition.commands.cases import end_own_case, open_own_case
from muster.transition.queries.own import own_case
from muster.vault.zones import Zone
from tests.houses import enlist, make_unit

pytestmark = pytest.mark.django_db
LONG_AGO = now() - timedelta(days=6 * 366)


def test_a_case_that_ended_long_ago_goes_whole_and_a_running_one_stays():
    unit = make_unit("1")
    people = [
        enlist(unit, number=f"AB-{number}", surname="Лис", given="Іван") for number in range(2)
    ]
    members = [Viewer(AccountId(new_id()), MEMBER, person=person) for person in people]
    for member in members:
        open_own_case(person=member.person, case=new_id(), by=member, at=LONG_AGO)
    over, running = members
    end_own_case(person=over.person, by=over, at=LONG_AGO + timedelta(days=1))
    keeper = Viewer(house().account, HOUSE, root_units())
    due = [one for one in removing.due(keeper, now()) if one.kind == casework_ages.KIND]
    assert {one.table for one in due} == {
        "transition_trackcase", "transition_trackfact", "transition_trackrow", "transition_steprow",
    }  # fmt: skip
    assert {person for one in due for person in one.persons} == {over.person}
    stays = erasing.examine(running.person, by=keeper, at=now())
    assert Zone.TRANSITION not in stays.zones
    assert Zone.TRANSITION in erasing.examine(over.person, by=keeper, at=now()).zones
    removing.apply(keeper, now())
    assert own_case(person=over.person, by=over, at=now()) is None
    assert own_case(person=running.person, by=running, at=now()) is not None
