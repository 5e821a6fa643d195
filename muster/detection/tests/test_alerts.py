"""An alert from its answer to its end: opened with the signal, carried on, answered, and quiet."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from muster.access.accounts import alarm
from muster.access.channels import Kind, waiting_for
from muster.access.permissions import Permission
from muster.access.queries import open_notices
from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.assessments.events import (
    CRITICAL_ANSWERED,
    FOLLOW_UP_BROKEN,
    CriticalAnswered,
    FollowUpBroken,
)
from muster.detection.commands import alerting, working
from muster.detection.queries.alerts import open_alerts, overdue_alerts
from muster.detection.queries.calls import calls_of
from muster.detection.tests.steps import phq9, sit
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.duty import DutyRole
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, make_unit, takes_duty


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def anna(unit) -> Viewer:
    """The duty clinician."""
    account = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(account, unit)
    return Viewer(account, UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def boris(unit) -> Viewer:
    """The deputy."""
    account = account_with(UNIT_PSYCHOLOGIST, unit, "boris")
    takes_duty(account, unit, DutyRole.DEPUTY)
    return Viewer(account, UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def elena(unit) -> Viewer:
    """A psychologist of the unit who has no duty now."""
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "elena"), UNIT_PSYCHOLOGIST, (unit,))


def member(person) -> Viewer:
    return Viewer(AccountId(new_id()), MEMBER, person=person)


def press_help(person, at=None, by=None):
    ask_for_help(
        person=person, request=new_id(), urgent=True, by=by or member(person), at=at or now()
    )


def critical(person, *, value=1, sitting=None, item="phq9-9", instrument="phq-9", at=None):
    """Tell that a critical item was answered, as the sitting does from inside its command."""
    by, at = member(person), at or now()
    with unit_of_work(by.standing(person)):
        CRITICAL_ANSWERED.tell(
            CriticalAnswered(
                sitting or new_id(), person, instrument, item, value, "live", at, at, by.account
            )
        )


def broken(person, sitting, became):
    by, at = member(person), now()
    with unit_of_work(by.standing(person)):
        FOLLOW_UP_BROKEN.tell(FollowUpBroken(sitting, person, "phq-9", became, at, at, by.account))


def screen_of(viewer: Viewer) -> list[Kind]:
    with unit_of_work(Standing(Audience.PLATFORM)):
        return [one.kind for one in waiting_for(viewer.account)]


def jobs(task: str) -> list[tuple[dict, datetime | None]]:
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [task],
        )
        return [(json.loads(args), at) for args, at in cursor.fetchall()]


def alerts(viewer: Viewer, at=None):
    return open_alerts(already_shown=(), by=viewer, at=at or now())


def clock(unit, at) -> int:
    """Look as the worker does: carry on every alert that is due; return how many were told."""
    by = alarm((unit,))
    return sum(alerting.carry(alert=one, by=by, at=at) for one in overdue_alerts(by, at))


def reasons(person, unit) -> set[str]:
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,), person)):
        return {one.code for one in calls_of([person])[person].reasons}


def test_help_now_stands_on_the_duty_clinicians_screen_in_the_same_unit_of_work(
    person, anna, boris, elena
):
    press_help(person)
    assert screen_of(anna) == [Kind.WAITING]
    assert screen_of(boris) == screen_of(elena) == []
    [alert] = alerts(anna)
    assert [(one.rung, one.name) for one in alert.told] == [("clinician", "anna")]
    assert alert.person == person
    assert alert.call.tier.value == "red"


def test_jobs_carry_opaque_ids_and_nothing_else(person, anna):
    press_help(person)
    [alert] = alerts(anna)
    [(delivery, _now)] = jobs("access.deliver")
    [(look, scheduled)] = jobs("detection.carry-alert")
    assert set(delivery) == {"message", "tries"}
    assert look == {"alert": str(alert.id)}
    assert scheduled == alert.since + timedelta(minutes=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        assert str(person) not in cursor.fetchone()[0]


@pytest.mark.parametrize(("value", "tier"), [(1, "amber"), (3, "red")])
def test_a_critical_answer_alarms_before_the_form_is_complete(person, anna, value, tier):
    critical(person, value=value)
    assert screen_of(anna) == [Kind.WAITING]
    assert alerts(anna)[0].call.tier.value == tier


def test_what_is_answered_next_in_the_sitting_does_not_double_the_alert(person, unit, anna):
    sitting = new_id()
    critical(person, sitting=sitting)
    critical(person, sitting=sitting, value=3)
    broken(person, sitting, "refused")
    critical(person, instrument="c-ssrs-screener", item="cssrs-4")
    assert len(alerts(anna)) == 1
    assert screen_of(anna) == [Kind.WAITING]
    assert reasons(person, unit) == {
        "critical-answer", "critical-answer-highest", "follow-up-refused", "suicide-risk-high",
    }  # fmt: skip


def test_the_submitted_sitting_takes_the_place_of_its_answer_and_alarms_nobody_again(
    person, unit, anna
):
    sitting = new_id()
    critical(person, sitting=sitting)
    alerting.acknowledge(person=person, by=anna, at=now())
    sit(person, member(person), phq9(phq9_9=1), sitting=sitting, follow_up="done")
    assert screen_of(anna) == []
    [alert] = alerts(anna)
    assert alert.answered_by == "anna"
    assert reasons(person, unit) == {"critical-answer"}


def test_something_graver_after_the_answer_alarms_again(person, anna):
    sitting = new_id()
    critical(person, sitting=sitting)
    alerting.acknowledge(person=person, by=anna, at=now())
    broken(person, sitting, "abandoned")
    assert screen_of(anna) == [Kind.WAITING]


def test_a_follow_up_that_breaks_off_after_a_clinician_has_spoken_is_done(person, unit, anna):
    sitting = new_id()
    critical(person, sitting=sitting)
    working.reached(person=person, by=anna, at=now())
    broken(person, sitting, "abandoned")
    assert screen_of(anna) == []
    assert reasons(person, unit) == {"critical-answer"}


def test_unanswered_it_climbs_to_the_deputy_at_three_minutes_and_to_everyone_at_six(
    person, unit, anna, boris, elena
):
    begun = now()
    press_help(person, at=begun)
    assert clock(unit, begun + timedelta(minutes=2, seconds=59)) == 0
    assert clock(unit, begun + timedelta(minutes=3)) == 1
    assert screen_of(boris) == [Kind.WAITING]
    assert screen_of(elena) == []
    assert clock(unit, begun + timedelta(minutes=6)) == 1
    assert screen_of(elena) == [Kind.WAITING]
    assert clock(unit, begun + timedelta(hours=1)) == 0
    [alert] = alerts(anna)
    assert [one.rung for one in alert.told] == ["clinician", "deputy", "everyone"]
    assert alert.next_at is None


def test_the_doctor_and_the_medical_officer_are_told_where_somebody_has_the_duty(
    person, unit, anna, boris
):
    for name, role in (("chekhov", DutyRole.DOCTOR), ("dina", DutyRole.MEDICAL_OFFICER)):
        takes_duty(account_with(UNIT_PSYCHOLOGIST, unit, name), unit, role)
    begun = now()
    press_help(person, at=begun)
    for minute in range(1, 13):
        clock(unit, begun + timedelta(minutes=minute))
    [alert] = alerts(anna)
    assert [(one.name, one.at - begun) for one in alert.told] == [
        ("anna", timedelta(0)),
        ("boris", timedelta(minutes=3)),
        ("chekhov", timedelta(minutes=6)),
        ("dina", timedelta(minutes=9)),
    ]


def notices() -> set[str]:
    with unit_of_work(Standing(Audience.PLATFORM)):
        return {one.about for one in open_notices()}


def test_with_nobody_on_duty_every_psychologist_is_told_at_once_and_so_are_the_administrators(
    person, unit, elena
):
    press_help(person)
    assert screen_of(elena) == [Kind.WAITING]
    assert notices() == {"duty-rosters", "alerts"}


def test_who_has_the_duty_but_no_role_for_the_unit_is_passed_over(person, unit, boris):
    stranger = account_with(UNIT_PSYCHOLOGIST, make_unit("2"), "stranger")
    takes_duty(stranger, unit)
    press_help(person)
    assert screen_of(boris) == [Kind.WAITING]
    assert screen_of(Viewer(stranger, UNIT_PSYCHOLOGIST)) == []
    assert notices() == {"duty-rosters"}


def test_an_answer_stops_the_ladder_quiets_every_screen_and_keeps_the_row(
    person, unit, anna, boris
):
    begun = now()
    press_help(person, at=begun)
    clock(unit, begun + timedelta(minutes=3))
    at = begun + timedelta(minutes=4)
    assert alerting.acknowledge(person=person, by=boris, at=at) == 1
    assert screen_of(anna) == screen_of(boris) == []
    assert clock(unit, begun + timedelta(minutes=6)) == 0
    [alert] = alerts(anna, at)
    assert (alert.answered_by, alert.answered_at) == ("boris", at)
    assert alert.call.owner == boris.account
    assert alert.call.due is not None


def test_a_second_answer_is_told_who_was_first_and_when(person, anna, boris):
    press_help(person)
    alerting.acknowledge(person=person, by=boris, at=now())
    with pytest.raises(Refused) as refused:
        alerting.acknowledge(person=person, by=anna, at=now())
    assert refused.value.problem.code == "detection.alert-answered"
    assert "boris" in refused.value.problem.says("en")


def test_where_there_was_no_alert_there_is_nothing_to_answer_or_hand_on(person, anna):
    for deed in (alerting.acknowledge, alerting.hand_on):
        with pytest.raises(Refused) as refused:
            deed(person=person, by=anna, at=now())
        assert refused.value.problem.code == "detection.no-alert"


def test_an_alert_is_handed_on_before_its_time(person, anna, boris):
    press_help(person)
    assert alerting.hand_on(person=person, by=anna, at=now()) == 1
    assert screen_of(boris) == [Kind.WAITING]


@pytest.mark.parametrize("deed", ["take", "reached"])
def test_who_takes_or_reaches_the_person_has_answered(person, unit, anna, boris, deed):
    press_help(person)
    getattr(working, deed)(person=person, by=boris, at=now())
    assert screen_of(anna) == []
    assert clock(unit, now() + timedelta(minutes=10)) == 0


def test_neither_another_unit_nor_a_member_may_answer(person, anna):
    press_help(person)
    other = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (make_unit("2"),))
    for by in (other, member(person)):
        with pytest.raises(Refused) as refused:
            alerting.acknowledge(person=person, by=by, at=now())
        assert refused.value.problem.code in ("access.not-found", "access.not-permitted")
    assert open_alerts(already_shown=(), by=other, at=now()) == []
    assert Permission.ANSWER_ALERT not in MEMBER.may


def test_at_night_it_is_no_different(person, unit, anna, boris):
    local = now().astimezone(ZoneInfo("Europe/Kyiv"))
    night = local.replace(hour=3, minute=0)
    night += timedelta(days=night <= local)
    press_help(person, at=night)
    assert screen_of(anna) == [Kind.WAITING]
    assert clock(unit, night + timedelta(minutes=3)) == 1
    assert screen_of(boris) == [Kind.WAITING]


def test_paper_that_is_not_red_wakes_nobody(person, anna):
    sit(person, anna, phq9(phq9_9=1), mode="paper")
    assert screen_of(anna) == []
    sit(person, anna, phq9(phq9_9=3), mode="paper")
    assert screen_of(anna) == [Kind.WAITING]


def test_reading_the_alerts_again_enters_only_who_is_new(person, anna):
    press_help(person)
    alerts(anna)
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry WHERE command = 'detection.alerts'")
        before = cursor.fetchone()[0]
    open_alerts(already_shown=[person], by=anna, at=now())
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry WHERE command = 'detection.alerts'")
        assert (before, cursor.fetchone()[0]) == (1, 1)
