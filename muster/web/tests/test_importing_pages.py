"""Files of answers on pages: brought in, read by chosen columns, previewed, confirmed, entered."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.assessments.queries import results
from muster.detection.queries import queue
from muster.detection.screening import enter_arrival
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from muster.web import addresses
from muster.web.tests.sitting_pages import device
from tests.houses import account_with, enlist, make_unit, psychologist_of
from tests.reading import follow, reads

pytestmark = pytest.mark.django_db

HEADS = ["number", *(f"phq{n}" for n in range(1, 10)), "day"]
ROWS = [
    ["AB-001", 1, 0, 0, 0, 0, 0, 0, 0, 3, "2026-11-20"],
    ["AB-999", 1, 0, 0, 0, 0, 0, 0, 0, 0, "2026-11-20"],
    ["AB-001", 9, 0, 0, 0, 0, 0, 0, 0, 0, "2026-11-20"],
]


def csv(rows=ROWS) -> bytes:
    lines = [HEADS, *rows]
    return "\n".join(",".join(map(str, row)) for row in lines).encode()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADS, *ROWS]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def account(unit):
    return account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")


@pytest.fixture
def client(account):
    return device(account)


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


def brought(client, data: bytes, unit, name="forms.csv"):
    new = reads(client, f"{addresses.IMPORTING}/new")
    form = new.form("file")
    answer = client.post(
        new.address,
        {
            **form.fields, "instrument": "phq-9", "unit": str(unit),
            "file": SimpleUploadedFile(name, data),
        },
    )  # fmt: skip
    return follow(client, new.address, answer)


def confirms(preview):
    return preview.sends(next(one for one in preview.forms if one.in_main and not one.action))


def entered(leaf, by):
    """Do what the worker does with the job that a confirmation queued."""
    enter_arrival(UUID(leaf.address.rsplit("/", 1)[1]), by=by, at=now())
    return reads(leaf.client, leaf.address)


@pytest.mark.parametrize(("data", "name"), [(csv(), "forms.csv"), (xlsx(), "forms.xlsx")])
def test_a_file_is_previewed_confirmed_and_entered(client, unit, person, data, name):
    columns = brought(client, data, unit, name)
    form = columns.form("items")
    assert form.fields["items"] == "phq{}", "guessed from the names"
    preview = columns.sends(form, id="number", match="on", answered_on="day")
    assert preview.heading == name
    assert "Nothing of this file is entered yet" in preview.text
    for said in ("Row", "phq1", "Nobody in these units has the service number in this row"):
        assert said in preview.text
    assert results(person=person, by=psychologist_of(unit), at=now()) == []
    working = confirms(preview)
    assert "Waits for the worker" in working.text
    assert 'http-equiv="refresh"' in working.html
    done = entered(working, psychologist_of(unit))
    assert "1 sitting was entered" in done.text
    assert 'http-equiv="refresh"' not in done.html
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    assert (call.person, call.tier) == (person, Tier.RED)


def test_the_same_file_a_second_time_adds_nothing(client, unit, person):
    for _time in range(2):
        columns = brought(client, csv(), unit)
        preview = columns.sends(columns.form("items"), id="number", match="on")
        done = entered(confirms(preview), psychologist_of(unit))
    assert "Nothing was entered" in done.text
    assert len(results(person=person, by=psychologist_of(unit), at=now())) == 1


def test_a_file_is_dropped_and_nothing_of_it_is_kept(client, unit, person):
    columns = brought(client, csv(), unit)
    preview = columns.sends(columns.form("items"), id="number", match="on")
    listed = preview.sends(preview.forms[-1])
    assert "Dropped" in listed.text
    assert "nothing of it is kept" in reads(client, preview.address).text
    assert reads(client, f"{preview.address}/columns").status == 404


def test_columns_that_do_not_fit_are_said(client, unit):
    columns = brought(client, csv(), unit)
    form = columns.form("items")
    for more in (
        {"items": "gad{}"}, {"items": ""}, {"items": "phq1,phq2"}, {"items": "x" * 3000},
        {"match": "on"}, {"id": "nowhere"}, {"items": "<script>alert(1)</script>"},
    ):  # fmt: skip
        page = columns.sends(form, **more)
        assert "There is a problem" in page.text, more
        assert "<script>alert" not in page.html


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02" * 50, b"PK\x03\x04 not a workbook", b"%PDF-1.7", b"a"]
)
def test_what_is_no_table_is_said_and_can_only_be_dropped(client, unit, data):
    page = brought(client, data, unit)
    assert page.status == 200
    if page.heading == "This file cannot be read":
        assert "Dropped" in page.sends(page.forms[-1]).text


def test_no_file_and_an_empty_one_are_said(client, unit):
    new = reads(client, f"{addresses.IMPORTING}/new")
    assert "Choose a file" in new.sends(new.form("file")).text
    assert "The file is empty" in brought(client, b"", unit).text


def test_formulas_and_script_in_a_file_are_words_and_nothing_else(client, unit):
    heads = '=cmd|"/c calc"!A1,<script>alert(1)</script>,' + ",".join(HEADS[1:10])
    data = f"{heads}\n<b>1</b>,x,{','.join(['1'] * 9)}\n".encode()
    page = brought(client, data, unit, '<img src=x onerror="alert(1)">.csv')
    assert "<script>alert" not in page.html
    assert "<img src=x" not in page.html
    preview = page.sends(page.form("items"))
    assert "<img src=x" not in preview.html


def test_another_unit_sees_no_file_of_this_one(client, unit):
    columns = brought(client, csv(), unit)
    stranger = device(account_with(ASSESSMENT_TEAM, make_unit("2"), "stranger"))
    for address in (columns.address, columns.address.rsplit("/", 1)[0]):
        assert reads(stranger, address).status == 404
    assert "forms.csv" not in reads(stranger, addresses.IMPORTING).text
