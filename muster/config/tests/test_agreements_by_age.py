"""Agreements with partners go once they ended long ago, and never what ended another before it."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.roles import CASEWORKER
from muster.access.viewers import Viewer
from muster.config import retention
from muster.config.partner_ages import TABLE
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.transition.commands.partners import agree, end_agreement, register_partner
from muster.vault.work import unit_of_work
from tests.houses import administrator_of, local_day, make_unit

AT = now()
TODAY = local_day(AT)
A_YEAR = timedelta(days=366)


class House:
    def __init__(self):
        self.unit = make_unit("T")
        self.by = Viewer(AccountId(new_id()), CASEWORKER, (self.unit,))
        self.keeper = administrator_of(self.unit)

    def partner(self):
        made = new_id()
        register_partner(partner=made, kind="employer", name=str(made), by=self.by, at=AT)
        return made

    def agreed(self, partner, since, until, at=AT):
        agree(partner=partner, since=since, until=until, by=self.by, at=at)

    def left(self, partner):
        for one in retention.due(self.keeper, AT):
            if one.table == TABLE:
                retention.apply(self.keeper, AT)
        with unit_of_work(self.by.standing()), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {TABLE} WHERE partner_id = %s", [partner])
            return cursor.fetchone()[0]


@pytest.fixture
def house(db):
    return House()


def test_what_ended_longer_ago_than_the_profile_keeps_it_goes(house):
    first = in_force().retention["partner-agreements"].keep.before(TODAY)
    old, young = house.partner(), house.partner()
    house.agreed(old, first - A_YEAR, first - timedelta(days=1))
    house.agreed(young, first - A_YEAR, first + timedelta(days=1))
    assert house.left(old) == 0
    assert house.left(young) == 1


def test_an_end_stays_as_long_as_what_it_ended_would_hold(house):
    partner = house.partner()
    began = AT - 8 * A_YEAR
    house.agreed(partner, TODAY - 2 * A_YEAR, TODAY + A_YEAR, at=began)
    end_agreement(partner=partner, by=house.by, at=began + timedelta(days=1))
    assert house.left(partner) == 2, "else the agreement that was ended would hold again"
