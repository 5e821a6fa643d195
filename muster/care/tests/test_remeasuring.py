"""What a plan is measured by is asked of the person before each review, and nobody else sees it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from muster.access.accounts import watch
from muster.access.channels import waiting_for
from muster.access.roles import COMMANDER, MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import answer, begin, decline, finish, remind_of_due
from muster.assessments.commands.reminding import units_to_remind
from muster.assessments.queries import due_for
from muster.assessments.queries.appointments import waiting_for_hours
from muster.assessments.queries.turnout import turnout
from muster.assessments.rules.again import DAYS_BEFORE, days_before
from muster.assessments.rules.windows import Standing
from muster.care.commands import open_case, take_step
from muster.care.commands.plans import hold_review, make_plan
from muster.care.queries.own import own_care
from muster.care.queries.plans import measures_for, plan_of
from muster.care.rules.reviews import Course, Proposal
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault import work
from muster.vault.zones import Audience
from tests.houses import account_of_person, enlist, make_unit, psychologist_of

DAY = timedelta(days=1)
AT = datetime.combine(now().date() - 30 * DAY, time(10), UTC)
REVIEW = AT + 14 * DAY


@pytest.mark.parametrize(
    ("review", "days"),
    [
        (date(2026, 3, 20), (date(2026, 3, 13), date(2026, 3, 20))),
        (date(2026, 3, 3), (date(2026, 3, 2), date(2026, 3, 3))),
        (date(2026, 3, 1), None),
    ],
)
def test_it_opens_a_week_before_the_review_and_never_on_the_day_it_was_agreed(review, days):
    assert days_before(review, date(2026, 3, 1)) == days


class House:
    """Somebody who has answered a PHQ-9, with a case and a plan that is measured by it."""

    def __init__(self, measures=("phq-9",)):
        self.unit = make_unit("1")
        self.person = enlist(
            self.unit, number="AB-001", surname="Гайко", given="Олесь", From="2025-01-01"
        )
        self.account = account_of_person(self.person, self.unit)
        self.member = Viewer(self.account, MEMBER, person=self.person)
        self.by = psychologist_of(self.unit)
        self.case = open_case(
            person=self.person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
            owner=self.by.account, by=self.by, at=AT,
        )  # fmt: skip
        self.plan = new_id()
        self.plans(measures, self.plan)

    def plans(self, measures, plan):
        return make_plan(
            person=self.person, case=self.case, plan=plan, goals="Спать.", programmes=(),
            review_on=REVIEW.date(), measures=measures, by=self.by, at=AT,
        )  # fmt: skip

    def dues(self, at):
        return due_for(person=self.person, by=self.member, at=at)

    def read(self, at=AT):
        return plan_of(person=self.person, case=self.case, by=self.by, at=at)

    def begins(self, at, *, room=False):
        [due] = self.dues(at)
        return begin(
            person=self.person, sitting=new_id(), campaign=due.campaign, window=due.window,
            language="ru", room=room, by=self.member, at=at,
        )  # fmt: skip

    def answers(self, at, value=0):
        sitting = self.begins(at)
        said = {"person": self.person, "sitting": sitting, "room": False, "profile": profile()}
        for item in [*(f"phq9-{one}" for one in range(1, 10)), "phq9-difficulty"]:
            kept = 0 if item == "phq9-9" else value
            under_way = answer(
                **said, kind="item", instrument="phq-9", code=item, value=kept, language="ru",
                by=self.member, at=at,
            )  # fmt: skip
            if under_way.unanswered is None:
                break
        finish(**said, by=self.member, at=at)


@pytest.fixture
def house(db):
    return House()


def test_it_is_asked_in_the_week_before_the_review_and_gone_once_answered(house):
    assert house.dues(AT) == []
    assert house.read().asked.standing is Standing.NOT_OPEN
    own = own_care(person=house.person, by=house.member, at=AT).plan
    assert (own.measures, own.review_on) == (("phq-9",), REVIEW.date())
    opens = REVIEW - DAYS_BEFORE * DAY
    [due] = house.dues(opens)
    assert (due.instruments, due.again, due.private) == (("phq-9",), True, True)
    assert (due.bookable, due.whole_unit, due.stage) == (False, False, 1)
    assert "{" not in due.why.said_in("ru") != due.why.said_in("en")
    house.answers(opens + DAY)
    assert house.dues(opens + DAY) == []
    assert house.read(REVIEW).asked.standing is Standing.DONE


def test_what_was_answered_is_measured_and_the_next_review_asks_for_the_next(house):
    house.answers(REVIEW - DAY, value=3)
    hold_review(
        person=house.person, case=house.case, review=new_id(), decided=Proposal.CONTINUE, reason="",
        next_review=(REVIEW + 14 * DAY).date(), words="", by=house.by, at=REVIEW,
    )  # fmt: skip
    assert house.read(REVIEW).verdict.course is Course.NOT_KNOWN
    [due] = house.dues(REVIEW + 8 * DAY)
    assert due.opens == (REVIEW + 7 * DAY).date()
    house.answers(REVIEW + 13 * DAY)
    assert house.read(REVIEW + 13 * DAY).verdict.course is Course.IMPROVED


def test_nothing_of_it_stands_where_others_read(house):
    at = REVIEW - DAY
    with pytest.raises(Refused, match="assessments.not-due"):
        house.begins(at, room=True)
    commander = Viewer(AccountId(new_id()), COMMANDER, (house.unit,))
    assert turnout(unit=house.unit, by=commander, at=at).windows == ()
    assert waiting_for_hours(by=house.by, at=at) == []


def test_the_person_is_reminded_without_a_word_of_it(house):
    reminder = watch((house.unit,))
    with work.unit_of_work(reminder.standing()):
        assert units_to_remind(REVIEW) == [house.unit]
    at = REVIEW - DAYS_BEFORE * DAY
    assert [remind_of_due(unit=house.unit, by=reminder, at=one) for one in (at - DAY, at, at)] == [
        0, 1, 0,
    ]  # fmt: skip
    with work.unit_of_work(work.Standing(Audience.PLATFORM)):
        [message] = waiting_for(house.account)
    assert "PHQ" not in str(message)


def test_who_declines_is_asked_no_more_and_the_plan_does_not_say_they_answered(house):
    at = REVIEW - DAY
    sitting = house.begins(at)
    decline(person=house.person, sitting=sitting, profile=profile(), by=house.member, at=at)
    assert house.dues(at) == []
    asked = house.read(at).asked
    assert (asked.answered, asked.left) == ({}, ("phq-9",))


def test_a_plan_made_anew_without_measures_and_a_case_that_ends_ask_nothing(house):
    house.plans((), new_id())
    assert (house.dues(REVIEW - DAY), house.read().asked) == ([], None)
    house.plans(("phq-9",), new_id())
    assert len(house.dues(REVIEW - DAY)) == 1
    take_step(
        person=house.person, case=house.case, step="exit", reason="declined", words="", to=None,
        by=house.by, at=AT + DAY,
    )  # fmt: skip
    assert house.dues(REVIEW - DAY) == []


def test_a_plan_is_measured_by_what_has_words_and_a_constant(house):
    offered = measures_for(person=house.person, case=house.case, by=house.by, at=AT)
    assert {"phq-9", "gad-7", "pcl-5"} <= {one.key for one in offered}
    assert not any(one.answered for one in offered)
    with pytest.raises(Refused, match="care.no-measure"):
        house.plans(("audit-c", "no-such"), new_id())
    assert house.plans(("phq-9",), house.plan) == house.plan, "the same again changes nothing"
