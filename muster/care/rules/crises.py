"""A crisis from the alarm to the hand-off: what was done, what is awaited, and by when.

A crisis is the fold of its facts. It asks for a voice within minutes, else for somebody who goes
and sees; for a meeting in person; for an evaluation the same day; and then for a clinician who
accepts by name and meets the person within a week. Whoever has it in hand answers for it until that
visit was kept. A threat to others has a protocol beside this, which must be whole before the end.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from muster.care import problems, refusals
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.policy.rules.profile import Crisis as Rule


class Kind(enum.StrEnum):
    """What the crisis is about."""

    SELF = "self"
    OTHERS = "others"


class Act(enum.StrEnum):
    """What can happen to a crisis."""

    OPENED = "opened"
    THREATENED = "threatened"
    TAKEN = "taken"
    CALLED = "called"
    SPOKEN = "spoken"
    CHECK_SENT = "check-sent"
    CHECKED = "checked"
    SEEN = "seen"
    EVALUATED = "evaluated"
    ADMITTED = "admitted"
    VISITED = "visited"
    LEFT_HOSPITAL = "left-hospital"
    NOTED = "noted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    KEPT = "kept"
    CLOSED = "closed"
    WAS_LATE = "was-late"


class Awaited(enum.StrEnum):
    """What is to happen next."""

    VOICE = "voice"
    CHECK = "check"
    PERSON = "person"
    EVALUATION = "evaluation"
    ADMISSION = "admission"
    HOSPITAL = "hospital"
    ACCEPTANCE = "acceptance"
    VISIT = "visit"


HOSPITAL, NOT_FOUND = "hospital", "not-found"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. People are opaque ids of accounts.

    `code` is one of the profile's: why nobody was reached, what a check found, what the evaluation
    came to, which point of the protocol was noted, how it ended. `to` and `meets` belong to
    OFFERED: who is asked, and when the person meets them.
    """

    act: Act
    at: Instant
    by: str
    code: str = ""
    to: str | None = None
    meets: Instant | None = None


@dataclass(frozen=True, slots=True)
class CrisisState:
    """What the facts amount to; each instant is None until the thing has happened."""

    opened: Instant
    kind: Kind = Kind.SELF
    responsible: str | None = None
    spoken: Instant | None = None
    tried: Instant | None = None
    check_sent: Instant | None = None
    checked: Instant | None = None
    found: str = ""
    seen: Instant | None = None
    evaluated: Instant | None = None
    outcome: str = ""
    admitted: Instant | None = None
    visited: Instant | None = None
    left: Instant | None = None
    noted: frozenset[str] = field(default_factory=frozenset)
    offered_to: str | None = None
    accepted: bool = False
    meets: Instant | None = None
    ended: Instant | None = None
    reason: str = ""
    told: frozenset[str] = field(default_factory=frozenset)

    @property
    def reached(self) -> bool:
        """Has somebody spoken with the person, or found them?"""
        found = self.checked is not None and self.found != NOT_FOUND
        return self.spoken is not None or found or self.seen is not None

    @property
    def being_checked(self) -> bool:
        """Is somebody on the way to the person?"""
        if self.check_sent is None or self.reached:
            return False
        return self.checked is None or self.checked < self.check_sent

    @property
    def in_hospital(self) -> bool:
        return self.admitted is not None and self.left is None


def state_of(events: Iterable[Event]) -> CrisisState:
    """Fold a crisis's events into where it stands; the first is OPENED or THREATENED.

    Total: what arrives after the end stays on record and changes nothing.
    """
    ordered = iter(sorted(events, key=lambda event: event.at))
    opened = next(ordered)
    kind = Kind.OTHERS if opened.act is Act.THREATENED else Kind.SELF
    state = CrisisState(opened.at, kind)
    for event in ordered:
        if state.ended is None:
            state = _after(state, event)
    return state


def _after(state: CrisisState, event: Event) -> CrisisState:
    match event.act:
        case Act.THREATENED:
            return replace(state, kind=Kind.OTHERS)
        case Act.TAKEN:
            return replace(state, responsible=event.by)
        case Act.CALLED:
            return replace(state, tried=event.at)
        case Act.SPOKEN:
            return replace(_held(state, event), spoken=state.spoken or event.at)
        case Act.CHECK_SENT:
            return replace(_held(state, event), check_sent=event.at)
        case Act.CHECKED:
            return replace(state, checked=event.at, found=event.code)
        case Act.NOTED:
            return replace(state, noted=state.noted | {event.code})
        case Act.WAS_LATE:
            return replace(state, told=state.told | {event.code})
        case _:
            return _after_meeting(state, event)


def _after_meeting(state: CrisisState, event: Event) -> CrisisState:
    match event.act:
        case Act.SEEN:
            return replace(_held(state, event), seen=state.seen or event.at)
        case Act.EVALUATED:
            state = replace(_held(state, event), evaluated=event.at, outcome=event.code)
            return replace(state, seen=state.seen or event.at)
        case Act.ADMITTED:
            return replace(state, admitted=event.at, visited=None, left=None)
        case Act.VISITED:
            told = state.told - {Awaited.HOSPITAL.value}
            return replace(state, visited=event.at, told=told)
        case Act.LEFT_HOSPITAL:
            return replace(state, left=event.at)
        case Act.OFFERED:
            told = state.told - {Awaited.VISIT.value}
            return replace(state, offered_to=event.to, accepted=False, meets=event.meets, told=told)
        case Act.ACCEPTED:
            return replace(state, accepted=True)
        case Act.DECLINED:
            return replace(state, offered_to=None, accepted=False, meets=None)
        case Act.KEPT:
            return replace(state, responsible=state.offered_to, ended=event.at)
        case Act.CLOSED:
            return replace(state, ended=event.at, reason=event.code)
        case _:
            return state


