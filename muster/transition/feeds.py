"""Feeds of vacancies as they are sent, read within limits and without trust.

No document type, no entity and nothing from elsewhere is followed in XML; a file that nests deeper,
or holds more, than any feed of vacancies needs is refused whole.
"""

from __future__ import annotations

import json
from collections.abc import Sized
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from muster.kernel.problems import Problem
from muster.kernel.sheets.cells import fault
from muster.transition import interface_problems as problems
from muster.transition.rules import feeds

Rows = list[tuple[int, dict[str, str]]]
LARGEST = 32 * 1024 * 1024
MOST, DEEPEST = 20_000, 12


def is_feed(path: Path) -> bool:
    """Does the file begin as XML or JSON does, and not as a table?"""
    with path.open("rb") as file:
        return file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"[")


def rows_of_feed(path: Path) -> tuple[Rows, list[Problem], str]:
    """Return a feed's vacancies as rows of cells, what was wrong with some, and its digest."""
    if path.stat().st_size > LARGEST:
        raise problems.FEED_TOO_LARGE.refused(most=LARGEST // 1024 // 1024)
    data = path.read_bytes()
    begins = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    found = _of_xml(path) if begins == b"<" else _of_json(data)
    rows: Rows = []
    met: list[Problem] = []
    for number, cells in enumerate(found, start=1):
        wrong = [
            replace(one, row=number, column=name)
            for name, said in cells.items()
            if (one := fault(said)) is not None
        ]
        if wrong:
            met += wrong
        else:
            rows.append((number, cells))
    return rows, met, sha256(data).hexdigest()


def _of_xml(path: Path) -> list[feeds.Cells]:
    found: list[feeds.Cells] = []
    depth, seen = 0, 0
    try:
        for event, one in iterparse(str(path), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            seen += event == "start"
            if depth > DEEPEST or seen > 20 * MOST:
                raise problems.FEED_TOO_LARGE.refused(most=LARGEST // 1024 // 1024)
            name = str(one.tag).rpartition("}")[2]
            if seen == 1 and event == "start" and name != feeds.ROOT:
                raise problems.NO_FEED.refused(name=feeds.ROOT)
            if event == "end" and name == feeds.ITEM:
                found.append(feeds.cells_of_item(one))
                one.clear()
                _enough(found)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise problems.FEED_UNREADABLE.refused(place=_place(error)) from None
    return found


def _place(error: Exception) -> str:
    line, column = getattr(error, "position", (0, 0))
    return f"{line}:{column}" if line else type(error).__name__


def _of_json(data: bytes) -> list[feeds.Cells]:
    try:
        read: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = f"{getattr(error, 'lineno', 0)}:{getattr(error, 'colno', 0)}"
        raise problems.FEED_UNREADABLE.refused(place=place) from None
    found: list[feeds.Cells] = []
    try:
        for one in feeds.postings(read):
            found.append(feeds.cells_of_posting(one))
            _enough(found)
    except RecursionError:
        raise problems.FEED_TOO_LARGE.refused(most=LARGEST // 1024 // 1024) from None
    if not found:
        raise problems.NO_FEED.refused(name="JobPosting")
    return found


def _enough(found: Sized) -> None:
    if len(found) > MOST:
        raise problems.FEED_TOO_LARGE.refused(most=LARGEST // 1024 // 1024)
