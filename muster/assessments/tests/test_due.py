"""What somebody is to answer, why, until when; and what answering, declining and excuses do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import close_campaign, correct, excuse, submit
from muster.assessments.queries import Standing, due_for, due_of, next_stage, standings_of
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated
from muster.instruments.packs import pack
from muster.instruments.rules.scalar import score_values
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.people.commands.keeping import record_exposure
from muster.people.service import ExposureKind
from muster.policy.profiles import profile
from muster.vault.work import Standing as Stands
from muster.vault.work import unit_of_work
from muster.vault.zones import Audience
from tests import campaigns
from tests.campaigns import ready
from tests.houses import enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

NOW = now()
TODAY = Calendar("Europe/Kyiv").local_date(NOW)


def opened(unit, **changed):
    return campaigns.opened(unit, NOW, **changed)


def days(count: int) -> timedelta:
    return timedelta(days=count)


@pytest.fixture
def unit(db):
    made = make_unit("1")
    ready(made)
    return made


def dues(person, by, at=NOW):
    return due_for(person=person, by=by, at=at)


def answer(
    person, campaign, by, *, instrument="phq-9", value=0, count=0, day=None, window="window-1"
):
    """Enter a sheet on which the first `count` items are answered with `value`, the rest with 0."""
    items = pack(instrument).specification.items
    values = {item.code: value if place < count else 0 for place, item in enumerate(items)}
    at = NOW if day is None else datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    sitting = new_id()
    submit(
        person=person, sitting=sitting, campaign=campaign, window=window, instrument=instrument,
        language="en", mode="paper", values=values, sex="male", follow_up=None, answered_at=at,
        profile=profile(), by=by, at=max(at, NOW),
    )  # fmt: skip
    return sitting


def standing(person, unit, campaign, at=NOW) -> Standing:
    with unit_of_work(Stands(Audience.CLINICIAN, (unit,))):
        [found] = [one for one in standings_of([person], at)[person] if one.campaign == campaign]
    return found.standing


def test_everybody_of_the_unit_is_asked_and_told_why(unit, person, member, psychologist):
    campaign = opened(unit)
    [due] = dues(person, psychologist)
    assert (due.campaign, due.window, due.instruments) == (campaign, "window-1", ("phq-9",))
    assert due.whole_unit
    assert not due.private
    assert due.why.said_in("en").startswith("Everybody in your unit is asked between")
    assert due.why.said_in("ru") != due.why.said_in("en")
    assert dues(person, member) == [due]


def test_nobody_else_s_dues_are_read(unit, person, member):
    opened(unit)
    other = enlist(unit, number="AB-002", surname="Бойко", given="Марк", Sex="male")
    with pytest.raises(Refused, match="access.not-found"):
        dues(other, member)
    with pytest.raises(Refused, match="access.not-found"):
        dues(person, psychologist_of(make_unit("2")))


def test_what_was_answered_is_no_longer_due(unit, person, psychologist):
    campaign = opened(unit, instruments=("phq-9", "gad-7"))
    answer(person, campaign, psychologist)
    [due] = dues(person, psychologist)
    assert (due.instruments, due.answered) == (("gad-7",), ("phq-9",))
    answer(person, campaign, psychologist, instrument="gad-7")
    assert dues(person, psychologist) == []
    assert standing(person, unit, campaign) is Standing.DONE


def test_a_sitting_that_was_entered_for_the_wrong_person_does_not_count(unit, person, psychologist):
    campaign = opened(unit)
    wrong = answer(person, campaign, psychologist)
    correct(
        person=person, sitting=new_id(), corrects=wrong, values={}, reason="wrong-person",
        sex=None, profile=profile(), by=psychologist, at=NOW,
    )  # fmt: skip
    assert len(dues(person, psychologist)) == 1


def test_a_sitting_before_the_window_opens_is_too_early(unit, person, psychologist):
    campaign = opened(unit, windows=(Dated(TODAY - days(1), TODAY + days(3)),))
    answer(person, campaign, psychologist, day=TODAY - days(2))
    assert len(dues(person, psychologist)) == 1
    answer(person, campaign, psychologist, day=TODAY - days(1))
    assert dues(person, psychologist) == []


def test_late_still_counts_for_two_weeks_and_then_the_window_is_missed(unit, person, psychologist):
    campaign = opened(unit, windows=(Dated(TODAY - days(1), TODAY + days(1)),))
    [late] = dues(person, psychologist, NOW + days(2))
    assert late.late
    said = late.why.said_in("en")
    assert said.startswith("Everybody in your unit is asked between")  # late or not, why is said
    assert "your answers still count until" in said
    assert standing(person, unit, campaign, NOW + days(15)) is Standing.LATE
    assert dues(person, psychologist, NOW + days(16)) == []
    assert standing(person, unit, campaign, NOW + days(16)) is Standing.MISSED


@pytest.mark.parametrize(
    ("came", "standing_then"),
    [
        (Came.DECLINED, Standing.DONE),
        (Came.EXCUSED, Standing.DONE),
        (Came.CAME, Standing.OPEN),
        (Came.ABSENT, Standing.OPEN),
    ],
)
def test_declining_and_an_excuse_end_it_and_look_alike(
    unit, person, psychologist, came, standing_then
):
    campaign = opened(unit)
    excuse(person=person, campaign=campaign, window="window-1", came=came, by=psychologist, at=NOW)
    assert standing(person, unit, campaign) is standing_then
    assert bool(dues(person, psychologist)) is (standing_then is Standing.OPEN)


def test_a_tap_on_the_wrong_name_is_put_right_by_the_next(unit, person, psychologist):
    campaign = opened(unit)
    for came in (Came.DECLINED, Came.ABSENT):
        excuse(
            person=person, campaign=campaign, window="window-1", came=came, by=psychologist, at=NOW
        )
    assert len(dues(person, psychologist)) == 1


def test_a_closed_campaign_asks_nobody(unit, person, psychologist):
    campaign = opened(unit)
    close_campaign(campaign=campaign, by=psychologist, at=NOW)
    assert dues(person, psychologist, NOW + days(1)) == []


def test_filters_choose_who_is_asked(unit, psychologist):
    he = enlist(unit, number="AB-010", surname="Ткач", given="Іван", Sex="male", Post="Driver")
    she = enlist(unit, number="AB-011", surname="Ткач", given="Ірина", Sex="female", Post="Cook")
    opened(unit, who=Who(posts=("cook",)))
    assert dues(he, psychologist) == []
    [due] = dues(she, psychologist)
    assert not due.whole_unit
    assert due.why.said_in("en").startswith("You are among those")


def test_a_return_opens_windows_of_one_s_own(unit, person, psychologist):
    record_exposure(
        person=person, kind=ExposureKind.DEPLOYMENT, since=TODAY - days(200),
        until=TODAY - days(10), by=psychologist, at=NOW,
    )  # fmt: skip
    opened(unit, windows=(), calendar="deployment")
    [due] = dues(person, psychologist)
    assert due.window == f"on-return:{(TODAY - days(10)).isoformat()}"
    assert (due.opens, due.closes) == (TODAY - days(10), TODAY + days(20))
    assert not due.whole_unit
    [later] = dues(person, psychologist, NOW + days(90))
    assert later.window.startswith("three-to-six-months:")


def test_who_was_never_asked_is_asked_this_year_and_after_it_a_year_later(
    unit, person, psychologist
):
    campaign = opened(unit, windows=(), calendar="yearly")
    [due] = dues(person, psychologist)
    assert due.opens <= TODAY
    answer(person, campaign, psychologist, window=due.window)
    assert dues(person, psychologist) == []
    [again] = dues(person, psychologist, NOW + days(345))
    assert again.window == f"yearly:{TODAY.isoformat()}"


def test_a_second_stage_is_due_privately_for_those_whom_the_first_one_finds(
    unit, person, psychologist
):
    other = enlist(unit, number="AB-002", surname="Бойко", given="Марк", Sex="male")
    campaign = opened(unit, instruments=("pc-ptsd-5",), in_room=True)
    answer(person, campaign, psychologist, instrument="pc-ptsd-5", value=1, count=5)
    answer(other, campaign, psychologist, instrument="pc-ptsd-5")
    assert dues(other, psychologist) == []
    [more] = dues(person, psychologist)
    assert (more.stage, more.instruments, more.private) == (2, ("pcl-5",), True)
    assert not more.whole_unit
    assert not more.in_room
    for one in (person, other):  # nothing that others see tells the two apart
        assert standing(one, unit, campaign) is Standing.DONE
    answer(person, campaign, psychologist, instrument="pcl-5", value=1, count=20)
    assert dues(person, psychologist) == []


def test_results_just_scored_open_the_next_stage(unit):
    enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male")
    campaign = opened(unit, instruments=("pc-ptsd-5",))
    items = pack("pc-ptsd-5").specification.items
    scored = score_values(
        pack("pc-ptsd-5").specification, {item.code: 1 for item in items}, sex=None, cutoffs={}
    )
    with unit_of_work(Stands(Audience.CLINICIAN, (unit,))):
        assert next_stage(campaign, scored) == ("pcl-5",)
        assert next_stage(new_id(), scored) == ()


def test_whole_unit_windows_come_first_and_then_what_ends_first(unit, person, psychologist):
    record_exposure(
        person=person, kind=ExposureKind.DEPLOYMENT, since=date(2020, 1, 1),
        until=TODAY - days(20), by=psychologist, at=NOW,
    )  # fmt: skip
    opened(unit, windows=(), calendar="deployment")
    opened(unit)
    found = dues(person, psychologist)
    assert [one.whole_unit for one in found] == [True, False]
    with unit_of_work(Stands(Audience.CLINICIAN, (unit,))):
        assert due_of([person], NOW) == {person: found}


def test_a_member_without_a_unit_has_nothing_due(unit, person):
    somebody = Viewer(new_id(), MEMBER, person=new_id())
    assert dues(somebody.person, somebody) == []
