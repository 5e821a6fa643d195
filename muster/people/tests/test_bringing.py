"""Files brought in on a page: read whole, written whole, told in both languages, and forgotten."""

from datetime import timedelta
from uuid import UUID

import pytest

from muster.access.errands import ErrandKind, latest
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people import brought
from muster.people.brought import FileKind, FileState
from muster.people.commands import bringing
from muster.people.commands.bringing import (
    bring_file,
    choose_columns,
    confirm_file,
    drop_file,
    drop_old_files,
)
from muster.people.commands.erasing import erase
from muster.people.filing import read_in, write_in
from muster.people.models import Arrival, BroughtFile, Person
from muster.people.queries import units
from muster.people.queries.brought import file as file_query
from muster.people.queries.brought import files
from muster.people.reports import State
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, make_unit

pytestmark = pytest.mark.django_db
HEAD = "Service number,Surname,Given name,Sex,Date of birth,Unit code,From"
GOOD = f"""{HEAD}
AB-001,Гайко,Олесь,M,1999-04-01,1,2026-01-10
AB-002,Лис,Іван,M,1998-02-03,1,2026-01-10
""".encode()
FAULTY = f"""{HEAD}
AB-001,Гайко,Олесь,M,1999-04-01,1,2026-01-10
AB-002,Лис,Іван,M,1999-31-01,1,2026-01-10
AB-003,=1+1,Іван,M,1998-02-03,1,2026-01-10
AB-004,Кіт,Юрій,M,1998-02-03,77,2026-01-10
""".encode("utf-16")


@pytest.fixture
def unit() -> UnitId:
    return make_unit("1")


@pytest.fixture
def by(unit) -> Viewer:
    return administrator_of(unit)


def bring(data: bytes, by: Viewer, kind: FileKind = FileKind.ROSTER) -> UUID:
    made = bring_file(kind=kind, data=data, by=by, at=now())
    read_in(made, by=by)
    return made


def seen(made: UUID, by: Viewer) -> brought.Brought:
    return file_query(file=made, by=by, at=now())


def write(made: UUID, by: Viewer) -> None:
    if confirm_file(file=made, by=by, at=now()):
        write_in(made, digest=seen(made, by).digest, by=by)


def how_many(by: Viewer) -> int:
    with unit_of_work(by.standing()):
        return Person.objects.count()


def test_a_file_is_read_and_nothing_is_written_before_somebody_confirms(by):
    made = bring(GOOD, by)
    report = seen(made, by).report
    assert seen(made, by).state is FileState.READ
    assert (report["rows"], report["refused"], report["outcomes"]["new"]) == (2, 0, 2)
    assert how_many(by) == 0
    write(made, by)
    assert seen(made, by).state is FileState.WRITTEN
    assert how_many(by) == 2


def test_each_bad_row_is_named_with_column_reason_and_remedy_in_both_languages(by):
    report = seen(bring(FAULTY, by), by).report
    rows = {one["row"] for one in report["problems"]}
    assert rows >= {2, 4}
    for one in report["problems"]:
        assert one["en"]["says"] != one["ru"]["says"]
        assert one["en"]["do"]
        assert one["ru"]["do"]
    assert report["refused"] == len(rows)


def test_the_same_file_twice_changes_nothing(by):
    write(bring(GOOD, by), by)
    again = seen(bring(GOOD, by), by)
    assert again.state is FileState.WRITTEN
    assert again.report["repeated"]
    assert how_many(by) == 2


def test_confirming_twice_writes_once(by):
    made = bring(GOOD, by)
    assert confirm_file(file=made, by=by, at=now())
    assert not confirm_file(file=made, by=by, at=now())


def test_a_dropped_file_is_forgotten_with_its_rows(by):
    made = bring(GOOD, by)
    drop_file(file=made, by=by, at=now())
    assert seen(made, by).report is None
    with unit_of_work(by.standing()):
        assert BroughtFile.objects.get(id=made).waiting is None
        assert Arrival.objects.get(digest=seen_digest(GOOD)).state == State.DROPPED
    with pytest.raises(Refused) as refused:
        drop_file(file=made, by=by, at=now())
    assert refused.value.problem.code == "people.file-forgotten"


def seen_digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_what_is_no_table_says_so_and_can_be_dropped(by):
    made = bring(b"%PDF-1.4 nothing of ours", by)
    found = seen(made, by)
    assert found.state is FileState.REFUSED
    assert "PDF" in found.report["problems"][0]["en"]["says"]


def test_columns_can_be_named_by_whoever_brought_the_file(by):
    odd = GOOD.replace(b"Service number", b"Ident")
    made = bring(odd, by)
    assert seen(made, by).state is FileState.REFUSED
    assert "Ident" in seen(made, by).report["columns"]
    choose_columns(file=made, columns={"Ident": "service_number"}, by=by, at=now())
    read_in(made, by=by)
    assert seen(made, by).state is FileState.READ


def test_a_list_of_units_is_brought_in_the_same_way(by):
    made = bring(b"Unit code,Name,Parent unit code\n2,Second,1\n", by, FileKind.UNITS)
    assert seen(made, by).report["outcomes"]["new"] == 1
    write(made, by)
    assert [one.code for one in units(by=by, at=now())] == ["1", "2"]
    again = seen(bring(b"Unit code,Name\n2,Second\n", by, FileKind.UNITS), by)
    assert (again.state, again.report["repeated"]) == (FileState.WRITTEN, True)


def test_a_file_of_other_units_is_nobody_else_s(by):
    made = bring(GOOD, by)
    stranger = administrator_of(make_unit("9"))
    with pytest.raises(Refused) as refused:
        seen(made, stranger)
    assert refused.value.problem.code == "access.not-found"
    assert files(kind=FileKind.ROSTER, by=stranger, at=now()) == []


def test_a_large_file_is_left_to_the_worker(by, monkeypatch):
    monkeypatch.setattr(bringing, "AT_ONCE", 10)
    made = bring_file(kind=FileKind.ROSTER, data=GOOD, by=by, at=now())
    with unit_of_work(Standing(Audience.PLATFORM)):
        waiting = latest(ErrandKind.READ_FILE, {"file": str(made)})
    assert waiting is not None
    assert waiting.open
    read_in(made, by=by)
    assert not confirm_file(file=made, by=by, at=now())
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert latest(ErrandKind.WRITE_FILE, {"file": str(made)}) is not None


def test_a_file_too_large_for_a_page_is_refused(by, monkeypatch):
    monkeypatch.setattr(brought, "MOST_BYTES", 10)
    with pytest.raises(Refused) as refused:
        bring_file(kind=FileKind.ROSTER, data=GOOD, by=by, at=now())
    assert refused.value.problem.code == "people.file-too-large"


def test_old_files_are_forgotten_and_so_is_every_file_when_somebody_is_erased(by):
    written, waiting = bring(GOOD, by), bring(FAULTY, by)
    write(written, by)
    assert drop_old_files(before=now() - timedelta(days=1), by=by, at=now()) == 0
    with unit_of_work(by.standing()):
        person = Person.objects.first().id
    erase(record=person, ground="court-order", by=by, at=now())
    assert seen(written, by).report is None
    assert seen(written, by).state is FileState.WRITTEN
    assert seen(waiting, by).state is FileState.DROPPED


def test_a_name_in_a_bad_cell_does_not_stand_readable_in_the_table(by):
    made = bring(FAULTY, by)
    with unit_of_work(by.standing()):
        sealed = bytes(BroughtFile.objects.get(id=made).waiting)
    assert "Гайко".encode() not in sealed
    assert len(sealed) % 65_536 == 29  # padded before it was sealed
