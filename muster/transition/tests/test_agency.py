"""Tasks that an organisation reads and closes itself, and how many people it may expect."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.people.commands.packets import give_packet
from muster.transition.carrying import carry_on
from muster.transition.commands.agency import answer_task, carry_task_on
from muster.transition.commands.candidacies import say_wishes
from muster.transition.commands.cases import open_own_case, take_step
from muster.transition.commands.partners import agree, register_partner
from muster.transition.commands.returnees import anybody_to_tell, count_returnees
from muster.transition.commands.tasks import Task, begin_task_again, drop_task, give_task
from muster.transition.queries.agency import own_task, own_tasks
from muster.transition.queries.own import own_case
from muster.transition.rules.agency import told_of
from muster.transition.rules.fitting import Wishes
from muster.transition.tests.test_partners import AT, House
from muster.vault.work import unit_of_work
from tests.houses import local_day

BEGUN = AT - timedelta(days=60)


def refuses(code, deed, **named):
    with pytest.raises(Refused) as found:
        deed(**named)
    assert found.value.problem.code == code


class Office(House):
    """The house of partners, with a town hall, and a case that is under way."""

    def __init__(self):
        super().__init__()
        self.hall, self.other = self.founded("Town hall"), self.founded("Another hall")
        give_packet(
            person=self.person, words={"name": "Oles"}, alone=True,
            until=local_day(AT) + timedelta(days=90), by=self.member, at=BEGUN,
        )  # fmt: skip
        open_own_case(person=self.person, case=new_id(), by=self.member, at=BEGUN)
        take_step(person=self.person, step="accept", reason="", words="", by=self.by, at=BEGUN)

    def founded(self, name):
        made = new_id()
        register_partner(
            partner=made, kind="local-authority", name=name, region="Lviv", by=self.by, at=BEGUN
        )
        since = local_day(BEGUN)
        agree(partner=made, since=since, until=since + timedelta(days=700), by=self.by, at=BEGUN)
        return Viewer(AccountId(new_id()), PARTNER, (UnitId(made),))

    def gives(self, *, agreed=True, hand="local-authority", at=BEGUN):
        made = new_id()
        given = Task("housing", hand, "", self.hall.units[0], agreed)
        give_task(person=self.person, task=made, given=given, words="two rooms", by=self.by, at=at)
        return made

    def step(self, task):
        return own_case(person=self.person, by=self.member, at=AT).state.task(task)


@pytest.fixture
def office(db):
    return Office()


def test_a_town_hall_closes_a_task_late_and_says_why(office):
    refuses("transition.task-not-agreed", office.gives, agreed=False)
    refuses("transition.not-a-task", office.gives, hand="school")
    task, by = office.gives(), office.hall
    [line] = own_tasks(by=by, at=AT).tasks
    assert (line.words.name, line.words.needed, line.kind) == ("Oles", "two rooms", "housing")
    assert line.stands.late(AT)
    assert own_tasks(by=office.other, at=AT).tasks == ()
    refuses("access.not-found", own_task, task=task, by=office.other, at=AT)
    answer = {"task": task, "by": by, "at": AT}
    refuses("transition.late-without-reason", answer_task, done=True, reason="", **answer)
    refuses("transition.reason-needed", answer_task, done=False, reason="", **answer)
    refuses("transition.not-a-code", answer_task, done=True, reason="lazy", **answer)
    refuses("access.not-found", answer_task, done=True, reason="no-place",
            **{**answer, "by": office.other})  # fmt: skip
    person, fact = answer_task(done=False, reason="no-staff", **answer)
    carrying = {"person": person, "fact": fact, "at": AT}
    refuses("access.not-permitted", carry_task_on, by=office.by, **carrying)
    carry_on(person, fact, AT)
    assert office.step(task).reason == "no-staff"
    person, fact = answer_task(done=True, reason="no-place", **answer)
    carry_on(person, fact, AT)
    carry_on(person, fact, AT)
    step = office.step(task)
    assert (step.ended, step.reason, step.partner) == (AT, "no-place", "Town hall")
    assert step.late(AT)
    refuses("transition.task-over", answer_task, done=True, reason="", **answer)


def test_what_a_caseworker_does_with_a_task_the_town_hall_sees(office):
    task, by = office.gives(), office.hall
    person, fact = answer_task(task=task, done=True, reason="no-place", by=by, at=AT)
    carry_on(person, fact, AT)
    later = AT + timedelta(days=1)
    begin_task_again(person=office.person, task=task, by=office.by, at=later)
    [line] = own_tasks(by=by, at=later).tasks
    assert (line.stands.ended, line.stands.again, line.stands.began) == (None, 1, later)
    drop_task(person=office.person, task=task, by=office.by, at=later)
    [line] = own_tasks(by=by, at=later).tasks
    assert line.stands.dropped


def test_expected_people_are_a_count_and_never_a_small_one(office):
    say_wishes(person=office.person, wishes=Wishes(regions=("lviv",)), by=office.member, at=AT)
    by = track_watch((office.unit,))
    assert count_returnees(by=by, at=AT) == 2
    with unit_of_work(by.standing()):
        assert not anybody_to_tell(AT)
    found = own_tasks(by=office.hall, at=AT)
    assert found.month == local_day(AT).replace(day=1)
    assert found.expected is None, "one person is too few to be told of"


@pytest.mark.parametrize(
    ("counted", "last", "told"),
    [(10, None, None), (11, None, 10), (14, None, 10), (23, 10, 20), (19, 10, 10), (4, 10, None)],
)
def test_the_last_figure_stands_where_little_changed(counted, last, told):
    assert told_of(counted, last, 11) == told
