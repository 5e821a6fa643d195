"""The doctor: each thing really broken, and seen; and the administrator told until it is mended."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection

from muster.access.commands import give_role
from muster.access.queries import open_notices
from muster.config.doctor import Colour, examine
from muster.config.doctor import machine as machine_checks
from muster.config.watching import bring_up_to_today, tell
from muster.journal.sealer import HEAD_FILE, seal_all
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.policy.commands import add_crisis_number, verify_crisis_number
from muster.policy.queries import in_force
from muster.vault.erasure import FILE, Erased, remember
from muster.vault.installation import installation
from muster.vault.keys import KeyFolder
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def colours(at=None) -> dict[str, Colour]:
    """Return the worst colour of each thing looked at."""
    worst: dict[str, Colour] = {}
    order = list(Colour)
    for finding in examine(at or now()):
        worst[finding.name] = max(
            worst.get(finding.name, Colour.GREEN), finding.colour, key=order.index
        )
    return worst


@pytest.fixture
def superuser(committed):
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        yield admin


@pytest.fixture
def sound(standing, home):
    """An installation in which somebody has put everything right."""
    from muster.access.accounts import viewer_named
    from muster.access.permissions import Permission

    by = viewer_named("anna", to=Permission.VERIFY_CRISIS_NUMBER, at=now())
    for number in in_force().crisis.numbers:
        add_crisis_number(
            kind=number.code, number="112", name_en=None, name_ru=None, unit=None,
            invented=False, by=by, at=now(),
        )  # fmt: skip
        verify_crisis_number(code=number.code, by=by, at=now())
    seal_all()
    yield standing
    for name in (FILE, HEAD_FILE, "journal-epochs"):
        (home / name).unlink(missing_ok=True)


@pytest.mark.database
def test_a_sound_installation_has_nothing_red(sound):
    found = colours()
    assert [name for name, colour in found.items() if colour is Colour.RED] == []
    assert len(found) > 15


def test_what_is_red_ends_with_status_one_and_says_what_to_do(installed, speak):
    done = speak("doctor", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["red"]) == (1, True)
    [finding] = [one for one in told["findings"] if one["name"] == "crisis-numbers-invented"]
    assert "crisis-numbers add" in finding["en"]["do"]
    assert "вымышлены" in finding["ru"]["says"]
    assert "✗ Now" in speak("doctor").output


@pytest.mark.parametrize(
    ("damage", "repair"),
    [
        ('ALTER ROLE "{name}_app" SUPERUSER', 'ALTER ROLE "{name}_app" NOSUPERUSER'),
        ('ALTER ROLE "{name}_worker" BYPASSRLS', 'ALTER ROLE "{name}_worker" NOBYPASSRLS'),
        ('ALTER ROLE "{name}_worker" INHERIT', 'ALTER ROLE "{name}_worker" NOINHERIT'),
        (
            'GRANT "{name}_member" TO "{name}_worker"',
            'REVOKE "{name}_member" FROM "{name}_worker"',
        ),
        ('GRANT "{name}_owner" TO "{name}_worker"', 'REVOKE "{name}_owner" FROM "{name}_worker"'),
        (
            'REVOKE "{name}_auditor" FROM "{name}_app"',
            'GRANT "{name}_auditor" TO "{name}_app"',
        ),
    ],
)
def test_a_login_too_strong_or_too_weak(sound, superuser, committed, damage, repair):
    name = committed.app.database
    superuser.execute(damage.format(name=name))
    try:
        # A process that is already connected notices as well as one that starts.
        found = colours()
        assert found.get("logins", found["database"]) is Colour.RED
    finally:
        superuser.execute(repair.format(name=name))
        connection.close()
    assert colours()["logins"] is Colour.GREEN


@pytest.mark.database
def test_a_commit_that_does_not_wait_for_the_disk(sound, superuser, committed):
    superuser.execute(f'ALTER ROLE "{committed.app.user}" SET synchronous_commit = off')
    connection.close()
    try:
        assert colours()["durability"] is Colour.RED
    finally:
        superuser.execute(f'ALTER ROLE "{committed.app.user}" RESET synchronous_commit')
        connection.close()


def test_a_server_log_that_quotes_rows(sound, superuser, committed):
    assert colours()["server-log"] is Colour.GREEN
    login = committed.app.user
    superuser.execute(f'ALTER ROLE "{login}" SET log_min_error_statement = error')
    connection.close()
    try:
        assert colours()["server-log"] is Colour.AMBER
    finally:
        superuser.execute(f'ALTER ROLE "{login}" SET log_min_error_statement = panic')
        connection.close()


@pytest.mark.database
def test_a_policy_that_is_gone(sound, superuser, committed):
    name = f"{committed.app.database}_clinician_select"
    [condition] = superuser.execute(
        "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = %s "
        "AND polrelid = 'people_consent'::regclass", [name],
    ).fetchone()  # fmt: skip
    superuser.execute(f'DROP POLICY "{name}" ON people_consent')
    try:
        assert colours()["protection"] is Colour.RED
    finally:
        role = f'"{committed.app.database}_clinician"'
        superuser.execute(
            f'CREATE POLICY "{name}" ON people_consent FOR SELECT TO {role} USING ({condition})'
        )
    assert colours()["protection"] is Colour.GREEN


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM django_migrations WHERE app = 'policy'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_x', now())",
    ],
)
def test_a_database_of_another_version(sound, superuser, change):
    kept = superuser.execute("SELECT app, name, applied FROM django_migrations").fetchall()
    superuser.execute(change)
    try:
        assert colours()["migrations"] is Colour.RED
    finally:
        superuser.execute("DELETE FROM django_migrations")
        superuser.cursor().executemany(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", kept
        )


def test_keys_that_are_gone_or_of_another_node(sound, home):
    assert colours()["keys"] is Colour.AMBER
    folder = installation().key_folder
    folder.record_export(home / "copy")
    assert colours()["keys"] is Colour.GREEN
    folder.exported_mark.unlink()
    path = home / "keys" / "lookup.key"
    path.rename(home / "lookup.away")
    try:
        assert colours()["keys"] is Colour.RED
    finally:
        (home / "lookup.away").rename(path)


def test_where_there_are_no_keys_at_all_setting_up_is_the_first_thing_to_do(tmp_path, monkeypatch):
    nowhere = SimpleNamespace(key_folder=KeyFolder(tmp_path))
    monkeypatch.setattr(machine_checks, "installation", lambda: nowhere)
    [finding] = machine_checks.keys(now())
    assert finding.colour is Colour.RED
    assert "muster setup" in str(finding.do)


def test_keys_of_another_node(sound, superuser):
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE journal_head SET node = %s", [new_id()])
    assert colours()["node"] is Colour.RED


def test_a_key_that_others_may_read(sound, home):
    path = home / "keys" / "node.key"
    path.chmod(0o640)
    try:
        assert colours()["files"] is Colour.RED
    finally:
        path.chmod(0o600)


def test_a_disk_that_is_nearly_full(sound, monkeypatch):
    monkeypatch.setattr(machine_checks, "FULL", 1 << 60)
    assert colours()["disk"] is Colour.RED
    monkeypatch.setattr(machine_checks, "FULL", 0)
    monkeypatch.setattr(machine_checks, "TIGHT", 1 << 60)
    assert colours()["disk"] is Colour.AMBER


@pytest.mark.parametrize("year", [1970, 2036])
def test_a_clock_that_cannot_be_true(sound, year):
    assert colours(datetime(year, 1, 1, tzinfo=UTC))["clock"] is Colour.RED


def test_a_journal_from_the_future_tells_of_a_clock_set_back(sound):
    assert colours(now() - timedelta(hours=1))["journal"] is Colour.RED


def test_a_backlog_that_nobody_seals(sound, speak):
    give_role_somebody()
    assert colours(now() + timedelta(seconds=30))["journal"] is Colour.GREEN
    assert colours(now() + timedelta(minutes=5))["journal"] is Colour.AMBER
    assert colours(now() + timedelta(hours=2))["journal"] is Colour.RED


def give_role_somebody() -> None:
    from muster.access.commands import first_viewer
    from muster.kernel.ids import UnitId

    give_role(
        account="boris", role="auditor", unit=UnitId(new_id()), until=now() + timedelta(days=2),
        by=first_viewer(), at=now(),
    )  # fmt: skip


def test_a_journal_cut_short_and_a_head_that_is_gone(sound, superuser, home):
    superuser.execute("SET session_replication_role = replica")
    head = (home / HEAD_FILE).read_text()
    (home / HEAD_FILE).unlink()
    assert colours()["journal"] is Colour.AMBER
    (home / HEAD_FILE).write_text(head)
    for table in ("journal_entry", "journal_leaf", "journal_head"):
        superuser.execute(f"DELETE FROM {table}")
    assert colours()["journal"] is Colour.RED


def test_somebody_erased_who_may_be_back(sound, home):
    remember(home, [Erased(new_id(), now(), "asked-for")])
    assert colours()["erasures"] is Colour.RED


def test_an_erasure_that_the_file_does_not_know(sound, superuser):
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(
        "INSERT INTO vault_erasure (person_id, zone, at, ground) VALUES (%s, 'identity', %s, 'x')",
        [new_id(), now()],
    )
    assert colours()["erasures"] is Colour.AMBER


def test_a_worker_that_is_not_there(sound, superuser):
    assert colours()["worker"] is Colour.AMBER
    superuser.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert colours()["worker"] is Colour.GREEN
    assert colours(now() + timedelta(minutes=5))["worker"] is Colour.AMBER


def test_backups_that_are_missing_or_old(sound, speak, tmp_path, committed, monkeypatch):
    assert colours()["backups"] is Colour.AMBER
    from muster.access.accounts import house
    from muster.access.commands.housekeeping import record_backup

    record_backup(file="x", checksum="y", by=house(), at=now())
    assert colours()["backups"] is Colour.GREEN
    assert colours(now() + timedelta(days=8))["backups"] is Colour.AMBER


def test_administrators_whose_time_runs_out(sound):
    assert colours()["administrators"] is Colour.GREEN
    assert colours(now() + timedelta(days=340))["administrators"] is Colour.AMBER
    assert colours(now() + timedelta(days=370))["administrators"] is Colour.RED


def test_numbers_that_nobody_called_for_ninety_days(sound):
    assert colours()["crisis-numbers"] is Colour.GREEN
    assert colours(now() + timedelta(days=92))["crisis-numbers"] is Colour.RED


def test_a_unit_with_people_and_nobody_on_duty(sound, superuser):
    place_somebody(superuser, sound.unit)
    assert colours()["duty-rosters"] is Colour.RED


def test_somebody_shown_where_they_do_not_serve(sound, superuser):
    assert colours()["projections"] is Colour.GREEN
    person = place_somebody(superuser, sound.unit)
    superuser.execute(
        "INSERT INTO people_posting (id, person_id, since, unit_id, withdrawn) "
        "VALUES (%s, %s, '2026-01-01', %s, false)",
        [new_id(), person, new_id()],
    )
    assert colours()["projections"] is Colour.AMBER


def test_a_queue_that_says_what_its_facts_do_not(sound, superuser, speak):
    person = place_somebody(superuser, sound.unit)
    superuser.execute("DELETE FROM people_posting")
    assert speak("refer", person).exit_code == 0
    assert colours()["projections"] is Colour.GREEN
    superuser.execute("UPDATE detection_queuerow SET due_at = now() + interval '1 year'")
    assert colours()["projections"] is Colour.RED


def test_postings_that_began_take_effect_by_themselves(standing, superuser):
    person = place_somebody(superuser, standing.unit)
    superuser.execute(
        "INSERT INTO people_posting (id, person_id, since, unit_id, withdrawn) "
        "VALUES (%s, %s, current_date, %s, false)",
        [new_id(), person, standing.unit],
    )
    bring_up_to_today(now())
    assert colours()["projections"] is Colour.GREEN


def place_somebody(superuser, unit):
    """Put an invented person into a unit, past every command."""
    superuser.execute("SET session_replication_role = replica")
    person = new_id()
    superuser.execute(
        "INSERT INTO people_person (id, kind, sex) VALUES (%s, 'personnel', '')", [person]
    )
    superuser.execute(
        "INSERT INTO people_placement (person_id, unit_id, since) VALUES (%s, %s, '2026-02-01')",
        [person, unit],
    )
    return person


def test_a_sentence_without_its_translation(sound, tmp_path, monkeypatch):
    path = tmp_path / "ru.po"
    path.write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes"\nmsgstr ""\n')
    monkeypatch.setattr(machine_checks, "catalogue_files", lambda _language: [path])
    assert colours()["words"] is Colour.AMBER


def test_pages_whose_looks_were_not_built(sound, monkeypatch):
    monkeypatch.setattr("muster.config.doctor.machine.contents", dict)
    assert colours()["looks"] is Colour.AMBER


def test_a_database_that_does_not_answer(sound, process):
    asked = process("doctor", "--json", DATABASE_URL="postgresql://u@127.0.0.1:1/nowhere")
    out, _err = asked.communicate(timeout=60)
    found = {one["name"]: one["colour"] for one in json.loads(out)["findings"]}
    assert (asked.returncode, found["database"]) == (1, "red")
    assert "logins" not in found


def test_administrators_are_told_once_until_it_is_put_right(standing, speak):
    def told() -> list[str]:
        with unit_of_work(Standing(Audience.PLATFORM)):
            return [one.about for one in open_notices()]

    assert tell(now()) == ["crisis-numbers-invented"]
    before = entries()
    assert tell(now()) == ["crisis-numbers-invented"]
    assert (told(), entries()) == (["crisis-numbers-invented"], before)
    assert "1 matter" in speak("policy", "crisis-numbers", "add", "emergency", "112").stderr
    for number in in_force().crisis.numbers:
        speak("policy", "crisis-numbers", "add", number.code, "112")
        speak("policy", "crisis-numbers", "verify", number.code)
    assert tell(now()) == []
    assert told() == []
    assert speak("policy", "crisis-numbers", "verify", "emergency").stderr == ""


def entries() -> int:
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry")
        return cursor.fetchone()[0]


def test_a_worker_starts_and_works_with_stale_numbers(standing, process):
    once = process("worker", "--once")
    _out, complaints = once.communicate(timeout=60)
    assert once.returncode == 0, complaints
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert [one.about for one in open_notices()] == ["crisis-numbers-invented"]
