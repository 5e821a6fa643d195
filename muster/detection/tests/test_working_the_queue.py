"""What a clinician does about whoever is to be called, and what stays promised meanwhile."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from muster.access.roles import AUDITOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help, correct
from muster.assessments.queries import answers, results
from muster.detection import commands
from muster.detection.models import QueueRow, Signal
from muster.detection.queries import queue
from muster.detection.tests.steps import phq9, sit
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.subjects import register_subjects
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with

pytestmark = pytest.mark.django_db


def calls(by, at=None):
    return queue(limit=50, tier=None, already_shown=(), by=by, at=at or now())


def test_a_live_critical_answer_without_follow_up_is_red_at_once(person, psychologist):
    sit(person, psychologist, phq9(phq9_9=1))
    [call] = calls(psychologist)
    assert call.tier is Tier.RED
    assert call.due <= now()


def test_a_critical_answer_that_was_followed_to_its_end_is_called_within_a_day(
    person, psychologist
):
    sit(person, psychologist, phq9(phq9_9=1), follow_up="done")
    [call] = calls(psychologist)
    assert call.tier is Tier.AMBER


def test_the_same_sitting_sent_again_is_one_sitting(person, psychologist):
    made = sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3), sitting=made)
    assert len(results(person=person, by=psychologist, at=now())) == 1
    assert [len(call.signals) for call in calls(psychologist)] == [1]


def test_reliable_worsening_below_the_cut_off_is_seen(person, psychologist):
    before = now() - timedelta(days=60)
    sit(person, psychologist, phq9(), at=before)
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=2))
    [call] = calls(psychologist)
    assert "worse" in [reason.code for reason in call.reasons]
    assert call.tier is Tier.YELLOW


def test_a_person_asks_to_talk_and_is_queued_without_any_questionnaire(person, psychologist):
    ask_for_help(person=person, request=new_id(), urgent=False, by=psychologist, at=now())
    [call] = calls(psychologist)
    assert (call.tier, call.reasons[0].code) == (Tier.YELLOW, "self-referral")
    ask_for_help(person=person, request=new_id(), urgent=True, by=psychologist, at=now())
    [call] = calls(psychologist)
    assert (call.tier, len(call.signals)) == (Tier.RED, 2)


def test_called_and_not_reached_keeps_the_promise_and_counts_the_try(person, psychologist):
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    [before] = calls(psychologist)
    commands.take(person=person, by=psychologist, at=now())
    commands.not_reached(person=person, reason="no-answer", by=psychologist, at=now())
    [after] = calls(psychologist)
    assert (after.standing, after.attempts, after.due) == ("not-reached", 1, before.due)
    assert after.owner == psychologist.account


def test_a_reason_that_the_profile_does_not_know_is_refused(person, psychologist):
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    with pytest.raises(Refused, match="detection.reason-not-in-profile"):
        commands.not_reached(person=person, reason="busy", by=psychologist, at=now())


def test_a_second_clinician_who_takes_the_same_person_is_told(person, psychologist):
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    [unit] = psychologist.units
    first = Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))
    taken_at = now()
    commands.take(person=person, by=first, at=taken_at)
    other = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, psychologist.units)
    with pytest.raises(Refused, match="detection.taken-by-another") as told:
        commands.take(person=person, by=other, at=now())
    in_kyiv = taken_at.astimezone(ZoneInfo("Europe/Kyiv")).strftime("%H:%M")
    assert "dr.hnat" in told.value.problem.says("en")
    assert in_kyiv in told.value.problem.says("ru")
    commands.assign(person=person, to=other.account, by=psychologist, at=now())
    assert calls(psychologist)[0].owner == other.account


def test_red_ends_only_after_somebody_spoke_with_the_person(person, psychologist):
    sit(person, psychologist, phq9(phq9_9=3))
    with pytest.raises(Refused, match="detection.not-spoken-with"):
        commands.close(person=person, reason="case-opened", by=psychologist, at=now())
    commands.reached(person=person, by=psychologist, at=now())
    commands.close(person=person, reason="case-opened", by=psychologist, at=now())
    assert calls(psychologist) == []


def test_a_later_sitting_does_not_undo_what_an_earlier_one_said(person, psychologist):
    sit(person, psychologist, phq9(phq9_9=3), at=now() - timedelta(hours=5))
    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    [call] = calls(psychologist)
    assert call.tier is Tier.RED
    assert len(call.signals) == 1


def test_a_correction_takes_the_place_and_both_stay_visible(person, psychologist):
    wrong = sit(person, psychologist, phq9(phq9_9=3), mode="paper")
    right = new_id()
    correct(
        person=person,
        sitting=right,
        corrects=wrong,
        values=phq9(phq9_1=1),
        reason="wrong-answer",
        sex=None,
        profile=in_force(),
        by=psychologist,
        at=now(),
    )
    assert calls(psychologist) == []
    lines = {line.sitting: line for line in results(person=person, by=psychologist, at=now())}
    assert lines[wrong].corrected_by == right
    assert lines[right].corrects == wrong
    read = answers(person=person, sitting=wrong, reason="check", by=psychologist, at=now())
    assert read["phq9-9"] == 3


def test_a_sitting_of_the_wrong_person_is_withdrawn_and_calls_nobody(person, psychologist):
    wrong = sit(person, psychologist, phq9(phq9_9=3), mode="paper")
    correct(
        person=person,
        sitting=new_id(),
        corrects=wrong,
        values={},
        reason="wrong-person",
        sex=None,
        profile=in_force(),
        by=psychologist,
        at=now(),
    )
    assert calls(psychologist) == []
    [line] = results(person=person, by=psychologist, at=now())
    assert line.corrected_by is not None


def test_a_correction_needs_a_code_of_the_profile(person, psychologist):
    wrong = sit(person, psychologist, phq9(phq9_1=1), mode="paper")
    with pytest.raises(Refused, match="assessments.unknown-correction"):
        correct(
            person=person,
            sitting=new_id(),
            corrects=wrong,
            values=phq9(),
            reason="because",
            sex=None,
            profile=in_force(),
            by=psychologist,
            at=now(),
        )


def test_the_queue_shows_red_first_then_overdue_then_by_clock(psychologist):
    people = [PersonId(new_id()) for _one in range(3)]
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        register_subjects(people, unit=psychologist.units[0], at=now())
    long_ago = now() - timedelta(days=40)
    ask_for_help(person=people[0], request=new_id(), urgent=False, by=psychologist, at=now())
    ask_for_help(person=people[1], request=new_id(), urgent=False, by=psychologist, at=long_ago)
    ask_for_help(person=people[2], request=new_id(), urgent=True, by=psychologist, at=now())
    assert [call.person for call in calls(psychologist)] == [people[2], people[1], people[0]]
    assert [call.overdue(now()) for call in calls(psychologist)][1]


def test_the_projection_is_what_the_facts_say(person, psychologist):
    from muster.detection.checks import queue_against_facts

    sit(person, psychologist, phq9(phq9_1=3, phq9_2=3, phq9_3=3, phq9_4=3))
    commands.take(person=person, by=psychologist, at=now())
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        assert queue_against_facts() == []
        QueueRow.objects.update(standing="open")
        assert queue_against_facts() == [Signal.objects.get().id, person]


def test_an_auditor_reads_no_queue(psychologist):
    auditor = Viewer(AccountId(new_id()), AUDITOR)
    with pytest.raises(Refused, match="access.not-permitted"):
        calls(auditor)
