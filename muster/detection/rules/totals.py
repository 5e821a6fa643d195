"""What a scale's total says: positive, raised, not to be judged, worse or better than before.

A form that is not complete is judged by the least its answers already prove, and is never passed
over because it could not be finished.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from muster.detection.rules.change import Direction, Norms, Point, change, norms_for
from muster.detection.rules.facts import Facts, Shelf
from muster.detection.rules.reasons import Reason, Value
from muster.instruments.rules.results import Result
from muster.instruments.rules.specification import Method
from muster.policy.rules.findings import Finding
from muster.policy.rules.profile import Profile, ScaleRule


def from_total(result: Result, facts: Facts, profile: Profile) -> Iterator[Reason]:
    """Yield what the total says by the profile's cut-offs, or by the pack's where it has none."""
    if result.method is Method.NONE:
        return
    form: dict[str, Value | date | None] = {
        "instrument": result.instrument,
        "on": facts.answered_on,
    }
    if result.method is Method.LEVELS:
        yield from _from_level(result, form)
        return
    rule = profile.scale(result.instrument, result.scale)
    cutoff = cutoff_for(result, profile, facts.sex)
    total = judged_total(result)
    found = _finding(total, result.least, result.most, cutoff, rule)
    known = _known(result, total)
    if found is not None:
        finding, limit = found
        yield Reason.of(finding, **form, **known, limit=limit)
    proven = result.least if total is None else total
    if result.clusters_met and cutoff is not None and proven < cutoff:
        yield Reason.of(Finding.CLUSTERS_MET_BELOW_CUTOFF, **form, **known, limit=cutoff)


def cutoff_for(result: Result, profile: Profile, sex: str | None) -> int | None:
    """Return the cut-off that rules: the profile's, else the one the pack was scored with."""
    rule = profile.scale(result.instrument, result.scale)
    cutoff = rule.cutoff(sex) if rule is not None else None
    return result.cutoff if cutoff is None else cutoff


def _finding(
    total: int | None, least: int, most: int, cutoff: int | None, rule: ScaleRule | None
) -> tuple[Finding, int] | None:
    """Return what the total, or the least it can be, amounts to, and the mark it is measured by.

    A scale without a cut-off judges nobody, so it cannot fail to judge anybody either.
    """
    if cutoff is None:
        return None
    proven = least if total is None else total
    if rule and rule.very_high_from is not None and proven >= rule.very_high_from:
        return Finding.VERY_HIGH_SCORE, rule.very_high_from
    if rule and rule.severe_from is not None and proven >= rule.severe_from:
        return Finding.SEVERE_SCORE, rule.severe_from
    if proven >= cutoff:
        return Finding.POSITIVE, cutoff
    if total is None:
        short = most < cutoff
        return (Finding.NOT_JUDGED_BELOW_CUTOFF if short else Finding.NOT_JUDGED), cutoff
    if rule and rule.raised_from is not None and total >= rule.raised_from:
        return Finding.RAISED, cutoff
    return None


def _known(result: Result, total: int | None) -> dict[str, Value]:
    """Return the numbers a sentence may need: the score, or how far it is known."""
    known: dict[str, Value] = {} if total is None else {"score": total}
    if total is None:
        known |= {"least": result.least, "most": result.most}
    if total is None or result.prorated:
        known |= {"answered": result.answered, "items": result.items}
    return known


def _from_level(result: Result, form: dict[str, Value | date | None]) -> Iterator[Reason]:
    """Levels of an instrument that is not the follow-up: positive as its own pack says."""
    if result.cutoff is not None and result.least >= result.cutoff:
        yield Reason.of(Finding.POSITIVE, **form)
    elif result.unjudged:
        counts = {"answered": result.answered, "items": result.items}
        yield Reason.of(Finding.NOT_JUDGED, **form, **counts)


def judged_total(result: Result) -> int | None:
    """Return the total that cut-offs are measured on; None where the form could not be judged.

    A mean is judged by the sum behind it, scaled to all items where the authors allow it.
    """
    if result.score is None:
        return None
    if result.method is not Method.MEAN:
        return int(result.score)
    return math.floor(result.score * result.items + 0.5) if result.prorated else result.least


def from_change(result: Result, facts: Facts, profile: Profile, shelf: Shelf) -> Iterator[Reason]:
    """Compare a complete score with the person's own last one, if that is not too old."""
    if result.score is None or result.prorated or not facts.earlier:
        return
    today = facts.answered_on or facts.recorded_on
    oldest = oldest_compared(today, profile)
    before = [
        Point(earlier.score, earlier.on)
        for earlier in facts.earlier
        if (earlier.instrument, earlier.scale) == (result.instrument, result.scale)
        and oldest <= earlier.on <= today
    ]
    if not before:
        return
    last = max(before, key=lambda point: point.on)
    found = change((last, Point(result.score, today)), _norms(result, profile, shelf))
    finding = _CHANGE.get(found.direction)
    if finding is not None:
        yield Reason.of(
            finding,
            instrument=result.instrument,
            on=facts.answered_on,
            score=result.score,
            earlier=last.score,
            earlier_on=last.on,
            threshold=found.threshold,
            basis=found.basis,
        )


_CHANGE = {Direction.WORSE: Finding.WORSE, Direction.BETTER: Finding.BETTER}


def oldest_compared(today: date, profile: Profile) -> date:
    """Return the first day whose results are still compared with one of `today`."""
    try:
        return profile.comparison.within.before(today)
    except (OverflowError, ValueError):  # the calendar begins in the year 1
        return date.min


def _norms(result: Result, profile: Profile, shelf: Shelf) -> Norms:
    specification = shelf.get(result.instrument)
    if specification is None:
        return Norms()
    scale = specification.scale(result.scale)
    return norms_for(scale, profile.scale(result.instrument, result.scale))
