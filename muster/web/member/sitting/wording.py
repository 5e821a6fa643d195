"""From a step of a sitting to what stands on its page: the question, its answers, its progress."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from muster.assessments.answering import UnderWay
from muster.assessments.queries import Asked
from muster.assessments.rules.matching import STEM, question
from muster.assessments.rules.said import Kind, Step
from muster.instruments.packs import Pack
from muster.instruments.wording import Wording
from muster.kernel.words import LANGUAGES, Sentence, _
from muster.web.components.words import WORDS
from muster.web.forms import Choice, Hidden, Question

RATHER_NOT = "none"
"""What is sent where the person would rather not answer."""

_RATHER_NOT = _("I would rather not answer")
_REQUIRED = _("Select an answer, or “I would rather not answer”")
_OF = _("Question {place} of {total}")
_BETWEEN = _("A few questions in between")
_ANSWER = _("Please answer with yes or no:")


@dataclass(frozen=True, slots=True)
class Worded:
    """One question as it is asked.

    `answers` are what is sent and what is read, in the form's order. `language` is that of the
    words, which may differ from the page's.
    """

    asks: Sentence | str
    stem: Sentence | str | None
    answers: tuple[tuple[str, Sentence | str], ...]
    language: str


def worded(asked: Asked, step: Step, language: str) -> Worded:
    """Return the words of a step's question in `language`, or in one that its text is in."""
    if step.kind is Kind.NEUTRAL:
        return _neutral(asked.now, step, language)
    item = asked.now.plan.item(step)
    pack = asked.packs[step.instrument]
    wording = wording_for(pack, language)
    options = () if item is None else item.options
    texts = wording.options[step.code]
    stem = _stem(pack, wording, step.code)
    if stem is None and step.kind is Kind.FOLLOW_UP:
        stem = _ANSWER  # so that its page has the shape of every other in between
    return Worded(
        wording.items[step.code],
        stem,
        (*((str(one.value), texts[one.code]) for one in options), (RATHER_NOT, _RATHER_NOT)),
        wording.language,
    )


def wording_for(pack: Pack, language: str) -> Wording:
    """Return a form's words in `language`; where there are none, in the first there are."""
    known = (one for one in (language, *LANGUAGES) if one in pack.wordings)
    return pack.wordings[next(known)]


def answer_said(worded_: Worded, value: int | None) -> Sentence | str:
    """Return what was answered, as it was read."""
    sent = RATHER_NOT if value is None else str(value)
    return dict(worded_.answers)[sent]


def _neutral(now: UnderWay, step: Step, language: str) -> Worded:
    between = [one for one in now.steps if one.kind in (Kind.NEUTRAL, Kind.FOLLOW_UP)]
    answers = (("0", WORDS["no"]), ("1", WORDS["yes"]), (RATHER_NOT, _RATHER_NOT))
    return Worded(question(between.index(step)), STEM, answers, language)


def _stem(pack: Pack, wording: Wording, code: str) -> Sentence | str | None:
    for section in pack.sections:
        if code in section.items and section.stem:
            return wording.sections[section.key]
    return None


def progress(now: UnderWay, step: Step) -> Sentence:
    """Say in words how far the person is. In a room it says the same to everybody."""
    if now.plan.room:
        counted = [one for one in now.steps if one.kind is not Kind.REACH]
    elif step.kind is Kind.ITEM:
        counted = [one for one in now.steps if one.kind is Kind.ITEM]
    else:
        return _BETWEEN
    return _OF.of(place=counted.index(step) + 1, total=len(counted))


def token_of(sitting: UUID, step: Step) -> str:
    """Return what a page sends back so that its answer goes to its own question; always 12 signs.

    Pages are counted, and what is counted may shift while a page is open.
    """
    named = "/".join((step.kind.value, step.instrument, step.code))
    return blake2b(named.encode(), key=sitting.bytes, digest_size=6).hexdigest()


def step_of(now: UnderWay, token: str) -> Step | None:
    """Return the page that sends this token, None where the sitting has it no more."""
    return next((one for one in now.steps if token_of(now.id, one) == token), None)


def question_form(worded_: Worded, step: Step, sitting: UUID) -> type[Question]:
    """Return the form of one question: its words are known only now."""

    token = token_of(sitting, step)

    class Asks(Question):
        step = Hidden(initial=token)
        answer = Choice(asks=worded_.asks, options=worded_.answers, required=_REQUIRED)

    return Asks
