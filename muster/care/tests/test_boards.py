"""A decision of two disciplines: the person's own words, dissent, and a duty part without a why."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from muster.access.problems import NOT_FOUND
from muster.access.roles import COMMANDER, MEMBER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.boarding import offered
from muster.care.commands import open_case, take_step
from muster.care.commands.boards import answer_duty, ask_duty, dissent, open_board, sign_board
from muster.care.models import Board, DutyQuestion
from muster.care.queries import happened
from muster.care.queries.boards import board_in, duty_asked, own_duty_asked
from muster.care.rules.boards import Stance, Stand, faults, refusal, step_for
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import unit_of_work
from tests.houses import account_of_person, account_with, enlist, local_day, make_unit

PATH = profile().case


def test_what_a_board_lacks_is_said():
    known = ("written-exposure",)

    def code(words, options):
        found = next(faults(words, options, known), None)
        return None if found is None else found.code

    assert code("Sleep.", ("written-exposure", "limitation")) is None
    assert code(" ", ("written-exposure",)) == "care.own-words-missing"
    assert code("Sleep.", ()) == "care.no-option"
    assert code("Sleep.", ("debriefing",)) == "care.unknown-code"
    assert code("Sleep.", ("no-care", "written-exposure")) == "care.care-and-none"


def test_a_board_is_decided_by_the_steps_that_two_sign():
    assert step_for(PATH, "decision", ("written-exposure",)) == "decide"
    assert step_for(PATH, "decision", ("no-care",)) == "decide-no-care"
    assert step_for(PATH, "plan", ("written-exposure",)) is None


def test_nobody_signs_and_dissents_and_one_discipline_signs_once():
    at = now()
    first = Stand("a", "clinician", Stance.SIGNED, at)
    again = Stand("a", "clinician", Stance.DISSENTS, at)
    assert refusal([first], again).code == "care.said-already"
    same = Stand("b", "clinician", Stance.SIGNED, at)
    assert refusal([first], same).code == "care.signed-already"
    assert refusal([first], Stand("b", "clinician", Stance.DISSENTS, at)) is None
    assert refusal([first], Stand("b", "physician", Stance.SIGNED, at)) is None


@pytest.fixture
def unit(db):
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def psychologist(unit):
    return Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"), UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def physician(unit):
    return Viewer(account_with(PHYSICIAN, unit, "dr.med"), PHYSICIAN, (unit,))


@pytest.fixture
def commander(unit):
    return Viewer(account_with(COMMANDER, unit, "major"), COMMANDER, (unit,))


@pytest.fixture
def case(person, psychologist):
    made = open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=psychologist.account, by=psychologist, at=now() - timedelta(days=2),
    )  # fmt: skip
    for step, reason in (("book", ""), ("assess", "urgent")):
        take_step(
            person=person, case=made, step=step, reason=reason, words="", to=None, by=psychologist,
            at=now() - timedelta(days=1),
        )  # fmt: skip
    return made


def put(person, case, by, options=("written-exposure", "limitation"), words="Спать ночью."):
    return open_board(
        person=person, case=case, board=new_id(), own_words=words, options=options, present=True,
        by=by, at=now(),
    )  # fmt: skip


def signs(person, case, board, by, reason=""):
    return sign_board(
        person=person, case=case, board=board, reason=reason, words="", by=by, at=now()
    )


def asks(person, case, readers, by, **more):
    said = {"functions": ("night-duty",), "actions": ("release",), "told_on": local_day(), **more}
    return ask_duty(
        person=person, case=case, readers=[one.account for one in readers], by=by, at=now(), **said
    )


def test_two_disciplines_sign_what_both_have_read_and_dissent_stays_beside_it(
    unit, person, case, psychologist, physician
):
    assert {"written-exposure", "sleep-course"} <= set(offered())
    first = put(person, case, psychologist)
    assert signs(person, case, first, psychologist) == "decision"
    second = put(person, case, physician, ("sleep-course",))
    with pytest.raises(Refused) as old:
        signs(person, case, first, physician)
    assert old.value.problem.code == "care.another-board"
    assert signs(person, case, second, physician) == "decision"
    other = Viewer(account_with(UNIT_PSYCHOLOGIST, unit, "dr.lis"), UNIT_PSYCHOLOGIST, (unit,))
    dissent(person=person, case=case, board=second, words="Exposure first.", by=other, at=now())
    with pytest.raises(Refused) as both:
        signs(person, case, second, other)
    assert both.value.problem.code == "care.said-already"
    assert signs(person, case, second, psychologist) == "plan"
    read = board_in(person=person, case=case, by=physician, at=now())
    assert read.own_words == "Спать ночью."
    assert [one.stance for one in read.views] == ["signed", "dissents", "signed"]
    assert read.views[1].words == "Exposure first."
    _case, _state, story = happened(person=person, case=case, by=physician, at=now())
    assert [one.act for one in story[-2:]] == ["signed", "stepped"]
    assert {one.by for one in story[-2:]} == {physician.account, psychologist.account}


def test_that_no_care_is_needed_takes_two_and_a_reason(person, case, psychologist, physician):
    board = put(person, case, psychologist, ("no-care",))
    signs(person, case, board, psychologist)
    with pytest.raises(Refused) as refusal_:
        signs(person, case, board, physician)
    assert refusal_.value.problem.code == "care.reason-needed"
    assert signs(person, case, board, physician, "no-need-found") == "closing"


def test_nothing_is_put_to_the_table_of_a_case_that_is_not_at_its_decision(person, psychologist):
    made = open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=psychologist.account, by=psychologist, at=now() - timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(Refused) as refusal_:
        put(person, made, psychologist)
    assert refusal_.value.problem.code == "care.no-decision-here"


def test_command_is_asked_codes_alone_and_answers_once(unit, person, case, psychologist, commander):
    board = put(person, case, psychologist)
    with pytest.raises(Refused) as unshown:
        asks(person, case, [commander], psychologist, told_on=None)
    assert unshown.value.problem.code == "care.person-not-told"
    with pytest.raises(Refused) as harm:
        asks(person, case, [commander], psychologist, actions=("escort",))
    assert harm.value.problem.code == "care.action-needs-harm"
    question = asks(person, case, [commander], psychologist)
    (one,) = duty_asked(by=commander, at=now())
    assert (one.name, one.functions, one.actions) == ("Гайко Олесь", ("night-duty",), ("release",))
    bystander = Viewer(account_with(COMMANDER, unit, "captain"), COMMANDER, (unit,))
    assert duty_asked(by=bystander, at=now()) == []
    for by, code in ((bystander, NOT_FOUND.code), (commander, "care.unknown-code")):
        with pytest.raises(Refused) as refusal_:
            answers(person, question, ("driving",), by)
        assert refusal_.value.problem.code == code
    answers(person, question, ("release",), commander)
    assert duty_asked(by=commander, at=now()) == []
    with pytest.raises(Refused):
        answers(person, question, (), commander)
    (view,) = board_in(person=person, case=case, by=psychologist, at=now()).views
    assert (view.stance, view.hand, view.codes) == ("duty", "commander", ("release",))
    member = Viewer(account_of_person(person, unit), MEMBER, person=person)
    assert [row.question for row in own_duty_asked(person=person, by=member, at=now())] == [
        question
    ]
    assert board


def test_a_commanders_session_sees_the_question_and_never_the_board(
    person, case, psychologist, commander
):
    put(person, case, psychologist)
    asks(person, case, [commander], psychologist)
    with unit_of_work(commander.standing()):
        assert DutyQuestion.objects.count() == 1
    with pytest.raises(ProgrammingError), unit_of_work(commander.standing()):
        Board.objects.count()


def answers(person, question, can, by):
    answer_duty(person=person, question=question, can=can, by=by, at=now())
