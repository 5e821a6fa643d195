"""What a ZIP archive is, and whether it is safe to unpack; workbooks are ZIP archives.

Everything is decided from the archive's table of contents, before anything is unpacked. Python's
own reader unpacks no more of a part than the table of contents states.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from muster.kernel.sheets.problems import NOT_A_TABLE, TRUNCATED, UNPACKS_TOO_LARGE
from muster.kernel.words import Sentence, _

UNPACKED_LIMIT = 1 << 30
TEXTS_LIMIT = 256 << 20
RATIO_LIMIT = 250
RATIO_FROM = 64 << 20
MB = 1 << 20

_CONTENTS: tuple[tuple[str, Sentence], ...] = (
    ("xl/workbook.bin", _("a binary workbook (XLSB)")),
    ("word/document.xml", _("a Word document")),
    ("ppt/presentation.xml", _("a PowerPoint presentation")),
    ("content.xml", _("an OpenDocument file (ODS or ODT)")),
)


def check_workbook(path: Path) -> bool:
    """Refuse an archive that is no workbook or unpacks absurdly; return whether it has macros."""
    try:
        with ZipFile(path) as archive:
            parts = {part.filename: part for part in archive.infolist()}
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise TRUNCATED.refused() from error
    if "xl/workbook.xml" not in parts:
        for name, what in _CONTENTS:
            if name in parts:
                raise NOT_A_TABLE.refused(what=what)
        raise NOT_A_TABLE.refused(what=_("a ZIP archive"))
    if any(part.flag_bits & 1 for part in parts.values()):
        raise NOT_A_TABLE.refused(what=_("an archive protected by a password"))
    unpacked = sum(part.file_size for part in parts.values())
    packed = sum(part.compress_size for part in parts.values())
    _limit(unpacked, UNPACKED_LIMIT)
    if unpacked > RATIO_FROM:
        _limit(unpacked, RATIO_LIMIT * max(packed, 1))
    texts = parts.get("xl/sharedStrings.xml")
    if texts is not None:
        _limit(texts.file_size, TEXTS_LIMIT)
    return "xl/vbaProject.bin" in parts


def _limit(size: int, limit: int) -> None:
    if size > limit:
        raise UNPACKS_TOO_LARGE.refused(limit=max(limit // MB, 1))
