"""Retention: shown first, removed only when told, never before its time, never under a hold."""

import json
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from muster.access.accounts import house
from muster.access.roles import HOUSE
from muster.access.viewers import Viewer
from muster.config import retention as removing
from muster.config.retention import last_start
from muster.config.watching import forget_sessions, tell
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.formation import root_units
from muster.policy.profiles import profile
from muster.policy.rules.retention import Kept, Removal, removal
from muster.vault.erasure import FILE
from tests.houses import local_day

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
               since=then, ended=closed)  # fmt: skip
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


@pytest.mark.database
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


@pytest.mark.database
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


@pytest.mark.parametrize("kind", sorted(profile().retention))
def test_the_last_day_is_the_last_day_by_the_rule_itself(kind):
    force, today = profile(), local_day()
    start = last_start(kind, force, today)
    for day, is_due in ((start, True), (start + timedelta(days=1), False)):
        began = Kept(kind, day, ended_on=day, service_ended_on=day)
        assert (removal(began, force, today).removal is Removal.DUE) is is_due


def test_a_score_counts_from_the_day_it_came_in_and_not_from_the_day_it_speaks_of(
    person, superuser, speak
):
    person(recorded=1, left=None, kind="subject")
    superuser.execute("UPDATE assessments_score SET at = now() - interval '30 years'")
    assert due(speak) == {}


@pytest.fixture
def late_once(person, superuser, standing):
    """Somebody who serves, with a sitting, and a line of those late, which they may have erased."""
    one = person(recorded=1, left=None)
    insert(superuser, "assessments_latename", id=new_id(), person_id=one, unit_id=standing.unit)
    for zone in ("clinical", "command"):
        insert(superuser, "vault_datakey", person_id=one, zone=zone)
    return one


def keys(superuser) -> set[str]:
    return {zone for (zone,) in superuser.execute("SELECT zone FROM vault_datakey").fetchall()}


def test_on_request_a_zone_goes_whose_records_may_all_go_and_the_rest_says_why_it_stays(
    late_once, superuser, speak, home
):
    erased = speak("people", "erase", late_once, "--yes")
    assert erased.exit_code == 0, erased.stderr
    assert "the law sets" in " ".join(erased.output.split())
    assert left(superuser, "assessments_latename") == 0
    assert (left(superuser), left(superuser, "assessments_sitting")) == (1, 1)
    assert "clinical" in keys(superuser)
    assert "command" not in keys(superuser)
    done = superuser.execute("SELECT person_id, part, ground FROM vault_zoneerasure").fetchall()
    assert done == [(late_once, "command", "on-request")]
    assert (home / FILE).read_text().rstrip().endswith(" on-request command")
    shown = json.loads(speak("journal", "show", "--json").stdout)["entries"]
    assert "people.erase-zones" in [one["command"] for one in shown]
    again = speak("people", "erase", late_once, "--yes")
    assert (again.exit_code, left(superuser)) == (2, 1)
    assert "The person cannot be erased now: A record of health care" in again.stderr


def test_a_legal_hold_keeps_every_zone(late_once, superuser, speak):
    speak("retention", "hold", late_once, "--order", "court-1")
    assert speak("people", "erase", late_once, "--yes").exit_code == 2
    assert left(superuser, "assessments_latename") == 1


def test_whoever_left_long_ago_is_erased_whole_on_request(person, superuser, speak):
    one = person(recorded=30, left=12)
    assert speak("people", "erase", one, "--yes").exit_code == 0
    assert left(superuser) == 0


def test_nobody_is_erased_whole_while_any_record_has_to_stay(person, superuser, speak):
    one = person(recorded=30, left=12, closed=False)  # somebody is still to be called about it
    refused = speak("people", "erase", one, "--yes")
    assert refused.exit_code == 2
    assert "still open" in refused.stderr
    assert left(superuser) == 1


def test_days_are_those_of_the_unit_where_somebody_is(person, superuser, standing):
    one = person(recorded=1, left=None)
    begun = datetime(2026, 3, 1, 3, tzinfo=UTC)
    insert(superuser, "assessments_answering", id=new_id(), person_id=one, started_at=begun)
    evening = datetime(2026, 3, 31, 20, tzinfo=UTC)  # the first of April, far enough east
    keeper = Viewer(house().account, HOUSE, root_units())

    def due_where(zone: str) -> set[str]:
        superuser.execute("UPDATE people_unit SET zone = %s", [zone])
        return {found.kind for found in removing.due(keeper, evening)}

    assert due_where("Pacific/Kiritimati") == {"unfinished-answers"}
    assert due_where("Europe/Moscow") == set()


def test_sign_ins_and_attempts_at_one_are_forgotten_in_their_time(standing, superuser):
    for years in (0, 2):
        then = now() - years * YEAR
        insert(superuser, "django_session", session_key=str(years), expire_date=then)
        insert(superuser, "axes_accessattempt", id=years + 1, attempt_time=then)
    forget_sessions(now())
    kept = superuser.execute("SELECT session_key FROM django_session").fetchall()
    assert kept == [("0",)]
    assert left(superuser, "axes_accessattempt") == 1
