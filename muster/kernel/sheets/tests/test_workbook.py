"""Workbooks: real ones, made by openpyxl, and forged or damaged ones."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from muster.kernel.sheets.tests.reading import both, found, refusal, sheet_of


def workbook(*rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def bytes_of(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(content: bytes, change) -> bytes:
    """Return the archive with `change(name, data)` applied to each part."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def in_sheet(old: bytes, new: bytes):
    return lambda name, data: data.replace(old, new) if "worksheets/" in name else data


def test_cells_become_text(tmp_path):
    day = datetime.datetime(1999, 12, 31)  # noqa: DTZ001 — a spreadsheet knows no time zones
    book = workbook(
        ["id", "born", "seen", "at", "score", "share", "yes", "name"],
        [1, day, day.replace(hour=8, minute=30), datetime.time(7, 5), 2.0, 0.25, True, " Пётр "],
    )
    rows, problems = both(sheet_of(tmp_path, bytes_of(book)))
    assert rows == [
        (
            1,
            {
                "id": "1",
                "born": "1999-12-31",
                "seen": "1999-12-31T08:30:00",
                "at": "07:05:00",
                "score": "2",
                "share": "0.25",
                "yes": "true",
                "name": "Пётр",
            },
        )
    ]
    assert not problems


def test_short_rows_and_empty_rows(tmp_path):
    book = workbook(["id", "a", "b"], [1], [None, None, None], [3, None, 5])
    rows, problems = both(sheet_of(tmp_path, bytes_of(book)))
    assert rows == [(1, {"id": "1", "a": None, "b": None}), (3, {"id": "3", "a": None, "b": "5"})]
    assert not problems


def test_formulas_and_errors_refuse_their_rows(tmp_path):
    book = workbook(["id", "a"], [1, "=SUM(1,1)"], [2, "#N/A"], [3, "@SUM"], [4, 2])
    book.active["B3"].data_type = "e"
    book.active["B4"].data_type = "s"
    sheet = sheet_of(tmp_path, bytes_of(book))
    rows, problems = both(sheet)
    assert [number for number, _cells in rows] == [4]
    assert found(problems) == [("formula", 1, "a"), ("cell-error", 2, "a"), ("formula", 3, "a")]
    assert sheet.refused == 3


def test_numbers_that_lost_their_digits(tmp_path):
    book = workbook(["id", "a"], [12345678901234567, 1], [123456789012345, 1])
    rows, problems = both(sheet_of(tmp_path, bytes_of(book)))
    assert rows == [(2, {"id": "123456789012345", "a": "1"})]
    assert found(problems) == [("digits-lost", 1, "id")]


def test_merged_cells_refuse_the_rows_they_reach_into(tmp_path):
    book = workbook(["id", "unit"], [1, "1 company"], [2, None], [3, None], [4, "2 company"])
    book.active.merge_cells("B2:B4")
    sheet = sheet_of(tmp_path, bytes_of(book))
    rows, problems = both(sheet)
    assert [number for number, _cells in rows] == [4]
    assert found(problems) == [("merged", row, "unit") for row in (1, 2, 3)]
    assert "B2:B4" in problems[0].says("en")
    assert len(both(sheet, ["id"])[0]) == 4


def test_a_merged_title_above_the_header(tmp_path):
    book = workbook(["Roster of the battalion"], [], ["id", "name"], [1, "Ivanov"])
    book.active.merge_cells("A1:B1")
    rows, problems = both(sheet_of(tmp_path, bytes_of(book)))
    assert rows == [(1, {"id": "1", "name": "Ivanov"})]
    assert found(problems) == [("above-header", None, None)]


def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named(tmp_path):
    book = workbook(title="Cover")
    book.create_sheet("Roster").append(["id", "a"])
    book["Roster"].append([1, 2])
    book.create_sheet("Leavers").append(["id", "b"])
    sheet = sheet_of(tmp_path, bytes_of(book))
    rows, problems = both(sheet)
    assert rows == [(1, {"id": "1", "a": "2"})]
    assert found(problems) == [("other-sheets", None, None)]
    assert "Cover, Leavers" in problems[0].says("en")
    assert sheet.refused == 0
    assert sheet.total == 1


