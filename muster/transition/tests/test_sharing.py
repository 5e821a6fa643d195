"""Partners know of each other's tasks where the person agreed, for as long as they do."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.transition.commands.agency import answer_task
from muster.transition.commands.sharing import HOLDS, share_plan, show_plans
from muster.transition.commands.tasks import Task, give_task
from muster.transition.models import PlanShown
from muster.transition.queries.agency import own_task
from muster.transition.queries.casework import whole_case
from muster.transition.queries.sharing import own_sharing
from muster.transition.tests.test_agency import Office
from muster.transition.tests.test_partners import AT
from muster.vault.work import unit_of_work

BOTH = ("employer", "local-authority")


class Shared(Office):
    """Somewhere to live is asked of the town hall, and an interview of the garage."""

    def __init__(self):
        super().__init__()
        self.home, self.talk = self.gives(), new_id()
        given = Task("interview", "employer", "", self.garage.units[0], True)
        give_task(person=self.person, task=self.talk, given=given, words="", by=self.by, at=AT)
        self.watch = track_watch((self.unit,))

    def shares(self, *kinds, at=AT):
        return share_plan(person=self.person, kinds=kinds, by=self.member, at=at)

    def hall_reads(self, at=AT):
        found, _profile = own_task(task=self.home, by=self.hall, at=at)
        return found.others

    def garage_reads(self, at=AT):
        return own_task(task=self.talk, by=self.garage, at=at)[0].others


@pytest.fixture
def house(db):
    return Shared()


def test_nobody_knows_of_another_before_the_person_agreed(house):
    assert house.hall_reads() == house.garage_reads() == ()
    assert show_plans(by=house.watch, at=AT) == 0


def test_each_reads_the_others_task_and_no_word_of_it(house):
    assert house.shares(*BOTH) == 2
    [other] = house.hall_reads()
    assert (other.kind, other.partner, other.done) == ("interview", "Garage", None)
    assert [one.partner for one in house.garage_reads()] == ["Town hall"]
    assert "two rooms" not in str(house.garage_reads())
    assert own_sharing(person=house.person, by=house.member, at=AT) == BOTH
    assert whole_case(person=house.person, by=house.by, at=AT).written.shares == BOTH


def test_a_kind_that_is_left_out_neither_reads_nor_is_read_of(house):
    house.shares("employer")
    assert house.hall_reads() == house.garage_reads() == ()


def test_what_became_of_a_task_is_shown_the_next_day_and_nothing_twice(house):
    house.shares(*BOTH)
    answer_task(task=house.talk, done=True, reason="", by=house.garage, at=AT + timedelta(hours=1))
    assert show_plans(by=house.watch, at=AT + timedelta(hours=2)) == 1
    assert house.hall_reads()[0].done is not None
    show_plans(by=house.watch, at=AT + timedelta(hours=3))
    with unit_of_work(house.by.standing()):
        assert PlanShown.objects.count() == 3


def test_it_is_taken_back_at_once_and_ends_by_itself_after_a_year(house):
    house.shares(*BOTH)
    house.shares(at=AT + timedelta(seconds=1))
    assert house.hall_reads() == house.garage_reads() == ()
    house.shares(*BOTH, at=AT + timedelta(seconds=2))
    assert house.hall_reads()
    show_plans(by=house.watch, at=AT + HOLDS + timedelta(days=2))
    assert house.hall_reads() == ()
    with pytest.raises(Refused):
        house.shares("care-provider")
