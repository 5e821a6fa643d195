"""A tablet that goes from hand to hand: one person at a time, and nothing of the last."""

import time
from datetime import timedelta

import pytest
from django.test import Client

from muster.access.roles import ASSESSMENT_TEAM, COMMANDER, TEAM_LEAD, UNIT_PSYCHOLOGIST
from muster.access.rules.guessing import FREE
from muster.assessments.answered import Came
from muster.assessments.commands import note_attendance
from muster.kernel.time import now
from muster.people.commands.codes import issue_codes
from muster.web.sign_in.sessions import SEEN
from tests.estates import Company, visit
from tests.houses import account_of_person, account_with, enlist, make_unit, psychologist_of
from tests.journeys.sessions import session_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def two(unit):
    return [
        enlist(unit, number=f"AB-00{one}", surname=name, given="Олесь")
        for one, name in enumerate(("Гайко", "Зоря"))
    ]


def codes_for(unit, people) -> list[str]:
    issued = issue_codes(persons=people, holds=None, by=psychologist_of(unit), at=now())
    return [one.code for one in issued]


def comes(client: Client, code: str):
    return client.post("/kiosk", {"code": code})


def signed_in(account) -> Client:
    client = Client()
    name, value = session_for(account, again=True)
    client.cookies[name] = value
    return client


def test_a_code_lets_one_person_in_once(client, unit, two):
    [code, _other] = codes_for(unit, two)
    answer = comes(client, f"{code[:4]} {code[4:8]}-{code[8:]}")
    assert (answer.status_code, answer.url) == (302, "/me/sitting")
    assert client.get("/me").status_code == 200
    assert client.session["kiosk"] is True
    assert comes(Client(), code).status_code == 200


def test_results_history_account_and_roles_are_not_there(client, unit, two):
    comes(client, codes_for(unit, two)[0])
    for address in (
        "/me/results",
        "/me/looked",
        "/account",
        "/roles",
        "/account/password",
        "/queue",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post("/account/sign-out-everywhere").status_code == 404


def test_who_also_works_with_people_is_a_member_alone_on_a_shared_device(client, unit, two):
    [code, _other] = codes_for(unit, two)
    comes(client, code)
    for address in ("/queue", "/people", "/kiosk/codes"):
        assert client.get(address).status_code == 404


def test_the_next_code_ends_what_somebody_left_open(client, unit, two):
    first, second = codes_for(unit, two)
    comes(client, first)
    before = client.session["_auth_user_id"]
    assert b"Somebody has not finished here" in client.get("/kiosk").content
    comes(client, second)
    assert client.session["_auth_user_id"] != before
    comes(client, "0" * 12)
    client.post("/kiosk", {"end": "yes"})
    assert client.get("/me").url.startswith("/sign-in")


@pytest.mark.parametrize("leave", ["finish", "exit", "silence"])
def test_it_ends_with_finish_with_exit_and_in_silence(client, unit, two, leave):
    comes(client, codes_for(unit, two)[0])
    if leave == "finish":
        assert client.post("/sign-out").url == "/kiosk"
    elif leave == "exit":
        client.get("/exit")
    else:
        session = client.session
        session[SEEN] = time.time() - timedelta(minutes=3).total_seconds()
        session.save()
        ended = client.get("/me")
        assert ended.url == "/kiosk"
        assert "cache" in ended["Clear-Site-Data"]
    assert "_auth_user_id" not in client.session
    assert client.get("/sign-in").url == "/kiosk"
    assert client.get("/sign-in?staff=yes").status_code == 200


def test_typing_keeps_a_session_and_a_session_that_is_over_says_so(client, unit, two):
    comes(client, codes_for(unit, two)[0])
    session = client.session
    session[SEEN] = time.time() - 60
    session.save()
    assert client.get("/kiosk/here").status_code == 204
    assert client.session[SEEN] > time.time() - 5
    client.post("/sign-out")
    assert client.get("/kiosk/here").status_code == 302


def test_wrong_codes_slow_down_one_tablet_and_no_other(unit, two):
    here, there = Client(), Client()
    for one in (here, there):
        one.get("/kiosk")
    for _time in range(FREE):
        comes(here, "111122223333")
    code = codes_for(unit, two)[0]
    assert comes(here, code).status_code == 429
    assert comes(there, code).status_code == 302


def test_slips_are_given_by_the_team_and_the_psychologist_alone(unit, two):
    for role, status in ((ASSESSMENT_TEAM, 200), (UNIT_PSYCHOLOGIST, 200), (COMMANDER, 404)):
        client = signed_in(account_with(role, unit, role.key))
        assert client.get("/kiosk/codes").status_code == status
        answer = client.post("/kiosk/codes", {"unit": str(unit)})
        assert answer.status_code == status
        if status == 200:
            page = answer.content.decode()
            assert page.count('class="slip"') == 2
            assert "Гайко" in page
            assert "data:image/svg+xml" in page


def test_a_visits_codes_are_for_those_who_have_not_come(unit, two):
    there = Company("1", unit, two[0], account_of_person(two[0], unit))
    address = f"/team/visits/{there.holds(visit)}/codes"
    client = signed_in(account_with(TEAM_LEAD, unit, "lead"))
    assert b"2 people who are expected" in client.get(address).content
    note_attendance(
        person=two[1], visit=there.holds(visit), came=Came.CAME, by=there.psychologist, at=now()
    )
    page = client.post(address).content.decode()
    assert page.count('class="slip"') == 1
    assert "Гайко" in page


def test_a_slip_of_another_unit_is_not_offered(unit, two):
    client = signed_in(account_with(ASSESSMENT_TEAM, make_unit("2"), "team"))
    assert "slip" not in client.post("/kiosk/codes", {"unit": str(unit)}).content.decode()
