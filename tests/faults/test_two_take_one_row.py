"""Two psychologists press “Take” on the same person in the same instant: one has the person, the
other is told who, and since when; nobody is taken by two, and nobody by none."""

from __future__ import annotations

import re
import threading

import pytest
from django.db import connection, connections
from django.test import Client

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.detection.checks import queue_against_facts
from muster.kernel.ids import PersonId, UnitId
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.psychologist.tests.house import House, make_house, signed_in
from tests.houses import account_with

pytestmark = pytest.mark.database
PEOPLE = 6


def pressed_at_once(clients: list[Client], address: str, **headers: str) -> list:
    """Let every client post to `address` in the same instant; return their answers."""
    together, answers = threading.Barrier(len(clients)), [None] * len(clients)

    def press(place: int) -> None:
        together.wait()
        answers[place] = clients[place].post(address, headers=headers)
        connections.close_all()

    hands = [threading.Thread(target=press, args=(place,)) for place in range(len(clients))]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return answers


def facts_of(person: PersonId, unit: UnitId) -> list[tuple[str, object]]:
    standing = Standing(Audience.CLINICIAN, units=(unit,), person=person)
    with unit_of_work(standing), connection.cursor() as cursor:
        cursor.execute(
            "SELECT step, done_by FROM detection_signalfact WHERE person_id = %s", [person]
        )
        return cursor.fetchall()


@pytest.fixture
def house(committed) -> House:
    return make_house()


def test_one_wins_and_the_other_is_told(house):
    accounts = {
        "dr.hnat": house.account,
        "dr.lis": account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.lis"),
    }
    clients = [signed_in(account) for account in accounts.values()]
    people = [house.enlists(f"AB-{n:03}", "Гайко", "Олесь") for n in range(PEOPLE)]
    for person in people:
        house.asks(person)
    for place, person in enumerate(people):
        htmx = {"hx-request": "true"} if place % 2 else {}
        answers = pressed_at_once(clients, f"/queue/{person}/take", **htmx)
        [(step, winner)] = facts_of(person, house.unit)
        assert step == "taken"
        name = next(name for name, account in accounts.items() if account == winner)
        loser = answers[1 - list(accounts).index(name)]
        said = re.sub(r"\s+", " ", loser.content.decode())
        assert re.search(rf"{re.escape(name)} took this person on at \d+ \w+ \d+, \d\d:\d\d", said)
        assert loser.status_code == (200 if htmx else 409)
        assert answers[list(accounts).index(name)].status_code == (200 if htmx else 302)
    with unit_of_work(Standing(Audience.CLINICIAN, units=(house.unit,))):
        assert queue_against_facts() == []
