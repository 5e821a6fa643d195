"""What follows from a critical answer, at once; inside the command that keeps the answer.

The answer is told, the follow-up opens, and from then on somebody waits for every next answer: one
that is refused, or does not come, is told as well, whatever becomes of the rest of the sitting.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from procrastinate.contrib.django import app

from muster.assessments.answering import UnderWay
from muster.assessments.entering import Entry, enter
from muster.assessments.events import (
    CRITICAL_ANSWERED,
    FOLLOW_UP_BROKEN,
    CriticalAnswered,
    FollowUpBroken,
)
from muster.assessments.models import FollowUpFact, Sitting
from muster.assessments.rules.flow import critical, followed_to_its_end, opened_by
from muster.assessments.rules.said import Answered, Kind, Step, sitting_id
from muster.kernel.ids import AccountId
from muster.kernel.time import Calendar, Instant
from muster.policy.rules.profile import Profile
from muster.vault.work import current
from muster.vault.zones import Audience

SILENCE = "assessments.notice-silence"
"""The job that looks whether a follow-up fell silent."""


def follow(
    now: UnderWay, answered: Answered, *, profile: Profile, by: AccountId, at: Instant
) -> UnderWay:
    """Act on one answer that was just kept, and return the sitting as it stands after it."""
    step, value = answered.step, answered.value
    after = replace(now, said=now.said.and_then(answered))
    before = now.said.highest.get(step)
    if value is not None and critical(now.plan, step, value):
        if before is None or value > before:
            _tell_critical(now, step, value, by, at)
        if step.kind is Kind.ITEM and not now.critical:
            after = _became(after, "opened", at)
            if after.plan.follow_up is None:
                after = _broke(after, "missing", by, at)
    if step.kind is Kind.FOLLOW_UP:
        if value is None:
            after = _broke(after, "refused", by, at)
        elif followed_to_its_end(after.plan, after.said):
            after = _done(after, profile, by, at, graver=before is not None and value > before)
    if after.expects_follow_up:
        look_again(profile, at)
    return after


def look_again(profile: Profile, at: Instant) -> None:
    """Queue a look at whether the follow-up fell silent, in the same transaction."""
    when = Calendar().due(at, profile.follow_up.silence)
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(SILENCE, queue="alerts", schedule_at=when).defer(timestamp=0)


def break_off(now: UnderWay, became: str, by: AccountId, at: Instant) -> None:
    """Keep that a follow-up did not come to its end, and tell it; once for each way to end so."""
    _broke(now, became, by, at)


def _tell_critical(now: UnderWay, step: Step, value: int, by: AccountId, at: Instant) -> None:
    CRITICAL_ANSWERED.tell(
        CriticalAnswered(
            sitting=sitting_id(now.id, step.instrument),
            person=now.person,
            instrument=step.instrument,
            item=step.code,
            value=value,
            mode="live",
            answered_at=at,
            recorded_at=at,
            entered_by=by,
        )
    )


def _became(now: UnderWay, became: str, at: Instant) -> UnderWay:
    """Append one fact about the follow-up, unless it stands already."""
    if became in now.became:
        return now
    sitting, instrument = _opened_in(now)
    FollowUpFact.objects.create(
        answering_id=now.id, person_id=now.person, sitting_id=sitting, instrument=instrument,
        became=became, at=at,
    )  # fmt: skip
    return replace(now, became=now.became | {became})


def _broke(now: UnderWay, became: str, by: AccountId, at: Instant) -> UnderWay:
    if became in now.became:
        return now
    sitting, instrument = _opened_in(now)
    FOLLOW_UP_BROKEN.tell(
        FollowUpBroken(
            sitting=sitting,
            person=now.person,
            instrument=instrument,
            became=became,
            answered_at=at,
            recorded_at=at,
            entered_by=by,
        )
    )
    return _became(now, became, at)


def _opened_in(now: UnderWay) -> tuple[UUID, str]:
    """Return the sitting and the instrument of the critical answer that opened the follow-up."""
    step = opened_by(now.plan, now.said)
    if step is None:
        raise LookupError("no critical answer opened a follow-up in this sitting")
    return sitting_id(now.id, step.instrument), step.instrument


def _done(now: UnderWay, profile: Profile, by: AccountId, at: Instant, *, graver: bool) -> UnderWay:
    """Enter the follow-up as a sitting of its own, without waiting for the rest.

    Changed afterwards to something graver, it is set right; what was said first is never lowered.
    """
    asked = now.plan.follow_up
    if asked is None or ("done" in now.became and not graver):
        return now
    instrument = asked.instrument
    earlier = Sitting.objects.filter(
        person_id=now.person, campaign_id=now.row.campaign_id, instrument=instrument,
        window=now.row.window,
    ).order_by("-recorded_at", "-id").first() if "done" in now.became else None  # fmt: skip
    name = instrument if earlier is None else f"{instrument} {len(now.said.answers)}"
    entry = Entry(
        person=now.person,
        sitting=sitting_id(now.id, name),
        campaign=now.row.campaign_id,
        window=now.row.window,
        instrument=instrument,
        language=now.said.language(instrument),
        mode="live",
        answered_at=at,
        corrects=None if earlier is None else earlier.id,
        follow_up="done",
    )
    enter(entry, now.said.values(instrument, Kind.FOLLOW_UP), None, profile, by, at)
    return _became(now, "done", at)
