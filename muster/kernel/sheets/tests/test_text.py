"""Separated text: what is read, what is refused, and where the refusal points."""

import pytest

from muster.kernel.problems import Refused
from muster.kernel.sheets import open_sheet
from muster.kernel.sheets.records import LONGEST_LINE
from muster.kernel.sheets.tests.reading import both, by_rows, found, refusal, sheet_of


def test_rows_and_cells(tmp_path):
    sheet = sheet_of(tmp_path, "id,phq1,note\n1,2,well\n2, ,\n")
    assert sheet.columns == ["id", "phq1", "note"]
    assert both(sheet) == (
        [
            (1, {"id": "1", "phq1": "2", "note": "well"}),
            (2, {"id": "2", "phq1": None, "note": None}),
        ],
        [],
    )
    assert sheet.total == sheet.position == 27
    assert len(sheet.digest) == 64


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(tmp_path, separator, end):
    lines = [["id", "weight"], ["1", "2.5"], ["2", "3.5"]]
    rows, problems = both(sheet_of(tmp_path, end.join(map(separator.join, lines))))
    assert rows == [(1, {"id": "1", "weight": "2.5"}), (2, {"id": "2", "weight": "3.5"})]
    assert not problems


def test_a_decimal_comma_does_not_split_a_cell_between_semicolons(tmp_path):
    rows, problems = both(sheet_of(tmp_path, "id;a;b\n1;2,5;3,5\n2;0,5;-1,5\n3;1,0;2,0\n"))
    assert rows[1] == (2, {"id": "2", "a": "0,5", "b": "-1,5"})
    assert not problems


def test_a_first_line_that_names_the_separator(tmp_path):
    rows, problems = both(sheet_of(tmp_path, "sep=;\nid;a\n1;x,y\n"))
    assert rows == [(1, {"id": "1", "a": "x,y"})]
    assert not problems


def test_a_title_above_the_header_is_noted(tmp_path):
    sheet = sheet_of(tmp_path, "Roster of 1 Battalion;;\n\nid;surname;rank\n1;Ivanov;private\n")
    rows, problems = both(sheet)
    assert rows == [(1, {"id": "1", "surname": "Ivanov", "rank": "private"})]
    assert found(problems) == [("above-header", None, None)]
    assert sheet.refused == 0


def test_blank_lines_are_counted_but_are_no_rows(tmp_path):
    rows, problems = both(sheet_of(tmp_path, "id,a\n1,x\n\n   \n4,y\n,\n"))
    assert [number for number, _cells in rows] == [1, 4, 5]
    assert rows[-1] == (5, {"id": None, "a": None})
    assert not problems


def test_quoted_cells(tmp_path):
    text = 'id,name,address\n1,"Ivanov, Pyotr","Main road 1\nflat ""2"""\n2,12" gun,x\n3,"",y\n'
    rows, problems = both(sheet_of(tmp_path, text))
    assert rows == [
        (1, {"id": "1", "name": "Ivanov, Pyotr", "address": 'Main road 1\nflat "2"'}),
        (2, {"id": "2", "name": '12" gun', "address": "x"}),
        (3, {"id": "3", "name": None, "address": "y"}),
    ]
    assert not problems


def test_an_unclosed_quotation_mark_refuses_its_line_and_no_other(tmp_path):
    rows, problems = both(sheet_of(tmp_path, 'id,name,a\n1,x,0\n2,"Ivan,1\n3,Pyotr,2\n4,Oleg,3\n'))
    assert [number for number, _cells in rows] == [1, 3, 4]
    assert found(problems) == [("quote", 2, None)]


def test_a_quotation_mark_cannot_swallow_rows_unnoticed(tmp_path):
    text = 'id,name,a\n1,"Ivan,1\n2,Pyotr,2\n3,Oleg",3\n4,Anna,0\n'
    rows, problems = both(sheet_of(tmp_path, text))
    assert [cells["id"] for _number, cells in rows] == ["4"]
    assert found(problems) == [("quote", 1, None)]
    assert "3 lines" in problems[0].says("en")
    assert "3 строки" in problems[0].says("ru")


def test_two_unclosed_quotation_marks_far_apart_cost_two_lines(tmp_path):
    good = "".join(f"{n},name,0\n" for n in range(5000))
    text = f'id,name,a\n7,"Ivan,1\n{good}8,"Pyotr,2\n{good}'
    rows, problems = both(sheet_of(tmp_path, text))
    assert len(rows) == 10_000
    assert found(problems) == [("quote", 1, None), ("quote", 5002, None)]


def test_too_few_and_too_many_cells(tmp_path):
    sheet = sheet_of(tmp_path, "id,a,b\n1,0\n2,0,1,2\n3,0,1,,\n4,0,1\n")
    rows, problems = both(sheet)
    assert [number for number, _cells in rows] == [3, 4]
    assert found(problems) == [("too-few-cells", 1, None), ("too-many-cells", 2, None)]
    assert sheet.refused == 2


def test_headers_that_stand_twice_or_have_no_name(tmp_path):
    rows, problems = both(sheet_of(tmp_path, "id,a,,a,b\n1,2,3,4,5\n"))
    assert rows == [(1, {"id": "1", "b": "5"})]
    assert found(problems) == [("header-blank", None, None), ("header-twice", None, "a")]


