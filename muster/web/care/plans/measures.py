"""By which questionnaires a plan is measured, and how it stands with the ones that were asked."""

from __future__ import annotations

from collections.abc import Sequence

from muster.assessments.again import Again
from muster.assessments.rules.windows import Standing
from muster.care.queries.plans import Measure
from muster.kernel.words import Sentence, _, _p
from muster.web.components.statuses import Status
from muster.web.psychologist.naming import instrument_name, instrument_title

ASKS = _("By which questionnaires is it measured?")
HINT = _(
    "The person is asked them again in the week before each review, on their own page. Command and "
    "teams do not learn of it."
)
TITLE = _("Measured by")
NONE = _("Nothing: no questionnaire is asked before the review.")
DAYS = _("asked from {opens} to {closes}")
STANDINGS = {
    Standing.NOT_OPEN: Status(_("Opens before the review"), "grey"),
    Standing.OPEN: Status(_("Waits for the person's answer"), "blue"),
    Standing.DONE: Status(_p("questionnaire", "Answered"), "green"),
    Standing.DONE_LATE: Status(_p("questionnaire", "Answered"), "green"),
    Standing.LATE: Status(_("Late; an answer still counts"), "amber"),
    Standing.MISSED: Status(_("Not answered"), "amber"),
    Standing.LAPSED: Status(_("Not answered"), "amber"),
}


def offered(measures: Sequence[Measure], language: str) -> list[tuple[str, object, str]]:
    """Return the questionnaires as a form offers them."""
    return [
        (one.key, instrument_name(one.key), instrument_title(one.key, language)) for one in measures
    ]


def answered(measures: Sequence[Measure]) -> list[str]:
    """Return those that the person has answered before: these can be compared."""
    return [one.key for one in measures if one.answered]


def names(keys: Sequence[str]) -> list[Sentence | str]:
    return [instrument_name(key) for key in keys]


def asked(again: Again | None) -> tuple[Status, Sentence] | None:
    """Return how it stands with what is asked before the next review, and on which days."""
    if again is None:
        return None
    days = DAYS.of(opens=again.stretch.opens, closes=again.stretch.closes)
    return STANDINGS[again.standing], days
