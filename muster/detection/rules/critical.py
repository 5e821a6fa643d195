"""Critical items, and the follow-up that a critical answer opens.

A critical answer counts for itself, before and regardless of any total. A critical item that was
skipped is "not known", never "no".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from muster.detection.rules.facts import Came, Facts, FollowUp, Shelf, answered
from muster.detection.rules.reasons import Reason, Value
from muster.instruments.rules.results import Result
from muster.instruments.rules.specification import Method
from muster.policy.rules.findings import Finding
from muster.policy.rules.profile import Profile

_FOLLOW_UP_FINDING = {
    FollowUp.MISSING: Finding.FOLLOW_UP_MISSING,
    FollowUp.REFUSED: Finding.FOLLOW_UP_REFUSED,
    FollowUp.ABANDONED: Finding.FOLLOW_UP_ABANDONED,
}


def from_critical(result: Result, facts: Facts, profile: Profile, shelf: Shelf) -> Iterator[Reason]:
    """Yield each critical answer, at its own urgency, and each critical item left unanswered."""
    rule = profile.scale(result.instrument, result.scale)
    at_once = rule.critical_highest_from if rule is not None else {}
    for answer in result.critical:
        values = _item(answer.item, result, shelf) | {
            "value": answer.value,
            "highest": _highest(answer.item, result, shelf),
        }
        if answer.value >= at_once.get(answer.item, math.inf):
            yield Reason.of(Finding.CRITICAL_ANSWER_HIGHEST, **values, on=facts.answered_on)
        elif facts.came is Came.LIVE:
            yield Reason.of(Finding.CRITICAL_ANSWER, **values, on=facts.answered_on)
        else:
            yield Reason.of(
                Finding.CRITICAL_ANSWER_RECORDED_LATER,
                **values,
                on=facts.answered_on,
                since=facts.recorded_on,
            )
    yield from _skipped(result, facts, shelf)


def _skipped(result: Result, facts: Facts, shelf: Shelf) -> Iterator[Reason]:
    for item in result.critical_missing:
        values = _item(item, result, shelf)
        yield Reason.of(Finding.CRITICAL_ITEM_SKIPPED, **values, on=facts.answered_on)


def _item(code: str, result: Result, shelf: Shelf) -> dict[str, Value]:
    """Name an item as the printed form numbers it."""
    specification = shelf.get(result.instrument)
    numbered = specification.numbered if specification is not None else ()
    number = numbered.index(code) + 1 if code in numbered else code
    return {"instrument": result.instrument, "code": code, "item": number}


def _highest(code: str, result: Result, shelf: Shelf) -> int:
    specification = shelf.get(result.instrument)
    if specification is None or code not in specification.by_code:
        return max(answer.value for answer in result.critical)
    return specification.by_code[code].highest


def from_missing_follow_up(
    found: Sequence[Reason], facts: Facts, profile: Profile
) -> Iterator[Reason]:
    """In a live sitting a critical answer, or a follow-up begun, has to be followed to its end.

    What became of it is stated, or read from the follow-up instrument's own result. A clinician who
    spoke with the person has done it.
    """
    if facts.came is not Came.LIVE:
        return
    key = profile.follow_up.instrument
    begun = [result for result in answered(facts.results) if result.instrument == key]
    critical = {Finding.CRITICAL_ANSWER, Finding.CRITICAL_ANSWER_HIGHEST}
    if not begun and not any(reason.finding in critical for reason in found):
        return
    became = facts.follow_up
    if became is None and begun:
        whole = all(result.complete for result in begun)
        became = FollowUp.DONE if whole else FollowUp.ABANDONED
    finding = _FOLLOW_UP_FINDING.get(became or FollowUp.MISSING)
    if finding is not None:
        yield Reason.of(finding)


def from_follow_up(
    result: Result, facts: Facts, profile: Profile, shelf: Shelf
) -> Iterator[Reason]:
    """Read the follow-up's level, or the level that its answers already prove."""
    specification = shelf.get(result.instrument)
    level = result.band
    if level is None and specification is not None and result.method is Method.LEVELS:
        level = specification.scale(result.scale).levels[result.least].key
    finding = profile.follow_up.levels.get(level or "")
    if finding is not None:
        yield Reason.of(finding, instrument=result.instrument, on=facts.answered_on)
    if facts.came is not Came.LIVE:  # live, a broken-off follow-up is a finding of its own
        yield from _skipped(result, facts, shelf)
