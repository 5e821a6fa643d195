"""The life of an installation: backed up, damaged, restored, upgraded; nobody erased comes back."""

import json
import os
import zipfile

import pytest

from muster.config.tests.house import empty_home, house
from muster.vault.backup import DUMP, MANIFEST
from muster.vault.keys import NAMES

pytestmark = pytest.mark.database

ROSTER = """\
Service number,Surname,Given name,Sex,Date of birth,Unit code,From
A-100001,Ivanov,Petr,M,1999-04-01,IF,2026-01-10
A-100002,Orlova,Anna,F,2001-12-30,IF,2026-02-01
"""
ANSWERS = (
    "number,"
    + ",".join(f"phq{i}" for i in range(1, 10))
    + "\n"
    + ("A-100001,3,3,3,3,3,3,3,3,3\nA-100002,0,1,0,0,0,0,0,0,0\n")
)


_LATE = """
INSERT INTO assessments_latename (id, person_id, unit_id, campaign_id, "window", closes, until,
  since, came) VALUES (gen_random_uuid(), %s, gen_random_uuid(), gen_random_uuid(), '',
  current_date, now(), now(), false)
"""


@pytest.fixture(scope="module")
def lived(database, tmp_path_factory):
    """An installation with two invented soldiers, their answers, and one backup of both.

    After the backup was made the second soldier is erased, and one zone of the first one's records.
    """
    folder = tmp_path_factory.mktemp("lived")
    server = database.superuser if os.environ.get("MUSTER_TEST_SUPERUSER_URL") else None
    with empty_home() as home, house(home, server, f"mr{os.getpid()}") as say:
        say.backup = folder / "first.muster"
        done = say("setup", "--administrator", "anna", "--unit", "Invented Force", "--code", "IF")
        assert done.status == 0, done.err
        (folder / "roster.csv").write_text(ROSTER)
        (folder / "answers.csv").write_text(ANSWERS)
        done = say("people", "import", folder / "roster.csv", "--confirm")
        assert done.status == 0, done.err + done.out
        done = say(
            "screen", folder / "answers.csv", "--instrument", "phq-9", "--id", "number",
            "--items", "phq{}", "--match", "service-number", "--json",
        )  # fmt: skip
        assert done.json["added"] == 2
        [ivanov] = say("people", "find", "Ivanov", "--json").json["people"]
        say.ivanov = ivanov["person"]
        assert say("journal", "seal").status == 0
        say.as_superuser(_LATE, say.ivanov)
        say.as_superuser("INSERT INTO vault_datakey VALUES (%s, 'command', '')", say.ivanov)
        done = say("backup", say.backup)
        assert done.status == 0, done.err
        [orlova] = say("people", "find", "Orlova", "--json").json["people"]
        say.orlova = orlova["person"]
        done = say("people", "erase", say.orlova, "--order", "court-order", "--yes")
        assert done.status == 0, done.err
        done = say("people", "erase", say.ivanov, "--yes")  # the zones that may go, and no more
        assert done.status == 0, done.err
        assert say("journal", "seal").status == 0
        yield say


def found(say, word: str) -> list:
    return say("people", "find", word, "--json").json["people"]


def test_erasing_takes_names_scores_and_keys_and_the_journal_still_holds(lived):
    assert found(lived, "Orlova") == []
    for table in ("people_person", "people_lookup", "assessments_score", "vault_datakey"):
        column = "id" if table == "people_person" else "person_id"
        rows = lived.as_superuser(f"SELECT * FROM {table} WHERE {column} = %s", lived.orlova)
        assert rows == [], table
    assert lived("journal", "verify", "--json").json["holds"]
    assert lived("people", "show", lived.orlova).status == 2
    assert lived.orlova in (lived.home / "erasures").read_text()
    assert lived.as_superuser("SELECT * FROM assessments_latename") == []
    zones = lived.as_superuser("SELECT zone FROM vault_datakey WHERE person_id = %s", lived.ivanov)
    assert {zone for (zone,) in zones} == {"identity", "clinical"}


def test_a_backup_says_what_it_is_and_holds_no_key(lived):
    with zipfile.ZipFile(lived.backup) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        dump = archive.read(DUMP)
    assert manifest["erased"] == 0
    assert manifest["head_size"] == manifest["entries"] > 0
    whole = lived.backup.read_bytes()
    for name in NAMES:
        key = (lived.home / "keys" / f"{name}.key").read_bytes()
        for content in (whole, dump, _sql(lived, dump)):
            assert key not in content
            assert key.hex().encode() not in content
    for word in (b"Ivanov", b"Orlova", b"A-100001", b"100001"):
        assert word not in _sql(lived, dump)
    assert lived.backup.stat().st_mode & 0o777 == 0o600


