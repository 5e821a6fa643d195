"""Whatever the text, rows and blocks hand out and refuse the same; what is written comes back."""

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muster.kernel.problems import Refused
from muster.kernel.sheets import records
from muster.kernel.sheets.cells import BLANKS, fault
from muster.kernel.sheets.tests.reading import both, by_rows, sheet_of

PIECES = [
    "a",
    "7",
    "Ж",
    ",",
    ";",
    '"',
    "\n",
    "\r\n",
    " ",
    "\t",
    "=",
    "-1",
    "+",
    "(",
    "\0",
    "\ufffd",
    "\xa0",
    "@",
]
ANY_TEXT = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
@example('1,2\n"a,\nb",\n')
@example(" ,\n\xa0,=")
def test_any_text_below_a_header(text):
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(Refused):
        both(sheet_of(Path(folder), "id,name,a\n" + text))


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, max_size=20))
@example(["a;aaa", "\n;"])
def test_any_text_in_small_pieces(texts):
    """Pieces end in the middle of lines, cells and pairs of quotation marks."""
    usual = records.PIECE
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(Refused):
        sheet = sheet_of(Path(folder), "id,name,a\n" + "\n".join(texts))
        whole = both(sheet)
        try:
            records.PIECE = 7
            assert both(sheet) == whole
        finally:
            records.PIECE = usual


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
)
@example([("", ";\n", ";")], csv.QUOTE_ALL)
def test_what_is_written_is_read_or_refused(table, quoting):
    """Every row written by Python's csv comes back as it was, or is refused with its number."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, lineterminator="\n")
    writer.writerows([("one", "two", "three"), *table])
    with tempfile.TemporaryDirectory() as folder:
        sheet = sheet_of(Path(folder), text.getvalue())
        rows, problems = both(sheet)
    refused = {problem.row for problem in problems if problem.row}
    kept = dict(rows)
    for number, cells in enumerate(table, 1):
        if any(fault(cell) for cell in cells):
            assert number in refused
            assert number not in kept
        elif number in kept:
            assert list(kept[number].values()) == [cell.strip(BLANKS) or None for cell in cells]
        else:
            assert number in refused


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["Иванов", "O'Neill", "-"])), max_size=20)
)
def test_a_workbook_and_a_text_of_one_table_are_the_same(table):
    book = openpyxl.Workbook()
    for row in [("id", "a", "name"), *((n, a, name) for n, (a, name) in enumerate(table))]:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    lines = ["id,a,name", *(f"{n},{a},{name}" for n, (a, name) in enumerate(table)), ""]
    with tempfile.TemporaryDirectory() as folder:
        from_book = by_rows(sheet_of(Path(folder), content.getvalue(), "book"))
        assert from_book == by_rows(sheet_of(Path(folder), "\n".join(lines), "text"))
