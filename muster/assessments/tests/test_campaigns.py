"""No campaign opens where nobody would answer whoever it finds; what is open stays open."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from muster.access.roles import MEMBER, TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import close_campaign, open_campaign, prepare_campaign
from muster.assessments.queries import campaign as read_campaign
from muster.assessments.queries import campaigns
from muster.assessments.rules.stages import Opens, Stages
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated, Standing
from muster.assessments.terms import terms_of
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.vault.work import Standing as Stands
from muster.vault.work import unit_of_work
from muster.vault.zones import Audience
from tests.campaigns import asking, duties_held, numbers_verified, opened, ready
from tests.houses import channels_tested, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db

TODAY = Calendar("Europe/Kyiv").local_date(now())


@pytest.fixture
def unit():
    made = make_unit("1")
    enlist(made, number="AB-001", surname="Гайко", given="Олесь", Sex="male", Post="Driver")
    return made


def prepared(unit: UnitId, **changed) -> UUID:
    made = asking(unit, now(), **changed)
    return prepare_campaign(asking=made, by=psychologist_of(unit), at=now())


def try_to_open(unit: UnitId, campaign: UUID) -> None:
    open_campaign(campaign=campaign, by=psychologist_of(unit), at=now())


def terms(campaign: UUID):
    with unit_of_work(Stands(Audience.CLINICIAN)):
        return terms_of(campaign)


def test_a_stale_crisis_number_keeps_a_campaign_closed(unit):
    duties_held(unit)
    channels_tested(unit)
    campaign = prepared(unit)
    with pytest.raises(Refused, match="policy.crisis-numbers-stale"):
        try_to_open(unit, campaign)
    numbers_verified(unit)
    try_to_open(unit, campaign)
    assert terms(campaign).is_open(now())


def test_an_empty_roster_keeps_a_campaign_closed(unit):
    numbers_verified(unit)
    campaign = prepared(unit)
    with pytest.raises(Refused, match="assessments.nobody-on-duty"):
        try_to_open(unit, campaign)
    assert terms(campaign).opened is None


def test_channels_that_were_not_tested_today_keep_a_campaign_closed(unit):
    numbers_verified(unit)
    duties_held(unit)
    campaign = prepared(unit)
    with pytest.raises(Refused, match="assessments.channels-untested"):
        try_to_open(unit, campaign)
    channels_tested(unit)
    try_to_open(unit, campaign)


def test_everything_that_keeps_it_closed_is_said_at_once(unit):
    campaign = prepared(
        unit, windows=(Dated(TODAY + timedelta(days=9), TODAY + timedelta(days=20)),)
    )
    found = read_campaign(campaign=campaign, by=psychologist_of(unit), at=now())
    assert [one.code for one in found.why_closed] == [
        "policy.crisis-numbers-stale",
        "assessments.nobody-on-duty",
        "assessments.opens-later",
    ]
    for one in found.why_closed:
        assert one.says("ru") != one.says("en")
        assert one.remedy("ru") != one.remedy("en")


def test_a_campaign_is_opened_on_its_first_day_and_not_before(unit):
    ready(unit)
    later = prepared(unit, windows=(Dated(TODAY + timedelta(days=9), TODAY + timedelta(days=20)),))
    with pytest.raises(Refused, match="assessments.opens-later"):
        try_to_open(unit, later)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"instruments": ()}, "campaign-without-instruments"),
        ({"instruments": ("phq-99",)}, "unknown-instrument"),
        ({"instruments": ("isi",)}, "assessments.no-text"),
        ({"windows": ()}, "assessments.no-window"),
        ({"calendar": "deployment"}, "assessments.no-window"),  # both, so neither
        ({"windows": (), "calendar": "event"}, "assessments.no-such-calendar"),
        ({"windows": (Dated(TODAY, TODAY - timedelta(days=1)),)}, "assessments.window-backwards"),
        (
            {"windows": (Dated(TODAY - timedelta(days=9), TODAY - timedelta(days=3)),)},
            "assessments.window-over",
        ),
        (
            {"windows": (Dated(TODAY, TODAY), Dated(TODAY, TODAY + timedelta(days=1)))},
            "assessments.windows-overlap",
        ),
        ({"then": (Opens("pcl-5", "ptsd", 33, "gad-7"),)}, "assessments.stage-follows-nothing"),
        ({"who": Who(sexes=("female",))}, "assessments.nobody-asked"),
        ({"who": Who(posts=("Cook",))}, "assessments.nobody-asked"),
    ],
)
def test_a_campaign_asks_somebody_something_at_some_time(unit, changed, code):
    with pytest.raises(Refused, match=code):
        prepared(unit, **changed)


def test_what_asks_about_life_is_asked_of_everybody(unit):
    """Somebody wanted the PHQ-9 only for those whom the GAD-7 finds; its ninth item cannot wait."""
    behind = Opens("gad-7", "anxiety", None, "phq-9")
    campaign = prepared(unit, instruments=("gad-7",), then=(behind,))
    assert terms(campaign).stages == Stages(("gad-7", "phq-9"))


def test_the_profile_lets_the_longer_form_follow_the_short_one(unit):
    campaign = prepared(unit, instruments=("pc-ptsd-5",))
    assert terms(campaign).stages == Stages(
        ("pc-ptsd-5",), (Opens("pc-ptsd-5", "ptsd-screen", 3, "pcl-5"),)
    )


@pytest.mark.parametrize(
    ("changed", "whole"),
    [
        ({}, True),
        ({"windows": (), "calendar": "joining"}, False),
        ({"who": Who(posts=("driver",))}, False),  # one driver: a filter that singles him out
    ],
)
def test_only_the_same_days_for_everybody_make_a_whole_unit_window(unit, changed, whole):
    assert terms(prepared(unit, **changed)).whole_unit is whole


def test_a_campaign_is_opened_once_and_closed_once(unit):
    ready(unit)
    campaign, by = opened(unit), psychologist_of(unit)
    with pytest.raises(Refused, match="assessments.already-opened"):
        try_to_open(unit, campaign)
    close_campaign(campaign=campaign, by=by, at=now())
    with pytest.raises(Refused, match="assessments.not-open"):
        close_campaign(campaign=campaign, by=by, at=now())
    assert not terms(campaign).is_open(now())


def test_nobody_asks_people_of_other_units(unit):
    other = make_unit("2")
    enlist(other, number="AB-002", surname="Бойко", given="Марк", Sex="male")
    with pytest.raises(Refused, match="access.not-found"):
        prepare_campaign(asking=asking(other, now()), by=psychologist_of(unit), at=now())
    ready(unit)
    campaign = prepared(unit)
    for door in (open_campaign, close_campaign):
        with pytest.raises(Refused, match="access.not-found"):
            door(campaign=campaign, by=psychologist_of(other), at=now())
    with pytest.raises(Refused, match="access.not-found"):
        read_campaign(campaign=campaign, by=psychologist_of(other), at=now())
    with pytest.raises(Refused, match="access.not-found"):
        read_campaign(campaign=new_id(), by=psychologist_of(unit), at=now())


def test_a_campaign_from_above_is_read_below_with_the_counts_of_the_own_unit_alone(unit):
    below, beside = make_unit("1/1", unit), make_unit("1/2", unit)
    for number, place in (("AB-003", below), ("AB-004", below), ("AB-005", beside)):
        enlist(place, number=number, surname="Ткач", given="Іван", Sex="male")
    ready(unit)
    campaign = opened(unit)
    found = read_campaign(campaign=campaign, by=psychologist_of(below), at=now())
    [counts] = found.counts["window-1"]
    assert (counts.unit.code, counts.asked, counts.done) == ("1/1", 2, 0)
    assert counts.by_standing == {Standing.OPEN: 2}
    whole = read_campaign(campaign=campaign, by=psychologist_of(unit), at=now())
    assert [(one.unit.code, one.asked) for one in whole.counts["window-1"]] == [
        ("1", 1), ("1/1", 2), ("1/2", 1),
    ]  # fmt: skip


def test_a_lead_of_teams_lists_campaigns_and_a_member_does_not(unit):
    campaign = prepared(unit)
    lead = Viewer(AccountId(new_id()), TEAM_LEAD, (unit,))
    assert [one.ordered.id for one in campaigns(by=lead, at=now())] == [campaign]
    member = Viewer(AccountId(new_id()), MEMBER)
    with pytest.raises(Refused, match="access.not-permitted"):
        campaigns(by=member, at=now())
