"""What the scores say at a review, and what that proposes; the clinician decides.

Measurement-based care: each review holds the latest score against the first of this course, by the
reliable-change constants of the pack as the profile chooses among them. A change within measurement
error is no change. No reliable gain after the profile's number of sessions, or any reliable
worsening, opens a review; nothing here is decided about anybody.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from muster.detection.rules.change import Change, Direction, Norms
from muster.kernel.words import Sentence, _, _n
from muster.policy.rules.profile import Profile


class Proposal(enum.StrEnum):
    """What a review proposes. It is a proposal: another decision asks for a coded reason."""

    STEP_UP = "step-up"
    CONTINUE = "continue"
    STEP_DOWN = "step-down"


class Course(enum.StrEnum):
    """How somebody is doing since the course began, over all scales that can be compared."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Compared:
    """One scale of one instrument: its change since the course began, and by which constants."""

    instrument: str
    scale: str
    change: Change
    norms: Norms = field(default_factory=Norms)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a review shows: the course, what it proposes, and every reason in a whole sentence."""

    course: Course
    proposal: Proposal
    reasons: tuple[Sentence, ...]
    opens_review: bool
    compared: tuple[Compared, ...] = ()


_WORSE = _("{instrument}: {difference} points more, reliably worse from {threshold} ({basis}).")
_BETTER = _("{instrument}: {difference} points less, reliably better from {threshold} ({basis}).")
_STEADY = _("{instrument}: the change is within measurement error.")
_STEADY_BY = _(
    "{instrument}: {difference} points apart, within measurement error (worse from {worse}, "
    "{worse_basis}; better from {better}, {better_basis})."
)
_RECOVERED = _("{instrument}: the score is one of people without the disorder.")
_NO_GAIN = _n(
    "After {count} session there is no reliable gain.",
    "After {count} sessions there is no reliable gain.",
)
_NOT_COMPARED = _("Fewer than two whole sittings can be compared since this course began.")


@dataclass(frozen=True, slots=True)
class Known:
    """What was done already: sessions kept in all and since the last review, and its day."""

    sessions: int
    sessions_since: int
    reviewed_on: date | None


def opens_now(found: Verdict, known: Known, profile: Profile) -> bool:
    """Is a review to be opened that was not held yet?

    What a review has dealt with opens no other: a loss does with a score that came after it, and
    missing gain after as many sessions more.
    """
    if not found.opens_review:
        return False
    if known.reviewed_on is None:
        return True
    if found.course is Course.WORSE:
        latest = [one.change.latest for one in found.compared]
        return any(point is not None and point.on > known.reviewed_on for point in latest)
    return known.sessions_since >= profile.path.sessions_without_gain


def verdict(compared: Sequence[Compared], sessions: int, profile: Profile) -> Verdict:
    """Return what the scores since the course began say. One worse scale outweighs all others."""
    found = _verdict(compared, sessions, profile)
    return replace(found, compared=tuple(compared))


def _verdict(compared: Sequence[Compared], sessions: int, profile: Profile) -> Verdict:
    known = [one for one in compared if one.change.direction is not Direction.UNKNOWN]
    reasons = [_said(one) for one in known]
    if not known:
        stuck = sessions >= profile.path.sessions_without_gain
        return Verdict(Course.NOT_KNOWN, Proposal.CONTINUE, (_NOT_COMPARED,), opens_review=stuck)
    directions = {one.change.direction for one in known}
    if Direction.WORSE in directions:
        return Verdict(Course.WORSE, Proposal.STEP_UP, tuple(reasons), opens_review=True)
    if Direction.BETTER in directions:
        recovered = [one for one in known if one.change.recovered]
        reasons += [_RECOVERED.of(instrument=one.instrument.upper()) for one in recovered]
        down = len(recovered) == len(known)
        proposal = Proposal.STEP_DOWN if down else Proposal.CONTINUE
        return Verdict(Course.IMPROVED, proposal, tuple(reasons), opens_review=False)
    if sessions >= profile.path.sessions_without_gain:
        reasons.append(_NO_GAIN.of(count=sessions))
        return Verdict(Course.UNCHANGED, Proposal.STEP_UP, tuple(reasons), opens_review=True)
    return Verdict(Course.UNCHANGED, Proposal.CONTINUE, tuple(reasons), opens_review=False)


def _said(one: Compared) -> Sentence:
    change, name = one.change, one.instrument.upper()
    if change.direction is Direction.STEADY:
        return _steady(one, name)
    sentence = _WORSE if change.direction is Direction.WORSE else _BETTER
    return sentence.of(
        instrument=name,
        difference=abs(change.difference or 0.0),
        threshold=change.threshold or 0.0,
        basis=BASES.get(change.basis or "", _NO_BASIS),
    )


def _steady(one: Compared, name: str) -> Sentence:
    norms = one.norms
    if norms.worse is None or norms.better is None:
        return _STEADY.of(instrument=name)
    return _STEADY_BY.of(
        instrument=name,
        difference=abs(one.change.difference or 0.0),
        worse=norms.worse,
        worse_basis=BASES.get(norms.worse_basis or "", _NO_BASIS),
        better=norms.better,
        better_basis=BASES.get(norms.better_basis or "", _NO_BASIS),
    )


_NO_BASIS = _("basis not named")
BASES: Mapping[str, Sentence] = {
    "internal-consistency": _("from internal consistency"),
    "retest": _("from retest"),
    "published": _("as published"),
}
