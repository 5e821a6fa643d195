"""The letter that goes along when a case changes hands, composed with the person it is about.

The clinician writes five short answers for whoever takes over; the person sees them, leaves out
what they do not want to go along, adds their own words and wishes, and agrees or does not. What
goes along is never more than both have put in.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping

import msgspec

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _

LONGEST = 800


class Asked(enum.StrEnum):
    """What the clinician answers for whoever takes over."""

    WHY = "why"
    DONE = "done"
    HELPS = "helps"
    AVOID = "avoid"
    NEXT = "next"


ASKS: Mapping[Asked, Sentence] = {
    Asked.WHY: _("What is this person in care for?"),
    Asked.DONE: _("What has been done, and what came of it?"),
    Asked.HELPS: _("What helps this person?"),
    Asked.AVOID: _("What should be avoided?"),
    Asked.NEXT: _("What should happen next, and by when?"),
}


class Part(enum.StrEnum):
    """What of the record goes along, each by itself."""

    WORDS = "words"
    PLAN = "plan"
    SESSIONS = "sessions"
    SCORES = "scores"
    LIMITATIONS = "limitations"
    SAFETY_PLAN = "safety-plan"


PARTS: Mapping[Part, Sentence] = {
    Part.WORDS: _("What your clinician writes to whoever takes over"),
    Part.PLAN: _("What was agreed on in the plan"),
    Part.SESSIONS: _("How many appointments were kept, and when the last one was"),
    Part.SCORES: _("The latest results"),
    Part.LIMITATIONS: _("Limitations of duty that hold now"),
    Part.SAFETY_PLAN: _("The safety plan"),
}


class Letter(msgspec.Struct, frozen=True):
    """The clinician's answers, by what was asked."""

    words: dict[str, str]


class OwnWords(msgspec.Struct, frozen=True):
    """What the person adds: in their own words, and what they wish for."""

    words: str
    wishes: str


def faults(letter: Letter, parts: Collection[str]) -> Iterator[Problem]:
    """Yield why a letter may not be shown to the person; nothing where it may."""
    for asked in Asked:
        said = letter.words.get(asked.value, "")
        if len(said) > LONGEST:
            yield problems.LETTER_TOO_LONG.at(question=ASKS[asked], most=LONGEST)
    if not any(letter.words.get(asked.value, "").strip() for asked in Asked):
        yield problems.LETTER_EMPTY.at()
    known = {part.value for part in Part}
    for code in parts:
        if code not in known:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(sorted(known)))


def goes_along(
    offered: Collection[str], left_out: Collection[str], agreed: bool | None
) -> tuple[Part, ...]:
    """Return what goes along: what the clinician put in, without what the person left out.

    Nothing goes before the person has agreed (`agreed` None: they have not answered).
    """
    if not agreed:
        return ()
    return tuple(part for part in Part if part in offered and part not in left_out)
