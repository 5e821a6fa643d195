"""What a file is, told by its bytes and never by its name.

One pass over the file takes its digest and everything that recognising needs.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from muster.kernel.sheets.problems import EMPTY, NO_SUCH_FILE, NOT_A_TABLE
from muster.kernel.words import Sentence, _

PIECE = 1 << 20
HEAD = 1 << 16
WORDS = 20_000

_FOREIGN_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][\x80-\xffA-Za-z]{0,60}")

_SIGNATURES: tuple[tuple[bytes, Sentence], ...] = (
    (b"%PDF", _("a PDF document")),
    (b"\xff\xd8\xff", _("a JPEG picture")),
    (b"\x89PNG\r\n", _("a PNG picture")),
    (b"GIF8", _("a GIF picture")),
    (b"II*\x00", _("a TIFF picture")),
    (b"MM\x00*", _("a TIFF picture")),
    (b"\x1f\x8b", _("a gzip archive")),
    (b"BZh", _("a bzip2 archive")),
    (b"\xfd7zXZ\x00", _("an xz archive")),
    (b"\x28\xb5\x2f\xfd", _("a Zstandard archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive")),
    (b"Rar!\x1a\x07", _("a RAR archive")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _("a document of Excel 97–2003 (XLS), or one protected by a password"),
    ),
    (b"{\\rtf", _("an RTF document")),
    (b"SQLite format 3\x00", _("an SQLite database")),
    (b"ARROW1", _("an Arrow (Feather) file")),
    (b"Obj\x01", _("an Avro file")),
    (b"ORC", _("an ORC file")),
    (b"$FL2", _("an SPSS file")),
    (b"$FL3", _("an SPSS file")),
    (b"<stata_dta>", _("a Stata file")),
    (b"\x7fELF", _("a program")),
    (b"MZ", _("a program")),
)
_MARKUP: tuple[tuple[bytes, Sentence], ...] = (
    (b"<!doctype html", _("an HTML page")),
    (b"<html", _("an HTML page")),
    (b"<table", _("an HTML page")),
    (b"<?xml", _("an XML document")),
    (b"{", _("a JSON document")),
    (b"[{", _("a JSON document")),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file's bytes found.

    `head` is its first 64 KiB; `utf8` says whether all of it is valid UTF-8; `foreign` holds up to
    20,000 words with bytes above 127, from which an 8-bit encoding is told.
    """

    path: Path
    size: int
    digest: str
    head: bytes
    ascii: bool
    utf8: bool
    foreign: tuple[bytes, ...]


def survey(path: Path) -> Survey:
    """Read the file once; Refused where it cannot be read or is empty."""
    digest, size, head = hashlib.sha256(), 0, b""
    ascii_only, valid, foreign = True, True, list[bytes]()
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                head = head or piece[:HEAD]
                size += len(piece)
                if piece.isascii() and ascii_only:
                    continue
                ascii_only = False
                valid = valid and _decodes(decoder, piece)
                if len(foreign) < WORDS:
                    foreign += _FOREIGN_WORD.findall(piece)[: WORDS - len(foreign)]
    except OSError as error:
        raise NO_SUCH_FILE.refused(name=path.name) from error
    if not size:
        raise EMPTY.refused()
    valid = valid and _decodes(decoder, b"", final=True)
    return Survey(path, size, digest.hexdigest(), head, ascii_only, valid, tuple(foreign))


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def refuse_what_is_no_table(found: Survey) -> None:
    """Refuse, by its name, a file that is recognised as something else than a table."""
    for signature, what in _SIGNATURES:
        if found.head.startswith(signature):
            raise NOT_A_TABLE.refused(what=what)
    start = found.head[:256].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for opening, what in _MARKUP:
        if start.startswith(opening):
            raise NOT_A_TABLE.refused(what=what)
