"""An erasure that is asked for on a page: judged by the profile, confirmed, carried out once."""

from __future__ import annotations

import json
from datetime import date

import pytest

from muster.access import errands as asked
from muster.access.errands import ErrandKind
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.config import errands
from muster.config.erasing import OPEN, Examined, Fate
from muster.config.erasing_asked import told_of
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.moving import end_posting
from muster.people.queries import card
from muster.policy.commands import place_hold
from muster.policy.rules.labels import Label
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone
from muster.web.administrator.tests.house import make_house, signed_in, texts
from tests.houses import account_with, administrator_of, enlist, newcomer_to

pytestmark = pytest.mark.django_db
HERE = "/administration/people"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def browser(house):
    return signed_in(house.account)


def carried_out(kind: ErrandKind) -> None:
    """Do as the worker does with the last errand of a kind."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        waiting = asked.latest(kind)
    assert waiting is not None
    errands.carry_out(waiting.id)


def ended(house, until: date):
    """Return somebody whose service ended on a day, long after it began."""
    person = enlist(house.first, number="AB-002", surname="Лис", given="Іван", From="2001-01-10")
    end_posting(person=person, until=until, by=administrator_of(house.unit), at=now())
    return person


def known(house, person) -> bool:
    try:
        return bool(card(person=person, by=administrator_of(house.unit), at=now()))
    except Refused:
        return False


def judged(browser, person) -> str:
    browser.post(f"{HERE}/{person}/erase", {"ask": "1"})
    carried_out(ErrandKind.JUDGE_ERASURE)
    return texts(browser.get(f"{HERE}/{person}/erase"))


def test_of_somebody_who_serves_nothing_may_go_and_the_ground_is_said(house, browser):
    person = enlist(house.first, number="AB-001", surname="Гайко", given="Олесь")
    said = judged(browser, person)
    assert "Nothing may go now." in said
    assert "A record of health care has to be kept" in said
    assert "Erase for ever" not in said
    russian = signed_in(house.account, "ru")
    assert "Сейчас стереть ничего нельзя." in texts(russian.get(f"{HERE}/{person}/erase"))


def test_whose_time_is_over_is_erased_once_their_number_was_typed(house, browser):
    person = ended(house, date(2004, 1, 10))
    place = f"{HERE}/{person}/erase"
    assert "Everything may go" in judged(browser, person)
    assert "That is not what stands in this record" in texts(browser.post(place, {"repeat": "1"}))
    assert browser.post(place, {"repeat": "ab-002"})["Location"] == place
    assert known(house, person)
    assert "It is being worked on." in texts(browser.get(place))
    carried_out(ErrandKind.ERASE)
    assert not known(house, person)
    assert "The person was erased." in texts(browser.get(place))
    other = signed_in(account_with(ADMINISTRATOR, house.unit, "boris"))
    assert other.get(place).status_code == 404


def test_what_was_confirmed_is_judged_again_before_it_is_carried_out(house, browser):
    person = ended(house, date(2004, 1, 10))
    judged(browser, person)
    browser.post(f"{HERE}/{person}/erase", {"repeat": "AB-002"})
    place_hold(person=person, order="court-1", by=administrator_of(house.unit), at=now())
    carried_out(ErrandKind.ERASE)
    assert known(house, person)
    assert "A legal hold (court-1) forbids it" in texts(browser.get(f"{HERE}/{person}/erase"))


def test_the_page_is_told_nothing_of_health_not_even_that_there_is_any():
    ground = Label("It shows how the person was protected.", "Запись показывает.")
    record = Label("A record of service.", "Послужной список.")
    fates = (
        Fate("identity", Zone.IDENTITY, 1, record, date(2036, 1, 1)),
        Fate("limitations", Zone.CLINICAL, 2, ground, date(2037, 1, 1)),
        Fate("cases", Zone.CLINICAL, 1, OPEN),
        Fate("peer-talks", Zone.PEER, 1),
    )
    told = told_of(Examined(fates))
    assert told == {
        "whole": False,
        "goes": True,
        "identity": {"why": [{"en": record.en, "ru": record.ru}], "until": "2036-01-01"},
        "rest": {"until": None},
    }
    assert "protected" not in json.dumps(told)


def test_somebody_from_outside_is_found_by_the_number_of_their_record_and_may_be_erased(house):
    who, browser = newcomer_to(house.first), signed_in(house.account)
    answer = browser.post(HERE, {"text": f" {who} "})
    assert answer.headers["Location"] == f"{HERE}/{who}"
    said = texts(browser.get(f"{HERE}/{who}"))
    assert "Somebody from outside, who never served here" in said
    assert "Erase this person" in said
    for act in ("Move to another unit", "Make two records one", "Invite this person"):
        assert act not in said
    browser.post(f"{HERE}/{who}/erase", {"ask": "yes"})
    officer = signed_in(account_with(PERSONNEL_OFFICER, house.unit, "personnel"))
    assert officer.get(f"{HERE}/{who}").status_code == 404
    assert browser.get(f"{HERE}/{new_id()}").status_code == 404
