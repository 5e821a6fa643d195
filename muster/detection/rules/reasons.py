"""Why a sitting stands where it stands: a stable code, plain values, and a sentence for a reader.

Code and values are what is stored; the sentence is made when somebody reads it, in their language.
The values hold single answers, so they are sealed wherever they are kept, like the answers.

They are read by a tired psychologist at six in the morning: the form first, then what was said,
then the number it is measured by. Nothing here calls anybody's risk low.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

from muster.detection import problems
from muster.kernel.words import Plain, Sentence, _, _p
from muster.policy.rules.findings import Finding

Value = str | int | float
"""What a reason may hold: JSON as it is. Dates are written as ISO 8601 days."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding with the values that say what exactly was found."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, finding: Finding, **values: Value | date | None) -> Reason:
        """Return the reason for `finding`; values that are None are not known, and left out."""
        return cls(
            finding.value,
            tuple(
                (name, value.isoformat() if isinstance(value, date) else _plain(value))
                for name, value in values.items()
                if value is not None
            ),
        )

    @property
    def finding(self) -> Finding:
        return Finding(self.code)

    def as_json(self) -> dict[str, object]:
        """Return code and values as JSON has them."""
        return {"code": self.code, "values": dict(self.values)}

    def sentence(self) -> Sentence:
        """Return the reason as a sentence."""
        return reason_sentence(self.code, dict(self.values))


