"""QuestionnaireResponses read by the thousand: bytes in, a matrix of answers and problems out.

The usual response is decoded into types made for its instrument, in which only the instrument's own
linkIds, codes and code systems fit: what decodes is already checked. Every response that does not
fit is read again by `checking`, which takes what is unusual but right and names what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from types import GenericAlias
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta, Struct, defstruct
from numpy.typing import NDArray

from muster.fhir.checking import Sitting, check
from muster.fhir.form import FINAL, Form, form_of
from muster.fhir.guards import DOCUMENT_LIMIT, SHALLOW_BELOW, too_deep
from muster.instruments.packs import Pack
from muster.kernel.problems import Problem
from muster.kernel.time import Instant

BLANK = 255  # what the columnar engine's -1 is as an unsigned byte


@dataclass(slots=True)
class Sittings:
    """Responses as read.

    `answers` is signed bytes, items × sittings, as the columnar engine takes them; `numbers`,
    `subjects`, `ids` and `authored` belong to its columns. `problems` name the responses that are
    refused by their numbers; `refused` counts them.
    """

    answers: NDArray[np.int8]
    numbers: list[int] = field(default_factory=list)
    subjects: list[str | None] = field(default_factory=list)
    ids: list[str | None] = field(default_factory=list)
    authored: list[Instant | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0


class Unusual(Exception):  # noqa: N818 — not an error: the response is read again with more care
    """The response is not of the usual form."""


class Identifier(Struct, gc=False):
    """A subject's number in some other system."""

    value: str | None = None


class Reference(Struct, gc=False):
    """Whom a response is about."""

    reference: str | None = None
    identifier: Identifier | None = None


class Reader:
    """Reads the responses to one instrument.

    `at` is the present: no response can be later. With `named`, each has to name the questionnaire
    that it answers; without, one that names none is taken to answer this one.
    """

    def __init__(self, pack: Pack, *, at: Instant, named: bool = True) -> None:
        self.form, self.at, self.named = form_of(pack), at, named
        self._decode = _usual(self.form, named)
        self._known = {
            link: (question.place, question.values, question.system)
            for link, question in self.form.questions.items()
        }
        self._blank = bytes([BLANK]) * len(self.form.questions)

    def read(self, documents: Iterable[bytes], first: int = 1) -> Sittings:
        """Read responses, each the bytes of one; they are numbered from `first`."""
        return self.read_numbered(enumerate(documents, first))

    def read_numbered(self, documents: Iterable[tuple[int, bytes]]) -> Sittings:
        """Read responses that come with their numbers."""
        found = Sittings(np.empty((0, 0), np.int8))
        rows: list[bytearray] = []
        for number, document in documents:
            try:
                response = self._usual_response(document)
                row = self._row(response)
            except (ValueError, KeyError, TypeError, RecursionError, Unusual):
                sitting = check(document, self.form, at=self.at, named=self.named)
                if sitting.problems:
                    found.problems += [problem.in_row(number) for problem in sitting.problems]
                    found.refused += 1
                    continue
                rows.append(self._row_of(sitting))
                subject, id_, authored = sitting.subject, sitting.id, sitting.authored
            else:
                rows.append(row)
                subject, id_, authored = _subject(response.subject), response.id, response.authored
            found.numbers.append(number)
            found.subjects.append(subject)
            found.ids.append(id_)
            found.authored.append(authored)
        flat = np.frombuffer(b"".join(rows), np.int8)
        found.answers = np.ascontiguousarray(flat.reshape(-1, len(self._blank)).T)
        return found

    def _usual_response(self, document: bytes) -> Any:
        if len(document) >= SHALLOW_BELOW and (
            len(document) > DOCUMENT_LIMIT or too_deep(document)
        ):
            raise Unusual
        response = self._decode(document)
        if response.authored is not None and response.authored > self.at:
            raise Unusual
        return response

    def _row(self, response: Any) -> bytearray:
        """Return the answers of a usual response; any error says that it is not one."""
        row, known, parts = bytearray(self._blank), self._known, response.item
        left = len(row)
        if len(parts) > 1 and len({part.link_id for part in parts}) < len(parts):
            raise Unusual
        for part in parts:
            items = part.item
            if not items:
                items = (part,)
            elif part.answer is not None or part.link_id in known:
                raise Unusual
            left -= len(items)
            for item in items:
                place, values, system = known[item.link_id]
                (answer,) = item.answer
                coding = answer.value_coding
                if coding.system != system and coding.system is not None:
                    raise Unusual
                row[place] = values[coding.code]
        if row.count(BLANK) != left:  # an item stands twice
            raise Unusual
        return row

    def _row_of(self, sitting: Sitting) -> bytearray:
        row = bytearray(self._blank)
        for link, value in sitting.values.items():
            row[self.form.questions[link].place] = value
        return row


def _subject(reference: Reference | None) -> str | None:
    if reference is None:
        return None
    if reference.reference is None and reference.identifier is not None:
        return reference.identifier.value
    return reference.reference


def _usual(form: Form, named: bool) -> Callable[[bytes], Any]:
    """Return the decoder of usual responses; whatever it does not take is unusual or wrong."""
    questions = form.questions.values()
    codes = tuple(sorted({code for question in questions for code in question.values}))
    systems = tuple(sorted({question.system for question in questions}))
    links, groups, names = tuple(form.questions), tuple(form.groups), tuple(form.names)
    coding = _struct("Coding", code=Literal[codes], system=(Literal[systems] | None, None))
    answer = _struct("Answer", value_coding=coding, item=(None, None))
    question = _struct(
        "Item", link_id=Literal[links], answer=(_one(answer) | None, None), item=(None, None)
    )
    part = _struct(
        "Part",
        link_id=Literal[links + groups],
        answer=(_one(answer) | None, None),
        item=(_many(question), ()),
    )
    response = _struct(
        "Response",
        resource_type=Literal["QuestionnaireResponse"],
        status=Literal[FINAL],
        questionnaire=Literal[names] if named else (Literal[names] | None, None),
        id=(str | None, None),
        subject=(Reference | None, None),
        authored=(Annotated[datetime, Meta(tz=True)] | None, None),
        item=(_many(part), ()),
    )
    return msgspec.json.Decoder(response).decode


def _one(kind: Any) -> Any:
    return GenericAlias(tuple, (kind,))


def _many(kind: Any) -> Any:
    return GenericAlias(tuple, (kind, ...))


def _struct(name: str, **elements: Any) -> Any:
    """Make a type of FHIR elements; a modifier extension on any of them does not fit."""
    fields = [
        (element, *kind) if isinstance(kind, tuple) else (element, kind)
        for element, kind in {**elements, "modifier_extension": (None, None)}.items()
    ]
    fields.sort(key=len)
    return defstruct(name, fields, gc=False, rename="camel")
