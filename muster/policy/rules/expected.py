"""What a flag is worth: true alarms, false alarms and misses at a stated prevalence.

Bayes' theorem on published sensitivity and specificity. Stages are taken to err independently,
which flatters them: two questionnaires answered by the same person on the same bad day do not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One screen's sensitivity and specificity, shares between 0 and 1."""

    sensitivity: float
    specificity: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect of everyone screened. Shares between 0 and 1; counts per 1,000 screened.

    `ppv` is the share of flags that are true, `npv` the share of the unflagged who are well; None
    where nobody would be flagged, or everybody.
    """

    prevalence: float
    sensitivity: float
    specificity: float
    ppv: float | None
    npv: float | None
    flagged_per_1000: float
    false_alarms_per_1000: float
    missed_per_1000: float


def expect(prevalence: float, first: Stage, *further: Stage) -> Expected:
    """Return what a screen of one or more stages gives, each next stage asking the flagged only.

    ValueError when a share does not lie between 0 and 1.
    """
    shares = [prevalence, *(s for stage in (first, *further) for s in _shares(stage))]
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError("prevalence, sensitivity and specificity are shares between 0 and 1")
    sensitivity, false_alarm = first.sensitivity, 1 - first.specificity
    for stage in further:
        sensitivity *= stage.sensitivity
        false_alarm *= 1 - stage.specificity
    ill, well = prevalence, 1 - prevalence
    caught, alarmed = ill * sensitivity, well * false_alarm
    missed, passed = ill - caught, well - alarmed
    return Expected(
        prevalence=prevalence,
        sensitivity=sensitivity,
        specificity=1 - false_alarm,
        ppv=caught / (caught + alarmed) if caught + alarmed else None,
        npv=passed / (passed + missed) if passed + missed else None,
        flagged_per_1000=1000 * (caught + alarmed),
        false_alarms_per_1000=1000 * alarmed,
        missed_per_1000=1000 * missed,
    )


def _shares(stage: Stage) -> tuple[float, float]:
    return stage.sensitivity, stage.specificity