def test_a_header_of_numbers_is_a_row_that_would_be_lost(tmp_path):
    assert refusal(tmp_path, "1,2,0\n2,1,1\n").code == "sheets.no-header"


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-A1", "@SUM(A1)", " =1", "-2+3", "= "]
)
def test_formulas_are_refused(tmp_path, cell):
    sheet = sheet_of(tmp_path, f"id,a,b\n1,{cell},0\n2,1,0\n")
    rows, problems = both(sheet)
    assert [number for number, _cells in rows] == [2]
    assert found(problems) == [("formula", 1, "a")]
    assert sheet.refused == 1


@pytest.mark.parametrize(
    "cell", ["-1", "+2.5", "-1e5", "-1.5E+3", "-", "+7 (495) 123-45-67", "a=b"]
)
def test_numbers_dashes_and_telephones_are_no_formulas(tmp_path, cell):
    rows, problems = both(sheet_of(tmp_path, f"id,a\n1,{cell}\n"))
    assert rows == [(1, {"id": "1", "a": cell})]
    assert not problems


def test_a_formula_in_a_column_nobody_asked_for_is_named_and_refuses_nothing(tmp_path):
    sheet = sheet_of(tmp_path, "id,a,note\n1,0,=1\n2,1,x\n")
    rows, problems = both(sheet, ["a", "id"])
    assert rows == [(1, {"a": "0", "id": "1"}), (2, {"a": "1", "id": "2"})]
    assert found(problems) == [("formula", 1, "note")]
    assert sheet.refused == 0


def test_control_characters_are_refused(tmp_path):
    rows, problems = both(sheet_of(tmp_path, "id,a\n1,x\0y\n2,\x1b[31m\n3,ok\n"))
    assert [number for number, _cells in rows] == [3]
    assert found(problems) == [("control-character", 1, "a"), ("control-character", 2, "a")]


@pytest.mark.parametrize("quoted", [True, False])
def test_a_cell_of_forty_megabytes_is_refused_by_row_and_column(tmp_path, quoted):
    huge = "x" * (40 << 20)
    cell = f'"{huge}"' if quoted else huge
    rows, problems = both(sheet_of(tmp_path, f"id,note,a\n1,ok,0\n2,{cell},1\n3,ok,2\n"))
    assert [cells["id"] for _number, cells in rows] == ["1", "3"]
    assert found(problems) == [("cell-too-large", 2, "note")]


def test_a_large_cell_over_many_lines_is_refused(tmp_path):
    cell = "line\n" * 100_000
    rows, problems = both(sheet_of(tmp_path, f'id,note,a\n1,"{cell}",0\n2,ok,2\n'))
    assert [cells["id"] for _number, cells in rows] == ["2"]
    assert found(problems) == [("cell-too-large", 1, "note")]


def test_a_cell_just_over_the_limit(tmp_path):
    rows, problems = both(sheet_of(tmp_path, f"id,a\n1,{'я' * 32_767}\n2,{'я' * 32_768}\n"))
    assert [number for number, _cells in rows] == [1]
    assert found(problems) == [("cell-too-large", 2, "a")]


def test_a_row_without_end_is_refused(tmp_path):
    line = "x," * (LONGEST_LINE // 2 + 1)
    rows, problems = both(sheet_of(tmp_path, f"id,a\n1,2\n{line}\n3,4\n"))
    assert [number for number, _cells in rows] == [1, 3]
    assert found(problems) == [("row-too-long", 2, None)]


def test_columns_that_are_not_there(tmp_path):
    sheet = sheet_of(tmp_path, "id,a\n1,2\n")
    with pytest.raises(Refused) as caught:
        by_rows(sheet, ["id", "phq1"])
    assert caught.value.problem.code == "sheets.no-such-column"
    assert "id, a" in caught.value.problem.says("en")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused) as caught:
        open_sheet(tmp_path / "nothing.csv")
    assert caught.value.problem.code == "sheets.no-such-file"


def test_an_empty_file_and_one_of_blanks(tmp_path):
    assert refusal(tmp_path, "").code == "sheets.empty"
    assert refusal(tmp_path, "\n \n\n").code == "sheets.no-table"


def test_too_many_columns(tmp_path):
    header = ",".join(f"c{n}" for n in range(20_000))
    assert refusal(tmp_path, header + "\n").code == "sheets.too-many-columns"


def test_millions_of_faults_are_counted_but_not_all_described(tmp_path):
    sheet = sheet_of(tmp_path, "id,a\n" + "1,2,3\n" * 12_000)
    rows, problems = both(sheet)
    assert not rows
    assert sheet.refused == 12_000
    assert len(problems) == 10_001
    assert problems[-1].says("en") == "2000 more problems were met and are not listed."


def test_a_reading_can_begin_anew(tmp_path):
    sheet = sheet_of(tmp_path, "id,a\n1\n2,x\n")
    assert by_rows(sheet) == by_rows(sheet)
    assert found(sheet.problems) == [("too-few-cells", 1, None)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 x", "a PDF document"),
        (b"\xff\xd8\xff\xe0 JFIF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08\0\0\0", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Excel 97–2003"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"ARROW1\0\0", "an Arrow (Feather) file"),
        (b"<html><table><tr>", "an HTML page"),
        (b'\xef\xbb\xbf{"resourceType":"Bundle"}', "a JSON document"),
        (bytes(range(256)) * 4 + b"\0" * 400, "a file of binary data"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path, content, name):
    problem = refusal(tmp_path, content)
    assert problem.code == "sheets.not-a-table"
    assert name in problem.says("en")
