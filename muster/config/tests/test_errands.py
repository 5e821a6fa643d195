"""What pages ask of the worker is carried out once, and whatever happens, its end is told."""

from uuid import UUID

import pytest

from muster.access import errands as asked
from muster.access.commands.errands import (
    ask_backup,
    ask_examination,
    ask_trial,
    ask_verification,
)
from muster.access.errands import ErrandKind, Known
from muster.access.permissions import Permission
from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.config import errands, watching
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.people.brought import FileKind, FileState
from muster.people.commands import bringing
from muster.people.commands.bringing import bring_file, confirm_file
from muster.people.queries.brought import file as brought_file
from muster.vault.backup import read_manifest
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

ROSTER = b"Service number,Surname,Given name,Unit code,From\nA-100001,Ivanov,Petr,IF,2026-01-10\n"


@pytest.fixture
def anna(installed) -> Viewer:
    return Terminal("en", "anna").acting(Permission.KEEP_HOUSE)


def known(errand: UUID) -> Known:
    with unit_of_work(Standing(Audience.PLATFORM)):
        found = asked.errand(errand)
    assert found is not None
    return found


def carried_out(errand: UUID) -> Known:
    assert known(errand).open
    errands.carry_out(errand)
    return known(errand)


def test_an_examination_tells_every_finding_in_both_languages(anna):
    done = carried_out(ask_examination(by=anna, at=now()))
    assert done.well
    findings = done.told["findings"]
    assert {"database", "journal", "duty-rosters"} <= {one["name"] for one in findings}
    assert all(one["en"]["says"] != one["ru"]["says"] for one in findings)


def test_the_journal_is_verified_for_an_auditor(anna, installed):
    auditor = Viewer(anna.account, AUDITOR, (installed.unit,))
    done = carried_out(ask_verification(by=auditor, at=now()))
    assert done.told["holds"]
    assert done.told["fault"] is None
    assert done.told["entries"] == done.told["unsealed"] > 0


def test_asking_again_while_it_waits_is_the_same_errand(anna):
    first = ask_examination(by=anna, at=now())
    assert ask_examination(by=anna, at=now()) == first
    carried_out(first)
    assert ask_examination(by=anna, at=now()) != first


def test_what_nobody_has_worked_on_for_long_may_be_asked_for_again(anna):
    first = ask_examination(by=anna, at=now() - 2 * asked.GIVEN_UP)
    assert known(first).lost(now())
    assert ask_examination(by=anna, at=now()) != first


def test_an_errand_that_is_over_is_left_alone(anna):
    done = carried_out(ask_examination(by=anna, at=now()))
    errands.carry_out(done.id)
    assert known(done.id) == done


def test_what_the_command_line_refuses_is_handed_on(anna, monkeypatch):
    def refuses(line, **_more):
        assert line[3:6] == ("--as", "anna", "try-backup")
        said = '{"refused": {"code": "vault.not-a-backup", "en": {"says": "No."}}}'
        return errands.subprocess.CompletedProcess(line, 2, said, "")

    monkeypatch.setattr(errands.subprocess, "run", refuses)
    done = carried_out(ask_trial(file="../../etc/passwd", by=anna, at=now()))
    assert not done.well
    assert done.told["refused"]["code"] == "vault.not-a-backup"


def test_the_worker_makes_a_backup_that_a_page_asked_for(standing, process, home):
    by = Terminal("en", "anna").acting(Permission.KEEP_HOUSE)
    asked_for = ask_backup(by=by, at=now())
    worker = process("worker", "--once")
    said = worker.communicate(timeout=120)
    assert worker.returncode == 0, said
    done = known(asked_for)
    assert done.well, done.told
    file = home / "backups" / done.told["file"]
    assert read_manifest(file).entries == done.told["entries"]
    file.unlink()


def test_a_file_outside_the_folder_of_backups_cannot_be_named(anna, monkeypatch):
    lines = []

    def hears(line, **_more):
        lines.append(line)
        return errands.subprocess.CompletedProcess(line, 0, '{"holds": true}', "")

    monkeypatch.setattr(errands.subprocess, "run", hears)
    carried_out(ask_trial(file="../../etc/passwd", by=anna, at=now()))
    assert lines[0][6].endswith("/backups/passwd")


def test_a_line_that_says_nothing_is_told_as_failed(anna, monkeypatch):
    def dies(line, **_more):
        return errands.subprocess.CompletedProcess(line, 70, "", "")

    monkeypatch.setattr(errands.subprocess, "run", dies)
    done = carried_out(ask_backup(by=anna, at=now()))
    assert done.told["refused"]["code"] == "config.line-failed"


def test_a_fault_of_ours_ends_the_errand_and_is_noted_without_values(anna, monkeypatch, home):
    def breaks(_errand, _tell):
        raise ValueError("Ivanov scored 27")

    monkeypatch.setattr(errands, "CARRIED_OUT", {ErrandKind.EXAMINE: breaks})
    done = carried_out(ask_examination(by=anna, at=now()))
    assert done.told["refused"]["code"] == "config.broken"
    assert "Ivanov" not in str(done.told)
    assert all("Ivanov" not in log.read_text() for log in (home / "log").glob("*"))


def test_a_large_roster_is_read_and_written_by_the_worker(anna, monkeypatch):
    monkeypatch.setattr(bringing, "AT_ONCE", 10)
    made = bring_file(kind=FileKind.ROSTER, data=ROSTER, by=anna, at=now())
    carry_out_latest(ErrandKind.READ_FILE)
    assert brought_file(file=made, by=anna, at=now()).state is FileState.READ
    confirm_file(file=made, by=anna, at=now())
    carry_out_latest(ErrandKind.WRITE_FILE)
    assert brought_file(file=made, by=anna, at=now()).state is FileState.WRITTEN


def carry_out_latest(kind: ErrandKind) -> None:
    with unit_of_work(Standing(Audience.PLATFORM)):
        waiting = asked.latest(kind)
    assert waiting is not None
    assert carried_out(waiting.id).well


def test_the_watch_keeps_an_examination_only_when_something_changed(anna):
    def kept() -> int:
        with unit_of_work(Standing(Audience.PLATFORM)):
            return len(asked.ended_well(ErrandKind.EXAMINE, 10))

    at = now()
    found = watching.examine(at)
    watching.keep_examination(found, at)
    watching.keep_examination(found, at)
    assert kept() == 1
    watching.keep_examination(found[1:], at)
    assert kept() == 2
    watching.keep_examination(found[1:], at + watching.A_DAY)
    assert kept() == 3
