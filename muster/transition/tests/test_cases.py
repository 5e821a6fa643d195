"""A case through its commands: intake, needs, tasks, and who may read what of it."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.packets import give_packet, take_back_packet
from muster.transition.commands.cases import (
    end_own_case,
    give_case,
    hold_check,
    hold_conference,
    note_contact,
    open_case,
    open_own_case,
    take_step,
)
from muster.transition.commands.counting import count_times
from muster.transition.commands.needs import map_needs, say_of_care
from muster.transition.commands.tasks import Task, begin_task_again, finish_task, give_task
from muster.transition.commands.words import write_to_caseworker, write_to_person
from muster.transition.queries.casework import board, whole_case
from muster.transition.queries.office import office
from muster.transition.queries.own import own_case
from muster.transition.tracking import rows_against_facts
from muster.vault.work import unit_of_work
from tests.houses import account_of_person, account_with, enlist, make_unit

AT = now()
HOUSING = Task("housing", "local-authority", "Town hall")


class House:
    def __init__(self):
        self.unit = make_unit("T")
        self.person = enlist(self.unit, number="T-001", surname="Гайко", given="Олесь")
        account = account_of_person(self.person, self.unit)
        self.member = Viewer(account, MEMBER, person=self.person)
        self.by = Viewer(account_with(CASEWORKER, self.unit, "c.one"), CASEWORKER, (self.unit,))

    def packed(self, at=AT):
        words = {"name": "Oles", "trade": "driver"}
        until = at.date() + timedelta(days=90)
        give_packet(person=self.person, words=words, until=until, alone=True, by=self.member, at=at)

    def steps(self, *names, at=AT):
        for name in names:
            take_step(person=self.person, step=name, reason="", words="", by=self.by, at=at)


@pytest.fixture
def house(db):
    return House()


def test_a_packet_opens_a_case_that_whoever_opened_it_has(house):
    with pytest.raises(Refused) as refused:
        open_case(person=house.person, case=new_id(), by=house.by, at=AT)
    assert refused.value.problem.code == "transition.no-packet"
    house.packed()
    assert board(by=house.by, at=AT).packets[0][1] == "Oles"
    open_case(person=house.person, case=new_id(), by=house.by, at=AT)
    found = whole_case(person=house.person, by=house.by, at=AT)
    assert found.state.state == "needs"
    assert found.state.owner == house.by.account
    assert found.held.words["name"] == "Oles"
    take_back_packet(person=house.person, by=house.member, at=AT)
    assert whole_case(person=house.person, by=house.by, at=AT).held is None
    assert board(by=house.by, at=AT).lines[0].name == ""


def test_from_ones_own_opening_to_the_first_check(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    [line] = board(by=house.by, at=AT).lines
    assert line.state == "opened"
    assert line.owner == ""
    house.steps("accept")
    stands = {"housing": "open", "money": "open", "work": "open", "legal": "none"}
    assert map_needs(
        person=house.person, stands=stands, words="Sitting work", care="in-contact", agreed=True,
        by=house.by, at=AT,
    ) == 3  # fmt: skip
    house.steps("map", "agree", "place")
    later = AT + timedelta(days=31)
    [line] = board(by=house.by, at=later).lines
    assert line.stuck[0].key == "following"
    assert line.confer
    assert not line.silent, "who is in work is spoken with at the checks"
    hold_conference(person=house.person, words="", by=house.by, at=later)
    hold_check(person=house.person, found="in-work", words="", by=house.by, at=later)
    found = whole_case(person=house.person, by=house.by, at=later)
    assert found.state.checks == 1
    assert found.state.due > later + timedelta(days=55)
    assert found.written.needs.stands["housing"] == "open"
    assert found.written.care == "in-contact"
    say_of_care(person=house.person, care="", by=house.member, at=later)
    assert whole_case(person=house.person, by=house.by, at=later).written.care == ""


def test_a_housing_task_closed_late_says_on_whom_and_why(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    house.steps("accept")
    assert board(by=house.by, at=AT + timedelta(days=29)).lines[0].silent
    task, late = new_id(), AT + timedelta(days=60)
    give_task(person=house.person, task=task, given=HOUSING, words="", by=house.by, at=AT)
    [line] = board(by=house.by, at=late).lines
    assert [one.key for one in line.stuck] == ["needs", "housing"]
    with pytest.raises(Refused):
        finish_task(person=house.person, task=task, reason="", words="", by=house.by, at=late)
    finish_task(person=house.person, task=task, reason="no-place", words="", by=house.by, at=late)
    mine = own_case(person=house.person, by=house.member, at=late)
    [step] = mine.state.tasks
    assert (step.partner, step.reason, step.late(late)) == ("Town hall", "no-place", True)
    begin_task_again(person=house.person, task=task, by=house.by, at=late)
    with unit_of_work(house.by.standing()):
        assert rows_against_facts() == []


def test_health_has_no_room_in_a_note_and_care_needs_a_yes(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    house.steps("accept")
    with pytest.raises(Refused) as refused:
        note_contact(
            person=house.person, reached=True, words="He has depression", by=house.by, at=AT
        )
    assert refused.value.problem.code == "transition.speaks-of-health"
    with pytest.raises(Refused) as refused:
        map_needs(
            person=house.person, stands={}, words="", care="in-contact", agreed=False, by=house.by,
            at=AT,
        )  # fmt: skip
    assert refused.value.problem.code == "transition.not-agreed"


def test_messages_wait_for_an_answer_and_the_case_may_change_hands(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    house.steps("accept")
    write_to_caseworker(person=house.person, text="When?", by=house.member, at=AT)
    assert board(by=house.by, at=AT).lines[0].wrote is not None
    write_to_person(person=house.person, text="On Monday", by=house.by, at=AT)
    assert board(by=house.by, at=AT).lines[0].wrote is None
    texts = [
        one.text for one in own_case(person=house.person, by=house.member, at=AT).written.words
    ]
    assert texts == ["On Monday", "When?"]
    other = account_with(CASEWORKER, house.unit, "c.two")
    give_case(person=house.person, to=other, by=house.by, at=now())
    assert whole_case(person=house.person, by=house.by, at=AT).state.owner == other
    with pytest.raises(Refused):
        give_case(person=house.person, to=AccountId(new_id()), by=house.by, at=AT)


def test_one_ends_ones_own_case_and_opens_another(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    with pytest.raises(Refused):
        open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    end_own_case(person=house.person, by=house.member, at=AT)
    later = AT + timedelta(hours=1)
    open_own_case(person=house.person, case=new_id(), by=house.member, at=later)
    assert own_case(person=house.person, by=house.member, at=later).state.state == "opened"


def test_a_caseworker_of_another_unit_meets_nobody(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    elsewhere = Viewer(AccountId(new_id()), CASEWORKER, (make_unit("U"),))
    assert board(by=elsewhere, at=AT).lines == ()
    with pytest.raises(Refused) as refused:
        whole_case(person=house.person, by=elsewhere, at=AT)
    assert refused.value.problem.code == "access.not-found"


def test_times_are_told_over_enough_cases_alone(house):
    open_own_case(person=house.person, case=new_id(), by=house.member, at=AT)
    watch = track_watch((house.unit,))
    assert count_times(by=watch, at=AT) == 0
    people = [
        enlist(house.unit, number=f"T-1{one:02}", surname="Лис", given="Іван") for one in range(11)
    ]
    for number, person in enumerate(people):
        member = Viewer(AccountId(new_id()), MEMBER, person=person)
        open_own_case(person=person, case=new_id(), by=member, at=AT)
        after = AT + timedelta(days=number + 1)
        take_step(person=person, step="accept", reason="", words="", by=house.by, at=after)
    later = AT + timedelta(days=20)
    assert count_times(by=watch, at=later) == 1
    others = own_case(person=house.person, by=house.member, at=later).written.others["opened"]
    assert others.cases == 12
    assert others.median == 6
    assert others.most == 11
    head = Viewer(AccountId(new_id()), HEAD_OF_OFFICE, (house.unit,))
    assert office(by=head, at=later).process.office.open == 12
