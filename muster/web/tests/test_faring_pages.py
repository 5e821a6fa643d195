"""Somebody follows a link: a form that names nobody, a call that goes to care, and once only."""

from datetime import timedelta

import pytest
from django.test import Client

from muster.access.accounts import track_watch
from muster.kernel.ids import new_id
from muster.transition.commands.cases import open_own_case
from muster.transition.commands.faring import ask_how_they_fare
from muster.transition.queries.casework import whole_case
from muster.transition.tests.test_cases import AT, House
from muster.transition.tests.test_faring import link_of


@pytest.fixture
def house(db):
    house = House()
    began = AT - timedelta(days=31)
    open_own_case(person=house.person, case=new_id(), by=house.member, at=began)
    house.steps("accept", "map", "agree", "place", at=began)
    ask_how_they_fare(by=track_watch((house.unit,)), at=AT)
    house.digits, _asked = link_of()
    return house


def test_a_link_opens_a_form_that_names_nobody_and_holds_once(house):
    client = Client()
    assert client.get("/how-are-you/answer").status_code == 302
    wrong = client.post("/how-are-you", {"code": "1" * 24})
    assert b"open nothing" in wrong.content
    assert client.post("/how-are-you", {"code": house.digits}).status_code == 302
    shown = client.get("/how-are-you/answer").content.decode()
    for telling in ("Гайко", "Олесь", "T-001"):
        assert telling not in shown
    assert "/help-now" in shown
    called = client.post("/how-are-you/call", {"call": "yes"})
    assert b"Somebody will call you" in called.content
    client.post("/how-are-you/call", {"call": "yes"})
    done = client.post("/how-are-you/answer", {"works": "in-work", "satisfied": "yes"})
    assert b"The link holds no longer" in done.content
    assert client.post("/how-are-you", {"code": house.digits}).status_code == 200
    found = whole_case(person=house.person, by=house.by, at=AT)
    assert found.written.faring[1].satisfied == "yes"
    assert not found.written.words


def test_who_wants_to_be_asked_no_more_presses_once(house):
    client = Client()
    client.post("/how-are-you", {"code": house.digits})
    done = client.post("/how-are-you/answer", {"stop": "yes"})
    assert b"The link holds no longer" in done.content
    assert ask_how_they_fare(by=track_watch((house.unit,)), at=AT + timedelta(days=60)) == 0
