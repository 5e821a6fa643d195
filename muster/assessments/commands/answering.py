"""A sitting answered here, question by question: begun, answered, left, submitted.

A critical answer acts the moment it is given, before and regardless of completion: the very unit of
work that keeps it tells whoever has to be told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.answered import Came
from muster.assessments.answering import (
    UnderWay,
    append_answer,
    asked_of,
    one_at_a_time,
    sex_of,
    texts,
    under_way,
    with_longer_forms,
)
from muster.assessments.due import due_of
from muster.assessments.entering import Entry, asked_before_entering, enter
from muster.assessments.following import follow
from muster.assessments.lateness import settle_lateness
from muster.assessments.models import Answering, AnsweringEnd, Attendance
from muster.assessments.reaching import write_reach
from muster.assessments.rules.reaching import Reach
from muster.assessments.rules.said import Answered, Kind, Step, sitting_id
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.rules.profile import Profile
from muster.vault.trips import Statement
from muster.vault.work import current
from muster.vault.zones import Zone

RESUMED_WITHIN = timedelta(hours=72)
"""How long a sitting can be left and gone on with; our choice."""

SUBMITTED, DECLINED = "submitted", "declined"
_END = Statement(
    "INSERT INTO assessments_answeringend (id, answering_id, person_id, became, at) "
    "VALUES ($1, $2, $3, $4, $5)"
)


@command(
    key="assessments.begin",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A sitting was begun."),
    portable=True,
)
def begin(
    *,
    person: PersonId,
    sitting: UUID,
    campaign: UUID,
    window: str,
    language: str,
    room: bool,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Begin to answer what is due of a campaign's window, and return the sitting's id.

    That is `sitting`, or the sitting begun before, where one of the same window can still be gone
    on with. Refused where nothing of that window is due. `room` says that others are near.
    """
    one_at_a_time(person)
    due = next(
        (
            one
            for one in due_of([person], at).get(person, [])
            if (one.campaign, one.window) == (campaign, window) and not (room and one.private)
        ),
        None,
    )
    if due is None:
        raise problems.NOT_DUE.refused()
    # A form whose licensed words are not here cannot be asked; the rest still can.
    asked = [key for key, chosen in texts(due.instruments).items() if chosen.wordings]
    if not asked:
        raise problems.NO_TEXT_TO_ASK.refused()
    open_now = Answering.objects.filter(
        person_id=person, campaign_id=campaign, window=window, expires_at__gt=at
    ).exclude(id__in=AnsweringEnd.objects.filter(person_id=person).values("answering_id"))
    begun = open_now.order_by("-started_at").first()
    if begun is not None and set(asked) <= set(begun.instruments):
        return UUID(str(begun.id))
    Answering.objects.create(
        id=sitting, person_id=person, campaign_id=campaign, window=window, instruments=asked,
        language=language, in_room=room or due.in_room, started_at=at,
        expires_at=at + RESUMED_WITHIN,
    )  # fmt: skip
    settle_lateness(person, at)
    return sitting


