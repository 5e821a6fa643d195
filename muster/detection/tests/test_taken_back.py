"""What was critical stays raised with its reason, also where the answer was taken back since."""

from __future__ import annotations

import pytest

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import submit
from muster.assessments.events import (
    CRITICAL_ANSWERED,
    FOLLOW_UP_BROKEN,
    CriticalAnswered,
    FollowUpBroken,
)
from muster.detection.commands import reached, take
from muster.detection.queries import queue
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.policy.queries import in_force
from muster.policy.rules.findings import Finding, Tier
from muster.vault.work import unit_of_work

pytestmark = pytest.mark.django_db
NOUGHT = {f"phq9-{n}": 0 for n in range(1, 10)}


@pytest.fixture
def member(person) -> Viewer:
    return Viewer(AccountId(new_id()), MEMBER, person=person)


def answered(member, sitting, value):
    with unit_of_work(member.standing(member.person)):
        CRITICAL_ANSWERED.tell(
            CriticalAnswered(
                sitting, member.person, "phq-9", "phq9-9", value, "live", now(), now(),
                member.account,
            )
        )  # fmt: skip


def broke_off(member, sitting):
    with unit_of_work(member.standing(member.person)):
        FOLLOW_UP_BROKEN.tell(
            FollowUpBroken(
                sitting, member.person, "phq-9", "abandoned", now(), now(), member.account
            )
        )


def sent(member, sitting, values, follow_up="done"):
    submit(
        person=member.person, sitting=sitting, campaign=new_id(), window="", instrument="phq-9",
        language="en", mode="live", values=values, sex=None, follow_up=follow_up,
        answered_at=now(), profile=in_force(), by=member, at=now(),
    )  # fmt: skip


def called(psychologist):
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist, at=now())
    return call


def findings(psychologist) -> set[Finding]:
    return {reason.finding for reason in called(psychologist).reasons}


def test_an_answer_taken_back_is_still_a_reason(member, psychologist):
    sitting = new_id()
    answered(member, sitting, 2)
    sent(member, sitting, {**NOUGHT, "phq9-1": 3, "phq9-2": 3})
    assert findings(psychologist) == {Finding.CRITICAL_ANSWER, Finding.RAISED}
    assert called(psychologist).tier is Tier.AMBER


def test_a_follow_up_that_fell_silent_and_was_done_later_stays_red(member, psychologist):
    sitting = new_id()
    answered(member, sitting, 1)
    broke_off(member, sitting)
    sent(member, sitting, {**NOUGHT, "phq9-9": 1})
    assert Finding.FOLLOW_UP_ABANDONED in findings(psychologist)
    assert called(psychologist).tier is Tier.RED


def test_the_same_answer_is_one_reason(member, psychologist):
    sitting = new_id()
    answered(member, sitting, 1)
    sent(member, sitting, {**NOUGHT, "phq9-9": 1})
    assert [one.finding for one in called(psychologist).reasons] == [Finding.CRITICAL_ANSWER]


def test_once_somebody_has_spoken_with_them_it_is_not_raised_anew(member, psychologist):
    sitting = new_id()
    answered(member, sitting, 1)
    broke_off(member, sitting)
    take(person=member.person, by=psychologist, at=now())
    reached(person=member.person, by=psychologist, at=now())
    sent(member, sitting, {**NOUGHT, "phq9-1": 3, "phq9-2": 3})
    assert Finding.FOLLOW_UP_ABANDONED not in {
        reason.finding for reason in called(psychologist).reasons
    }
