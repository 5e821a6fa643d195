"""What goes along with a case, in words: the same on the pages of both sides, on paper, in FHIR."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from babel.dates import format_date

from muster.care.lettering import Content, LetterRead
from muster.care.queries.letters import Passed
from muster.care.rules.letters import ASKS, PARTS, Asked, OwnWords, Part
from muster.kernel.words import Sentence, _
from muster.web.care.coded import functions_of, in_force
from muster.web.care.plans.safety import parts_of
from muster.web.components.statuses import Status
from muster.web.psychologist.naming import instrument_name

NONE = Status(_("No letter yet"), "grey")
OPEN = Status(_("Shown to the person, not answered yet"), "amber")
AGREED = Status(_("The person agreed"), "green")
NOT_AGREED = Status(_("The person did not agree: nothing goes along"), "grey")
_SAYS = {
    "kept": _("Appointments kept: {count}"),
    "last": _("The last one on {day}"),
    "since": _("Since {day}"),
    "score": _("{scale}: {score}, answered on {day}"),
    "limited": _("{what}, until {day}"),
}
Section = tuple[str, list[str]]


def passed_of(passed: Passed, language: str) -> dict[str, Any]:
    """Return what the page of a handover shows of its letter."""
    letter = passed.letter
    said = {
        "letter": letter,
        "letter_mark": mark_of(letter),
        "letter_open": letter is not None and letter.agreed is None,
        "outsider": passed.outsider,
        "own": OwnWords("", "") if letter is None else letter.own,
        "left_out": [],
        "sections": [],
    }
    if letter is not None:
        said["left_out"] = [PARTS[Part(one)].said_in(language) for one in letter.left_out]
        said["sections"] = list(sections_of(letter, passed.content, letter.parts, language))
    return said


def mark_of(letter: LetterRead | None) -> Status:
    """Return how a letter stands."""
    if letter is None:
        return NONE
    if letter.agreed is None:
        return OPEN
    return AGREED if letter.agreed else NOT_AGREED


def sections_of(
    letter: LetterRead | None, content: Content, parts: Collection[Part], language: str
) -> Iterator[Section]:
    """Yield each part that goes along, with its title and lines; parts that are empty are not."""
    if letter is not None and Part.WORDS in parts:
        for asked in Asked:
            if said := letter.says.words.get(asked.value, ""):
                yield ASKS[asked].said_in(language), said.splitlines()
    for part, lines in (
        (Part.PLAN, _plan(content, language)),
        (Part.SESSIONS, _sessions(content, language)),
        (Part.SCORES, _scores(content, language)),
        (Part.LIMITATIONS, _limitations(content, language)),
    ):
        if part in parts and lines:
            yield PARTS[part].said_in(language), lines
    if Part.SAFETY_PLAN in parts and content.safety_plan is not None:
        for asks, words, contacts in parts_of(content.safety_plan):
            told = [*words.splitlines(), *(f"{one.name}: {one.number}" for one in contacts)]
            yield asks.said_in(language), told


def day_of(day: date, language: str) -> str:
    """Return a day as it is written on paper."""
    return str(format_date(day, "d MMMM y", locale=language))


def score_title(instrument: str, language: str) -> str:
    """Return what an instrument is called."""
    found = instrument_name(instrument)
    return found.said_in(language) if isinstance(found, Sentence) else found


def _plan(content: Content, language: str) -> list[str]:
    lines = content.goals.splitlines()
    if content.begins_on is not None:
        lines.append(_SAYS["since"].of(day=day_of(content.begins_on, language)).said_in(language))
    return lines


def _sessions(content: Content, language: str) -> list[str]:
    if content.last_session is None:
        return []
    last = day_of(content.last_session, language)
    return [
        _SAYS["kept"].of(count=content.sessions).said_in(language),
        _SAYS["last"].of(day=last).said_in(language),
    ]


def _scores(content: Content, language: str) -> list[str]:
    return [
        _SAYS["score"]
        .of(
            scale=score_title(one.instrument, language),
            score=f"{one.score:g}",
            day=day_of(content.calendar.local_date(one.at), language),
        )
        .said_in(language)
        for one in content.scores
    ]


def _limitations(content: Content, language: str) -> list[str]:
    return [
        _SAYS["limited"]
        .of(
            what=", ".join(functions_of(in_force(), one.functions, language)),
            day=day_of(one.ends, language),
        )
        .said_in(language)
        for one in content.limitations
    ]
