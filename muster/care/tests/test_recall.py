"""Recall from the reserve: fit, limited or not fit, no word more, and the person is told."""

import inspect
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.roles import COMMANDER, MEMBER, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.care.commands.limitations import lift_limitation, order_limitation
from muster.care.commands.recall import ask_recall
from muster.care.models import Limitation
from muster.care.queries.recall import own_recalls
from muster.care.rules.limitations import Basis, Form, Terms
from muster.care.rules.recall import Answer, answered
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.policy.profiles import profile
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_of_person, account_with, enlist, make_unit, psychologist_of

NOT_FIT = profile().limitations.recall_not_fit
ORDER = "Order 17 of 3 March"


@given(st.sets(st.sampled_from(sorted(profile().functions))))
def test_the_answer_is_one_of_three_words_and_depends_on_nothing_else(functions):
    found = answered(functions, NOT_FIT)
    assert found in Answer
    assert (found is Answer.FIT) == (not functions)
    assert (found is Answer.NOT_FIT) == bool(functions & set(NOT_FIT))


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def personnel(unit):
    account = account_with(PERSONNEL_OFFICER, unit, "clerk")
    return Viewer(account, PERSONNEL_OFFICER, (unit,))


def limited(person, unit, functions):
    made, at = new_id(), now()
    today = at.date()
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, functions, today, today + timedelta(days=40),
        today + timedelta(days=20), "after-review", at, at,
    )  # fmt: skip
    order_limitation(
        person=person, limitation=made, terms=terms, case=None, by=psychologist_of(unit), at=at
    )
    return made


@pytest.mark.django_db
def test_it_is_read_from_what_holds_today(unit, person, personnel):
    def asked(days=0):
        return ask_recall(person=person, order=ORDER, by=personnel, at=now() + timedelta(days=days))

    assert asked() is Answer.FIT
    first = limited(person, unit, ("night-duty",))
    assert asked() is Answer.LIMITED
    limited(person, unit, ("deployment",))
    assert asked() is Answer.NOT_FIT
    assert asked(days=50) is Answer.FIT
    lift_limitation(person=person, limitation=first, words="", by=psychologist_of(unit), at=now())
    assert asked() is Answer.NOT_FIT


@pytest.mark.django_db
def test_the_person_reads_who_asked_under_which_order_and_what_was_answered(
    unit, person, personnel
):
    account = account_of_person(person, unit)
    ask_recall(person=person, order=ORDER, by=personnel, at=now())
    member = Viewer(account, MEMBER, person=person)
    (asked,) = own_recalls(person=person, by=member, at=now())
    assert (asked.by, asked.order, asked.answer) == (personnel.account, ORDER, Answer.FIT)
    with unit_of_work(Standing(Audience.PLATFORM)):
        assert len(waiting_for(account)) == 1


@pytest.mark.django_db
def test_whoever_asks_reads_no_limitation_and_asks_about_nobody_elses(unit, person, personnel):
    with pytest.raises(Refused) as refusal:
        ask_recall(person=person, order=" ", by=personnel, at=now())
    assert refusal.value.problem.code == "care.recall-without-order"
    stranger = Viewer(personnel.account, PERSONNEL_OFFICER, (make_unit("2"),))
    with pytest.raises(Refused) as refusal:
        ask_recall(person=person, order=ORDER, by=stranger, at=now())
    assert refusal.value.problem.kind is NOT_FOUND
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        unit_of_work(personnel.standing()),
    ):
        list(Limitation.objects.all())
    commander = Viewer(AccountId(new_id()), COMMANDER, (unit,))
    with pytest.raises(Refused):
        ask_recall(person=person, order=ORDER, by=commander, at=now())
    assert Permission.ASK_RECALL in PERSONNEL_OFFICER.may
    assert connection.in_atomic_block


def test_it_returns_a_word_and_has_room_for_no_more():
    assert inspect.signature(ask_recall).return_annotation == "Answer"
    assert [one.value for one in Answer] == ["fit", "limited", "not-fit"]
