"""Rosters and lists of units through the pages: reported, confirmed, dropped; nothing by half."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from muster.access.errands import ErrandKind, end, latest
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands import bringing
from muster.people.filing import read_in, write_in
from muster.people.queries.brought import file as file_query
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.administrator import columns, files
from muster.web.administrator.tests.house import (
    FAULTY,
    GOOD,
    make_house,
    signed_in,
    texts,
    upload,
)
from tests.houses import account_with, make_unit

pytestmark = pytest.mark.django_db
ROSTERS = "/administration/rosters"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def browser(house):
    return signed_in(house.account)


def brings(browser, text, place: str = ROSTERS) -> str:
    """Bring a file in; return the address of its page."""
    answer = browser.post(place, {"file": upload(text)})
    assert answer.status_code == 302, texts(answer)
    return answer.url


def test_nothing_is_written_before_somebody_confirms_and_then_all_of_it(browser):
    address = brings(browser, GOOD)
    said = texts(browser.get(address))
    assert "waits for you" in said
    assert "2 people are new." in said
    assert "Nothing is written yet." in said
    assert browser.post(f"{address}/confirm").status_code == 302
    said = texts(browser.get(address))
    assert "It is written." in said
    assert "Write it" not in said
    assert "written" in texts(browser.get(ROSTERS))


def test_each_fault_is_named_with_row_column_reason_and_remedy(browser):
    address = brings(browser, FAULTY.encode("utf-16"))
    said = texts(browser.get(address))
    assert "1 person is new." in said
    assert "3 rows were refused." in said
    assert "“77”" in said
    russian = texts(browser.get(f"{address}?language=ru"))
    assert "Что нельзя принять и почему" in russian
    table = browser.get(f"{address}/report")
    rows = list(csv.DictReader(StringIO(table.content.decode("utf-8-sig"))))
    assert {"2", "3", "4"} <= {row["row"] for row in rows}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_same_file_twice_changes_nothing_and_says_so(browser):
    browser.post(f"{brings(browser, GOOD)}/confirm")
    again = texts(browser.get(brings(browser, GOOD)))
    assert "This was written before; nothing was changed." in again
    assert "Write it" not in again


def test_confirming_twice_and_dropping_what_is_written_change_nothing(browser):
    address = brings(browser, GOOD)
    for _time in range(2):
        assert browser.post(f"{address}/confirm").status_code == 302
    assert browser.post(f"{address}/drop").status_code == 302
    assert "It is written." in texts(browser.get(address))


def test_a_dropped_file_is_gone(browser):
    address = brings(browser, GOOD)
    browser.post(f"{address}/drop")
    assert "It was forgotten" in texts(browser.get(address))
    browser.post(f"{address}/confirm")
    assert "It was forgotten" in texts(browser.get(address))


def test_what_is_no_table_says_what_it_is(browser):
    said = texts(browser.get(brings(browser, b"%PDF-1.4 nothing of ours")))
    assert "PDF" in said
    assert "None of it can be written." in said


def test_without_a_file_and_with_an_empty_one_the_form_says_so(browser):
    assert "Choose a file" in texts(browser.post(ROSTERS, {"sent": "yes"}))
    assert "The file is empty" in texts(browser.post(ROSTERS, {"file": upload("")}))


def test_a_file_too_large_for_a_page_is_refused_and_lies_nowhere(browser, monkeypatch, tmp_path):
    monkeypatch.setattr(files.Bring.base_fields["file"], "largest", 4 * 1024 * 1024)
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    said = texts(browser.post(ROSTERS, {"file": upload(b"x" * 5 * 1024 * 1024)}))
    assert "larger than 4 MB" in said
    assert list(Path(tmp_path).iterdir()) == []


def test_columns_can_be_told_by_hand(browser):
    address = brings(browser, GOOD.replace("Service number", "Ident"))
    assert "Say what the columns hold" in texts(browser.get(address))
    form = texts(browser.get(f"{address}/columns"))
    assert "Ident" in form
    fields = ("service_number", "surname", "given", "sex", "born", "unit", "since")
    chosen = {f"column-{place}": field for place, field in enumerate(fields)}
    assert browser.post(f"{address}/columns", chosen).status_code == 302
    assert "2 people are new." in texts(browser.get(address))


def test_a_large_file_is_left_to_the_worker_and_progress_is_shown(house, browser, monkeypatch):
    for module in (bringing, files, columns):
        monkeypatch.setattr(module, "AT_ONCE", 10)
    address = brings(browser, GOOD)
    waiting = browser.get(address)
    assert "It is being worked on." in texts(waiting)
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    assert "No worker is at work" in texts(waiting)
    works(house, ErrandKind.READ_FILE)
    assert "2 people are new." in texts(browser.get(address))
    browser.post(f"{address}/confirm")
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "It is being worked on." in part
    works(house, ErrandKind.WRITE_FILE)
    assert "It is written." in texts(browser.get(address))


def works(house, kind: ErrandKind) -> None:
    """Do what the worker does with a file."""
    by = Viewer(house.account, ADMINISTRATOR, (house.unit,))
    with unit_of_work(Standing(Audience.PLATFORM)):
        waiting = latest(kind)
    assert waiting is not None
    file = UUID(waiting.given["file"])
    if kind is ErrandKind.READ_FILE:
        read_in(file, by=by)
    else:
        write_in(file, digest=file_query(file=file, by=by, at=now()).digest, by=by)
    with unit_of_work(Standing(Audience.PLATFORM)):
        end(waiting.id, well=True, told={}, at=now())


def test_a_list_of_units_goes_the_same_way(browser):
    address = brings(
        browser, "Unit code,Name,Parent unit code\n7.3,Third,7\n", "/administration/unit-lists"
    )
    assert "1 unit is new." in texts(browser.get(address))
    browser.post(f"{address}/confirm")
    assert "7.3" in texts(browser.get("/administration/units"))


def test_a_personnel_officer_brings_rosters_and_a_psychologist_does_not(house):
    officer = signed_in(account_with(PERSONNEL_OFFICER, house.unit, "oleh"))
    assert "2 people are new." in texts(officer.get(brings(officer, GOOD)))
    assert "Backups" not in texts(officer.get("/administration"))
    psychologist = signed_in(account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.hnat"))
    assert psychologist.get(ROSTERS).status_code == 404
    assert psychologist.post(ROSTERS, {"file": upload(GOOD)}).status_code == 404


def test_another_administrator_s_file_is_like_one_that_does_not_exist(house, browser):
    address = brings(browser, GOOD)
    stranger = signed_in(account_with(ADMINISTRATOR, make_unit("9"), "boris"))
    for part in ("", "/report", "/columns"):
        assert stranger.get(address + part).status_code == 404
        unknown = f"{ROSTERS}/{new_id()}{part}"
        assert stranger.get(unknown).content == stranger.get(address + part).content
    for part in ("/confirm", "/drop"):
        assert stranger.post(address + part).status_code == 404
    assert "waits for you" in texts(browser.get(address))
