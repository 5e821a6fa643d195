"""What is due for removal on a day, what is kept, and why: said of each record, done elsewhere.

A verdict is a code and a date; `why` says it. Nothing is removed before somebody has read the dry
run.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from muster.kernel.words import Sentence, _
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import CountedFrom, OnRequest, Profile, Retention


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: nothing it covers is removed until it is lifted."""

    placed_on: date
    lifted_on: date | None = None

    def binds(self, today: date) -> bool:
        """Is this hold in force on `today`? A hold dated in the future binds already."""
        return self.lifted_on is None or today < self.lifted_on


@dataclass(frozen=True, slots=True)
class Kept:
    """One record as far as its removal goes. Dates are days in the unit's own calendar.

    `service_ended_on` is None while the person serves, or where no person is concerned.
    """

    kind: str
    recorded_on: date
    ended_on: date | None = None
    service_ended_on: date | None = None
    holds: tuple[Hold, ...] = ()


class Removal(enum.StrEnum):
    """What is to happen to a record today."""

    DUE = "due"
    HELD = "held"
    NOT_YET = "not-yet"
    NOT_STARTED = "not-started"
    NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True)
class RemovalVerdict:
    """`on` is the first day on which the record may go, where that is known."""

    removal: Removal
    on: date | None
    why: Sentence


_WHY = {
    Removal.DUE: _("It has been due for removal since {on}."),
    Removal.HELD: _("A legal hold has kept it since {on}."),
    Removal.NOT_YET: _("It may be removed from {on}."),
    Removal.NO_RULE: _("The profile says nothing about records of the kind “{kind}”; it is kept."),
}
_FOR_GOOD = _("It is kept for good.")
_WAITS_FOR = {
    CountedFrom.SERVICE_END: _("It is kept as long as the person serves."),
    CountedFrom.ENDED: _("It is kept as long as it is in force."),
}


def removal(record: Kept, profile: Profile, today: date) -> RemovalVerdict:
    """Say whether `record` is due for removal on `today`. What has no rule is kept, and named."""
    rule = profile.retention.get(record.kind)
    if rule is None:
        why = _WHY[Removal.NO_RULE].of(kind=record.kind)
        return RemovalVerdict(Removal.NO_RULE, None, why)
    start = _start(record, rule.after)
    if start is None:
        return RemovalVerdict(Removal.NOT_STARTED, None, _WAITS_FOR[rule.after])
    on = _first_day(start, rule)
    if on is None:
        return RemovalVerdict(Removal.NOT_YET, None, _FOR_GOOD)
    if today < on:
        return RemovalVerdict(Removal.NOT_YET, on, _WHY[Removal.NOT_YET].of(on=on))
    if since := _held_since(record, today):
        return RemovalVerdict(Removal.HELD, None, _WHY[Removal.HELD].of(on=since))
    return RemovalVerdict(Removal.DUE, on, _WHY[Removal.DUE].of(on=on))


def dry_run(
    records: Iterable[Kept], profile: Profile, today: date
) -> Mapping[tuple[str, Removal], int]:
    """Count records by kind and by what would happen to them today."""
    return Counter((record.kind, removal(record, profile, today).removal) for record in records)


def _start(record: Kept, after: CountedFrom) -> date | None:
    if after is CountedFrom.RECORDED:
        return record.recorded_on
    return record.ended_on if after is CountedFrom.ENDED else record.service_ended_on


def _first_day(start: date, rule: Retention) -> date | None:
    """Return the day after the last day of keeping; None when that lies past the calendar."""
    try:
        return date.fromordinal(rule.keep.after(start).toordinal() + 1)
    except (OverflowError, ValueError):
        return None


def _held_since(record: Kept, today: date) -> date | None:
    return min((hold.placed_on for hold in record.holds if hold.binds(today)), default=None)


class Erasure(enum.StrEnum):
    """The answer to a person who asks for an erasure before its time."""

    GRANTED = "granted"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ErasureVerdict:
    """`ground` is the profile's code, `words` what the person reads; both None when granted.

    `until` is the day after which the record goes anyway, where that is known.
    """

    erasure: Erasure
    ground: str | None = None
    words: Label | Sentence | None = None
    until: date | None = None


_HELD = _("A legal hold forbids it for now.")
_NO_RULE = _("The profile says nothing about records of this kind, so it is kept.")


def erasure(record: Kept, profile: Profile, today: date) -> ErasureVerdict:
    """Say whether a person may have `record` erased today, and on what ground it is refused."""
    if _held_since(record, today):
        return ErasureVerdict(Erasure.HELD, "legal-hold", _HELD)
    rule = profile.retention.get(record.kind)
    if rule is None:
        return ErasureVerdict(Erasure.REFUSED, "no-rule", _NO_RULE)
    due = removal(record, profile, today)
    if rule.on_request is OnRequest.ERASE or due.removal is Removal.DUE or rule.ground is None:
        return ErasureVerdict(Erasure.GRANTED)
    return ErasureVerdict(Erasure.REFUSED, rule.ground, profile.grounds[rule.ground], due.on)