def _plain(value: Value) -> Value:
    """Write 14.0 points as 14: a total is a whole number, whatever carried it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_DATES = frozenset({"on", "since", "earlier_on", "returned_on", "opened_on", "closed_on"})

_ABOUT = {
    "phq9-9": _p("critical item", "thoughts of being better off dead, or of self-harm"),
    "checkin-living": _p("critical item", "thoughts of not wanting to live"),
}
_ABOUT_SUICIDE = _p("critical item", "an item that is always acted on")

_FORM = _p("form", "{instrument}")
_FORM_ON = _p("form", "{instrument} of {on}")
_NAMES = {
    "muster-check-in": _p("instrument", "Muster check-in"),
    "c-ssrs-screener": _p("instrument", "C-SSRS"),
}

BASES = {
    "internal-consistency": _p("reliability", "internal consistency"),
    "retest": _p("reliability", "repeated testing"),
    "published": _p("reliability", "the authors' own figure"),
}
"""What a constant of change stands on, by its basis."""

# Several sentences under one code differ in what is known; the first whose places can all be
# filled is said. So the fullest stands first, and the last needs the least.
_SENTENCES: Mapping[Finding, tuple[Sentence, ...]] = {
    Finding.SUICIDE_RISK_HIGH: (
        _(
            "{form}: told us of intent or a plan within the past month, or of an attempt or"
            " preparations within the past 3 months."
        ),
    ),
    Finding.HELP_NOW: (
        _("Said “I need help now” on {on}."),
        _("Said “I need help now”."),
    ),
    Finding.THREAT_TO_OTHERS: (
        _("Spoke on {on} of harming somebody else."),
        _("Spoke of harming somebody else."),
    ),
    Finding.FOLLOW_UP_MISSING: (
        _("The questions about suicide that should have followed were not asked."),
    ),
    Finding.FOLLOW_UP_REFUSED: (
        _("Did not want to answer the questions about suicide that followed."),
    ),
    Finding.FOLLOW_UP_ABANDONED: (_("Broke off the questions about suicide that followed."),),
    Finding.CRITICAL_ANSWER_HIGHEST: (
        _(
            "Answered item {item} of the {instrument} ({about}) with {value} of {highest} on {on}."
            " This answer is acted on at once."
        ),
        _(
            "Answered item {item} of the {instrument} ({about}) with {value} of {highest}; the"
            " day is not known. This answer is acted on at once."
        ),
    ),
    Finding.SUICIDE_RISK_MODERATE: (
        _(
            "{form}: told us of having thought about how, within the past month, or of an attempt"
            " or preparations at some time in life."
        ),
    ),
    Finding.SUICIDE_RISK_SOME: (
        _(
            "{form}: told us of a wish to be dead, or of thoughts of suicide, within the past"
            " month."
        ),
    ),
    Finding.CRITICAL_ANSWER: (
        _("Answered item {item} of the {instrument} ({about}) with {value} of {highest} on {on}."),
        _(
            "Answered item {item} of the {instrument} ({about}) with {value} of {highest}; the"
            " day is not known."
        ),
    ),
    Finding.CRITICAL_ANSWER_RECORDED_LATER: (
        _(
            "Answered item {item} of the {instrument} ({about}) with {value} of {highest} on {on}."
            " We have known since {since}."
        ),
        _(
            "Answered item {item} of the {instrument} ({about}) with {value} of {highest}; the"
            " day is not known. We have known since {since}."
        ),
    ),
    Finding.CRITICAL_ITEM_SKIPPED: (
        _(
            "Left item {item} of the {instrument} ({about}) unanswered on {on}. The answer is not"
            " known."
        ),
        _("Left item {item} of the {instrument} ({about}) unanswered. The answer is not known."),
    ),
    Finding.VERY_HIGH_SCORE: (
        _("{form}: score {score}, which is very high (from {limit})."),
        _(
            "{form}: {answered} of {items} items answered, and already a score of {least}, which is"
            " very high (from {limit})."
        ),
    ),
    Finding.TALK_AND_POSITIVE: (
        _("Would like to talk to someone, and a questionnaire is positive."),
    ),
    Finding.SEVERE_SCORE: (
        _("{form}: score {score}, which is severe (from {limit})."),
        _(
            "{form}: {answered} of {items} items answered, and already a score of {least}, which is"
            " severe (from {limit})."
        ),
    ),
    Finding.POSITIVE: (
        _(
            "{form}: score {score}, estimated from {answered} of {items} items; positive from"
            " {limit}."
        ),
        _("{form}: score {score}; positive from {limit}."),
        _(
            "{form}: {answered} of {items} items answered, and already a score of {least} (up to"
            " {most}); positive from {limit}."
        ),
        _("{form}: positive."),
    ),
    Finding.CLUSTERS_MET_BELOW_CUTOFF: (
        _(
            "{form}: score {score}, below {limit}, but the answers show the pattern of symptoms"
            " that the diagnosis asks for."
        ),
        _(
            "{form}: {answered} of {items} items answered. They already show the pattern of"
            " symptoms that the diagnosis asks for."
        ),
    ),
    Finding.WORSE: (
        _(
            "{form}: score {score}, up from {earlier} on {earlier_on}. That is more than"
            " measurement error (from {threshold}, by {basis})."
        ),
    ),
    Finding.WANTS_TO_TALK: (
        _("Said “I would like to talk to someone” on {on}."),
        _("Said “I would like to talk to someone”."),
    ),
    Finding.SELF_REFERRAL: (
        _("Asked us for help on {on}."),
        _("Asked us for help."),
    ),
    Finding.OBSERVED_DANGER: (
        _("Somebody who knows them told us on {on} of what may be a danger to life."),
    ),
    Finding.OBSERVED_CHANGE: (
        _("Somebody who knows them told us on {on} of a change they noticed."),
    ),
    Finding.REFERRED_URGENTLY: (_("A physician asked us on {on} to see them today."),),
    Finding.REFERRED: (_("A physician asked us on {on} to see them."),),
    Finding.NOT_JUDGED: (
        _(
            "{form}: could not be judged. {answered} of {items} items answered; the score lies"
            " between {least} and {most}, and is positive from {limit}."
        ),
        _("{form}: could not be judged. {answered} of {items} items answered."),
    ),
    Finding.NOT_JUDGED_BELOW_CUTOFF: (
        _(
            "{form}: could not be judged. {answered} of {items} items answered; the score is at"
            " most {most}, and is positive from {limit}."
        ),
    ),
    Finding.RAISED: (_("{form}: score {score}; raised, though not positive (from {limit})."),),
    Finding.MISSED_SCREEN: (
        _(
            "Came home on {returned_on}. No screening took place between {opened_on} and"
            " {closed_on}."
        ),
    ),
    Finding.BETTER: (
        _(
            "{form}: score {score}, down from {earlier} on {earlier_on}. That is more than"
            " measurement error (from {threshold}, by {basis})."
        ),
    ),
}


def reason_sentence(code: str, values: Mapping[str, Value]) -> Sentence:
    """Say a stored reason. `Refused` where the code is none, or the values do not fill it."""
    try:
        variants = _SENTENCES[Finding(code)]
    except ValueError:
        raise problems.UNKNOWN_FINDING.refused(code=code) from None
    known = _said(values)
    for sentence in variants:
        places = {name for _text, name, _spec, _form in Formatter().parse(sentence.message) if name}
        if places <= known.keys():
            return sentence.of(**{name: known[name] for name in places})
    raise problems.REASON_WITHOUT_VALUES.refused(code=code)


def _said(values: Mapping[str, Value]) -> dict[str, Plain | Sentence]:
    """Return the values as a sentence takes them: dates as dates, names as names."""
    known: dict[str, Plain | Sentence] = {
        name: date.fromisoformat(str(value)) if name in _DATES else value
        for name, value in values.items()
    }
    if "basis" in values:
        known["basis"] = BASES.get(str(values["basis"])) or str(values["basis"])
    if "instrument" in values:
        key = str(values["instrument"])
        known["instrument"] = name = _NAMES.get(key) or key.upper()
        on = known.get("on")
        known["form"] = (
            _FORM.of(instrument=name) if on is None else _FORM_ON.of(instrument=name, on=on)
        )
        known["about"] = _ABOUT.get(str(values.get("code")), _ABOUT_SUICIDE)
    return known
