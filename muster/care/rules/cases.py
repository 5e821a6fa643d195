"""A case's life on its path: what has happened to it, where it stands, who has it, and until when.

A case is the fold of its facts. Which steps there are, who may take them, and how long a case may
stand where it stands is the path it began with (`policy/rules/case_path.py`), so that a force that
changes its profile changes nothing under people whose cases are open.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant, Span
from muster.policy.rules.case_path import CasePath, Step


class Act(enum.StrEnum):
    """What can happen to a case."""

    OPENED = "opened"
    STEPPED = "stepped"
    SIGNED = "signed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PAUSED = "paused"
    RESUMED = "resumed"
    DATED = "dated"
    WAS_LATE = "was-late"
    REROUTED = "rerouted"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case. People are opaque ids of accounts.

    `hand` is the part in which `by` acted (a key of the path's hands). `step` belongs to STEPPED
    and SIGNED, `state` to OPENED, `to` to OPENED and OFFERED, `due` to whatever set a new
    deadline, `until` to PAUSED, `path` to REROUTED; `reason` is a code of the profile's.
    """

    act: Act
    at: Instant
    by: str
    hand: str = ""
    step: str = ""
    state: str = ""
    reason: str = ""
    to: str | None = None
    due: Instant | None = None
    until: Instant | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class CaseState:
    """What the facts amount to.

    `owner` answers for the case at every instant while it is open; `offered_to` may take it over
    and has not yet. `due` is when the case has to move on, and `told` whether its lateness was told
    since that was set; a pause puts it off until `paused_until` at the latest. `signed` are the
    disciplines that signed the step `signing`. `path` is the path to which the case was moved, by
    its digest; "" is the one it began with.
    """

    state: str
    since: Instant
    owner: str
    due: Instant | None = None
    offered_to: str | None = None
    offered_at: Instant | None = None
    paused_at: Instant | None = None
    paused_until: Instant | None = None
    signing: str = ""
    signed: Mapping[str, str] = field(default_factory=dict)
    ended: bool = False
    told: bool = False
    reason: str = ""
    path: str = ""

    def late(self, now: Instant) -> bool:
        """Should the case have moved on by now?"""
        return self.due is not None and now > self.due


def state_of(
    path: CasePath, events: Iterable[Event], later: Mapping[str, CasePath] = MappingProxyType({})
) -> CaseState:
    """Fold a case's events, in the order in which they happened, into where it stands.

    The first is OPENED. `later` are the paths to which the case was moved on purpose, by digest.
    Total: what arrives after the end stays on record and changes nothing.
    """
    ordered = iter(sorted(events, key=lambda event: event.at))
    opened = next(ordered)
    state = CaseState(opened.state, opened.at, opened.to or opened.by, opened.due)
    for event in ordered:
        if state.ended:
            break
        state = _after(path, state, event)
        path = later.get(event.path, path) if event.act is Act.REROUTED else path
    return state


def _after(path: CasePath, state: CaseState, event: Event) -> CaseState:
    match event.act:
        case Act.STEPPED:
            return _after_step(path, state, event)
        case Act.SIGNED:
            signed = state.signed if state.signing == event.step else {}
            return replace(state, signing=event.step, signed={**signed, event.hand: event.by})
        case Act.OFFERED:
            return replace(state, offered_to=event.to, offered_at=event.at)
        case Act.ACCEPTED:
            return replace(state, owner=event.by, offered_to=None, offered_at=None)
        case Act.DECLINED:
            return replace(state, offered_to=None, offered_at=None)
        case Act.PAUSED:
            return _dated(replace(state, paused_at=event.at, paused_until=event.until), event)
        case Act.RESUMED:
            return _dated(replace(state, paused_at=None, paused_until=None), event)
        case Act.DATED:
            return _dated(state, event)
        case Act.REROUTED:
            return _dated(replace(state, path=event.path), event)
        case Act.WAS_LATE:
            return replace(state, told=True)
        case Act.OPENED | Act.POOLED:
            return state


def _dated(state: CaseState, event: Event) -> CaseState:
    """Set the deadline that the event names, if it names one; nobody was told of that one yet."""
    return state if event.due is None else replace(state, due=event.due, told=False)


def _after_step(path: CasePath, state: CaseState, event: Event) -> CaseState:
    entered = path.steps[event.step].enters
    return replace(
        state,
        state=entered,
        since=event.at,
        owner=event.to or state.owner,
        due=event.due,
        told=False,
        paused_at=None,
        paused_until=None,
        signing="",
        signed={},
        ended=path.states[entered].ends,
        reason=event.reason or state.reason,
    )


