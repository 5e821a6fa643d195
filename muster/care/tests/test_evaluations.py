"""A commander asks for an evaluation: consulted first, in writing, in time, by another."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from muster.access.channels import waiting_for
from muster.access.roles import (
    AUDITOR,
    COMMANDER,
    HEAD_OF_SERVICE,
    MEMBER,
    PHYSICIAN,
    UNIT_PSYCHOLOGIST,
    WATCH,
)
from muster.access.viewers import Viewer
from muster.care.commands import open_case, take_step
from muster.care.commands.evaluations import (
    accept_evaluation,
    ask_evaluation,
    decline_evaluation,
    note_copy,
    report_evaluation,
)
from muster.care.commands.late_evaluations import note_late_evaluations
from muster.care.commands.limitations import order_limitation
from muster.care.models import EvaluationAnswer, EvaluationAsked, EvaluationCopy
from muster.care.queries import case_of
from muster.care.queries.evaluations import (
    evaluation_copies,
    evaluations,
    evaluations_asked,
    late_evaluations,
    one_evaluation,
    own_evaluations,
)
from muster.care.rules.evaluations import (
    Alert,
    Awaited,
    Request,
    Said,
    alerts,
    evaluator_refused,
    faults,
    not_before,
    seen_by_command,
)
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.people.commands.complaining import complain
from muster.people.complaints import ComplaintKind
from muster.policy.profiles import profile
from muster.policy.wordlists import word_kinds
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit

AT = now() + timedelta(minutes=9)  # later than the roles that the tests give
DAY = timedelta(days=1)
RULE = profile().evaluation
TODAY = AT.date()


def request(**more):
    said = {
        "behaviours": ("sleepless", "irritable"), "consulted_on": TODAY, "given_on": TODAY,
        "place": "Orderly room", **more,
    }  # fmt: skip
    return Request(**said)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, None),
        ({"behaviours": ()}, "care.nothing-seen"),
        ({"behaviours": ("depressed",)}, "care.unknown-code"),
        ({"behaviours": ("threatens",)}, "care.unknown-code"),
        ({"consulted_on": TODAY, "given_on": TODAY - DAY}, "care.consulted-afterwards"),
        ({"given_on": TODAY + DAY}, "care.evaluation-ahead"),
        ({"place": "  "}, "care.notice-without-place"),
        ({"place": "x" * 200}, "care.notice-without-place"),
        ({"place": "He is depressed"}, "care.word-blocked"),
        ({"place": "у психиатра"}, "care.word-blocked"),
    ],
)
def test_what_a_request_lacks_is_said(more, code):
    found = next(faults(request(**more), profile().caring.observed, word_kinds(), TODAY), None)
    assert (None if found is None else found.code) == code


def test_two_working_days_lie_between_the_notice_and_the_evaluation():
    friday = AT.replace(year=2026, month=11, day=27, hour=9)
    calendar = Calendar()
    assert not_before(friday, False, RULE, calendar) == calendar.due(friday, RULE.notice)
    assert not_before(friday, False, RULE, calendar) >= friday + 3 * DAY
    assert not_before(friday, True, RULE, calendar) == friday


def test_a_complaint_before_and_a_repeat_are_told_to_the_ombudsman():
    assert alerts(AT, False, [], [], RULE) == ()
    assert alerts(AT, False, [AT - 89 * DAY], [], RULE) == (Alert.COMPLAINT,)
    assert alerts(AT, False, [AT - 91 * DAY], [], RULE) == ()
    assert alerts(AT, False, [], [AT - 300 * DAY], RULE) == (Alert.REPEATED,)
    assert alerts(AT, False, [], [AT - 366 * DAY], RULE) == ()
    assert alerts(AT, True, [AT], [AT], RULE) == (Alert.COMPLAINT, Alert.REPEATED, Alert.URGENT)


def test_whoever_treats_does_not_evaluate():
    assert evaluator_refused("a", ("a", "b")).code == "care.evaluator-treats"
    assert evaluator_refused("c", ("a", "b")) is None


def test_a_behaviour_that_is_kept_back_from_the_person_is_none_a_commander_may_name():
    assert "sleepless" in seen_by_command(profile().caring.observed)
    assert "threatens" not in seen_by_command(profile().caring.observed)


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def member(person, unit):
    return Viewer(account_of_person(person, unit), MEMBER, person=person)


@pytest.fixture
def anna(unit):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "anna"), UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def doctor(unit):
    return Viewer(account_with(PHYSICIAN, unit, "doctor"), PHYSICIAN, (unit,))


@pytest.fixture
def major(unit):
    return Viewer(account_with(COMMANDER, unit, "major"), COMMANDER, (unit,))


@pytest.fixture
def ombudsman(unit):
    return Viewer(account_with(AUDITOR, unit, "ombudsman"), AUDITOR)


def asks(by, consulted, at=AT, number="AB-001", **more):
    days = {"consulted_on": at.date() - DAY, "given_on": at.date() - DAY}
    return ask_evaluation(
        evaluation=new_id(), number=number, asked=request(**{**days, **more}),
        consulted=consulted.account, by=by, at=at,
    )  # fmt: skip


def takes_up(person, evaluation, evaluator, by, meets, at=AT):
    accept_evaluation(
        person=person, evaluation=evaluation, evaluator=evaluator.account, meets=meets, by=by,
        at=at,
    )  # fmt: skip


def limits(person, by, at):
    day = at.date()
    terms = Terms(
        Form.ORDINARY, Basis.EVALUATION, ("night-duty",), day, day + 20 * DAY, day + 10 * DAY,
        "after-review", at, at,
    )  # fmt: skip
    order_limitation(person=person, limitation=new_id(), terms=terms, case=None, by=by, at=at)


def screens(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return [one.kind.value for one in waiting_for(account)]


def test_from_the_request_to_a_result_of_one_word(person, member, anna, doctor, major, ombudsman):
    made = asks(major, anna)
    assert screens(member.account) == ["reminder"]
    assert screens(ombudsman.account) == []
    (own,) = own_evaluations(person=person, by=member, at=AT)
    assert (own.asking.behaviours, own.asking.written.place) == (
        ("sleepless", "irritable"), "Orderly room",
    )  # fmt: skip
    (waiting,) = evaluations(by=anna, at=AT)
    assert (waiting.name, waiting.accepted) == ("Гайко Олесь", None)
    earliest = waiting.asking.not_before
    with pytest.raises(Refused, match="care.notice-too-short"):
        takes_up(person, made, doctor, anna, earliest - timedelta(minutes=1))
    takes_up(person, made, doctor, anna, earliest)
    with pytest.raises(Refused, match="care.evaluation-answered"):
        takes_up(person, made, doctor, anna, earliest)
    (told,) = evaluations_asked(by=major, at=AT)
    assert (told.said, told.meets) == (Said.ACCEPTED, earliest)
    (case,) = case_of(person=person, by=anna, at=AT)
    assert (case.state, case.owner) == ("directed-evaluation", doctor.account)
    later = earliest + timedelta(hours=2)
    for by, at in ((anna, later), (doctor, earliest - DAY)):
        with pytest.raises(Refused, match="care.not-the-evaluator"):
            report_evaluation(person=person, evaluation=made, words="", by=by, at=at)
    limits(person, doctor, later)
    assert one_evaluation(person=person, evaluation=made, by=doctor, at=later).result
    said = report_evaluation(person=person, evaluation=made, words="Sleep.", by=doctor, at=later)
    assert said == "limitation"
    (told,) = evaluations_asked(by=major, at=later)
    assert (told.said, told.meets) == (Said.LIMITATION, None)
    (case,) = case_of(person=person, by=anna, at=later)
    assert case.ended
    (own,) = own_evaluations(person=person, by=member, at=later)
    assert (own.outcome, own.evaluator) == ("limitation", doctor.account)
    assert evaluations(by=anna, at=later) == []


def test_without_a_limitation_of_the_evaluators_the_result_is_none(person, anna, doctor, major):
    limits(person, anna, AT)
    made = asks(major, anna, urgent=True)
    takes_up(person, made, doctor, anna, AT)
    later = AT + timedelta(hours=1)
    assert not one_evaluation(person=person, evaluation=made, by=doctor, at=later).result
    said = report_evaluation(person=person, evaluation=made, words="", by=doctor, at=later)
    assert said == "none"


def test_the_evaluator_is_nobody_who_treats_and_an_open_case_stays_as_it_is(
    person, anna, doctor, major
):
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=anna.account, by=anna, at=AT,
    )  # fmt: skip
    made = asks(major, anna, urgent=True)
    able = one_evaluation(person=person, evaluation=made, by=anna, at=AT).able
    assert [name for _account, name in able] == ["doctor"]
    with pytest.raises(Refused, match="care.evaluator-treats"):
        takes_up(person, made, anna, doctor, AT)
    takes_up(person, made, doctor, doctor, AT)
    later = AT + timedelta(hours=1)
    report_evaluation(person=person, evaluation=made, words="", by=doctor, at=later)
    (case,) = case_of(person=person, by=anna, at=later)
    assert (case.state, case.ended) == ("plan", False)


def test_who_declines_says_why_and_command_does_not_read_it(person, member, anna, major):
    made = asks(major, anna)
    with pytest.raises(Refused, match="care.decline-without-reason"):
        decline_evaluation(person=person, evaluation=made, reason="", words="", by=anna, at=AT)
    decline_evaluation(
        person=person, evaluation=made, reason="looks-like-reprisal", words="Talk.", by=anna, at=AT
    )
    (told,) = evaluations_asked(by=major, at=AT)
    assert told.said is Said.DECLINED
    assert "reprisal" not in repr(told)
    (own,) = own_evaluations(person=person, by=member, at=AT)
    assert (own.accepted, own.reason) == (False, "looks-like-reprisal")
    assert asks(major, anna, at=AT + DAY) != made


def test_a_commander_asks_about_their_own_people_alone_and_once(unit, person, anna, major):
    enlist(make_unit("2"), number="AB-002", surname="Зоря", given="Іван")
    for number in ("AB-002", "AB-999"):
        with pytest.raises(Refused, match="care.not-your-person"):
            asks(major, anna, number=number)
    with pytest.raises(Refused, match="care.not-a-clinician"):
        asks(major, Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit,)))
    asks(major, anna)
    with pytest.raises(Refused, match="care.evaluation-open"):
        asks(major, anna)


def test_the_ombudsman_has_a_copy_and_is_told_of_complaints_and_repeats(
    unit, person, member, anna, major, ombudsman
):
    complain(
        person=person, complaint=new_id(), kind=ComplaintKind.COMPLAINT, entry=None,
        text="My major threatens me.", by=member, at=AT - 9 * DAY,
    )  # fmt: skip
    made = asks(major, anna)
    decline_evaluation(person=person, evaluation=made, reason="no-ground", words="", by=anna, at=AT)
    asks(major, anna, at=AT + DAY)
    first, second = reversed(evaluation_copies(by=ombudsman, at=AT + DAY))
    assert (first.alerts, second.alerts) == (
        ("complaint-before",), ("complaint-before", "repeated"),
    )  # fmt: skip
    assert (first.person, first.behaviours) == (person, ("sleepless", "irritable"))
    assert screens(ombudsman.account) == ["waiting", "waiting"]
    for _twice in range(2):
        note_copy(copy=first.id, by=ombudsman, at=AT + DAY)
    assert screens(ombudsman.account) == ["waiting"]
    copies = evaluation_copies(by=ombudsman, at=AT + DAY)
    assert [one.waits for one in copies] == [True, False]


def test_a_commanders_session_reads_neither_the_answer_nor_the_copy(person, anna, major):
    made = asks(major, anna)
    decline_evaluation(person=person, evaluation=made, reason="no-ground", words="", by=anna, at=AT)
    with unit_of_work(major.standing()):
        assert EvaluationAsked.objects.count() == 1
    for model in (EvaluationAnswer, EvaluationCopy):
        with pytest.raises(ProgrammingError), unit_of_work(major.standing()):
            model.objects.count()
    with pytest.raises(ProgrammingError), unit_of_work(anna.standing()):
        EvaluationCopy.objects.count()


def test_a_late_answer_and_a_late_report_are_told_once_each(person, anna, doctor, major, unit):
    head = Viewer(account_with(HEAD_OF_SERVICE, unit, "head"), HEAD_OF_SERVICE, (unit,))
    keeper = Viewer(AccountId(new_id()), WATCH, (unit,))
    made = asks(major, anna, urgent=True)
    hour = timedelta(hours=1)
    assert note_late_evaluations(by=keeper, at=AT + hour / 2) == 0
    assert late_evaluations(by=head, at=AT + hour / 2) == []
    late = AT + 2 * hour
    before = screens(head.account)
    assert note_late_evaluations(by=keeper, at=late) == 1
    assert note_late_evaluations(by=keeper, at=late + hour) == 0
    assert screens(head.account) == [*before, "waiting"]
    [one] = late_evaluations(by=head, at=late)
    assert (one.person, one.awaited, one.evaluator) == (person, Awaited.ANSWER, None)
    takes_up(person, made, doctor, anna, late + hour, at=late)
    assert late_evaluations(by=head, at=late + DAY) == []
    after = late + 9 * DAY
    assert note_late_evaluations(by=keeper, at=after) == 1
    [one] = late_evaluations(by=head, at=after)
    assert (one.awaited, one.evaluator) == (Awaited.REPORT, doctor.account)
    assert "waiting" in screens(doctor.account)


def test_a_case_is_not_ended_past_the_report_that_everybody_reads(person, anna, doctor, major):
    made = asks(major, anna, urgent=True)
    takes_up(person, made, doctor, anna, AT)
    (case,) = case_of(person=person, by=anna, at=AT)
    with pytest.raises(Refused, match="care.reported-elsewhere"):
        take_step(
            person=person, case=case.case, step="report-evaluation", reason="no-limitation",
            words="", to=None, by=doctor, at=AT,
        )  # fmt: skip
    assert report_evaluation(person=person, evaluation=made, words="", by=doctor, at=AT) == "none"
