"""A signal's life in the queue: what has happened to it, who has it, by when somebody calls.

A signal's state is the fold of its facts, never a stored field. The promise (`due`) is made when
the signal is raised and is kept, broken or moved by a clinician's decision; taking it, handing it
on, or calling without an answer does not move it. `docs/concepts/clocks.md` tells the story.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from muster.detection import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile


class Step(enum.StrEnum):
    """What can happen to a signal after it was raised."""

    TAKEN = "taken"
    ASSIGNED = "assigned"
    NOT_REACHED = "not-reached"
    REACHED = "reached"
    RETIERED = "retiered"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


class Standing(enum.StrEnum):
    """Where a signal stands."""

    OPEN = "open"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    NOT_REACHED = "not-reached"
    REACHED = "reached"
    CLOSED = "closed"
    SUPERSEDED = "superseded"

    @property
    def ended(self) -> bool:
        """Has the signal left the queue?"""
        return self in (Standing.CLOSED, Standing.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Raised:
    """A signal as it was raised: its tier, when Muster knew, and the promise made then."""

    tier: Tier
    at: Instant
    due: Instant


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a signal.

    `by` did it; `to` takes over (ASSIGNED); `reason` is a code of the profile (NOT_REACHED,
    RETIERED, CLOSED); `tier` is the new one (RETIERED). People are opaque ids.
    """

    step: Step
    at: Instant
    by: str
    to: str | None = None
    reason: str | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class SignalState:
    """What the facts amount to.

    `due` is the promise, `call_by` the next thing to do for it: the promise itself, or the next
    try after a call that did not reach the person. Both are None once it was kept or ended.
    `owner` has the person since `owned_since`.
    """

    standing: Standing
    tier: Tier
    raised_at: Instant
    due: Instant | None
    call_by: Instant | None
    owner: str | None = None
    owned_since: Instant | None = None
    attempts: int = 0
    reached_at: Instant | None = None
    ended_at: Instant | None = None
    reason: str | None = None

    @property
    def waiting(self) -> bool:
        """Is somebody still to be called?"""
        return self.due is not None

    def overdue(self, now: Instant) -> bool:
        """Has the promise been broken? A next try that is not yet due does not mend it."""
        return self.due is not None and now > self.due


def state_of(
    raised: Raised, events: Iterable[Event], profile: Profile, calendar: Calendar
) -> SignalState:
    """Fold a signal's events, in the order in which they happened, into its state.

    Total: what arrives after the end, say from a field node that heard of it late, stays on record
    and changes nothing.
    """
    state = SignalState(Standing.OPEN, raised.tier, raised.at, raised.due, raised.due)
    for event in sorted(events, key=lambda event: event.at):
        if not state.standing.ended:
            state = _after(state, event, profile, calendar)
    return state


def _after(state: SignalState, event: Event, profile: Profile, calendar: Calendar) -> SignalState:
    match event.step:
        case Step.TAKEN:
            standing = _unless_reached(state, Standing.TAKEN)
            return replace(state, standing=standing, owner=event.by, owned_since=event.at)
        case Step.ASSIGNED:
            standing = _unless_reached(state, Standing.ASSIGNED)
            return replace(state, standing=standing, owner=event.to, owned_since=event.at)
        case Step.NOT_REACHED:
            return _after_no_answer(state, event, profile, calendar)
        case Step.REACHED:
            return replace(
                state,
                standing=Standing.REACHED,
                owner=state.owner or event.by,
                owned_since=state.owned_since or event.at,
                due=None,
                call_by=None,
                reached_at=state.reached_at or event.at,
            )
        case Step.RETIERED:
            return _after_new_tier(state, event, profile, calendar)
        case Step.CLOSED | Step.SUPERSEDED:
            ended = Standing.CLOSED if event.step is Step.CLOSED else Standing.SUPERSEDED
            return replace(
                state,
                standing=ended,
                due=None,
                call_by=None,
                ended_at=event.at,
                reason=event.reason,
            )


