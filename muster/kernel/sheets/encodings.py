"""Which encoding a text is in: UTF-8, UTF-16 and Windows-1251 are read, others refused by name."""

from __future__ import annotations

import codecs

from muster.kernel.sheets.problems import ENCODING
from muster.kernel.sheets.recognise import Survey

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def recognise_encoding(found: Survey) -> str:
    """Return Python's name of the encoding; Refused names one that is not accepted."""
    for mark, name in _MARKS:
        if found.head.startswith(mark):
            if name == "UTF-32":
                raise ENCODING.refused(encoding=name)
            return name
    return "utf-8" if found.utf8 else "cp1251"
