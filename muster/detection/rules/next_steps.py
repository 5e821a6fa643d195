"""What a person is told about a signal of their own: why somebody calls, and what happens next.

In plain words and in the second person. No tier, no score, no name of an illness stands in it, and
never that a risk is low; by when somebody calls is what was promised, so that it can be held to.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from muster.detection.rules.queue import SignalState, Standing
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.findings import Tier

_WHY = {
    "sitting": _("Because of what you answered on {on}."),
    "help": _("Because you asked to talk to someone on {on}."),
    "observed": _("Because somebody who knows you told us on {on} what they had noticed."),
    "referral": _("Because a physician asked us on {on} to speak with you."),
    "missed": _("Because a screening after your return home did not take place."),
}
_OTHER_WHY = _("Because of what we came to know on {on}.")

_AT_ONCE = _("Somebody is calling you now. Please stay with someone until they reach you.")
_AT_ONCE_YOURSELF = _(
    "If nobody has called yet, call yourself: the numbers stand under “Get help now”."
)
_BY = _("A psychologist or a physician will speak with you by {by}.")
_LATE = _("We promised to speak with you by {by}, and have not done so yet.")
_LATE_YOURSELF = _(
    "You need not wait for us: ask to talk, or call one of the numbers under “Get help now”."
)
_TRIED = _("We have tried to reach you and will try again.")
_SPOKEN = _("Somebody spoke with you on {on}. What comes next is agreed between the two of you.")
_CLOSED_AFTER_TALK = _("Somebody spoke with you on {on}, and this was closed on {closed}.")
_CLOSED = _("This was closed on {closed}. You can ask to talk to someone at any time.")
_REPLACED = _("What came later took the place of this.")
_NOTED = _("Nobody needs to call you because of it. You can ask to talk to someone at any time.")


@dataclass(frozen=True, slots=True)
class NextStep:
    """Why, and what happens next, each as whole sentences; `open` while it is not finished."""

    why: Sentence
    says: tuple[Sentence, ...]
    open: bool


def next_step(
    source: str, state: SignalState, *, known_at: Instant, now: Instant, calendar: Calendar
) -> NextStep:
    """Return what the person is told; `known_at` is when they answered, asked, or we knew."""
    zone = ZoneInfo(calendar.zone)
    why = _WHY.get(source, _OTHER_WHY).of(on=known_at.astimezone(zone).date())
    return NextStep(why, _says(state, now, zone), open=not state.standing.ended)


def _says(state: SignalState, now: Instant, zone: ZoneInfo) -> tuple[Sentence, ...]:
    ended = state.ended_at.astimezone(zone).date() if state.ended_at else None
    spoken = state.reached_at.astimezone(zone).date() if state.reached_at else None
    if state.standing is Standing.SUPERSEDED:
        return (_REPLACED,)
    if ended is not None and spoken is not None:
        return (_CLOSED_AFTER_TALK.of(on=spoken, closed=ended),)
    if ended is not None:
        return (_CLOSED.of(closed=ended),)
    if spoken is not None:
        return (_SPOKEN.of(on=spoken),)
    if state.due is None:
        return (_NOTED,)
    tried = (_TRIED,) if state.attempts else ()
    if state.tier is Tier.RED:
        return (_AT_ONCE, *tried, _AT_ONCE_YOURSELF)
    by = state.due.astimezone(zone)
    if state.overdue(now):
        return (_LATE.of(by=by), *tried, _LATE_YOURSELF)
    return (_BY.of(by=by), *tried)
