"""Cases as people work on them: opened, moved, signed by two, handed on, late, and read."""

from datetime import timedelta

import pytest

from muster.access.permissions import Permission
from muster.access.roles import CASE_MANAGER, HEAD_OF_SERVICE, PHYSICIAN
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.care.commands import accept, offer, open_case, pause, take_step
from muster.care.folding import rows_against_facts
from muster.care.queries import case_of, happened, late_cases, my_cases
from muster.detection.commands import close, reached, take
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.work import unit_of_work
from tests.houses import administrator_of, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def psychologist(unit):
    return psychologist_of(unit)


@pytest.fixture
def physician(unit):
    return Viewer(AccountId(new_id()), PHYSICIAN, (unit,))


def opened(person, by, at, *, case=None, begins="triaged"):
    return open_case(
        person=person, case=case or new_id(), reason="signal", begins=begins, source=None, tier="",
        owner=by.account, by=by, at=at,
    )  # fmt: skip


def moved(person, case, step, by, at, *, reason="", words="", to=None):
    return take_step(
        person=person, case=case, step=step, reason=reason, words=words, to=to, by=by, at=at
    )


def test_a_case_goes_from_triage_to_a_plan_that_two_disciplines_signed(
    person, psychologist, physician
):
    at = now()
    case = opened(person, psychologist, at)
    assert opened(person, psychologist, at, case=case) == case
    moved(person, case, "book", psychologist, at + timedelta(minutes=1))
    then = at + timedelta(minutes=2)
    with pytest.raises(Refused, match="care.interview-expected"):
        moved(person, case, "assess", psychologist, then, words="Sleeps badly.")
    with pytest.raises(Refused, match="care.interview-expected"):
        moved(person, case, "assess", psychologist, then, reason="goals-reached")
    moved(person, case, "assess", psychologist, then, reason="not-wanted", words="Sleeps badly.")
    assert moved(person, case, "decide", psychologist, at + timedelta(minutes=3)) == "decision"
    assert moved(person, case, "decide", physician, at + timedelta(minutes=4)) == "plan"
    _case, state, story = happened(person=person, case=case, by=psychologist, at=at)
    assert (state.state, state.owner) == ("plan", str(psychologist.account))
    assert [one.step for one in story] == ["", "book", "assess", "decide", "decide"]
    assert (story[2].words, story[2].reason) == ("Sleeps badly.", "not-wanted")
    with unit_of_work(psychologist.standing()):
        assert rows_against_facts() == []


def test_a_person_has_one_open_case(person, psychologist):
    opened(person, psychologist, now())
    with pytest.raises(Refused, match="care.case-open"):
        opened(person, psychologist, now())


def test_a_case_that_is_handed_on_stays_with_its_owner_until_it_is_accepted(
    unit, person, psychologist, physician
):
    at = now()
    case = opened(person, psychologist, at)
    offer(person=person, case=case, to=physician.account, by=psychologist, at=at)
    assert [one.case for one in my_cases(already_shown=(), by=physician, at=at)] == [case]
    assert case_of(person=person, by=psychologist, at=at)[0].owner == psychologist.account
    accept(person=person, case=case, by=physician, at=at + timedelta(minutes=1))
    assert case_of(person=person, by=psychologist, at=at)[0].owner == physician.account
    manager = Viewer(AccountId(new_id()), CASE_MANAGER, (unit,))
    with pytest.raises(Refused, match="care.not-offered"):
        accept(person=person, case=case, by=manager, at=at + timedelta(minutes=2))


def test_what_is_late_says_on_whom_and_to_whom_it_is_told(person, psychologist):
    at = now()
    case = opened(person, psychologist, at - timedelta(days=9))
    late = late_cases(limit=10, already_shown=(), by=psychologist, at=at)
    assert [(one.line.case, one.line.owner, one.late_to) for one in late] == [
        (case, psychologist.account, "head-of-service")
    ]
    pause(
        person=person, case=case, until=at + timedelta(days=9), reason="leave", by=psychologist,
        at=at - timedelta(days=8),
    )  # fmt: skip
    assert late_cases(limit=10, already_shown=(), by=psychologist, at=at) == []


def test_another_units_case_is_not_there(person, psychologist):
    case = opened(person, psychologist, now())
    stranger = psychologist_of(make_unit("2"))
    assert late_cases(limit=9, already_shown=(), by=stranger, at=now() + timedelta(days=99)) == []
    for ask in (case_of, lambda **given: happened(case=case, **given)):
        with pytest.raises(Refused, match="access.not-found"):
            ask(person=person, by=stranger, at=now())
    with pytest.raises(Refused, match="access.not-found"):
        moved(person, case, "book", stranger, now())


def test_a_case_that_is_not_this_persons_is_no_case(unit, person, psychologist):
    case = opened(person, psychologist, now())
    other = enlist(unit, number="AB-002", surname="Гайко", given="Іван")
    with pytest.raises(Refused, match="access.not-found"):
        moved(other, case, "book", psychologist, now())
    with pytest.raises(Refused, match="access.not-found"):
        happened(person=other, case=case, by=psychologist, at=now())


def test_who_may_do_what_with_a_case(unit, person, psychologist):
    assert {Permission.OPEN_CASE, Permission.READ_CASE, Permission.WORK_CASE} <= PHYSICIAN.may
    assert Permission.OPEN_CASE not in CASE_MANAGER.may
    assert Permission.READ_LATE in HEAD_OF_SERVICE.may
    with pytest.raises(Refused, match="access.not-permitted"):
        opened(person, Viewer(AccountId(new_id()), CASE_MANAGER, (unit,)), now())
    with pytest.raises(Refused, match="access.not-permitted"):
        late_cases(limit=9, already_shown=(), by=administrator_of(unit), at=now())


def asked_and_reached(person, by, at):
    ask_for_help(person=person, request=new_id(), urgent=False, by=by, at=at)
    take(person=person, by=by, at=at)
    reached(person=person, by=by, at=at)


def test_a_call_that_ends_with_a_case_has_one_at_once(person, psychologist):
    at = now()
    asked_and_reached(person, psychologist, at)
    close(person=person, reason="case-opened", by=psychologist, at=at)
    (case,) = case_of(person=person, by=psychologist, at=at)
    assert (case.state, case.owner, case.ended) == ("triaged", psychologist.account, False)


def test_a_call_that_ends_otherwise_opens_none_and_an_open_case_goes_on(person, psychologist):
    at = now()
    asked_and_reached(person, psychologist, at)
    close(person=person, reason="spoken-no-further-step", by=psychologist, at=at)
    assert case_of(person=person, by=psychologist, at=at) == []
    opened(person, psychologist, at)
    later = at + timedelta(minutes=5)
    asked_and_reached(person, psychologist, later)
    close(person=person, reason="case-opened", by=psychologist, at=later)
    assert len(case_of(person=person, by=psychologist, at=later)) == 1
