"""A step as pages show it: what, on whom, since when, by when, why later, and what helps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.policy.rules.profile import Profile
from muster.policy.rules.track import Track
from muster.transition.queries.written import Others
from muster.transition.rules.terms import KINDS
from muster.transition.rules.track import Needs, Step
from muster.web.components.statuses import Status

DONE = Status(_p("a step", "Done"), "green")
DONE_LATE = Status(_p("a step", "Done late"), "yellow")
LATE = Status(_p("a step", "Late"), "red")
GOES_ON = Status(_p("a step", "Under way"), "blue")
DROPPED = Status(_p("a step", "No longer needed"), "grey")

TAKES = _n(
    "Half of the cases are through within {median} days, nine in ten within {most} "
    "(over {count} case of the last two years).",
    "Half of the cases are through within {median} days, nine in ten within {most} "
    "(over {count} cases of the last two years).",
)
NOT_KNOWN = _("Too few have been through it yet to say how long it takes others.")
_WITH = _("{hand}: {name}")
_SHARES = _("These may know of each other's tasks, as the person agreed: {kinds}.")


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step in words of the reader's language; `reason` and `meanwhile` "" for none."""

    step: Step
    title: str
    whom: Sentence | str
    began: datetime
    due: datetime | None
    ended: datetime | None
    lasted: timedelta
    mark: Status
    reason: str
    meanwhile: str
    takes: Sentence


def shown(
    step: Step,
    profile: Profile,
    owners: Mapping[AccountId, str],
    others: Mapping[str, Others],
    at: Instant,
    language: str,
) -> ShownStep:
    """Return a step as its reader sees it."""
    track, task = profile.track, step.task is not None
    title = track.tasks[step.key].name if task else track.path.states[step.key].name
    meanwhile = track.tasks[step.key].meanwhile if task else track.meanwhile.get(step.key)
    hand = {**track.path.hands, **track.partners}[step.hand].said_in(language)
    name = step.partner or (owners.get(AccountId(step.owner), "") if step.owner else "")
    reasons = {**profile.reasons.late, **profile.reasons.lost, **profile.reasons.track_ends}
    known = reasons.get(step.reason)
    return ShownStep(
        step, title.said_in(language), _WITH.of(hand=hand, name=name) if name else hand,
        step.began, step.due, step.ended, (step.ended or at) - step.began, mark_of(step, at),
        "" if known is None else known.said_in(language),
        "" if meanwhile is None else meanwhile.said_in(language), takes(others.get(step.key)),
    )  # fmt: skip


def needs_in_words(needs: Needs | None, track: Track, language: str) -> Iterator[tuple[str, str]]:
    """Yield each need of the map, and how it stands; nothing before the first map."""
    for key, code in ({} if needs is None else needs.stands).items():
        yield track.needs[key].said_in(language), track.stands[code].said_in(language)


def shares_in_words(kinds: Collection[str], language: str) -> Sentence | str:
    """Return which partners may know of each other's tasks; "" for none."""
    said = ", ".join(KINDS[one].said_in(language) for one in kinds)
    return _SHARES.of(kinds=said) if said else ""


def takes(known: Others | None) -> Sentence:
    """Return how long a step takes others, in a sentence."""
    if known is None:
        return NOT_KNOWN
    return TAKES.of(count=known.cases, median=round(known.median), most=round(known.most))


def mark_of(step: Step, at: Instant) -> Status:
    """Return where a step stands, in a word."""
    if step.dropped:
        return DROPPED
    late = step.late(at)
    if step.ended is not None:
        return DONE_LATE if late else DONE
    return LATE if late else GOES_ON


def next_steps(profile: Profile, state: str, language: str) -> Iterator[str]:
    """Yield where a case may go from here, in words; exits last and unsaid."""
    track = profile.track
    for _key, step in track.path.steps_from(state):
        if not track.path.states[step.enters].ends:
            yield track.path.states[step.enters].name.said_in(language)
