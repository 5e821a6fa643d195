"""What others may report of somebody: what they saw, in codes, with a few words of their own.

Nothing is added up and nothing is made of it but the order of the clinician's queue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from muster.care import problems
from muster.kernel.problems import Problem
from muster.policy.rules.caring import Observed
from muster.policy.rules.findings import Finding


class Told(msgspec.Struct, frozen=True):
    """What was told: who is meant as it was typed, what was seen, and how the teller is reached."""

    who: str
    behaviours: tuple[str, ...]
    words: str = ""
    call_back: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """As what somebody tells it; `signed_in` where Muster knows their account."""

    reporter: str
    signed_in: bool


def faults(told: Told, teller: Teller, rule: Observed) -> Iterator[Problem]:
    """Yield what keeps a report from being taken."""
    allowed = tuple(rule.reporters) if teller.signed_in else rule.outside
    if teller.reporter not in allowed:
        yield problems.UNKNOWN_CODE.at(code=teller.reporter, known=", ".join(allowed))
    if not told.who.strip():
        yield problems.NOBODY_MEANT.at()
    if not told.behaviours:
        yield problems.NOTHING_SEEN.at()
    for code in told.behaviours:
        if code not in rule.behaviours:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(rule.behaviours))
    if len(told.words) > rule.words:
        yield problems.WORDS_TOO_LONG.at(most=rule.words)


def findings_of(behaviours: Sequence[str], rule: Observed) -> tuple[Finding, ...]:
    """Return what is queued for what was seen, each finding once, the gravest first.

    A code that the profile has meanwhile given up still is a change that somebody noticed.
    """
    found = {
        rule.behaviours[code].finding if code in rule.behaviours else Finding.OBSERVED_CHANGE
        for code in behaviours
    }
    return tuple(sorted(found, key=lambda one: one.bit))


def shown_to_person(behaviours: Sequence[str], rule: Observed) -> tuple[str, ...]:
    """Return what the person reads of it on their own page: all but what would tell who told."""
    return tuple(
        code for code in behaviours if code in rule.behaviours
        and not rule.behaviours[code].kept_back
    )  # fmt: skip