@command(
    key="assessments.answer",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A question of a sitting was answered."),
    portable=True,
    asks=lambda given: asked_of(given["person"], given["sitting"], given["profile"]),
)
def answer(
    *,
    person: PersonId,
    sitting: UUID,
    kind: str,
    instrument: str,
    code: str,
    value: int | None,
    language: str,
    room: bool,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> UnderWay:
    """Keep one answer and act on it; the same answer a second time changes nothing.

    `value` is the answer as printed; None: the person would rather not answer. Of a neutral
    question it is kept that it was asked, and not what was answered.
    """
    one_at_a_time(sitting)
    now = _going_on(under_way(person, sitting, room=room, profile=profile), at)
    step = Step(Kind(kind), instrument, code)
    if step not in now.steps:
        raise problems.NOT_ASKED.refused()
    kept = _kept_of(now, step, value)
    if step in now.said.latest and now.said.latest[step] == kept:
        return now
    answered = Answered(step, kept, language)
    append_answer(now, answered, at)
    after = follow(now, answered, profile=profile, by=by.account, at=at)
    return with_longer_forms(after, profile)


def _kept_of(now: UnderWay, step: Step, value: int | None) -> int | None:
    """Return what is kept of an answer; Refused where it is none of the answers offered."""
    item = now.plan.item(step)
    if item is None or value is None:
        return None
    if value not in item.by_value:
        raise problems.NOT_OFFERED.refused()
    return value


@command(
    key="assessments.say-where",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("Somebody said how and where they can be reached."),
    portable=True,
)
def say_where(*, person: PersonId, number: str, place: str, by: Viewer, at: Instant) -> None:
    """Keep how a person is reached; both may be "": then nobody can call them back."""
    write_reach(person, Reach(" ".join(number.split()), " ".join(place.split())), at)


@command(
    key="assessments.finish",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("A sitting was finished, and its answers were sent."),
    portable=True,
    asks=lambda given: [
        *asked_of(given["person"], given["sitting"], given["profile"]),
        *asked_before_entering(given["person"]),
    ],
)
def finish(
    *,
    person: PersonId,
    sitting: UUID,
    room: bool,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> UnderWay:
    """Submit every instrument of a sitting; a second time nothing changes.

    Refused where a question was neither answered nor passed over. An instrument of which nothing
    was answered is no sitting; where that holds for all, the person declined.
    """
    one_at_a_time(sitting)
    now = under_way(person, sitting, room=room, profile=profile)
    if now.ended:
        return now
    _going_on(now, at)
    if now.unanswered is not None:
        raise problems.NOT_ALL_ASKED.refused()
    sex = sex_of(person)
    entered = 0
    for form in now.plan.asked:
        values = now.said.values(form.instrument)
        if values:
            entry = entry_of(now, form.instrument, at)
            enter(entry, values, sex, profile, by.account, at, first=True)
            entered += 1
    note(entered=entered)
    if not entered:
        return _declined(now, by, at)
    current().write(_END, new_id(), now.id, person, SUBMITTED, at)
    return replace(now, ended=SUBMITTED)


@command(
    key="assessments.decline",
    permits=Permission.SUBMIT_ASSESSMENT,
    zone=Zone.CLINICAL,
    says=_("Somebody did not want to answer the questions."),
    portable=True,
)
def decline(
    *,
    person: PersonId,
    sitting: UUID,
    profile: Unjournalled[Profile],
    by: Viewer,
    at: Instant,
) -> None:
    """End a sitting in which nothing was answered, because the person does not want to answer."""
    one_at_a_time(sitting)
    now = under_way(person, sitting, room=False, profile=profile)
    if now.ended:
        return
    _going_on(now, at)
    if any(value is not None for value in now.said.latest.values()):
        raise problems.ANSWERED_ALREADY.refused()
    _declined(now, by, at)


def _declined(now: UnderWay, by: Viewer, at: Instant) -> UnderWay:
    """End a sitting without an answer. It counts as done: nobody is late who did not want to."""
    campaign, window = now.row.campaign_id, now.row.window
    dues = due_of([now.person], at).get(now.person, [])
    stages = [one.stage for one in dues if (one.campaign, one.window) == (campaign, window)]
    Attendance.objects.create(
        person_id=now.person, campaign_id=campaign, window=window, stage=min(stages, default=1),
        state=Came.DECLINED.value, at=at, by=by.account,
        day=calendars_of([now.person])[now.person].local_date(at),
    )  # fmt: skip
    AnsweringEnd.objects.create(answering_id=now.id, person_id=now.person, became=DECLINED, at=at)
    settle_lateness(now.person, at)
    return replace(now, ended=DECLINED)


def entry_of(now: UnderWay, instrument: str, at: Instant) -> Entry:
    """Return what is known of one instrument's sitting beside its answers."""
    return Entry(
        person=now.person,
        sitting=sitting_id(now.id, instrument),
        campaign=now.row.campaign_id,
        window=now.row.window,
        instrument=instrument,
        language=now.said.language(instrument),
        mode="live",
        answered_at=at,
        follow_up=now.follow_up,
    )


def _going_on(now: UnderWay, at: Instant) -> UnderWay:
    """Return the sitting; Refused where it ended, or was left for too long."""
    if now.ended:
        raise problems.SITTING_ENDED.refused()
    if now.expired(at):
        raise problems.SITTING_EXPIRED.refused()
    return now
