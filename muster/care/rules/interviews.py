"""The structured interview: what is gone through, what was found, and what that proposes.

It is no questionnaire. Nothing is added up; what is found may propose a limitation or show the way
to the crisis step, and neither happens by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from muster.care import problems
from muster.kernel.problems import Problem

LONGEST = 1500
"""Characters in the words of one part."""


class Said(msgspec.Struct, frozen=True):
    """A text of the form in each language of the house."""

    en: str
    ru: str

    def said_in(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be found; `alone` excludes every other of its part."""

    code: str
    says: Said
    alone: bool = False
    proposes: tuple[str, ...] = ()
    crisis: bool = False


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part; where `words` is set, the person's own words are asked for."""

    key: str
    name: Said
    hint: Said
    options: tuple[Option, ...]
    words: bool = False

    def option(self, code: str) -> Option | None:
        return next((one for one in self.options if one.code == code), None)


class InterviewForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of the interview, in the order in which it is gone through."""

    parts: tuple[Part, ...]
    version: str = ""

    def part(self, key: str) -> Part | None:
        return next((one for one in self.parts if one.key == key), None)


class Found(msgspec.Struct, frozen=True):
    """What was found in one part."""

    codes: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proposes:
    """What an interview proposes: functions to limit, and whether the crisis step is shown."""

    functions: tuple[str, ...]
    crisis: bool


def faults(part: Part, found: Found) -> Iterator[Problem]:
    """Yield what keeps one part from being put on record."""
    if not found.codes:
        yield problems.NOTHING_FOUND.at()
    for code in found.codes:
        if part.option(code) is None:
            known = ", ".join(one.code for one in part.options)
            yield problems.UNKNOWN_CODE.at(code=code, known=known)
    alone = [code for code in found.codes if (one := part.option(code)) is not None and one.alone]
    if alone and len(found.codes) > 1:
        yield problems.FOUND_AND_NOT.at()
    if part.words and not found.words.strip():
        yield problems.OWN_WORDS_MISSING.at()
    if len(found.words) > LONGEST:
        yield problems.WORDS_TOO_LONG.at(most=LONGEST)


def missing(form: InterviewForm, found: Mapping[str, Found]) -> tuple[Part, ...]:
    """Return the parts that nothing is on record for yet, in their order."""
    return tuple(part for part in form.parts if part.key not in found)


def proposes(form: InterviewForm, found: Mapping[str, Found]) -> Proposes:
    """Return what is proposed. A proposal is shown; ordering is a clinician's act of its own."""
    chosen = [
        option
        for part in form.parts
        for code in (found[part.key].codes if part.key in found else ())
        if (option := part.option(code)) is not None
    ]
    functions = dict.fromkeys(code for one in chosen for code in one.proposes)
    return Proposes(tuple(functions), any(one.crisis for one in chosen))
