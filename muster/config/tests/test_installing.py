"""From nothing to an installation, in processes of their own."""

import json
import os
import subprocess
import sys

import pytest

from muster.config.installing import Force, first_people
from muster.config.tests.house import empty_home
from muster.kernel.problems import Refused
from muster.kernel.time import now


@pytest.fixture
def process():
    """Say lines to a new installation's command line, each in a process of its own."""
    with empty_home() as home:
        yield from lines(home)


def lines(home):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "MUSTER_OWNER_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment |= {"MUSTER_HOME": str(home), "MUSTER_LANGUAGE": "en"}

    def line(*words, **more):
        return subprocess.run(
            [sys.executable, "-m", "muster.config.main", *map(str, words)],
            env={**environment, **more}, capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    line.home = home
    yield line
    line("database", "stop")


def test_setup_makes_everything_once(process):
    early = process("access", "list")
    assert early.returncode == 2
    assert "muster setup" in early.stderr
    done = process("setup", "--administrator", "anna", "--unit", "Invented Force", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert set(made["accounts"]) == {"anna", "operator"}
    assert len(made["invitation"]) == 24
    for name in ("node", "lookup", "signing"):
        assert (process.home / "keys" / f"{name}.key").stat().st_mode & 0o777 == 0o600
    again = process("setup", "--administrator", "boris", "--unit", "Invented Force")
    assert again.returncode == 2
    assert "already" in again.stderr
    listed = json.loads(process("access", "list", "--json").stdout)["roles"]
    assert {one["account"] for one in listed} == {"anna", "operator"}


@pytest.mark.parametrize(
    ("force", "code"),
    [
        (Force("Invented", "I", zone="Mars/Base"), "config.no-such-time-zone"),
        (Force("Invented", "I", country="XX"), "config.no-such-country"),
    ],
)
def test_clocks_have_to_be_reckoned_by_something_known(force, code):
    with pytest.raises(Refused, match=code):
        force.demand_known()


def test_nobody_takes_the_operators_name(db):
    with pytest.raises(Refused, match="name-is-the-operators"):
        first_people(administrator="operator", force=Force("Invented", "I"), at=now())


def test_the_sql_for_a_database_administrator_names_every_role(process):
    done = process("database", "prepare", DATABASE_URL="postgresql://muster7_app@nowhere/muster7")
    assert done.returncode == 0, done.stderr
    for role in ("muster7_owner", "muster7_worker", "muster7_auditor"):
        assert role in done.stdout
    assert "postgresql://" not in done.stdout


def test_a_server_without_its_owner_is_not_migrated(process):
    done = process("migrate", DATABASE_URL="postgresql://muster7_app@nowhere/muster7")
    assert done.returncode == 2
    assert "MUSTER_OWNER_URL" in done.stderr
    done = process("access", "list", DATABASE_URL="postgresql://u:secret@127.0.0.1:1/muster7")
    assert done.returncode == 2
    assert "does not answer" in done.stderr
    assert "secret" not in done.stderr
