"""A plan is measured: a review says better, unchanged or worse, and by which constants."""

from datetime import date, timedelta

import pytest

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import CASE_MANAGER, COMMANDER, MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import submit
from muster.care.commands import open_case
from muster.care.commands.plans import hold_review, make_plan, make_safety_plan, note_session
from muster.care.queries import happened
from muster.care.queries.plans import plan_of, safety_plan_of
from muster.care.rules.reviews import (
    Compared,
    Course,
    Known,
    Proposal,
    opens_now,
    verdict,
)
from muster.care.rules.safety import Contact, Part, SafetyPlan, faults
from muster.detection.rules.change import Change, Direction, Point
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit, psychologist_of

PROFILE = profile()
AT = now()
DAY = timedelta(days=1)


def moved(direction, recovered=None) -> Compared:
    first, last = Point(16, date(2026, 1, 5)), Point(8, date(2026, 3, 2))
    return Compared(
        "phq-9", "total", Change(direction, first, last, 5.2, "retest", None, recovered)
    )


@pytest.mark.parametrize(
    ("compared", "sessions", "course", "proposal", "opens"),
    [
        ([], 0, Course.NOT_KNOWN, Proposal.CONTINUE, False),
        ([], 4, Course.NOT_KNOWN, Proposal.CONTINUE, True),
        ([moved(Direction.STEADY)], 3, Course.UNCHANGED, Proposal.CONTINUE, False),
        ([moved(Direction.STEADY)], 4, Course.UNCHANGED, Proposal.STEP_UP, True),
        ([moved(Direction.BETTER)], 9, Course.IMPROVED, Proposal.CONTINUE, False),
        ([moved(Direction.BETTER, recovered=True)], 9, Course.IMPROVED, Proposal.STEP_DOWN, False),
        (
            [moved(Direction.BETTER), moved(Direction.WORSE)],
            1,
            Course.WORSE,
            Proposal.STEP_UP,
            True,
        ),
    ],
)
def test_what_a_review_proposes(compared, sessions, course, proposal, opens):
    found = verdict(compared, sessions, PROFILE)
    assert (found.course, found.proposal, found.opens_review) == (course, proposal, opens)
    for reason in found.reasons:
        assert reason.said_in("ru") != reason.said_in("en")


SAFE = SafetyPlan(
    {part.value: "Мои слова." for part in Part}, (Contact("Брат", "555-0111"),),
    (Contact("Дежурный", "555-0102"),),
)  # fmt: skip


def test_a_safety_plan_has_six_parts_and_two_kinds_of_contact():
    assert len(Part) == 6
    assert list(faults(SAFE)) == []
    empty = SafetyPlan({**SAFE.words, "signs": " "}, (), (Contact("", "1"),))
    assert [one.code for one in faults(empty)] == [
        "care.safety-part-empty", "care.no-personal-contact", "care.no-professional-contact",
    ]  # fmt: skip
    long = SafetyPlan({**SAFE.words, "own": "x" * 601}, SAFE.people, SAFE.professionals)
    assert [one.code for one in faults(long)] == ["care.safety-part-too-long"]


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def by(unit):
    return psychologist_of(unit)


@pytest.fixture
def case(person, by):
    return open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=by.account, by=by, at=AT - 60 * DAY,
    )  # fmt: skip


def answered(person, by, value, at):
    submit(
        person=person, sitting=new_id(), campaign=new_id(), window="", instrument="phq-9",
        language="ru", mode="live", values={f"phq9-{item}": value for item in range(1, 9)} | {
            "phq9-9": 0
        },
        sex=None, follow_up=None, answered_at=at, profile=PROFILE, by=by, at=at,
    )  # fmt: skip


def planned(person, case, by, at, **more):
    said = {"goals": "Спать ночью.", "programmes": ("cbt-i",), "review_on": at.date() + 14 * DAY}
    return make_plan(person=person, case=case, plan=new_id(), **{**said, **more}, by=by, at=at)


def test_a_course_is_measured_from_its_beginning(person, by, case):
    begun = AT - 60 * DAY
    answered(person, by, 2, begun - DAY)
    planned(person, case, by, begun)
    for week in range(1, 5):
        note_session(
            person=person, case=case, session=new_id(), on=(begun + 7 * week * DAY).date(),
            became="kept", minutes=50, words="Дышали.", by=by, at=begun + 7 * week * DAY,
        )  # fmt: skip
    stuck = plan_of(person=person, case=case, by=by, at=AT)
    assert (stuck.verdict.course, stuck.verdict.opens_review) == (Course.NOT_KNOWN, True)
    answered(person, by, 0, AT - DAY)
    found = plan_of(person=person, case=case, by=by, at=AT)
    assert found.verdict.course is Course.IMPROVED
    assert "7.7" in found.verdict.reasons[0].said_in("en")
    assert (found.goals, len(found.sessions), found.sessions[0].words) == (
        "Спать ночью.",
        4,
        "Дышали.",
    )
    with pytest.raises(Refused, match="care.reason-needed"):
        reviewed(person, case, by, Proposal.STEP_UP, "")
    reviewed(person, case, by, Proposal.STEP_UP, "new-information")
    reviewed(person, case, by, found.verdict.proposal, "")
    assert len(plan_of(person=person, case=case, by=by, at=AT).reviews) == 2


