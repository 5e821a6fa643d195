"""The FHIR documents in a file: one response, a Bundle of them, or one in each line (NDJSON).

What the file is, is told from its content. A line or an entry that cannot be read is a problem with
its number; the others are read.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Raw, Struct

from muster.fhir import problems
from muster.fhir.checking import malformed
from muster.fhir.guards import BUNDLE_LIMIT, DEPTH_LIMIT, DOCUMENT_LIMIT, too_deep
from muster.instruments.rules.reading import shown
from muster.kernel.problems import Problem
from muster.kernel.sheets.problems import NO_SUCH_FILE, Findings

LOOKED_AT = 100
RESPONSE = "QuestionnaireResponse"


class Kind(Struct, rename="camel"):
    """Any resource, of which only the type is looked at."""

    resource_type: str


class Entry(Struct):
    """One entry of a Bundle; its resource is not parsed yet."""

    resource: Raw = Raw(b"null")


class Bundle(Struct, rename="camel"):
    """A Bundle of whatever resources."""

    resource_type: str
    entry: list[Entry] = []


class Documents:
    """The documents of a file.

    `problems` grows as they are read; `position` of `total` bytes says how far the reading is.
    Refused where the file cannot be read as a whole, or holds no response at all.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.position = path, 0
        self.problems = Findings()
        try:
            self.total = path.stat().st_size
            with path.open("rb") as file:
                self._lines = _is_lines(file)
        except OSError as error:
            raise NO_SUCH_FILE.refused(name=path.name) from error

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number and the bytes of each document, from 1."""
        self.problems, self.position = Findings(), 0
        with self.path.open("rb") as file:
            _skip_mark(file)
            yield from self._each_line(file) if self._lines else self._whole(file)
        self.position = self.total

    def _each_line(self, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
        number = 0
        while line := file.readline(DOCUMENT_LIMIT + 2):
            number += 1
            if len(line) > DOCUMENT_LIMIT + 1 and not line.endswith(b"\n"):
                self.refuse(problems.TOO_LARGE.at(row=number, limit=DOCUMENT_LIMIT >> 10))
                _skip_line(file)
            elif text := line.strip():
                yield number, text
            if number % 256 == 0:
                self.position = file.tell()

    def _whole(self, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
        document = file.read(BUNDLE_LIMIT + 1)
        if not document.strip():
            raise problems.NO_RESPONSES.refused()
        if len(document) > BUNDLE_LIMIT:
            raise problems.TOO_LARGE.refused(limit=BUNDLE_LIMIT >> 10)
        if too_deep(document, DEPTH_LIMIT + 4):
            raise problems.TOO_DEEP.refused(limit=DEPTH_LIMIT)
        try:
            bundle = msgspec.json.decode(document, type=Bundle)
        except msgspec.ValidationError:
            yield 1, document
        except RecursionError:
            raise problems.TOO_DEEP.refused(limit=DEPTH_LIMIT) from None
        except msgspec.DecodeError as error:
            self.refuse(malformed(error, document))
        else:
            if bundle.resource_type != "Bundle":
                yield 1, document
            else:
                yield from self._entries(bundle)

    def _entries(self, bundle: Bundle) -> Iterator[tuple[int, bytes]]:
        """Yield the responses of a Bundle; other resources are noted and passed over."""
        found = False
        for number, entry in enumerate(bundle.entry, 1):
            document = bytes(entry.resource)
            try:
                kind = msgspec.json.decode(document, type=Kind).resource_type
            except msgspec.DecodeError:
                kind = RESPONSE
            if kind == RESPONSE:
                found = True
                yield number, document
            else:
                self.problems.add(problems.PASSED_OVER.at(row=number, type=shown(kind)))
        if not found:
            raise problems.NO_RESPONSES.refused()

    def refuse(self, problem: Problem) -> None:
        """Count one document as refused, for this reason."""
        self.problems.add(problem)
        self.problems.refused += 1


def is_json(path: Path) -> bool:
    """Does the file begin as JSON does?"""
    try:
        with path.open("rb") as file:
            return file.read(256).removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")
    except OSError:
        return False


def _is_lines(file: BinaryIO) -> bool:
    """Is each line a document of its own? The first whole one among a hundred lines says so."""
    _skip_mark(file)
    for _line in range(LOOKED_AT):
        line = file.readline(DOCUMENT_LIMIT + 2)
        try:
            kind = msgspec.json.decode(line, type=Kind)
        except (msgspec.DecodeError, RecursionError):
            continue
        return kind.resource_type != "Bundle"
    return False


def _skip_mark(file: BinaryIO) -> None:
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(DOCUMENT_LIMIT)) and not rest.endswith(b"\n"):
        pass
