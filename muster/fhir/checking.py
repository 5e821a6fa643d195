"""One QuestionnaireResponse read slowly, with a problem for everything that is wrong with it.

This is the whole meaning of a response; `responses` reads the usual ones faster and must agree. A
response with any problem is refused whole: nobody here can tell which part of it is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import msgspec

from muster.fhir import problems
from muster.fhir.dates import lies_ahead, read_instant
from muster.fhir.form import FINAL, Form, Question
from muster.fhir.guards import DEPTH_LIMIT, DOCUMENT_LIMIT, too_deep
from muster.instruments.problems import UNKNOWN_CODE
from muster.instruments.rules.reading import shown
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.totals import check_total
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _

GROUPS_LIMIT = 16
KNOWN_SHOWN = 40

_BYTE = re.compile(r"\(byte (\d+)\)")
_OBJECT = _("an object")
_LIST = _("a list")
_TEXT = _("a text")
_CODING = _("a coding, valueCoding")
_NUMBER = _("a number")


@dataclass(slots=True)
class Sitting:
    """One response as read: answers by item code, and who gave them when.

    `subject` and `id` are opaque to Muster. With any `problems` the sitting is refused.
    """

    values: dict[str, int] = field(default_factory=dict)
    subject: str | None = None
    id: str | None = None
    authored: Instant | None = None
    problems: list[Problem] = field(default_factory=list)


def check(document: bytes, form: Form, *, at: Instant, named: bool = True) -> Sitting:
    """Read one response to `form`; `at` is the present, which no response can be later than.

    With `named`, a response has to name the questionnaire that it answers.
    """
    return _Check(form, at, named).read(document)


def parsed(document: bytes) -> Any:
    """Return the document as plain data, or the problem that stops it from being read."""
    if len(document) > DOCUMENT_LIMIT:
        return problems.TOO_LARGE.at(limit=DOCUMENT_LIMIT >> 10)
    if too_deep(document):
        return problems.TOO_DEEP.at(limit=DEPTH_LIMIT)
    try:
        return msgspec.json.decode(document)
    except RecursionError:
        return problems.TOO_DEEP.at(limit=DEPTH_LIMIT)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return malformed(error, document)


def malformed(error: Exception, document: bytes) -> Problem:
    """Return the problem with a document that is no JSON, and from which byte on (from 1)."""
    found = _BYTE.search(str(error))
    return problems.MALFORMED.at(byte=int(found[1]) + 1 if found else len(document))


class _Check:
    """The reading of one response."""

    def __init__(self, form: Form, at: Instant, named: bool) -> None:
        self.form, self.at, self.named = form, at, named
        self.sitting = Sitting()
        self.met: set[str] = set()
        self.stated: dict[str, float] = {}

    def read(self, document: bytes) -> Sitting:
        data = parsed(document)
        if isinstance(data, Problem):
            self.sitting.problems.append(data)
        elif not isinstance(data, dict):
            self.wrong("", _OBJECT)
        elif data.get("resourceType") != "QuestionnaireResponse":
            kind = shown(str(data.get("resourceType", "")))
            self.sitting.problems.append(problems.NOT_A_RESPONSE.at(type=kind))
        else:
            self.envelope(data)
            self.items(data.get("item"), "item", 0)
            self.totals()
        return self.sitting

    def note(self, problem: Problem) -> None:
        self.sitting.problems.append(problem)

    def wrong(self, element: str, expected: Sentence, column: str | None = None) -> None:
        self.note(problems.WRONG_TYPE.at(column=column, element=element or "–", type=expected))

    def text(self, data: dict[str, Any], element: str) -> str | None:
        """Return a text element, None where it is missing or, after a problem, no text."""
        value = data.get(element)
        if value is not None and not isinstance(value, str):
            self.wrong(element, _TEXT)
            return None
        return value

    def envelope(self, data: dict[str, Any]) -> None:
        """Read what stands around the answers."""
        self.unmodified(data, "QuestionnaireResponse")
        self.questionnaire(self.text(data, "questionnaire"))
        status = self.text(data, "status")
        if status not in FINAL:
            self.note(problems.STATUS.at(status=shown(status or "–")))
        self.sitting.id = self.text(data, "id")
        self.sitting.subject = self.subject(data.get("subject"))
        authored = self.text(data, "authored")
        if authored is not None:
            self.date(authored)

    def questionnaire(self, name: str | None) -> None:
        if name is None:
            if self.named:
                self.note(problems.NO_QUESTIONNAIRE.at(example=self.form.url))
        elif name not in self.form.names:
            self.note(problems.OTHER_QUESTIONNAIRE.at(found=shown(name), expected=self.form.url))

    def subject(self, data: object) -> str | None:
        """Return the subject's reference, or the value of its identifier."""
        if data is None:
            return None
        if not isinstance(data, dict):
            self.wrong("subject", _OBJECT)
            return None
        reference = self.text(data, "reference")
        if reference is not None:
            return reference
        identifier = data.get("identifier")
        return self.text(identifier, "value") if isinstance(identifier, dict) else None

    def date(self, text: str) -> None:
        try:
            instant, ahead = read_instant(text), lies_ahead(text, self.at)
        except (ValueError, OverflowError):
            self.note(problems.DATE.at(column="authored", text=shown(text)))
            return
        if ahead:
            self.note(problems.FUTURE.at(column="authored", date=shown(text)))
        self.sitting.authored = instant

    def items(self, data: object, element: str, depth: int) -> None:
        if depth > GROUPS_LIMIT:
            self.note(problems.TOO_DEEP.at(limit=GROUPS_LIMIT))
        elif data is not None and not isinstance(data, list):
            self.wrong(element, _LIST)
        else:
            for one in data or ():
                self.item(one, element, depth)

    def item(self, data: object, element: str, depth: int) -> None:
        if not isinstance(data, dict):
            self.wrong(element, _OBJECT)
            return
        link = data.get("linkId")
        if not isinstance(link, str):
            self.wrong(f"{element}.linkId", _TEXT)
            return
        name = shown(link)
        if link in self.met:
            self.note(problems.TWICE.at(column=name, link=name))
            return
        self.met.add(link)
        self.unmodified(data, name)
        answers = data.get("answer") or []
        if not isinstance(answers, list) or not all(isinstance(each, dict) for each in answers):
            self.wrong(f"{name}.answer", _LIST, name)
            return
        if link in self.form.questions:
            self.answer(self.form.questions[link], answers)
        elif link in self.form.totals:
            self.total(link, answers)
        elif link not in self.form.groups:
            known = ", ".join([*self.form.questions][:KNOWN_SHOWN])
            instrument = self.form.specification.instrument
            self.note(
                problems.UNKNOWN_LINK.at(column=name, instrument=instrument, link=name, known=known)
            )
        for nested in (data, *answers):
            self.items(nested.get("item"), f"{name}.item", depth + 1)

    def answer(self, question: Question, answers: list[dict[str, Any]]) -> None:
        """Take the answer to a question; none at all is an item that was not answered."""
        link = question.item.code
        if len(answers) > 1:
            self.note(problems.SEVERAL_ANSWERS.at(column=link, link=link, count=len(answers)))
        if len(answers) != 1:
            return
        self.unmodified(answers[0], link)
        coding = answers[0].get("valueCoding")
        if not isinstance(coding, dict):
            self.wrong(f"{link}.answer.value", _CODING, link)
            return
        system, code = coding.get("system"), coding.get("code")
        if not isinstance(code, str):
            self.wrong(f"{link}.answer.valueCoding.code", _TEXT, link)
        elif system is not None and system != question.system:
            given = shown(str(system))
            self.note(
                problems.UNKNOWN_SYSTEM.at(column=link, system=given, expected=question.system)
            )
        elif code not in question.values:
            known = ", ".join(question.values)
            self.note(UNKNOWN_CODE.at(column=link, item=link, value=shown(code), known=known))
        else:
            self.sitting.values[link] = question.values[code]

    def total(self, link: str, answers: list[dict[str, Any]]) -> None:
        """Remember a total that the sender states."""
        if len(answers) > 1:
            self.note(problems.SEVERAL_ANSWERS.at(column=link, link=link, count=len(answers)))
        for answer in answers[:1]:
            number = answer.get("valueDecimal", answer.get("valueInteger"))
            if isinstance(number, bool) or not isinstance(number, int | float):
                self.wrong(f"{link}.answer.value", _NUMBER, link)
            else:
                self.stated[self.form.totals[link]] = number

    def totals(self) -> None:
        """Hold the stated totals against the answers; not where those have problems already."""
        if self.sitting.problems or not self.stated:
            return
        for result in score_values(self.form.specification, self.sitting.values):
            wrong = check_total(result, self.stated.get(result.scale))
            if wrong is not None:
                self.sitting.problems.append(wrong)

    def unmodified(self, data: dict[str, Any], element: str) -> None:
        """Refuse what carries a modifier extension: FHIR forbids to read on past an unknown one."""
        if data.get("modifierExtension"):
            self.note(problems.MODIFIER.at(element=element))
