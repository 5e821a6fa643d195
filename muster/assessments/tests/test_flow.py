"""Which pages a sitting has: critical answers first, and nobody stands out in a room."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.flow import (
    Plan,
    critical,
    followed_to_its_end,
    next_step,
    opened_by,
    steps,
)
from muster.assessments.rules.matching import QUESTIONS, question
from muster.assessments.rules.said import (
    WIDTH,
    Answered,
    Kind,
    Said,
    Step,
    from_plain,
    plain,
    sitting_id,
)
from muster.instruments.packs import pack, packs
from muster.kernel.ids import new_id
from muster.vault.sealing import pad

PHQ9, GATED = pack("phq-9").specification, pack("pc-ptsd-5").specification
CHECK_IN, C_SSRS = pack("muster-check-in").specification, pack("c-ssrs-screener").specification
ITEM_NINE = Step(Kind.ITEM, "phq-9", "phq9-9")


def said(*answers: tuple[Step, int | None]) -> Said:
    return Said.of(Answered(step, value, "en") for step, value in answers)


def walked(plan: Plan, choose) -> tuple[list[Step], Said]:
    """Answer page after page, each as `choose` says, and return the pages and what was said."""
    answers, pages = Said(), []
    while (step := next_step(plan, answers)) is not None:
        pages.append(step)
        answers = answers.and_then(Answered(step, choose(step) if plan.item(step) else None))
    return pages, answers


def kinds(pages) -> list[Kind]:
    return [one.kind for one in pages]


def test_a_form_is_asked_item_by_item_in_its_own_order():
    assert [one.code for one in steps(Plan((PHQ9,)), Said())] == [one.code for one in PHQ9.items]


@pytest.mark.parametrize("value", [1, 2, 3])
def test_right_behind_a_critical_answer_comes_the_follow_up_and_then_the_calm_page(value):
    plan = Plan((PHQ9,), follow_up=C_SSRS)
    pages, _answers = walked(plan, lambda step: value if step == ITEM_NINE else 0)
    behind = pages[pages.index(ITEM_NINE) + 1 :]
    assert kinds(behind) == [Kind.FOLLOW_UP] * 3 + [Kind.REACH, Kind.ITEM]


def test_without_its_text_the_calm_page_comes_at_once():
    pages, _answers = walked(Plan((PHQ9,)), lambda step: 1 if step == ITEM_NINE else 0)
    assert pages[pages.index(ITEM_NINE) + 1].kind is Kind.REACH


def test_no_follow_up_without_a_critical_answer():
    pages, _answers = walked(Plan((PHQ9,), follow_up=C_SSRS), lambda step: 0)
    assert set(kinds(pages)) == {Kind.ITEM}


def test_a_critical_answer_cannot_be_taken_back():
    plan = Plan((PHQ9,), follow_up=C_SSRS)
    answers = said((ITEM_NINE, 2), (ITEM_NINE, 0))
    assert opened_by(plan, answers) == ITEM_NINE
    assert Kind.FOLLOW_UP in kinds(steps(plan, answers))
    assert answers.values("phq-9") == {"phq9-9": 0}
    assert answers.highest[ITEM_NINE] == 2


def test_whoever_refuses_one_question_of_the_follow_up_is_asked_no_more_of_them():
    plan = Plan((PHQ9,), follow_up=C_SSRS)
    first = Step(Kind.FOLLOW_UP, "c-ssrs-screener", "cssrs-1")
    answers = said((ITEM_NINE, 1), (first, None))
    asked = [one for one in steps(plan, answers) if one.kind is Kind.FOLLOW_UP]
    assert asked == [first]
    assert not followed_to_its_end(plan, answers)


def test_the_follow_up_asks_on_only_where_its_own_rules_say_so():
    plan = Plan((PHQ9,), follow_up=C_SSRS)
    pages, answers = walked(plan, lambda step: 1 if step == ITEM_NINE else 0)
    assert len([one for one in pages if one.kind is Kind.FOLLOW_UP]) == 3
    assert followed_to_its_end(plan, answers)
    pages, _answers = walked(plan, lambda step: 1)
    assert len([one for one in pages if one.kind is Kind.FOLLOW_UP]) == 7


def test_a_longer_form_is_never_opened_in_a_room():
    longer = pack("pcl-5").specification
    assert len(Plan((GATED,), more=(longer,)).asked) == 2
    assert len(Plan((GATED,), more=(longer,), room=True).asked) == 1


FORMS = st.lists(st.sampled_from(sorted(packs())), min_size=1, max_size=3, unique=True)


@given(FORMS, st.booleans(), st.randoms(use_true_random=False))
def test_in_a_room_every_sitting_has_as_many_pages_and_items_stand_in_the_same_places(
    forms, text_installed, chance
):
    forms = [key for key in forms if key != "c-ssrs-screener"] or ["phq-9"]
    plan = Plan(
        tuple(pack(key).specification for key in forms),
        follow_up=C_SSRS if text_installed else None,
        room=True,
    )
    calm, _answers = walked(plan, lambda step: plan.item(step).lowest)
    other, _answers = walked(plan, lambda step: chance.choice([*plan.item(step).by_value, None]))
    assert len(calm) == len(other) == len(steps(plan, Said()))
    reached = [place for place, one in enumerate(calm) if one.kind is Kind.REACH]
    assert reached == [place for place, one in enumerate(other) if one.kind is Kind.REACH]


def test_in_a_room_neutral_questions_stand_where_the_follow_up_would():
    plan = Plan((PHQ9,), follow_up=C_SSRS, room=True)
    calm, _answers = walked(plan, lambda step: 0)
    critical_one, _answers = walked(plan, lambda step: 1 if step == ITEM_NINE else 0)
    assert kinds(calm) == [Kind.ITEM] * 9 + [Kind.NEUTRAL] * 7 + [Kind.REACH, Kind.ITEM]
    asked = [Kind.FOLLOW_UP] * 3 + [Kind.NEUTRAL] * 4
    assert kinds(critical_one) == [Kind.ITEM] * 9 + asked + [Kind.REACH, Kind.ITEM]


def test_an_answer_is_acted_on_from_its_threshold():
    plan = Plan((PHQ9, CHECK_IN), follow_up=C_SSRS)
    living = Step(Kind.ITEM, "muster-check-in", "checkin-living")
    for step, value in product((ITEM_NINE, living), (None, 0, 1, 2, 3)):
        assert critical(plan, step, value) is (value is not None and value >= 1)
    assert not critical(plan, Step(Kind.ITEM, "phq-9", "phq9-1"), 3)


@pytest.mark.parametrize("form", packs())
def test_every_answer_fits_the_width_of_all(form):
    for item in pack(form).specification.items:
        for kind in Kind:
            step = Step(kind, form, f"{item.code}.{len(C_SSRS.items)}")
            assert len(pad(plain(Answered(step, item.highest, "ru")), WIDTH)) == WIDTH


def test_an_answer_is_read_as_it_was_written():
    for value in (None, 0, 3):
        assert from_plain(plain(Answered(ITEM_NINE, value, "ru"))) == Answered(
            ITEM_NINE, value, "ru"
        )


def test_the_id_of_an_instruments_sitting_is_always_the_same_and_tells_the_time():
    answering = new_id()
    made = sitting_id(answering, "phq-9")
    assert made == sitting_id(answering, "phq-9") != sitting_id(answering, "gad-7")
    assert (made.version, made.int >> 80) == (7, answering.int >> 80)


def test_there_is_a_neutral_question_for_every_place():
    assert question(0) is QUESTIONS[0]
    assert question(len(QUESTIONS)) is QUESTIONS[0]
    assert len(QUESTIONS) > 2 * len(C_SSRS.items)
