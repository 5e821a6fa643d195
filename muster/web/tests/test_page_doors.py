"""The door of a page: who comes in, and that nobody else can tell what is behind it."""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, resolve

from muster.access.problems import NOT_FOUND
from muster.access.roles import ADMINISTRATOR, MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import ProblemKind
from muster.kernel.words import _
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.doors import serves
from muster.web.navigation import DOORS
from muster.web.reading import today_of
from tests.houses import (
    account_of_person,
    account_with,
    enlist,
    late_evening,
    local_day,
    make_unit,
    psychologist_of,
)
from tests.journeys.sessions import session_for

STANDS_AGAINST = ProblemKind(
    "web.planted", says=_("It stands against it."), do=_("Leave it as it is.")
)


@serves(UNIT_PSYCHOLOGIST)
def for_psychologists(request: HttpRequest, *, by, at) -> HttpResponse:
    return HttpResponse(by.role.key)


@serves(MEMBER, kiosk=True)
def for_members(request: HttpRequest, *, by, at) -> HttpResponse:
    return HttpResponse(str(by.person))


@serves(MEMBER)
def results(request: HttpRequest, *, by, at) -> HttpResponse:
    return HttpResponse("results")


@serves(UNIT_PSYCHOLOGIST)
def not_theirs(request: HttpRequest, *, by, at) -> HttpResponse:
    raise NOT_FOUND.refused()


@serves(UNIT_PSYCHOLOGIST, posts=True)
def stands_against(request: HttpRequest, *, by, at) -> HttpResponse:
    raise STANDS_AGAINST.refused()


urlpatterns = [
    path("", include("muster.web.urls")),
    path("t/psychologists", for_psychologists),
    path("t/members", for_members),
    path("t/results", results),
    path("t/not-theirs", not_theirs),
    path("t/stands-against", stands_against),
]
handler404 = "muster.web.everyone.faults.not_found"
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def unit():
    return make_unit("1")


def signed_in(account, **more) -> Client:
    client = Client(enforce_csrf_checks=True)
    name, value = session_for(account, **more)
    client.cookies[name] = value
    return client


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(client):
    answer = client.get("/t/psychologists?tier=red")
    assert answer.status_code == 302
    assert answer.url == "/sign-in?next=%2Ft%2Fpsychologists%3Ftier%3Dred"


def test_a_role_comes_in_and_another_finds_nothing_there(unit):
    psychologist = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    assert psychologist.get("/t/psychologists").content == b"unit-psychologist"
    administrator = signed_in(account_with(ADMINISTRATOR, unit, "administrator"))
    refused = administrator.get("/t/psychologists")
    assert refused.status_code == 404
    assert refused.content == administrator.get("/t/there-is-no-such-page").content
    assert refused.content == psychologist.get("/t/not-theirs").content


def test_what_was_asked_for_and_not_given_is_entered(unit):
    account = account_with(ADMINISTRATOR, unit, "administrator")
    signed_in(account).get("/t/psychologists")
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, actor FROM journal_entry WHERE command = 'access.page-refused'"
        )
        assert cursor.fetchall() == [("refused", account)]


def test_a_member_comes_in_as_their_own_person_and_a_shared_device_shows_less(unit):
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    account = account_of_person(person, unit)
    assert signed_in(account).get("/t/members").content.decode() == str(person)
    assert signed_in(account).get("/t/results").status_code == 200
    assert signed_in(account, kiosk=True).get("/t/members").status_code == 200
    assert signed_in(account, kiosk=True).get("/t/results").status_code == 404


def test_a_psychologist_on_a_shared_device_is_nobody(unit):
    account = account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    assert signed_in(account, kiosk=True).get("/t/psychologists").status_code == 404


def test_what_a_room_refuses_is_said_on_a_page_in_the_readers_language(unit):
    client = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    said = client.get("/t/stands-against")
    assert said.status_code == 409
    assert "It stands against it." in said.content.decode()
    assert client.get("/t/stands-against", headers={"accept-language": "ru"}).status_code == 409


def test_a_form_without_its_token_is_not_accepted(unit):
    client = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    assert client.post("/t/stands-against").status_code == 403
    assert client.post("/t/psychologists").status_code in {403, 405}


def test_a_part_of_a_page_is_no_place_to_sign_in_and_asks_for_its_page_anew():
    answer = Client().get("/t/psychologists", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")


@pytest.mark.parametrize("role", DOORS)
def test_every_page_that_a_role_is_led_to_serves_it(role):
    for _says, address in DOORS[role]:
        serves_roles = resolve(address, "muster.web.urls").func.serves
        assert role in {one.key for one in serves_roles}, address


def test_a_pages_today_is_that_of_the_readers_unit(db):
    late = late_evening()
    assert today_of(psychologist_of(make_unit("1")), late) == local_day(late) != late.date()
    assert today_of(Viewer(AccountId(new_id()), MEMBER), late) == late.date()
