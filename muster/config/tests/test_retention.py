"""Retention: shown first, removed only when told, never before its time, never under a hold."""

import json
from datetime import timedelta

import psycopg
import pytest

from muster.config.retention import last_start
from muster.config.watching import tell
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.policy.rules.retention import Kept, Removal, removal
from muster.vault.erasure import FILE

pytestmark = pytest.mark.database

YEAR = timedelta(days=366)


@pytest.fixture
def superuser(committed, home):
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield admin
    (home / FILE).unlink(missing_ok=True)


BLANK = {
    "uuid": "gen_random_uuid()", "bool": "false", "timestamptz": "now()", "date": "current_date",
    "varchar": "''", "text": "''", "bytea": "''", "int2": "0", "int4": "0", "float8": "0",
}  # fmt: skip


def insert(superuser, table: str, **values) -> None:
    """Insert a row past every command, blank in whatever the test does not care for."""
    rows = superuser.execute(
        "SELECT attname, typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid "
        "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped AND attnotnull "
        "AND NOT atthasdef", [table],
    ).fetchall()  # fmt: skip
    blank = {name: BLANK.get(kind, "'{}'") for name, kind in rows if name not in values}
    columns = ", ".join(f'"{name}"' for name in (*values, *blank))
    places = ", ".join(["%s"] * len(values) + list(blank.values()))
    superuser.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(values.values()))


@pytest.fixture
def person(superuser, standing):
    """Make an invented person with one sitting, score, consent and call, so many years ago."""

    def made(*, recorded: int, left: int | None, kind: str = "personnel", closed: bool = True):
        one, sitting, signal = new_id(), new_id(), new_id()
        then = now() - recorded * YEAR
        until = None if left is None else (now() - left * YEAR).date()
        day = then.date()
        insert(superuser, "people_person", id=one, kind=kind)
        insert(superuser, "people_placement", person_id=one, unit_id=standing.unit, since=day,
               until=until)  # fmt: skip
        insert(superuser, "people_posting", person_id=one, since=day, unit_id=standing.unit)
        insert(superuser, "people_consent", person_id=one, item="care", given=True, at=then)
        insert(superuser, "assessments_sitting", id=sitting, person_id=one, recorded_at=then)
        insert(superuser, "assessments_score", sitting_id=sitting, person_id=one, at=then)
        insert(superuser, "detection_signal", id=signal, person_id=one, raised_at=then)
        insert(superuser, "detection_queuerow", signal_id=signal, person_id=one, raised_at=then,
               ended=closed)  # fmt: skip
        return one

    return made


def due(speak) -> dict[str, int]:
    return json.loads(speak("retention", "--json").stdout)["due"]


def left(superuser, table: str = "people_person") -> int:
    return superuser.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_nothing_of_those_who_serve_or_left_lately_is_due(person, speak):
    person(recorded=30, left=None)
    person(recorded=30, left=9)
    person(recorded=30, left=-1)
    assert due(speak) == {}
    assert "Nothing is due." in speak("retention").output


def test_whoever_left_long_ago_goes_whole_but_only_when_told(person, speak, superuser):
    gone, stays = person(recorded=30, left=12), person(recorded=30, left=None)
    found = due(speak)
    assert found["identity"] == 1
    assert {"answers", "scores", "consents", "postings", "signals"} <= set(found)
    assert speak("retention", "--dry-run", "--apply", "--yes").exit_code == 0
    assert speak("retention", "--apply", input="n\n").exit_code == 1
    assert left(superuser) == 2
    done = json.loads(speak("retention", "--apply", "--json").stdout)
    assert done["removed"] == found
    kept = superuser.execute("SELECT id FROM people_person").fetchall()
    assert kept == [(stays,)]
    for table in ("assessments_sitting", "assessments_score", "detection_signal"):
        assert left(superuser, table) == 1
    erased = superuser.execute("SELECT person_id, ground FROM vault_erasure").fetchall()
    assert erased == [(gone, "retention")]
    shown = json.loads(speak("journal", "show", "--json").stdout)["entries"]
    removals = [one for one in shown if one["command"] == "policy.remove-expired"]
    assert removals
    assert all(one["people"] == [str(gone)] for one in removals)


def test_a_subject_of_a_file_waits_for_their_answers(person, speak):
    person(recorded=3, left=None, kind="subject")
    assert due(speak) == {}
    person(recorded=12, left=None, kind="subject")
    assert due(speak)["campaign-subjects"] == 1


def test_a_call_that_is_still_open_is_never_removed(person, speak):
    person(recorded=30, left=12, closed=False)
    found = due(speak)
    assert "signals" not in found
    assert "identity" not in found


def test_a_legal_hold_keeps_everything_until_it_is_lifted(person, speak, superuser):
    one = person(recorded=30, left=12)
    assert speak("retention", "hold", one, "--order", "court-1").exit_code == 0
    assert due(speak) == {}
    refused = speak("people", "erase", one, "--order", "court-2", "--yes")
    assert refused.exit_code == 2
    assert "court-1" in refused.stderr
    assert "1 legal hold" in speak("retention", "lift", one).output
    assert due(speak)["identity"] == 1
    assert speak("retention", "hold", one, "--order", "No Code!").exit_code == 2


def test_a_roster_that_nobody_confirmed_is_dropped(superuser, standing, speak, tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(
        "Service number,Surname,Given name,Sex,Date of birth,Unit code,From\n"
        "A-100001,Ivanov,Petr,M,1999-04-01,IF,2026-01-10\n"
    )
    assert speak("people", "import", path).exit_code == 0
    assert due(speak) == {}
    superuser.execute("UPDATE people_arrival SET arrived_at = arrived_at - interval '31 days'")
    assert due(speak) == {"staged-imports": 1}
    done = json.loads(speak("retention", "--apply", "--json").stdout)
    assert done["removed"] == {"staged-imports": 1}
    assert left(superuser, "people_arrival WHERE waiting IS NOT NULL") == 0


def test_administrators_are_told_what_is_due(person, standing):
    assert "retention" not in tell(now())
    person(recorded=30, left=12)
    assert "retention" not in tell(now())
    assert "retention" in tell(now() + timedelta(days=1))


def test_only_an_administrator_removes(installed, speak):
    speak("access", "give", "boris", "auditor")
    assert speak("retention", "--as", "boris").exit_code == 2


@pytest.mark.parametrize("kind", sorted(in_force().retention))
def test_the_last_day_is_the_last_day_by_the_rule_itself(kind):
    profile, today = in_force(), now().date()
    start = last_start(kind, profile, today)
    for day, is_due in ((start, True), (start + timedelta(days=1), False)):
        began = Kept(kind, day, ended_on=day, service_ended_on=day)
        assert (removal(began, profile, today).removal is Removal.DUE) is is_due