def _unless_reached(state: SignalState, standing: Standing) -> Standing:
    return Standing.REACHED if state.standing is Standing.REACHED else standing


def _after_no_answer(
    state: SignalState, event: Event, profile: Profile, calendar: Calendar
) -> SignalState:
    """Set the next try: by the tier's `again`, and never later than a promise still ahead."""
    again = profile.tiers[state.tier].again
    call_by = state.call_by
    if state.due is not None and again is not None:
        call_by = calendar.due(event.at, again)
        if state.due > event.at:
            call_by = min(call_by, state.due)
    return replace(
        state,
        standing=_unless_reached(state, Standing.NOT_REACHED),
        owner=state.owner or event.by,
        owned_since=state.owned_since or event.at,
        attempts=state.attempts + 1,
        call_by=call_by,
        reason=event.reason,
    )


def _after_new_tier(
    state: SignalState, event: Event, profile: Profile, calendar: Calendar
) -> SignalState:
    """Move the promise. More urgent counts from now, since nobody knew before; less urgent counts
    from when the signal was raised, so that lowering and raising again gains no time."""
    tier = event.tier or state.tier
    clock, sooner = profile.tiers[tier].clock, tier.rank < state.tier.rank
    state = replace(state, tier=tier, reason=event.reason)
    if state.due is None:
        return state
    if clock is None:  # nobody need call any more
        return replace(state, due=None, call_by=None)
    due = (
        min(state.due, calendar.due(event.at, clock))
        if sooner
        else calendar.due(state.raised_at, clock)
    )
    return replace(state, due=due, call_by=due)


def inherited(old: SignalState, new: Raised) -> Raised:
    """Return `new` as it stands when it takes the place of an open signal of the same person.

    A later sitting does not undo what an earlier one said: until somebody has called, the more
    urgent tier and the earlier promise hold. A correction is another matter; what was entered
    wrongly was never said, so nothing of it is inherited.
    """
    if old.due is None:
        return new
    tier = min(old.tier, new.tier, key=lambda tier: tier.rank)
    return replace(new, tier=tier, due=min(old.due, new.due))


def refusal(raised: Raised, state: SignalState, event: Event, profile: Profile) -> Problem | None:
    """Return why `event` may not happen to a signal in `state`, or None where it may."""
    if state.standing.ended:
        return problems.NOT_OPEN.at()
    if event.at < raised.at:
        return problems.BEFORE_IT_WAS_RAISED.at()
    if event.step is Step.ASSIGNED and not event.to:
        return problems.NOBODY_NAMED.at()
    known = _codes(event.step, profile)
    if known is not None and event.reason not in known:
        return problems.UNKNOWN_REASON.at(reason=event.reason or "–", known=", ".join(known))
    if event.step is Step.RETIERED and event.tier in (None, state.tier):
        return problems.SAME_TIER.at()
    ends_red = event.step in (Step.CLOSED, Step.RETIERED) and state.tier is Tier.RED
    if ends_red and state.reached_at is None:
        return problems.NOT_SPOKEN_WITH.at()
    return None


def _codes(step: Step, profile: Profile) -> tuple[str, ...] | None:
    """Return the codes that may stand as the reason for `step`; None where none is asked."""
    reasons = profile.reasons
    match step:
        case Step.NOT_REACHED:
            return tuple(reasons.not_reached)
        case Step.RETIERED:
            return tuple(reasons.override)
        case Step.CLOSED:
            return (*reasons.outcome, *reasons.exit)
        case _:
            return None


def place_in_queue(state: SignalState, now: Instant) -> tuple[int, Instant, Instant]:
    """Return a key that sorts the queue: red, then broken promises, then what is due next.

    Within each, the earlier promise stands first, and of equal ones whoever has waited longer.
    What nobody need be called for stands last.
    """
    if state.due is None or state.call_by is None:
        return (3, state.raised_at, state.raised_at)
    if state.tier is Tier.RED:
        return (0, state.due, state.raised_at)
    if state.overdue(now):
        return (1, state.due, state.raised_at)
    return (2, state.call_by, state.raised_at)