def refusal(
    path: CasePath,
    state: CaseState,
    event: Event,
    reasons: Mapping[str, Collection[str]],
) -> Problem | None:
    """Return why `event` may not happen to a case in `state`, or None where it may.

    `reasons` maps the names of the profile's lists to their codes.
    """
    if state.ended:
        return problems.CASE_ENDED.at()
    if event.at < state.since:
        return problems.BEFORE_THE_LAST_STEP.at()
    match event.act:
        case Act.STEPPED | Act.SIGNED:
            return _step_refused(path, state, event, reasons)
        case Act.REROUTED:
            return None
        case Act.OFFERED:
            return problems.NOBODY_NAMED.at() if event.to in (None, state.owner) else None
        case Act.ACCEPTED | Act.DECLINED:
            return None if event.by == state.offered_to else problems.NOT_OFFERED.at()
        case Act.PAUSED:
            return _pause_refused(state, event, reasons)
        case Act.RESUMED:
            return None if state.paused_until is not None else problems.NOT_PAUSED.at()
        case _:
            return None


def _step_refused(
    path: CasePath, state: CaseState, event: Event, reasons: Mapping[str, Collection[str]]
) -> Problem | None:
    step = path.steps.get(event.step)
    if step is None or state.state not in step.leaves:
        return problems.NO_SUCH_STEP.at()
    if event.hand not in step.by:
        return problems.NOT_THIS_HAND.at()
    if step.reasons is not None and event.reason not in reasons.get(step.reasons, ()):
        return problems.REASON_NEEDED.at()
    if event.act is Act.SIGNED and step.signatures < 2:
        return problems.NO_SIGNATURE_NEEDED.at()
    if step.signatures > 1:
        return _signature_refused(step, state, event)
    return None


def interview_refused(
    step: Step, reason: str, held: bool, reasons: Mapping[str, Collection[str]]
) -> Problem | None:
    """Return why a step has to wait: no interview is finished, and no reason says why not."""
    if step.unless_interviewed is None or held or reason in reasons[step.unless_interviewed]:
        return None
    return problems.INTERVIEW_EXPECTED.at()


def _signature_refused(step: Step, state: CaseState, event: Event) -> Problem | None:
    """Two disciplines sign, and nobody is two of them."""
    signed = state.signed if state.signing == event.step else {}
    if event.by in signed.values() or event.hand in signed:
        return problems.SIGNED_ALREADY.at()
    if event.act is Act.STEPPED and len(signed) + 1 < step.signatures:
        return problems.SIGNATURE_MISSING.at()
    return None


def _pause_refused(
    state: CaseState, event: Event, reasons: Mapping[str, Collection[str]]
) -> Problem | None:
    """A clock never stops silently: a pause has a reason and an end, and there is one at a time."""
    if state.paused_until is not None:
        return problems.PAUSED_ALREADY.at()
    if event.reason not in reasons.get("pause", ()):
        return problems.REASON_NEEDED.at()
    if event.until is None or event.until <= event.at:
        return problems.PAUSE_WITHOUT_END.at()
    return None


def completes(path: CasePath, state: CaseState, event: Event) -> bool:
    """Would a signature of `event` be the last that its step needs?"""
    signed = state.signed if state.signing == event.step else {}
    return len({**signed, event.hand: event.by}) >= path.steps[event.step].signatures


def due_in(
    path: CasePath, state: str, at: Instant, calendar: Calendar, tier_clock: Span | None = None
) -> Instant | None:
    """Return when a case that comes to `state` at `at` has to move on; None where nothing says so.

    `tier_clock` is the clock of the tier, for a state in which that one runs.
    """
    rule = path.states[state]
    span = tier_clock if rule.by_tier else rule.clock
    return None if span is None else calendar.due(at, span)


def due_on(
    state: CaseState,
    before: CasePath,
    after: CasePath,
    calendar: Calendar,
    tiers: tuple[Span | None, Span | None] = (None, None),
) -> Instant | None:
    """Return the deadline of a running case once it goes by the path `after`.

    What the two clocks differ by is added to the deadline, so that a pause or a day that was set
    stays what it was. `tiers` are the tier's clock before and after. LookupError where `after` has
    no such state.
    """
    if state.state not in after.states:
        raise LookupError(state.state)
    was = due_in(before, state.state, state.since, calendar, tiers[0])
    will = due_in(after, state.state, state.since, calendar, tiers[1])
    if was is None or will is None or state.due is None:
        return will
    return state.due + (will - was)


def due_after_pause(state: CaseState, at: Instant, until: Instant) -> Instant | None:
    """Return the deadline that a pause from `at` to `until` leaves: later by the pause's length."""
    return None if state.due is None else state.due + (until - at)


def due_after_resuming(state: CaseState, at: Instant) -> Instant | None:
    """Return the deadline when a pause ends at `at`: what is left of the pause is taken back."""
    if state.due is None or state.paused_until is None:
        return state.due
    return state.due - max(state.paused_until - at, timedelta(0))
