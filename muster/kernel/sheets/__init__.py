"""Sheets: the tables that personnel offices and researchers send, read as streams of rows.

    sheet = open_sheet("roster.csv")
    for row in sheet.rows():
        print(row.number, row.cells["surname"])
    for problem in sheet.problems:
        print(problem.says("en"), problem.remedy("en"))

What a file is, how it is encoded and what separates its columns is recognised from its content.
`open_sheet` raises `Refused` where the file as a whole cannot be read; everything smaller becomes
a problem in `sheet.problems` while the rest is read.
"""

from __future__ import annotations

from pathlib import Path

from muster.kernel.sheets.recognise import refuse_what_is_no_table, survey
from muster.kernel.sheets.sheet import Block, Row, Sheet, doubled_said

__all__ = ["Block", "Row", "Sheet", "doubled_said", "open_sheet"]


def open_sheet(path: str | Path) -> Sheet:
    """Recognise the file at `path` and find its header; Refused says why it cannot be read."""
    found = survey(Path(path))
    if found.head.startswith(b"PK\x03\x04"):
        from muster.kernel.sheets.workbook import WorkbookSheet

        return WorkbookSheet(found)
    if found.head.startswith(b"PAR1"):
        from muster.kernel.sheets.parquet import ParquetSheet

        return ParquetSheet(found)
    refuse_what_is_no_table(found)
    from muster.kernel.sheets.text import TextSheet

    return TextSheet(found)
