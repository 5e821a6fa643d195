"""While the database is away the page says so, in both languages, with the numbers last known."""

import re
import time
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web import away
from muster.web.everyone import help_now
from muster.web.tests.planted import urlpatterns  # noqa: F401 — the planted pages are loaded


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


@pytest.fixture(autouse=True)
def _nothing_read_before():
    """Numbers that another test read are not remembered here."""
    help_now._last.clear()
    yield
    help_now._last.clear()


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = "muster.web.tests.planted"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_whose_database_is_away_is_plain_and_in_both_languages(client, language):
    response = client.get("/loses-database", headers={"accept-language": language})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    said = text(response)
    english, russian = said.find("The database does not answer"), said.find("База данных сейчас")
    assert min(english, russian) > 0
    assert (english < russian) == (language == "en")
    assert "/help-now" in response.content.decode()
    assert "555-0102" in said


def test_the_numbers_of_the_page_are_those_read_last(client, monkeypatch):
    entry = SimpleNamespace(name="Duty line", number="555-0177", dial="tel:5550177", invented=False)
    monkeypatch.setattr(away, "last_numbers", lambda _language: [entry])
    assert "555-0177" in text(client.get("/loses-database"))


def test_another_fault_is_a_fault_of_ours(client):
    assert client.get("/breaks").status_code == 500


@pytest.mark.parametrize(
    ("error", "away_now"),
    [
        (OperationalError(), True),
        (psycopg.errors.AdminShutdown(), True),
        (ValueError(), False),
        (None, False),
    ],
)
def test_what_counts_as_away(error, away_now):
    assert away.is_away(error) is away_now


def test_a_failure_that_came_of_another_counts_as_that():
    error = RuntimeError()
    error.__cause__ = OperationalError()
    assert away.is_away(error)


def test_a_unit_of_work_whose_server_hung_up_says_that_it_is_away(committed):
    connection.ensure_connection()
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        time.sleep(0.2)
    with pytest.raises(OperationalError) as met, unit_of_work(Standing(Audience.PLATFORM)):
        pass
    assert away.is_away(met.value)
    connection.close()


# Not through a pooler: it keeps its clients when a server of its own is gone.
def test_a_connection_whose_server_is_gone_is_dropped_before_a_page_meets_it(committed):
    connection.ensure_connection()
    kept = connection.connection
    away.drop_dead_connection()
    assert connection.connection is kept, "a living one is kept"
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [kept.info.backend_pid])
    until = time.monotonic() + 5
    while connection.connection is not None and time.monotonic() < until:
        away.drop_dead_connection()
    assert connection.connection is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
