"""Tables out of an archive, each column named and each row whole; what is amiss is refused."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from muster.kernel.sheets import open_sheet
from muster.kernel.sheets.held import held
from muster.transition.occupations.problems import (
    COLUMNS_CHANGED,
    CUT_SHORT,
    NO_ROWS,
    NO_SUCH_ARCHIVE,
    PART_MISSING,
    TOO_LARGE,
)

Cells = dict[str, str]
Aside = dict[str, int]
MOST_MEGABYTES = 200
ONE_IN = 100


def bytes_of(path: Path) -> bytes:
    """Return the file's bytes; Refused where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NO_SUCH_ARCHIVE.refused(file=str(path)) from error


def digest_of(path: Path) -> str:
    return hashlib.sha256(bytes_of(path)).hexdigest()


class Archive:
    """A zip of tables, addressed by the last part of their names."""

    def __init__(self, path: Path) -> None:
        self.path, self.digest = path, digest_of(path)
        self.aside: Aside = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise CUT_SHORT.refused(file=path.name) from error
        self._places = {Path(name).name: name for name in self._zip.namelist()}

    def holds(self, part: str) -> bool:
        return part in self._places

    def table(self, part: str, columns: Sequence[str]) -> Iterator[Cells]:
        """Yield the rows of one table; Refused where it, or one of these columns, is missing."""
        if part not in self._places:
            raise PART_MISSING.refused(file=self.path.name, part=part)
        about = self._zip.getinfo(self._places[part])
        if about.file_size > MOST_MEGABYTES << 20:
            raise TOO_LARGE.refused(file=self.path.name, part=part, most=MOST_MEGABYTES)
        try:
            data = self._zip.read(about)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise CUT_SHORT.refused(file=self.path.name) from error
        yield from table(data, part, columns, self.aside)


def table(data: bytes, part: str, columns: Sequence[str], aside: Aside) -> Iterator[Cells]:
    """Yield the rows of a table's bytes, these columns alone, with "" where nothing is written.

    Publishers' own tables hold a few broken rows: they are set aside and counted. Where more than
    one in a hundred is broken, or the last line is not finished, the table is refused.
    """
    count = 0
    with held(data) as path:
        sheet = open_sheet(path)
        for column in columns:
            if column not in sheet.columns:
                found = ", ".join(sheet.columns[:20])
                raise COLUMNS_CHANGED.refused(part=part, column=column, found=found)
        for row in sheet.rows(columns):
            count += 1
            yield {name: cell or "" for name, cell in row.cells.items()}
        torn = bool(sheet.refused) and not data.endswith((b"\n", b"\r"))
        if torn or too_many(sheet.refused, count):
            raise CUT_SHORT.refused(file=part)
    if not count:
        raise NO_ROWS.refused(part=part)
    set_aside(aside, part, sheet.refused)


def too_many(broken: int, whole: int) -> bool:
    return broken * ONE_IN > whole + broken


def set_aside(aside: Aside, part: str, count: int) -> None:
    """Count what was set aside of a part, where anything was."""
    if count:
        aside[part] = aside.get(part, 0) + count
