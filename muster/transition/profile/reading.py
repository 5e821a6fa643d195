"""A CV as a file, read into its text and forgotten: PDF, Word (DOCX) or plain text.

What a file is, is told by its bytes and never by its name. Nothing in it is run, fetched or
unpacked beyond a limit, and each thing for which it is refused is named.
"""

from __future__ import annotations

import codecs
import zipfile
from io import BytesIO
from zlib import error as ZlibError  # noqa: N812 — the module calls it only "error"

from muster.transition.profile.problems import (
    A_PICTURE,
    A_SCAN,
    DAMAGED,
    EMPTY,
    MACROS,
    OLD_WORD,
    PROTECTED,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY_PAGES,
    UNPACKS_TOO_LARGE,
    WRONG_KIND,
)

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 30
MOST_SIGNS = 100_000
MOST_UNPACKED = 50 * 1024 * 1024
MOST_TEXT_PART = 8 * 1024 * 1024
MOST_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_DOCUMENT = "word/document.xml"
_FEWEST_LETTERS = 20  # a page of a scan often holds a stamp's few signs, and no CV


def text_of(content: bytes) -> str:
    """Return the text of a CV; Refused, with the reason named, where there is none to be read."""
    if not content.strip():
        raise EMPTY.refused()
    if len(content) > MOST_BYTES:
        raise TOO_LARGE.refused(most=MOST_BYTES // (1024 * 1024))
    if b"%PDF-" in content[:1024]:
        text = _of_pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        text = _of_word(content)
    elif content.startswith(_OLE):
        raise (PROTECTED if _LOCKED in content else OLD_WORD).refused()
    elif content.startswith(_PICTURES):
        raise A_PICTURE.refused()
    else:
        text = _of_plain(content)
    if len(text) > MOST_SIGNS:
        raise TOO_LONG.refused(most=MOST_SIGNS)
    return text


def _of_pdf(content: bytes) -> str:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        # Many are locked against changes alone: those open with an empty password.
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise PROTECTED.refused()
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise TOO_MANY_PAGES.refused(pages=pages, most=MOST_PAGES)
        text, signs = [], 0
        for one in reader.pages:
            text.append(one.extract_text())
            signs += len(text[-1])
            if signs > MOST_SIGNS:
                break
    except (PyPdfError, *_BROKEN) as error:
        raise DAMAGED.refused() from error
    whole = "\n".join(text)
    if sum(sign.isalpha() for sign in whole) < _FEWEST_LETTERS:
        raise A_SCAN.refused()
    return whole


def _of_word(content: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        _unpacks_safely(content)
        document = Document(BytesIO(content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        text = "\n".join([*(one.text for one in document.paragraphs), *dict.fromkeys(cells)])
    except (OpcError, *_BROKEN) as error:
        raise DAMAGED.refused() from error
    if sum(sign.isalpha() for sign in text) < _FEWEST_LETTERS:
        raise A_SCAN.refused()
    return text


def _unpacks_safely(content: bytes) -> None:
    """Refuse an archive that is no plain Word document, before any part of it is unpacked.

    Sizes are those that the archive states; more than it states is never read of any part.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {one.filename: one for one in archive.infolist()}
        if any(one.flag_bits & 1 for one in parts.values()):
            raise PROTECTED.refused()
        if sum(one.file_size for one in parts.values()) > MOST_UNPACKED or len(parts) > MOST_PARTS:
            raise UNPACKS_TOO_LARGE.refused(most=MOST_UNPACKED // (1024 * 1024))
        if _DOCUMENT not in parts or "[Content_Types].xml" not in parts:
            raise WRONG_KIND.refused()
        if parts[_DOCUMENT].file_size > MOST_TEXT_PART:
            raise UNPACKS_TOO_LARGE.refused(most=MOST_TEXT_PART // (1024 * 1024))
        kinds = archive.read("[Content_Types].xml")
        if b"macroEnabled" in kinds or any("vbaProject" in one for one in parts):
            raise MACROS.refused()
        if b"<!DOCTYPE" in archive.read(_DOCUMENT) or b"<!DOCTYPE" in kinds:
            raise DAMAGED.refused()


def _of_plain(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    if encodings[0] != "utf-16" and b"\0" in content:
        raise WRONG_KIND.refused()
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads(text):
            return text
    raise WRONG_KIND.refused()


def _reads(text: str) -> bool:
    """Is this a text and not the bytes of something else?"""
    odd = sum(not (sign.isprintable() or sign in "\n\r\t\f") for sign in text)
    markup = text.lstrip()[:200].lower().startswith(("{\\rtf", "<!doctype", "<html", "<?xml"))
    return odd * 100 <= len(text) and not markup


# What reading a damaged or forged file may raise, in the libraries and below them.
_BROKEN = (
    zipfile.BadZipFile, ZlibError, EOFError, KeyError, IndexError, AttributeError, TypeError,
    ValueError, NotImplementedError, OverflowError, RecursionError, OSError, SyntaxError,
)  # fmt: skip