def reviewed(person, case, by, decided, reason):
    return hold_review(
        person=person, case=case, review=new_id(), decided=decided, reason=reason,
        next_review=AT.date() + 20 * DAY, words="", by=by, at=AT,
    )  # fmt: skip


def test_a_review_lies_neither_in_the_past_nor_too_far_ahead(person, by, case):
    for days in (-1, 40):
        with pytest.raises(Refused, match="care.review-in-the-past"):
            planned(person, case, by, AT, review_on=AT.date() + days * DAY)
    with pytest.raises(Refused, match="care.no-plan"):
        reviewed(person, case, by, Proposal.CONTINUE, "")
    with pytest.raises(Refused, match="care.reason-needed"):
        note_session(
            person=person, case=case, session=new_id(), on=AT.date(), became="whim", minutes=None,
            words="", by=by, at=AT,
        )  # fmt: skip


def test_the_person_reads_their_own_safety_plan_and_command_none(unit, person, by):
    assert safety_plan_of(person=person, by=by, at=AT) is None
    make_safety_plan(person=person, plan=new_id(), says=SAFE, by=by, at=AT)
    member = Viewer(AccountId(new_id()), MEMBER, person=person)
    found, _made = safety_plan_of(person=person, by=member, at=AT)
    assert found == SAFE
    commander = Viewer(AccountId(new_id()), COMMANDER, (unit,))
    with pytest.raises(Refused, match="access.not-permitted"):
        safety_plan_of(person=person, by=commander, at=AT)
    assert {Permission.KEEP_PLAN, Permission.READ_SAFETY_PLAN} <= CASE_MANAGER.may


def stands(person, case, by):
    _case, state, _story = happened(person=person, case=case, by=by, at=now())
    return state


def noted(person, case, by, at):
    note_session(
        person=person, case=case, session=new_id(), on=at.date(), became="kept", minutes=50,
        words="", by=by, at=at,
    )  # fmt: skip


def test_a_reliable_loss_opens_a_review_within_seven_days_once(unit, person):
    owner = Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=owner.account, by=owner, at=AT - 60 * DAY,
    )  # fmt: skip
    answered(person, owner, 1, AT - 59 * DAY)
    planned(person, case, owner, AT - 58 * DAY)
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    answered(person, member, 3, AT - 20 * DAY)
    state = stands(person, case, owner)
    assert state.state == "review"
    assert state.due - (AT - 20 * DAY) <= 8 * DAY
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(owner.account)) == 1
    hold_review(
        person=person, case=case, review=new_id(), decided=Proposal.STEP_UP, reason="",
        next_review=AT.date() + 10 * DAY, words="", by=owner, at=AT - 2 * DAY,
    )  # fmt: skip
    state = stands(person, case, owner)
    assert (state.state, state.due.date()) == ("plan", AT.date() + 10 * DAY)
    noted(person, case, owner, AT - DAY)
    assert stands(person, case, owner).state == "plan"
    answered(person, member, 3, AT)
    assert stands(person, case, owner).state == "review"


def test_no_gain_after_four_sessions_opens_a_review_and_says_by_which_constants(person, by, case):
    begun = AT - 50 * DAY
    answered(person, by, 2, begun - DAY)
    planned(person, case, by, begun)
    answered(person, by, 2, begun + 20 * DAY)
    for week in range(1, 5):
        assert stands(person, case, by).state == "plan"
        noted(person, case, by, begun + (20 + 7 * week) * DAY)
    assert stands(person, case, by).state == "review"
    found = plan_of(person=person, case=case, by=by, at=AT).verdict
    said = found.reasons[0].said_in("en")
    assert "5.2" in said
    assert "7.7" in said
    assert "from retest" in said


def test_what_a_review_has_dealt_with_opens_no_other():
    worse = verdict([moved(Direction.WORSE)], 1, PROFILE)
    stuck = verdict([moved(Direction.STEADY)], 6, PROFILE)
    well = verdict([moved(Direction.BETTER)], 6, PROFILE)
    before, after = date(2026, 3, 1), date(2026, 3, 2)
    assert opens_now(worse, Known(1, 1, None), PROFILE)
    assert opens_now(worse, Known(1, 1, before), PROFILE)
    assert not opens_now(worse, Known(1, 1, after), PROFILE)
    assert not opens_now(stuck, Known(6, 3, before), PROFILE)
    assert opens_now(stuck, Known(8, 4, before), PROFILE)
    assert not opens_now(well, Known(9, 9, None), PROFILE)
