"""Every referral has one answer: kept, moved to a day, or a coded reason; and it is asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from muster.access.channels import waiting_for
from muster.access.roles import HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care.commands import open_case, take_step
from muster.care.commands.referrals import (
    answer_referral,
    any_late_referral,
    note_late_referrals,
    refer_on,
    refer_to_service,
)
from muster.care.queries import happened
from muster.care.queries.cases import case_of
from muster.care.queries.referrals import of_service, referrals_of
from muster.care.rules.referrals import (
    Act,
    Event,
    Figures,
    ReferralState,
    answer_due,
    figures,
    refusal,
    state_of,
)
from muster.detection.commands import close, reached
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, local_day, make_unit

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
OPEN = ReferralState(date(2026, 3, 9), AT + timedelta(days=9))
DAY = timedelta(days=1)


def test_the_first_answer_is_the_one_that_counts():
    events = [
        Event(Act.MOVED, AT + DAY, "a", day=date(2026, 3, 20), due=AT + 20 * DAY),
        Event(Act.KEPT, AT + 2 * DAY, "a"),
        Event(Act.NOT_ARRIVED, AT + 3 * DAY, "a", reason="travel"),
    ]
    state = state_of(OPEN, events)
    assert (state.became, state.moved, state.day) == ("kept", 1, date(2026, 3, 20))


def test_being_moved_lets_it_be_asked_for_anew():
    late = Event(Act.WAS_LATE, AT + 10 * DAY, "house")
    moved = Event(Act.MOVED, AT + 11 * DAY, "a", day=date(2026, 4, 1), due=AT + 40 * DAY)
    assert state_of(OPEN, [late]).told
    assert not state_of(OPEN, [late, moved]).told


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (Event(Act.KEPT, AT, "a"), None),
        (Event(Act.NOT_ARRIVED, AT, "a", reason="travel"), None),
        (Event(Act.NOT_ARRIVED, AT, "a", reason="because"), "care.reason-needed"),
        (Event(Act.MOVED, AT, "a"), "care.referral-backwards"),
        (Event(Act.MOVED, AT, "a", day=date(2026, 3, 1)), "care.referral-backwards"),
        (Event(Act.MOVED, AT, "a", day=date(2026, 3, 2)), None),
    ],
)
def test_what_may_be_the_answer(event, code):
    found = refusal(OPEN, event, date(2026, 3, 2), ("travel", "declined"))
    assert (None if found is None else found.code) == code


def test_the_answer_is_due_two_working_days_after_the_appointed_day():
    rule, calendar = profile().caring.referrals, Calendar()
    friday = date(2026, 3, 6)
    assert answer_due(rule, calendar, AT, friday).date() >= date(2026, 3, 10)
    assert answer_due(rule, calendar, AT, None) > AT + 14 * DAY


def test_the_share_is_of_those_that_should_have_an_answer():
    rows = [("kept", False), ("kept", True), ("not-arrived", False), ("", True), ("", False)]
    found = figures(rows)
    assert found == Figures(2, 1, 1, 1)
    assert found.share_unanswered == 25
    assert figures([("", False)]).share_unanswered is None


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def clinician(unit):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))


def begun(person, by, begins="plan", at=None):
    return open_case(
        person=person, case=new_id(), reason="signal", begins=begins, source=None, tier="",
        owner=by.account, by=by, at=at or now() - timedelta(days=40),
    )  # fmt: skip


def referred(person, case, by, *, at=None, day=None):
    made = new_id()
    for _twice in range(2):
        refer_on(
            person=person, case=case, referral=made, to="specialist", day=day,
            words="Headaches since the blast.", by=by, at=at or now(),
        )  # fmt: skip
    return made


def answered(person, referral, act, by, *, reason="", day=None):
    answer_referral(
        person=person, referral=referral, act=act, reason=reason, day=day, by=by, at=now()
    )


def test_a_referral_without_an_answer_is_asked_for_once_and_counted(unit, person, clinician):
    head = account_with(HEAD_OF_SERVICE, unit, "head")
    case = begun(person, clinician)
    late = referred(person, case, clinician, at=now() - timedelta(days=30))
    referred(person, case, clinician)
    watch = Viewer(AccountId(new_id()), WATCH, (unit,))
    assert note_late_referrals(by=watch, at=now()) == 1
    assert note_late_referrals(by=watch, at=now()) == 0
    with unit_of_work(watch.standing()):
        assert not any_late_referral(now())
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert [len(waiting_for(one)) for one in (clinician.account, head)] == [1, 1]
    found = of_service(by=Viewer(head, HEAD_OF_SERVICE, (unit,)), at=now())
    assert found.figures == Figures(0, 0, 1, 1)
    assert found.asked == {clinician.account: 1}
    answered(person, late, Act.NOT_ARRIVED, clinician, reason="travel")
    found = of_service(by=Viewer(head, HEAD_OF_SERVICE, (unit,)), at=now())
    assert (found.figures.share_unanswered, dict(found.reasons)) == (0, {"travel": 1})


def test_a_referral_is_moved_and_then_kept_and_has_one_answer(person, clinician):
    made = referred(person, begun(person, clinician), clinician)
    answered(person, made, Act.MOVED, clinician, day=local_day() + 5 * DAY)
    answered(person, made, Act.KEPT, clinician)
    (one,) = referrals_of(person=person, by=clinician, at=now())
    assert (one.became, one.moved, one.words) == ("kept", 1, "Headaches since the blast.")
    with pytest.raises(Refused) as twice:
        answered(person, made, Act.KEPT, clinician)
    assert twice.value.problem.code == "care.referral-answered"


@pytest.mark.parametrize(
    ("reason", "became"), [("case-opened", "kept"), ("no-contact", "not-arrived")]
)
def test_a_physicians_referral_is_queued_and_answered_by_the_call(
    unit, person, clinician, reason, became
):
    physician = Viewer(account_with(PHYSICIAN, unit, "dr.med"), PHYSICIAN, (unit,))
    refer_to_service(
        person=person, referral=new_id(), urgent=True, words="Does not sleep.", by=physician,
        at=now(),
    )  # fmt: skip
    if became == "kept":
        reached(person=person, by=clinician, at=now())
    close(person=person, reason=reason, by=clinician, at=now())
    (one,) = referrals_of(person=person, by=physician, at=now())
    assert one.became == became
    if became == "kept":
        (line,) = case_of(person=person, by=clinician, at=now())
        case, _state, _story = happened(person=person, case=line.case, by=clinician, at=now())
        assert case.opened_by == "physician-referral"


def test_who_is_admitted_is_referred_by_the_path_and_has_arrived_when_they_leave(person, clinician):
    case = begun(person, clinician, at=now() - timedelta(days=3))

    def step(name):
        take_step(
            person=person, case=case, step=name, reason="", words="", to=None, by=clinician,
            at=now(),
        )  # fmt: skip

    step("admit")
    (one,) = referrals_of(person=person, by=clinician, at=now())
    assert (one.to, one.became) == ("hospital", "")
    step("leave-hospital")
    (one,) = referrals_of(person=person, by=clinician, at=now())
    assert one.became == "kept"
