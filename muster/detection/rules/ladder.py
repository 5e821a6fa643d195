"""Who is told of an alert and when, until somebody answers it; and whether one is to be opened.

The force's profile says after how long each duty is told. A duty that nobody has is no reason to
wait: the next one on the ladder takes its place. After the last come all who may answer for the
unit, a step later; if nobody has any duty at all, they come at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from muster.kernel.time import Instant

EVERYONE = "everyone"
"""The last rung, which no profile names: all who may answer an alert for the person's unit."""
_ALONE = timedelta(minutes=3)  # the wait after a ladder of one rung; our choice


@dataclass(frozen=True, slots=True)
class Step:
    """One duty of the profile's ladder, and how long after the alert it is told."""

    rung: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Told:
    """An account that was told, and as which rung; None where the rung had nobody."""

    rung: str
    account: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to tell now, as which rung."""

    rung: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to tell now, and how long after the alert the next look is due; None: never again."""

    calls: tuple[Call, ...]
    next_after: timedelta | None


def plan(
    ladder: Sequence[Step],
    holders: Mapping[str, str],
    everyone: Sequence[str],
    told: Collection[Told],
    waited: timedelta,
    *,
    sooner: int = 0,
) -> Plan:
    """Return who is to be told of an alert that nobody has answered for `waited`.

    `holders` names who has each duty now, `everyone` all who may answer for the unit. `sooner` asks
    for so many rungs ahead of their time. The same account is never told twice.
    """
    times = [step.after for step in ladder]
    times.append(times[-1] + _gap(times) if times else timedelta())
    rungs = {one.rung for one in told}
    accounts = {one.account for one in told}
    wanted = max(sum(time <= waited for time in times), 1) + sooner
    calls = []
    while len(rungs) < wanted and EVERYONE not in rungs:
        call = _next(ladder, holders, everyone, rungs, accounts)
        calls.append(call)
        rungs.add(call.rung)
        accounts.update(call.accounts)
    over = EVERYONE in rungs or len(rungs) >= len(times)
    return Plan(tuple(calls), None if over else times[len(rungs)])


def _gap(times: Sequence[timedelta]) -> timedelta:
    return times[-1] - times[-2] if len(times) > 1 else _ALONE


def _next(
    ladder: Sequence[Step],
    holders: Mapping[str, str],
    everyone: Sequence[str],
    rungs: Collection[str],
    accounts: Collection[str | None],
) -> Call:
    """Return the first duty that somebody has who was not told yet, else everyone who was not."""
    for step in ladder:
        holder = holders.get(step.rung)
        if holder is not None and step.rung not in rungs and holder not in accounts:
            return Call(step.rung, (holder,))
    return Call(EVERYONE, tuple(one for one in everyone if one not in accounts))


@dataclass(frozen=True, slots=True)
class Standing:
    """An alert about the same person: how grave, from what, and when somebody answered it."""

    rank: int
    source: str
    answered_at: Instant | None


def needed(
    standing: Collection[Standing], *, rank: int, source: str, at: Instant, voice: timedelta
) -> bool:
    """Is another alert to be opened for what was just found, beside those that stand?

    `rank` 0 is red. Nobody is alarmed twice for one thing: an alert that is not answered yet covers
    everything, and one that was answered covers its own source, and for as long as the call may
    take (`voice`) whatever is no graver. What is graver than all that was said is said again.
    """
    if any(one.answered_at is None for one in standing):
        return False
    return not any(
        one.rank <= rank
        and (one.source == source or (one.answered_at is not None and at - one.answered_at < voice))
        for one in standing
    )