def test_a_hidden_sheet_is_read_last(tmp_path):
    book = workbook(["id", "old"], [1, 2], title="Hidden")
    book.active.sheet_state = "hidden"
    book.create_sheet("Shown").append(["id", "new"])
    assert sheet_of(tmp_path, bytes_of(book)).columns == ["id", "new"]


def test_a_workbook_without_a_table(tmp_path):
    assert refusal(tmp_path, bytes_of(workbook())).code == "sheets.no-table"


def test_cells_beside_the_header_are_noted_once(tmp_path):
    book = workbook(["id", "a"], [1, 2, None, "remark"], [2, 3, None, "remark"])
    sheet = sheet_of(tmp_path, bytes_of(book))
    rows, problems = both(sheet)
    assert len(rows) == 2
    assert found(problems) == [("header-blank", None, None)]
    assert "number 4" in problems[0].says("en")


def test_macros_are_ignored_and_noted(tmp_path):
    with_macros = io.BytesIO(bytes_of(workbook(["id", "a"], [1, 2])))
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"never run")
    rows, problems = both(sheet_of(tmp_path, with_macros.getvalue()))
    assert rows == [(1, {"id": "1", "a": "2"})]
    assert found(problems) == [("macros", None, None)]


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(tmp_path, part):
    content = bytes_of(workbook(["id", "a"], *([n, n % 4] for n in range(500))))
    problem = refusal(tmp_path, content[: int(len(content) * part)])
    assert problem.code == "sheets.truncated"


def test_a_damaged_workbook(tmp_path):
    content = bytearray(bytes_of(workbook(["id", "a"], *([n, n % 4] for n in range(500)))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 120 : start + 160] = bytes(40)
    assert refusal(tmp_path, bytes(content)).code == "sheets.damaged"


def test_one_forged_row_costs_one_row(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, 7], [2, 2]))
    forged = rewritten(content, in_sheet(b"<v>7</v>", b"<v>NaN</v>"))
    rows, problems = both(sheet_of(tmp_path, forged))
    assert rows == [(2, {"id": "2", "a": "2"})]
    assert found(problems) == [("damaged", 1, None)]


def test_broken_xml_ends_the_reading_and_says_so(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, 7], [2, 2]))
    forged = rewritten(content, in_sheet(b'<row r="3"', b'<row r="3" <'))
    sheet = sheet_of(tmp_path, forged)
    rows, problems = both(sheet)
    assert rows == [(1, {"id": "1", "a": "7"})]
    assert found(problems) == [("damaged", 2, None)]
    assert sheet.refused == 1


def test_entities_are_not_expanded(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, 7]))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
    forged = rewritten(content, in_sheet(b"<worksheet", bomb))
    assert refusal(tmp_path, forged).code in {"sheets.damaged", "sheets.no-table"}


def test_a_row_far_down_and_a_cell_far_right_cost_nothing(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, 7], [2, 2]))
    forged = rewritten(content, in_sheet(b'r="3"', b'r="999999999"'))
    forged = rewritten(forged, in_sheet(b'r="B3"', b'r="XFD3"'))
    rows, problems = both(sheet_of(tmp_path, forged))
    assert [cells["id"] for _number, cells in rows] == ["1", "2"]
    assert found(problems) == [("header-blank", None, None)]


def test_an_archive_that_unpacks_to_absurd_sizes(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, 7]))
    bomb = rewritten(content, in_sheet(b"</worksheet>", b" " * (80 << 20) + b"</worksheet>"))
    assert len(bomb) < 1 << 20
    assert refusal(tmp_path, bomb).code == "sheets.unpacks-too-large"


