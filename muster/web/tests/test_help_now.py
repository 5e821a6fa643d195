"""Get help now: every number in force, plainly marked, whatever else fails."""

from datetime import timedelta

import pytest
from django.db import connections

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import now
from muster.policy.commands import add_crisis_number, verify_crisis_number
from muster.web.everyone import help_now

KEEPER = Viewer(AccountId(new_id()), ADMINISTRATOR, (UnitId(new_id()),))


@pytest.fixture(autouse=True)
def _nothing_read_before():
    help_now._last.clear()
    yield
    help_now._last.clear()


def enter(kind="emergency", number="112", unit=None, **more):
    named = {"name_en": None, "name_ru": None, "invented": False, **more}
    return add_crisis_number(kind=kind, number=number, unit=unit, **named, by=KEEPER, at=now())


def shown(client, language="en") -> str:
    response = client.get("/help-now", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def away(committed):
    """The session's database, at a port where nobody listens."""
    real = dict(connections["default"].settings_dict)
    yield lambda: _send_away()
    connections["default"].close()
    connections["default"].settings_dict.update(real)


def _send_away() -> None:
    connections["default"].close()
    connections["default"].settings_dict.update({"HOST": "127.0.0.1", "PORT": "1"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "mark", "first"),
    [
        ("en", "Invented, for demonstration: it reaches nobody.", "call the emergency number of"),
        ("ru", "Вымышлен для демонстрации: по нему никто не ответит.", "звоните по номеру экстр"),
    ],
)
def test_invented_numbers_are_marked_and_cannot_be_dialled(client, language, mark, first):
    page = shown(client, language)
    assert page.count(mark) == 5
    assert "555-0101" in page
    assert "tel:" not in page
    assert first in page


@pytest.mark.django_db
def test_a_number_is_dialled_by_touch_and_says_when_it_was_called(client):
    enter(number="+7 (495) 000-00.01#2")
    page = shown(client)
    assert 'href="tel:+74950000001%232"' in page
    assert "nobody has called it yet to check" in page
    assert "call the first number" in page
    verify_crisis_number(code="emergency", by=KEEPER, at=now())
    assert "It answered when it was last called to check, on" in shown(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("en", "longer ago than it should be"), ("ru", "раньше, чем следует")]
)
def test_a_stale_number_is_still_shown_with_the_day_of_its_last_call(client, language, said):
    enter()
    verify_crisis_number(code="emergency", by=KEEPER, at=now() - timedelta(days=400))
    page = shown(client, language)
    assert 'href="tel:112"' in page
    assert said in page
    assert str((now() - timedelta(days=400)).year) in page
    assert client.get("/health").status_code == 200


@pytest.mark.django_db
def test_a_units_own_number_is_not_shown_to_everyone(client):
    enter("duty-line", "8-800-000", UnitId(new_id()))
    assert "8-800-000" not in shown(client)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_script_in_a_name_is_words(client, language):
    planted = '<script>alert("1")</script><a href="//elsewhere.invalid">'
    enter(name_en=planted, name_ru=planted)
    page = shown(client, language)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert 'href="//' not in page


def test_the_numbers_read_last_are_shown_while_the_database_is_away(client, away):
    enter(number="112")
    assert "112" in shown(client)
    away()
    page = shown(client)
    assert 'href="tel:112"' in page
    assert "cannot read its database at the moment" in page


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_profiles_numbers_are_shown_where_nothing_was_ever_read(client, away, language):
    away()
    page = shown(client, language)
    assert "555-0105" in page
    said = {"en": "cannot read its database", "ru": "не может прочитать свою базу данных"}
    assert said[language] in page


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "The database does not answer"), ("ru", "База данных не отвечает службе.")],
)
def test_health_says_plainly_that_the_database_is_away(client, away, language, says):
    assert client.get("/health").json() == {"well": True}
    away()
    response = client.get("/health", headers={"accept-language": language})
    assert response.status_code == 503
    assert response.json()["well"] is False
    assert says in response.json()["says"]
    assert client.get("/").status_code == 200


def test_a_connection_that_died_is_replaced_without_a_word(client, committed):
    assert client.get("/health").status_code == 200
    connections["default"].ensure_connection()
    connections["default"].connection.close()
    assert client.get("/health").status_code == 200