def _held(state: CrisisState, event: Event) -> CrisisState:
    """Whoever acts first has it in hand, where nobody had."""
    return state if state.responsible is not None else replace(state, responsible=event.by)


def refusal(state: CrisisState, event: Event, rule: Rule, calendar: Calendar) -> Problem | None:
    """Return why `event` may not happen to a crisis that stands so, or None where it may."""
    if state.ended is not None:
        return refusals.CRISIS_OVER.at()
    match event.act:
        case Act.CHECKED:
            return _unknown(event.code, rule.checks) or (
                None if state.check_sent is not None else refusals.NO_CHECK_SENT.at()
            )
        case Act.EVALUATED:
            return _unknown(event.code, rule.evaluated) or (
                None if state.reached else refusals.NOT_REACHED_YET.at()
            )
        case Act.ADMITTED:
            return refusals.IN_HOSPITAL.at() if state.in_hospital else None
        case Act.VISITED | Act.LEFT_HOSPITAL:
            return None if state.in_hospital else refusals.NOT_IN_HOSPITAL.at()
        case Act.NOTED:
            return _unknown(event.code, rule.protocol)
        case Act.OFFERED:
            return _offer_refused(state, event, rule, calendar)
        case Act.ACCEPTED | Act.DECLINED:
            asked = not state.accepted and event.by == state.offered_to
            return None if asked else problems.NOT_OFFERED.at()
        case Act.KEPT:
            return _end_refused(state, rule) or _visit_refused(state, event)
        case Act.CLOSED:
            return _unknown(event.code, rule.ends) or _end_refused(state, rule)
        case _:
            return None


def _unknown(code: str, known: Iterable[str]) -> Problem | None:
    return None if code in known else problems.REASON_NEEDED.at()


def _offer_refused(
    state: CrisisState, event: Event, rule: Rule, calendar: Calendar
) -> Problem | None:
    if event.to in (None, state.responsible):
        return problems.NOBODY_NAMED.at()
    if state.evaluated is None:
        return refusals.NOT_EVALUATED.at()
    latest = calendar.due(event.at, rule.hand_off_visit)
    if event.meets is None or not event.at < event.meets <= latest:
        return refusals.VISIT_TOO_LATE.at(latest=calendar.local_date(latest))
    return None


def _visit_refused(state: CrisisState, event: Event) -> Problem | None:
    took = state.accepted and event.by == state.offered_to
    return None if took else refusals.NOT_ACCEPTED.at()


def _end_refused(state: CrisisState, rule: Rule) -> Problem | None:
    """A crisis ends after its evaluation, out of hospital, and with its protocol whole."""
    if state.evaluated is None:
        return refusals.NOT_EVALUATED.at()
    if state.in_hospital:
        return refusals.IN_HOSPITAL.at()
    if state.kind is Kind.OTHERS and not state.noted >= set(rule.protocol):
        return refusals.PROTOCOL_UNFINISHED.at()
    return None


@dataclass(frozen=True, slots=True)
class Next:
    """What is awaited, and by when."""

    what: Awaited
    due: Instant


def awaited(state: CrisisState, rule: Rule, calendar: Calendar) -> Next | None:
    """Return what is to happen next and by when; None once the crisis is over."""
    if state.ended is not None:
        return None
    if not state.reached:
        return _until_reached(state, rule, calendar)
    # Found in person is seen in person; a voice alone is not.
    found = state.checked is not None and state.found != NOT_FOUND
    if state.seen is None and not found:
        return Next(Awaited.PERSON, calendar.due(state.opened, rule.in_person))
    if state.evaluated is None:
        return Next(Awaited.EVALUATION, calendar.due(state.opened, rule.evaluation))
    if state.outcome == HOSPITAL and state.admitted is None:
        return Next(Awaited.ADMISSION, calendar.due(state.evaluated, rule.in_person))
    if state.admitted is not None and state.left is None:
        since = state.visited or state.admitted
        return Next(Awaited.HOSPITAL, calendar.due(since, rule.hospital_contact))
    if state.accepted and state.meets is not None:
        return Next(Awaited.VISIT, state.meets)
    since = state.left or state.evaluated
    return Next(Awaited.ACCEPTANCE, calendar.due(since, rule.hand_off_accepted))


def _until_reached(state: CrisisState, rule: Rule, calendar: Calendar) -> Next:
    """A voice within minutes, else somebody who goes; whoever was not found is looked for again."""
    if state.being_checked and state.check_sent is not None:
        return Next(Awaited.CHECK, calendar.due(state.check_sent, rule.in_person))
    since = state.opened if state.checked is None else state.checked
    return Next(Awaited.VOICE, calendar.due(since, rule.voice))


def check_is_due(state: CrisisState, rule: Rule, calendar: Calendar, now: Instant) -> bool:
    """Is somebody to be sent to the person now, because nobody has reached them by voice?"""
    following = awaited(state, rule, calendar)
    return following is not None and following.what is Awaited.VOICE and now > following.due


def mark_of(following: Next) -> str:
    """Return by which code it is remembered that the lateness of this was told."""
    return f"{following.what.value}" if following.what in _ONCE else _at(following)


_ONCE = (Awaited.PERSON, Awaited.EVALUATION, Awaited.ADMISSION, Awaited.HOSPITAL, Awaited.VISIT)


def _at(following: Next) -> str:
    return f"{following.what.value} {following.due:%y%m%d%H%M}"


def look_at(state: CrisisState, following: Next | None) -> Instant | None:
    """Return when it is told that nothing has happened; None where it was, or nothing is awaited.

    A second after the deadline, so that what comes in the last moment is in time.
    """
    if following is None or mark_of(following) in state.told:
        return None
    return following.due + timedelta(seconds=1)
