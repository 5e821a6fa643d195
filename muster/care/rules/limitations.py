"""A limitation of duty: what must be true of it before anybody may order it.

A limitation has an end, a review and a way back, rests on a clinician's judgement and never on a
questionnaire alone, and says in codes what the person cannot or should not do (domain of the
profile's `[functions]`, shared with injury, sleep, medication and family).
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Instant, Measure, Span
from muster.policy.rules.profile import Profile


class Form(enum.StrEnum):
    """How a limitation came about."""

    ORDINARY = "ordinary"
    INTERIM = "interim"
    CRISIS = "crisis"


class Basis(enum.StrEnum):
    """What a clinician's judgement rests on. A questionnaire alone is none of these."""

    ASSESSMENT = "assessment"
    CRISIS = "crisis"
    EVALUATION = "evaluation"
    ANOTHER_CAUSE = "another-cause"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a limitation says. Codes are the profile's; both first and last day belong to it.

    `ordered_at` is when it was ordered, by voice or in writing; `written_at` when it was written.
    """

    form: Form
    basis: Basis | None
    functions: tuple[str, ...]
    starts: date
    ends: date
    review: date
    restoration: str
    ordered_at: Instant
    written_at: Instant


def faults(terms: Terms, profile: Profile) -> Iterator[Problem]:
    """Yield why these terms may not be ordered; nothing where they may."""
    if terms.basis is None:
        yield problems.LIMITATION_WITHOUT_BASIS.at()
    if not terms.functions:
        yield problems.LIMITATION_OF_NOTHING.at()
    for code in terms.functions:
        if code not in profile.functions:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(profile.functions))
    if terms.restoration not in profile.notices.restoration:
        known = ", ".join(profile.notices.restoration)
        yield problems.NO_WAY_BACK.at(known=known)
    yield from _days(terms, profile)


def _days(terms: Terms, profile: Profile) -> Iterator[Problem]:
    rules = profile.limitations
    if terms.ends < terms.starts:
        yield problems.LIMITATION_BACKWARDS.at()
        return
    if terms.ends - terms.starts > _days_of(rules.longest):
        yield problems.LIMITATION_TOO_LONG.at(days=_days_of(rules.longest).days)
    latest = terms.starts + _days_of(first_review(terms.form, profile))
    if not terms.starts <= terms.review <= min(terms.ends, latest):
        yield problems.REVIEW_TOO_LATE.at(latest=min(terms.ends, latest))
    if terms.form is Form.INTERIM:
        if terms.ends > terms.starts + _days_of(rules.interim_ends):
            yield problems.INTERIM_TOO_LONG.at(hours=_hours_of(rules.interim_ends))
        if terms.written_at - terms.ordered_at > _length_of(rules.interim_written_within):
            yield problems.WRITTEN_LATE.at(hours=_hours_of(rules.interim_written_within))


def first_review(form: Form, profile: Profile) -> Span:
    """Return how soon a limitation of this form is reviewed for the first time, at the latest."""
    rules = profile.limitations
    return rules.first_review if form is Form.ORDINARY else rules.crisis_first_review


def next_review(form: Form, reviewed: date, profile: Profile) -> date:
    """Return the latest day of the next review: weekly in a crisis, else the ordinary span."""
    rules = profile.limitations
    span = rules.first_review if form is Form.ORDINARY else rules.crisis_review_every
    return reviewed + _days_of(span)


def review_due(terms: Terms, following: Collection[date]) -> date:
    """Return the day by which a limitation is reviewed next.

    `following` are the days that earlier reviews named; the last of them counts.
    """
    return max((terms.review, *following)) if following else terms.review


def in_force(starts: date, ends: date, lifted: date | None, today: date) -> bool:
    """Does a limitation hold today? On the day on which it is lifted it no longer does."""
    return starts <= today <= ends and (lifted is None or today < lifted)


def _length_of(span: Span) -> timedelta:
    hours = {Measure.MINUTES: 1 / 60, Measure.HOURS: 1, Measure.DAYS: 24, Measure.WORKING_DAYS: 24}
    return timedelta(hours=span.count * hours[span.measure])


def _days_of(span: Span) -> timedelta:
    """Return whole days; hours are rounded down, so that 72 hours are three days."""
    return timedelta(days=_length_of(span) // timedelta(days=1))


def _hours_of(span: Span) -> int:
    return _length_of(span) // timedelta(hours=1)
