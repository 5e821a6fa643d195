"""One URL, three dialects, and a password that nobody sees."""

import pytest

from muster.kernel.problems import Refused
from muster.vault.address import ServerAddress

URL = "postgresql://muster_app:s%40crets@db.example:6543/muster?sslmode=verify-full"


def test_a_url_becomes_an_entry_of_django_and_arguments_of_psycopg():
    address = ServerAddress.from_url(URL)
    assert address.for_django() == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "muster",
        "USER": "muster_app",
        "PASSWORD": "s@crets",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "verify-full"},
    }
    assert address.for_psycopg() == {
        "dbname": "muster",
        "user": "muster_app",
        "password": "s@crets",
        "host": "db.example",
        "port": "6543",
        "sslmode": "verify-full",
    }


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "{!r}".format])
def test_the_password_is_never_shown(shown):
    address = ServerAddress.from_url(URL + "&sslpassword=hidden")
    assert "crets" not in shown(address)
    assert "hidden" not in shown(address)


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "postgresql://muster@/muster?host=%2Frun%2Fpostgresql&port=5433",
        "postgresql://muster:%3A%2F%3F%23@[::1]:5432/muster",
        "postgresql://muster@one,two/muster?target_session_attrs=read-write",
        "postgresql://muster@localhost/%D0%B1%D0%B0%D0%B7%D0%B0",
    ],
)
def test_an_address_said_as_a_url_is_the_same_address(url):
    address = ServerAddress.from_url(url)
    assert ServerAddress.from_url(address.as_url(show_password=True)) == address


@pytest.mark.parametrize("url", ["mysql://u:secret@h/d", "sqlite:///db", "muster", "", "://"])
def test_another_database_is_refused(url):
    with pytest.raises(Refused) as refused:
        ServerAddress.from_url(url)
    assert refused.value.problem.code == "vault.not-postgresql"
    assert "secret" not in refused.value.problem.says("ru")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:secret@[::1/d",
        "postgresql://u:secret@h/d?nonsense=1",
        "postgresql://u:secret%zz@h/d",
        "postgresql://:secret@h/d",
        "postgresql://u:secret@h",
    ],
)
def test_a_broken_url_is_refused_without_its_password(url):
    with pytest.raises(Refused) as refused:
        ServerAddress.from_url(url)
    assert refused.value.problem.code == "vault.not-a-database-url"
    assert refused.value.__cause__ is None
    assert "secret" not in refused.value.problem.says("en")


def test_another_login_of_another_database_behind_another_door():
    address = ServerAddress.from_url(URL).with_login("muster_owner", "else").in_database("trial")
    pooled = address.at("127.0.0.1", "6432")
    assert pooled.as_url(show_password=True) == (
        "postgresql://muster_owner:else@127.0.0.1:6432/trial?sslmode=verify-full"
    )
