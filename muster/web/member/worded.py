"""A sitting's answers in words: each question as it is asked, each answer as it reads."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.viewers import Viewer
from muster.assessments.queries.own import OwnAnswers
from muster.instruments.packs import Pack
from muster.instruments.queries import installed
from muster.instruments.wording import Wording
from muster.vault.work import unit_of_work


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question and its answer in words; "" where it was not answered.

    `stem` is the sentence above several questions, "" where there is none.
    """

    code: str
    stem: str
    question: str
    answer: str


def lines_of(answers: OwnAnswers, language: str, by: Viewer) -> list[AnswerLine]:
    """Return the answers in the reader's language, else in the one they were given in.

    Where the words are under a licence and not on this installation, the item's code and the value
    as printed stand for them.
    """
    with unit_of_work(by.standing()):
        pack = installed(answers.instrument)
    wording = _wording(pack, language, answers.language)
    stems = {code: section.key for section in pack.sections for code in section.items}
    return [
        AnswerLine(
            code,
            "" if wording is None else wording.sections.get(stems[code], ""),
            code if wording is None else wording.items[code],
            "" if value is None else _answer(pack, wording, code, value),
        )
        for code, value in answers.values.items()
    ]


def _wording(pack: Pack, *languages: str) -> Wording | None:
    """Return the words in the first of these languages that has them, else in any."""
    chosen = next((one for one in (*languages, *pack.wordings) if one in pack.wordings), None)
    return None if chosen is None else pack.wordings[chosen]


def _answer(pack: Pack, wording: Wording | None, code: str, value: int) -> str:
    option = pack.specification.by_code[code].by_value.get(value)
    if wording is None or option is None:
        return str(value)
    return wording.options[code][option.code]
