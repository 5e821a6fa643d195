"""The parts of a workbook's archive (ECMA-376, Office Open XML), read as streams.

Only what a table needs is read: the list of sheets, the shared texts, which styles are dates, and
the rows. A part with a document type is refused, so that no entity is ever expanded; elements are
known by their local names, in the transitional and in the strict namespace.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 — the module calls it only "error"

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from muster.kernel.sheets.problems import DAMAGED

PIECE = 1 << 20
LONGEST_TAG = 256
WORKBOOK = "xl/workbook.xml"

BROKEN = (
    BadZipFile,
    ZlibError,
    ParseError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)
"""What reading a damaged or forged archive may raise."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of the workbook: its title, whether it is shown, and the part that holds it."""

    title: str
    shown: bool
    name: str


class Package:
    """An open workbook; every method refuses with the part's name where that part is damaged."""

    def __init__(self, path: Path) -> None:
        self._archive = ZipFile(path)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_error: object) -> None:
        self._archive.close()

    @cached_property
    def sheets(self) -> list[SheetPart]:
        """The worksheets in the workbook's order, the hidden ones last."""
        relations = self._small("xl/_rels/workbook.xml.rels")
        targets = {
            each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))[1:]
            for each in relations
            if each.get("Type", "").endswith("/worksheet")
        }
        parts = []
        for element in _all(self._small(WORKBOOK), "sheet"):
            relation = next((value for key, value in element.items() if key.endswith("}id")), None)
            if relation in targets:
                shown = element.get("state", "visible") == "visible"
                parts.append(SheetPart(element.get("name", ""), shown, targets[relation]))
        return sorted(parts, key=lambda part: not part.shown)

    @cached_property
    def counts_from_1904(self) -> bool:
        """Are dates counted from 1904, as old Macintoshes did?"""
        properties = next(_all(self._small(WORKBOOK), "workbookPr"), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def date_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show a date or a time."""
        if "xl/styles.xml" not in self._archive.namelist():
            return frozenset()
        styles = self._small("xl/styles.xml")
        formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        formats |= {
            each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(styles, "numFmt")
        }
        dates = {key for key, code in formats.items() if _shows_date(code)}
        cells = next(_all(styles, "cellXfs"), None)
        kinds = [] if cells is None else [each.get("numFmtId", "0") for each in cells]
        return frozenset(str(place) for place, kind in enumerate(kinds) if kind in dates)

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share."""
        name = "xl/sharedStrings.xml"
        if name not in self._archive.namelist():
            return []
        for _piece in self.pieces(name):
            pass
        texts = []
        try:
            with self._archive.open(name) as part:
                for element in ended(part, "si"):
                    texts.append(text_of(element))
                    element.clear()
        except BROKEN as error:
            raise DAMAGED.refused(part=name) from error
        return texts

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece, each with a little of the piece before.

        Reading it to its end also proves its checksum. Refused where it has a document type.
        """
        before = b""
        try:
            with self._archive.open(name) as part:
                while piece := part.read(PIECE):
                    piece = before + piece
                    if b"<!DOCTYPE" in piece or (not before and b"\0" in piece[:LONGEST_TAG]):
                        raise DAMAGED.refused(part=name)
                    yield piece
                    before = piece[-LONGEST_TAG:]
        except BROKEN as error:
            raise DAMAGED.refused(part=name) from error

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    def _small(self, name: str) -> Element:
        """Parse a part of which all is needed."""
        try:
            whole = self._archive.read(name)
            if b"<!DOCTYPE" in whole or b"\0" in whole:
                raise DAMAGED.refused(part=name)
            return fromstring(whole)  # noqa: S314 — there is no document type, hence no entity
        except BROKEN as error:
            raise DAMAGED.refused(part=name) from error


def ended(part: IO[bytes], name: str) -> Iterator[Element]:
    """Yield the elements of this local name as each ends."""
    tag = ""
    for _event, element in iterparse(part):  # noqa: S314 — `pieces` has refused document types
        if element.tag == tag:
            yield element
        elif not tag and local(element) == name:
            tag = element.tag
            yield element


def text_of(element: Element) -> str:
    """Return the text of a shared or inline string, without its reading aids (phonetic runs)."""
    texts = []
    for child in element:
        if local(child) == "t":
            texts.append(child.text or "")
        elif local(child) == "r":
            texts += [run.text or "" for run in child if local(run) == "t"]
    return _ESCAPED.sub(_unescaped, "".join(texts))


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Office Open XML writes characters that XML cannot hold (ECMA-376, ST_Xstring)."""


def _unescaped(code: re.Match[str]) -> str:
    """Return the character that is written; half of a pair is as good as a damaged one."""
    character = chr(int(code[1], 16))
    return character if character.isprintable() or ord(character) < 0xD800 else "\ufffd"


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element) == name)


def _shows_date(code: str) -> bool:
    return bool(is_date_format(code)) and not is_timedelta_format(code)
