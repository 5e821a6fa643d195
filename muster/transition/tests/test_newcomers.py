"""Somebody from outside who never served here: taken in, invited, and helped into work."""

import pytest
from django.test import Client

from muster.access.roles import CASEWORKER, NEWCOMER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import now
from muster.people.signing import accounts_of
from muster.transition.commands.cases import open_own_case
from muster.transition.commands.newcomers import take_in
from muster.transition.queries.casework import board, whole_case
from muster.transition.queries.newcomers import newcomer, own_name
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, local_day, make_unit

AT = now()


class House:
    def __init__(self):
        self.unit = make_unit("N")
        self.by = Viewer(account_with(CASEWORKER, self.unit, "c.one"), CASEWORKER, (self.unit,))

    def takes_in(self, name="Тарас", mail="", who=None):
        who = PersonId(who or new_id())
        made = take_in(newcomer=who, name=name, mail=mail, language="ru", by=self.by, at=AT)
        return who, made

    def viewer(self, who):
        with unit_of_work(Standing(Audience.PLATFORM)):
            account = accounts_of([who])[who]
        return Viewer(account, NEWCOMER, person=who)


@pytest.fixture
def house(db):
    return House()


def comes_in(made, password="three quiet rivers and a bridge"):
    """Follow the invitation in a browser that holds nothing yet; return that browser."""
    browser = Client()
    answer = browser.post("/sign-in/invitation", {"code": made.code})
    assert answer.status_code == 302, answer.content.decode()
    answer = browser.post(answer.headers["Location"], {"password": password})
    assert answer.status_code == 302, answer.content.decode()
    return browser


def test_somebody_from_outside_comes_by_the_invitation_and_begins(house):
    who, made = house.takes_in()
    [(person, name, since)] = board(by=house.by, at=AT).newcomers
    assert (person, name, since) == (who, "Тарас", local_day(AT))
    assert not newcomer(person=who, by=house.by, at=AT).came
    page = comes_in(made).get("/me")
    assert "Тарас" in page.content.decode()
    assert newcomer(person=who, by=house.by, at=AT).came
    by = house.viewer(who)
    assert own_name(person=who, by=by, at=AT) == "Тарас"
    open_own_case(person=who, case=new_id(), by=by, at=AT)
    found = board(by=house.by, at=AT)
    assert [line.name for line in found.lines] == ["Тарас"]
    assert found.newcomers == ()
    assert whole_case(person=who, by=house.by, at=AT).taken_in == "Тарас"
