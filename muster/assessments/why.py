"""Why somebody is asked, in one whole sentence that says no more than the calendar does."""

from __future__ import annotations

from datetime import date

from muster.assessments.rules.windows import Stretch
from muster.assessments.terms import Ordered
from muster.kernel.words import Sentence, _
from muster.policy.rules.profile import Anchor

_COUNTED = {
    Anchor.DEPARTURE: _(
        "You leave on {day}. Everybody who leaves is asked before, by {closes} at the latest."
    ),
    Anchor.RETURN: _(
        "You came home on {day}. Everybody who was away is asked several times after coming home; "
        "this time between {opens} and {closes}."
    ),
    Anchor.JOINING: _(
        "You joined your unit on {day}. Everybody who is new is asked, this time between {opens} "
        "and {closes}."
    ),
    Anchor.EVENT: _(
        "Because of what happened on {day}, those who were there are asked between {opens} and "
        "{closes}."
    ),
    Anchor.LAST_SCREEN: _("Everybody is asked once a year: you, between {opens} and {closes}."),
}
_WHOLE_UNIT = _("Everybody in your unit is asked between {opens} and {closes}.")
_SOME = _("You are among those who are asked between {opens} and {closes}.")
_LATE = _("{why} That is over; your answers still count until {until}.")
_MORE = _("A few more questions, so that we understand you rightly. Please answer by {closes}.")
_AGAIN = _(
    "Your clinician asks you the same again, to see with you what has changed. Please answer by "
    "{closes}."
)


def why_asked(stretch: Stretch, ordered: Ordered, *, late: bool) -> Sentence:
    """Say why this window concerns the person; where they are late, that it still counts."""
    why = _why(stretch, ordered)
    return _LATE.of(why=why, until=stretch.counts_until) if late else why


def _why(stretch: Stretch, ordered: Ordered) -> Sentence:
    if stretch.anchor is not None and stretch.counted_from is not None:
        return _COUNTED[stretch.anchor].of(
            day=stretch.counted_from, opens=stretch.opens, closes=stretch.closes
        )
    said = _WHOLE_UNIT if ordered.whole_unit else _SOME
    return said.of(opens=stretch.opens, closes=stretch.closes)


def why_more(closes: date) -> Sentence:
    """Say why a second stage is asked: in words that fit everybody's."""
    return _MORE.of(closes=closes)


def why_again(stretch: Stretch, *, late: bool) -> Sentence:
    """Say why somebody in care is asked the same again."""
    why = _AGAIN.of(closes=stretch.closes)
    return _LATE.of(why=why, until=stretch.counts_until) if late else why
