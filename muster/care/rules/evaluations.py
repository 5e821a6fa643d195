"""An evaluation that a commander asks for: what stands between the wish and the person.

Nothing here judges whether somebody is ill. It asks whether a clinician was consulted first,
whether the person has it in writing and in time, who may evaluate, and of what the ombudsman is
told at once.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.care import problems, refusals
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant, Span
from muster.policy.rules.caring import Observed
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import Evaluation
from muster.policy.rules.wording import WordKind, check

LONGEST_PLACE = 120


class Alert(enum.StrEnum):
    """Why the ombudsman is told of a request at once, and not only given the copy."""

    COMPLAINT = "complaint-before"
    REPEATED = "repeated"
    URGENT = "urgent"


class Said(enum.StrEnum):
    """All that command is ever told of it."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LIMITATION = "limitation"
    NONE = "none"


class Awaited(enum.StrEnum):
    """What a request waits for, under a clock."""

    ANSWER = "answer"
    REPORT = "report"


RESULTS = (Said.LIMITATION, Said.NONE)


@dataclass(frozen=True, slots=True)
class Request:
    """What a commander writes: codes and days; `place` is where the notice was handed over."""

    behaviours: tuple[str, ...]
    consulted_on: date
    given_on: date
    place: str
    urgent: bool = False


def seen_by_command(rule: Observed) -> dict[str, Label]:
    """Return the behaviours that a commander may name: all that the person may then read."""
    return {code: one.name for code, one in rule.behaviours.items() if not one.kept_back}


def faults(
    asked: Request, rule: Observed, words: Mapping[str, WordKind], today: date
) -> Iterator[Problem]:
    """Yield what keeps a request from being taken."""
    known = seen_by_command(rule)
    if not asked.behaviours:
        yield problems.NOTHING_SEEN.at()
    for code in asked.behaviours:
        if code not in known:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join(known))
    if asked.consulted_on > asked.given_on:
        yield refusals.CONSULTED_AFTERWARDS.at()
    if max(asked.consulted_on, asked.given_on) > today:
        yield refusals.EVALUATION_AHEAD.at()
    if not asked.place.strip() or len(asked.place) > LONGEST_PLACE:
        yield refusals.NOTICE_WITHOUT_PLACE.at(most=LONGEST_PLACE)
    for one in check(asked.place, words):
        if one.blocks:
            yield problems.WORD_BLOCKED.at(word=one.word)


def not_before(at: Instant, urgent: bool, rule: Evaluation, calendar: Calendar) -> Instant:
    """Return from when on the person may be evaluated, by the calendar of where they serve.

    The notice counts from when it stands on record, never from a day that was typed. In an
    emergency safety goes first, and the ombudsman is told.
    """
    return at if urgent else calendar.due(at, rule.notice)


def alerts(
    at: Instant,
    urgent: bool,
    complained: Collection[Instant],
    earlier: Collection[Instant],
    rule: Evaluation,
) -> tuple[Alert, ...]:
    """Return why the ombudsman is told of this request at once; empty where they are not."""
    found = []
    if any(_since(at, rule.complaint_before) <= one <= at for one in complained):
        found.append(Alert.COMPLAINT)
    if any(_since(at, rule.repeated_within) <= one <= at for one in earlier):
        found.append(Alert.REPEATED)
    if urgent:
        found.append(Alert.URGENT)
    return tuple(found)


def earliest_that_counts(at: Instant, rule: Evaluation) -> Instant:
    """Return since when complaints and requests are looked at."""
    return min(_since(at, rule.complaint_before), _since(at, rule.repeated_within))


def evaluator_refused(evaluator: str, treating: Collection[str]) -> Problem | None:
    """Return why this account may not evaluate: whoever treats somebody judges for nobody else."""
    return refusals.EVALUATOR_TREATS.at() if evaluator in treating else None


def meeting_refused(meets: Instant, earliest: Instant, now: Instant) -> Problem | None:
    """Return why they may not meet then: before the notice is over, or in the past."""
    return None if meets >= max(earliest, now) else refusals.NOTICE_TOO_SHORT.at(earliest=earliest)


def due(
    awaited: Awaited, since: Instant, urgent: bool, rule: Evaluation, calendar: Calendar
) -> Instant:
    """Return until when an answer (since it was asked), or a report (since they met), is due."""
    if awaited is Awaited.REPORT:
        return calendar.due(since, rule.report)
    return calendar.due(since, rule.answer_urgent if urgent else rule.answer)


def outcome(ordered: Sequence[object]) -> Said:
    """Return the result: a limitation where the evaluator ordered one that stands, else none."""
    return Said.LIMITATION if ordered else Said.NONE


def _since(at: Instant, span: Span) -> Instant:
    return at - (Calendar().due(at, span) - at)