def test_an_archive_with_texts_for_more_than_the_memory(tmp_path):
    book = io.BytesIO(bytes_of(workbook(["id", "a"], [1, 7])))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", b"")
        archive.getinfo("xl/sharedStrings.xml").file_size = 1 << 29
    assert refusal(tmp_path, book.getvalue()).code == "sheets.unpacks-too-large"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("xl/workbook.bin", "a binary workbook (XLSB)"),
        ("word/document.xml", "a Word document"),
        ("content.xml", "an OpenDocument file"),
        ("anything.csv", "a ZIP archive"),
    ],
)
def test_other_archives_are_refused_by_name(tmp_path, part, name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "x")
    assert name in refusal(tmp_path, buffer.getvalue()).says("en")


def test_a_cell_of_forty_megabytes(tmp_path):
    content = bytes_of(workbook(["id", "a"], [1, "huge"], [2, "ok"]))
    huge = b"ab" * (20 << 20)
    forged = rewritten(content, in_sheet(b"huge", huge))
    rows, problems = both(sheet_of(tmp_path, forged))
    assert rows == [(2, {"id": "2", "a": "ok"})]
    assert found(problems) == [("cell-too-large", 1, "a")]


def handmade(sheet: str, texts: str = "", styles: str = "", properties: str = "") -> bytes:
    """Make a workbook of parts as other programs write them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type='
        f'"{office}/worksheet" Target="/xl/sheets/one.xml"/></Relationships>',
        "xl/sheets/one.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_shared_texts_prefixes_and_cells_without_references(tmp_path):
    texts = (
        "<si><t>id</t></si><si><r><t>na</t></r><r><rPr/><t>me</t></r><rPh><t>x</t></rPh></si>"
        "<si><t>a_x0041_b</t></si><si><t>n_x0000_l</t></si><si><t>h_xD83D_</t></si>"
    )
    rows = [
        [('"s"', 0), ('"s"', 1)],
        [('"n"', "1.50"), ('"s"', 2)],
        [('"n"', 2), ('"s"', 3)],
        [('"n"', 3), ('"s"', 4)],
        [('"n"', 4), ('"s"', 99)],
        [('"str"', "five"), ('"b"', 0)],
    ]
    cells = [[f"<x:c t={kind}><x:v>{value}</x:v></x:c>" for kind, value in row] for row in rows]
    data = "".join(f"<x:row>{''.join(row)}</x:row>" for row in cells)
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = f'<x:worksheet xmlns:x="{strict}"><x:sheetData>{data}</x:sheetData></x:worksheet>'
    rows, problems = both(sheet_of(tmp_path, handmade(sheet, texts)))
    assert rows == [(1, {"id": "1.5", "name": "aAb"}), (5, {"id": "five", "name": "false"})]
    assert found(problems) == [
        ("control-character", 2, "name"),
        ("unreadable-text", 3, "name"),
        ("damaged", 4, None),
    ]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [("", "1999-12-31"), ('<workbookPr date1904="1"/>', "2004-01-01")],
)
def test_serial_numbers_of_days_are_dates_where_the_style_says_so(tmp_path, properties, expected):
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="DD.MM.YYYY"/>'
        '<numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="14"/></cellXfs>'
    )
    cells = "".join(
        f'<c r="{column}2" s="{style}"><v>36525</v></c>' for style, column in enumerate("ABCD")
    )
    header = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{column}</t></is></c>' for column in "ABCD"
    )
    sheet = f'<worksheet><sheetData><row r="1">{header}</row><row r="2">{cells}</row>'
    content = handmade(f"{sheet}</sheetData></worksheet>", "", styles, properties)
    rows, _problems = both(sheet_of(tmp_path, content))
    assert rows == [(1, {"A": "36525", "B": expected, "C": "36525", "D": expected})]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/sheets/one.xml"])
def test_a_document_type_is_refused_wherever_it_stands(tmp_path, part):
    sheet = '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'
    content = handmade(sheet, "<si><t>id</t></si>")
    both(sheet_of(tmp_path, content))
    typed = rewritten(
        content,
        lambda name, data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if name == part else data,
    )
    assert refusal(tmp_path, typed).code == "sheets.damaged"
