"""Parquet files, made by pyarrow."""

import datetime
import io

import polars
import pyarrow as pa
import pytest
from pyarrow import parquet

from muster.kernel.sheets.tests.reading import both, by_blocks, found, refusal, sheet_of


def bytes_of(table: pa.Table, **options) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, **options)
    return buffer.getvalue()


def test_cells_become_text(tmp_path):
    day = datetime.datetime(1999, 12, 31, 8, 30)  # noqa: DTZ001 — a column without a time zone
    table = pa.table(
        {
            "whole": pa.array([2, None], pa.int8()),
            "number": [2.0, float("nan")],
            "huge": [1e308, 0.1],
            "text": [" Пётр ", ""],
            "yes": [True, None],
            "born": [day.date(), None],
            "seen": [day, day.replace(hour=0, minute=0)],
            "zoned": pa.array([day, None], pa.timestamp("us", "UTC")),
            "kind": pa.array(["a", "b"]).dictionary_encode(),
            "none": pa.nulls(2),
        }
    )
    rows, problems = both(sheet_of(tmp_path, bytes_of(table)))
    assert rows == [
        (
            1,
            {
                "whole": "2",
                "number": "2.0",
                "huge": "1e+308",
                "text": "Пётр",
                "yes": "true",
                "born": "1999-12-31",
                "seen": "1999-12-31T08:30:00",
                "zoned": "1999-12-31T08:30:00+00:00",
                "kind": "a",
                "none": None,
            },
        ),
        (
            2,
            {
                "whole": None,
                "number": "NaN",
                "huge": "0.1",
                "text": None,
                "yes": None,
                "born": None,
                "seen": "1999-12-31",
                "zoned": None,
                "kind": "b",
                "none": None,
            },
        ),
    ]
    assert not problems


def test_formulas_and_damaged_text_refuse_their_rows(tmp_path):
    spoilt = pa.array([b"=1+1", b"fine", b"\xff\xfe", b"nul\0"], pa.binary()).view(pa.string())
    sheet = sheet_of(tmp_path, bytes_of(pa.table({"id": [1, 2, 3, 4], "a": spoilt})))
    rows, problems = both(sheet)
    assert rows == [(2, {"id": "2", "a": "fine"})]
    assert found(problems) == [
        ("formula", 1, "a"),
        ("unreadable-text", 3, "a"),
        ("control-character", 4, "a"),
    ]
    assert sheet.refused == 3
    assert len(both(sheet, ["id"])[0]) == 4


def test_columns_that_hold_no_cells_are_not_read(tmp_path):
    table = pa.table({"id": [1], "items": [[1, 2]], "raw": [b"x"], "a.b": [3]})
    rows, problems = both(sheet_of(tmp_path, bytes_of(table)))
    assert rows == [(1, {"id": "1", "a.b": "3"})]
    assert found(problems) == [("column-type", None, "items"), ("column-type", None, "raw")]


def test_columns_in_the_order_asked_for(tmp_path):
    sheet = sheet_of(tmp_path, bytes_of(pa.table({"a": [1], " b ": [2], "c": [3]})))
    assert sheet.columns == ["a", "b", "c"]
    assert by_blocks(sheet, ["c", "b"]) == [(1, {"c": "3", "b": "2"})]


def test_one_long_text_that_stands_for_many_rows_is_refused_in_every_row(tmp_path):
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), ["x" * (1 << 20)])
    table = pa.table({"id": range(3000), "a": texts})
    sheet = sheet_of(tmp_path, bytes_of(table, dictionary_pagesize_limit=4 << 20))
    assert sheet.path.stat().st_size < 4 << 20
    rows, problems = both(sheet)
    assert not rows
    assert sheet.refused == 3000
    assert found(problems)[-1] == ("cell-too-large", 3000, "a")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_truncated_file(tmp_path, part):
    content = bytes_of(pa.table({"id": range(1000)}))
    assert refusal(tmp_path, content[: int(len(content) * part)]).code == "sheets.truncated"


def test_a_damaged_file(tmp_path):
    content = bytearray(bytes_of(pa.table({"id": range(1000)})))
    content[-60:-8] = bytes(52)
    assert refusal(tmp_path, bytes(content)).code == "sheets.damaged"


def test_a_damaged_page_ends_the_reading_and_says_so(tmp_path):
    table = pa.table({"id": range(100_000)})
    content = bytearray(bytes_of(table, row_group_size=20_000, use_dictionary=False))
    middle = len(content) // 2
    content[middle - 60_000 : middle + 60_000] = bytes(120_000)
    sheet = sheet_of(tmp_path, bytes(content))
    rows, problems = both(sheet)
    assert 0 < len(rows) < 100_000
    assert found(problems)[-1][0] == "damaged"
    assert sheet.refused == 1


def test_a_file_that_polars_wrote(tmp_path):
    path = tmp_path / "from-polars"
    polars.DataFrame({"id": ["a", "b"], "phq1": [0, None]}).write_parquet(path)
    sheet = sheet_of(tmp_path, path.read_bytes())
    assert both(sheet)[0] == [(1, {"id": "a", "phq1": "0"}), (2, {"id": "b", "phq1": None})]
    assert sheet.total == 2
