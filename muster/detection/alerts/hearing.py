"""News of a critical answer, and of a follow-up that broke off: a signal and an alert at once.

Runs inside the command that keeps the answer, so the answer, its signal, the alert, and the job
that carries the alert on land together.
"""

from __future__ import annotations

from dataclasses import dataclass

from muster.assessments.events import CriticalAnswered, FollowUpBroken
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.detection.alerts.opening import alarm
from muster.detection.models import QueueRow
from muster.detection.raising import shelf
from muster.detection.rules.facts import Came, Facts, FollowUp, Verdict
from muster.detection.rules.moment import alarming, judge_broken, judge_moment
from muster.detection.rules.queue import Standing
from muster.detection.rules.reasons import Reason
from muster.detection.signals import Found, raise_signals, reasons_of
from muster.instruments.rules.scalar import score_values
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force


def hear_critical(news: CriticalAnswered) -> None:
    """Judge the one answer, whatever becomes of the rest of the form."""
    profile, known = in_force(), shelf()
    specification = known[news.instrument]
    calendar = calendars_of([news.person])[news.person]
    facts = Facts(
        came=Came(news.mode),
        recorded_on=calendar.local_date(news.recorded_at),
        results=score_values(
            specification,
            {news.item: news.value},
            cutoffs=cutoffs_of(profile, specification),
        ),
        answered_on=None if news.answered_at is None else calendar.local_date(news.answered_at),
    )
    before = _said_before(news.person, news.instrument)
    found = judge_moment(facts, before.reasons, profile, known)
    _raise(news, found, facts.came, calendar)


def hear_broken(news: FollowUpBroken) -> None:
    """Make it red, unless a clinician has spoken with the person since the critical answer."""
    before = _said_before(news.person, news.instrument)
    if before.spoken_with:
        return
    found = judge_broken(FollowUp(news.became), before.reasons, in_force())
    _raise(news, found, Came.LIVE, calendars_of([news.person])[news.person])


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands in the queue from this form, until the one under way takes its place."""

    reasons: tuple[Reason, ...] = ()
    spoken_with: bool = False


def _said_before(person: PersonId, instrument: str) -> _Before:
    rows = QueueRow.objects.filter(
        person_id=person, ended=False, signal__source="sitting", signal__instrument=instrument
    )
    row = rows.select_related("signal").order_by("signal_id").last()
    if row is None:
        return _Before()
    reasons = reasons_of([row.signal])[row.signal_id]
    return _Before(reasons, row.standing == Standing.REACHED)


def _raise(
    news: CriticalAnswered | FollowUpBroken, verdict: Verdict, came: Came, calendar: Calendar
) -> None:
    found = Found(
        person=news.person,
        source="sitting",
        source_id=news.sitting,
        instrument=news.instrument,
        verdict=verdict,
        answered_at=news.answered_at,
        calendar=calendar,
    )
    raise_signals([found], at=news.recorded_at, by=news.entered_by)
    if alarming(verdict, came):
        alarm(
            news.person, news.sitting, verdict.tier, in_force(),
            at=news.recorded_at, by=news.entered_by,
        )  # fmt: skip