def _sql(lived, dump: bytes) -> bytes:
    """Return the dump as SQL, so that nothing hides in its compression."""
    import subprocess

    from muster.vault.programs import programs_for

    [[major]] = lived.as_superuser("SHOW server_version_num")
    program = programs_for(int(major) // 10_000) / "pg_restore"
    return subprocess.run([program, "--file=-"], input=dump, capture_output=True, check=True).stdout


def test_a_backup_is_tried_by_restoring_it_beside_the_house(lived):
    before = lived("journal", "verify", "--json").json
    done = lived("try-backup", lived.backup, "--json")
    assert done.status == 0, done.err
    tried = done.json
    assert tried["holds"]
    assert tried["keys_fit"]
    assert tried["erased_again"] == 2
    assert tried["entries"] < before["entries"]
    assert "thrown away" in tried["says"]["en"][0]
    # The house itself is as it was, but for the entry that says so.
    after = lived("journal", "verify", "--json").json
    assert after["holds"]
    assert after["entries"] > before["entries"]
    shown = lived("journal", "show", "--json").json["entries"]
    assert "access.try-backup" in [one["command"] for one in shown]


def test_a_second_trial_finds_its_place_empty(lived):
    assert lived("try-backup", lived.backup).status == 0


def test_what_stands_is_not_replaced_by_accident(lived):
    refused = lived("restore", lived.backup)
    assert refused.status == 2
    assert "--replace" in refused.err
    again = lived("backup", lived.backup)
    assert again.status == 2
    assert "exists already" in again.err


def test_a_damaged_backup_changes_nothing(lived, tmp_path):
    whole = lived.backup.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for name, content in {
        "flipped": bytes(flipped), "short": whole[: len(whole) // 2], "other": b"not a backup",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        assert lived("try-backup", tmp_path / name).status == 2
        refused = lived("restore", tmp_path / name, "--replace")
        assert refused.status == 2, name
    assert lived("restore", tmp_path / "missing", "--replace").status == 2
    assert len(found(lived, "Ivanov")) == 1


def test_a_backup_of_a_later_version_or_another_node_is_refused(lived, tmp_path):
    for change in ({"migrations": ["people.9999_later"]}, {"node": "other"}, {"format": 2}):
        path = tmp_path / next(iter(change))
        with zipfile.ZipFile(lived.backup) as old, zipfile.ZipFile(path, "w") as new:
            new.writestr(DUMP, old.read(DUMP))
            new.writestr(MANIFEST, json.dumps(json.loads(old.read(MANIFEST)) | change))
        refused = lived("restore", path, "--replace")
        assert refused.status == 2, change


def test_a_restore_brings_everything_back_but_not_who_was_erased(lived):
    lived.as_superuser("DELETE FROM people_person")
    lived.as_superuser("UPDATE assessments_score SET person_id = gen_random_uuid()")
    done = lived("restore", lived.backup, "--replace", "--json")
    assert done.status == 0, done.err + done.out
    told = done.json
    assert (told["holds"], told["erased_again"]) == (True, 2)
    assert told["entries_lost"] > 0
    assert os.path.exists(told["safety"])
    assert len(found(lived, "Ivanov")) == 1
    test_erasing_takes_names_scores_and_keys_and_the_journal_still_holds(lived)
    calls = lived("queue", "--json").json["calls"]
    assert len(calls) == 1
    findings = lived("doctor", "--json").json["findings"]
    colours = {one["name"]: one["colour"] for one in findings}
    for name in ("protection", "migrations", "erasures", "node", "projections"):
        assert colours[name] == "green", name
    # The journal goes on in a new epoch, and every later entry is sealed on top of it.
    assert lived("journal", "seal").status == 0
    verdict = lived("journal", "verify", "--json").json
    assert (verdict["holds"], verdict["unsealed"]) == (True, 0)
    ended = json.loads((lived.home / "journal-epochs").read_text().splitlines()[0])
    assert ended["signed"] - ended["restored"] == told["entries_lost"]
    shown = lived("journal", "show", "--json").json["entries"]
    assert "access.restore" in [one["command"] for one in shown]


def test_even_an_empty_machine_with_the_keys_and_the_erasures_gets_it_back(lived):
    lived.as_superuser("DROP SCHEMA public CASCADE")
    lived.as_superuser("CREATE SCHEMA public")
    [[database]] = lived.as_superuser("SELECT current_database()")
    lived.as_superuser(f'ALTER SCHEMA public OWNER TO "{database}_owner"')
    done = lived("restore", lived.backup, "--json")
    assert done.status == 0, done.err + done.out
    assert (done.json["safety"], done.json["erased_again"]) == (None, 2)
    test_erasing_takes_names_scores_and_keys_and_the_journal_still_holds(lived)


def test_a_restore_needs_the_keys_it_was_sealed_with(lived, tmp_path):
    keys = lived.home / "keys"
    keys.rename(lived.home / "away")
    try:
        lived.leave()
        refused = lived("restore", lived.backup, "--replace")
        assert refused.status == 2
        assert "keys import" in refused.err
    finally:
        lived.leave()
        for one in keys.glob("*"):
            one.unlink()
        keys.rmdir()
        (lived.home / "away").rename(keys)


def test_an_upgrade_makes_a_backup_first_and_refuses_to_go_back(lived):
    nothing = lived("upgrade")
    assert nothing.status == 0, nothing.err
    assert "nothing to migrate" in nothing.out
    lived.as_superuser("DELETE FROM django_migrations WHERE app = 'policy'")
    tables = lived.as_superuser("SELECT tablename FROM pg_tables WHERE tablename ~ '^policy_'")
    for (table,) in tables:
        lived.as_superuser(f"DROP TABLE {table} CASCADE")
    done = lived("upgrade")
    assert done.status == 0, done.err
    [made] = (lived.home / "backups").glob("before-0*")
    assert zipfile.is_zipfile(made)
    assert lived("policy", "crisis-numbers", "list").status == 0
    lived.as_superuser(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())"
    )
    try:
        for line in (["upgrade"], ["migrate"]):
            refused = lived(*line)
            assert refused.status == 2
            assert "later version" in refused.err
    finally:
        lived.as_superuser("DELETE FROM django_migrations WHERE name = '9999_later'")
