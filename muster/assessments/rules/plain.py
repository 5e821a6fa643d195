"""What a person is told of their own results: what was asked, and what it meant, in plain words.

No number, no name of an illness, no band, and never that a risk is low. Who answered little of
something is told that this is what they answered, and that it may have changed since.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from muster.kernel.words import Sentence, _, _p


class Weight(enum.StrEnum):
    """How heavily something weighed by what was answered; the words follow from it."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One scale of one sitting, as far as its words need it.

    `raised_from` is the force's own mark below the cut-off, None where it has none. `critical`
    says that an answer was one that is always acted on, or was left out.
    """

    scale: str
    score: float | None
    least: int
    cutoff: int | None
    raised_from: int | None
    positive: bool | None
    clusters_met: bool | None
    critical: bool


def weight(outcome: Outcome) -> Weight:
    """Return how heavily it weighed; what the answers prove counts where the rest is missing."""
    reached = outcome.cutoff is not None and outcome.least >= outcome.cutoff
    if outcome.positive or outcome.clusters_met or reached:
        return Weight.MUCH
    if outcome.score is None:
        return Weight.UNKNOWN
    if outcome.raised_from is not None and outcome.score >= outcome.raised_from:
        return Weight.SOME
    return Weight.LITTLE


ASKED: dict[str, Sentence] = {
    "phq-9": _("Questions on mood, sleep and energy in the two weeks before"),
    "gad-7": _("Questions on worry and tension in the two weeks before"),
    "pcl-5": _("Questions on what may stay with somebody after a terrible event"),
    "pc-ptsd-5": _("A few questions on what may stay with somebody after a terrible event"),
    "audit-c": _("Questions on drinking"),
    "isi": _("Questions on sleep"),
    "dass-21": _("Questions on mood, worry and strain in the week before"),
    "c-ssrs-screener": _("Questions on thoughts of not wanting to live"),
    "muster-check-in": _("Short questions on how you were"),
}
"""What each instrument asks about, by its key; its own title may name an illness."""

ASKED_ELSE = _("A questionnaire on how you were")

_TALK = _("That is worth a talk, and there is help that works.")
_CHANGED = _("If it was more than you wrote, or has changed since, tell us at any time.")
_UNKNOWN = _("Too few of the questions were answered to say what they mean.")
_ACTED_ON = _(
    "You answered one question in a way on which somebody always speaks with a person, whoever it "
    "is; or you left that question out."
)
_READ_ONE_BY_ONE = _("These answers are not added up. Whoever may help you reads them one by one.")
_SPOKEN_OF = _("Whatever is answered here, a clinician reads it and speaks of it with you alone.")

_WORDS: dict[str, dict[Weight, Sentence]] = {
    "depression": {
        Weight.MUCH: _("You told us of many days of low mood or little energy."),
        Weight.SOME: _("You told us of some days of low mood or little energy."),
        Weight.LITTLE: _("You told us of few or no days of low mood or little energy."),
    },
    "anxiety": {
        Weight.MUCH: _("You told us of many days of worry or tension."),
        Weight.SOME: _("You told us of some days of worry or tension."),
        Weight.LITTLE: _("You told us of few or no days of worry or tension."),
    },
    "stress": {
        Weight.MUCH: _("You told us of much strain."),
        Weight.SOME: _("You told us of some strain."),
        Weight.LITTLE: _("You told us of little or no strain."),
    },
    "insomnia": {
        Weight.MUCH: _("You told us that you slept badly, and that it wore you down."),
        Weight.SOME: _("You told us that you slept worse than you would like."),
        Weight.LITTLE: _("You told us of little or no trouble with sleep."),
    },
    "ptsd": {
        Weight.MUCH: _("You told us that what you went through still takes much from you."),
        Weight.SOME: _("You told us that what you went through still takes something from you."),
        Weight.LITTLE: _(
            "You told us that what you went through, if there was such a thing, "
            "troubled you little."
        ),
    },
    "ptsd-screen": {
        Weight.MUCH: _("You told us that what you went through still troubles you."),
        Weight.SOME: _("You told us that what you went through sometimes troubles you."),
        Weight.LITTLE: _(
            "You told us that what you went through, if there was such a thing, "
            "troubled you little."
        ),
    },
    "alcohol": {
        Weight.MUCH: _("You told us of more drinking than is good for sleep, mood and body."),
        Weight.SOME: _("You told us of some drinking."),
        Weight.LITTLE: _("You told us of little or no drinking."),
    },
}
_ELSE = {
    Weight.MUCH: _p("a result in plain words", "You told us of much that weighs on you."),
    Weight.SOME: _p("a result in plain words", "You told us of something that weighs on you."),
    Weight.LITTLE: _p("a result in plain words", "You told us of little that weighs on you."),
}
_AFTER = {Weight.MUCH: _TALK, Weight.LITTLE: _CHANGED}
# Scales without a total: what is said of them is the same whatever was answered.
_SAME_FOR_ALL = {"answers": _READ_ONE_BY_ONE, "urgency": _SPOKEN_OF}


def meaning(outcome: Outcome) -> tuple[Sentence, ...]:
    """Return what one scale of a sitting meant, as whole sentences for the person."""
    same = _SAME_FOR_ALL.get(outcome.scale)
    if same is not None:
        return (same,)
    weighs = weight(outcome)
    acted_on = (_ACTED_ON,) if outcome.critical else ()
    if weighs is Weight.UNKNOWN:
        return (_UNKNOWN, *acted_on)
    words = _WORDS.get(outcome.scale, _ELSE)[weighs]
    after = _AFTER.get(weighs)
    return (words, *((after,) if after else ()), *acted_on)
