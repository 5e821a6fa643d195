"""Sittings for the tests: invented answers, scored by the real engine from the real packs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from muster.detection.rules.facts import Came, Facts, Verdict
from muster.detection.rules.tiers import judge
from muster.instruments.packs import packs
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import Sex, Specification
from muster.policy.profiles import profile

SHELF: Mapping[str, Specification] = {key: pack.specification for key, pack in packs().items()}
GENERIC = profile()
TODAY = date(2026, 3, 9)
ANSWERED = date(2026, 3, 4)


def scored(key: str, *values: int | None, sex: Sex | None = None) -> tuple[Result, ...]:
    """Score a form whose items, in their order, were answered with `values`; None: left out."""
    items = [item.code for item in SHELF[key].items][: len(values)]
    answers = {c: v for c, v in zip(items, values, strict=True) if v is not None}
    return score_values(SHELF[key], answers, sex=sex)


def phq9(total: int, item9: int | None = 0) -> tuple[Result, ...]:
    """Score a PHQ-9 whose first eight items come to `total` without the ninth."""
    return scored("phq-9", *spread(total, 8, 3), item9)


def spread(total: int, items: int, highest: int) -> list[int]:
    """Share `total` out over `items`, the first ones filled up first."""
    return [min(highest, max(0, total - highest * place)) for place in range(items)]


def said(*results: Result, came: Came = Came.LIVE, **more: object) -> Verdict:
    """Judge a sitting of 4 March 2026, recorded on the 9th."""
    facts = Facts(came, TODAY, results=results, answered_on=ANSWERED, **more)  # type: ignore[arg-type]
    return judge(facts, GENERIC, SHELF)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def sentences(verdict: Verdict, language: str = "en") -> list[str]:
    return [reason.sentence().said_in(language) for reason in verdict.reasons]
