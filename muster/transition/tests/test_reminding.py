"""Reminders of tasks, of what is due on a case, and of what a caseworker put down: each once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.access.accounts import track_watch
from muster.access.roles import PARTNER
from muster.kernel.ids import UnitId, new_id, new_ids
from muster.kernel.problems import Refused
from muster.transition.commands.agency import answer_task, carry_task_on
from muster.transition.commands.cases import hold_check, take_step
from muster.transition.commands.reminders import move_reminder, set_reminder
from muster.transition.commands.reminding import anything_to_tell, remind_of_tasks
from muster.transition.commands.tasks import Task, finish_own_task, give_task
from muster.transition.models import PartnerTask, StepRow, TrackRow
from muster.transition.queries.casework import board, whole_case
from muster.transition.queries.own import own_case
from muster.transition.rules.reminding import FRESH, step_of
from muster.transition.tests.test_agency import Office
from muster.vault.bulk import insert_all
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, local_day, make_unit

NOON = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)


class House(Office):
    """The office of tests, in which the town hall has two accounts."""

    def __init__(self):
        super().__init__()
        hall = UnitId(self.hall.units[0])
        self.clerks = {account_with(PARTNER, hall, one) for one in ("hall.one", "hall.two")}
        self.watch = track_watch((self.unit,))

    def told(self):
        with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
            cursor.execute("SELECT account_id, about, step, open FROM access_message")
            return set(cursor.fetchall())

    def reminds(self, at):
        return remind_of_tasks(by=self.watch, at=at)

    def allowance(self, at=NOON):
        """Give the town hall a task whose standard ends before the accounts of tests do."""
        made, hall = new_id(), self.hall.units[0]
        given = Task("benefit", "local-authority", "", hall, agreed=True)
        give_task(person=self.person, task=made, given=given, words="", by=self.by, at=at)
        return made

    def own(self, day=None, at=NOON):
        made = new_id()
        given = Task("bring", "member", "", day=day)
        give_task(person=self.person, task=made, given=given, words="Passport", by=self.by, at=at)
        return made


@pytest.fixture
def house(db):
    return House()


def test_each_occasion_of_a_task_has_its_time():
    began, ahead = NOON, 3 * DAY
    due = began + 20 * DAY
    said = [step_of(began, due, 0, began + days * DAY, ahead) for days in (0, 8, 17, 21, 28)]
    assert said == ["given 0", None, "soon 0", "late 0", None]
    assert step_of(began, began + DAY, 0, began, ahead) == "soon 0"
    assert step_of(began, None, 2, began, ahead) == "given 2"
    assert 20 * DAY - ahead > FRESH


def test_a_partner_is_told_of_a_task_once_when_it_is_new_soon_due_and_late(house):
    task = house.allowance()
    assert house.reminds(NOON) == 2
    assert house.reminds(NOON + timedelta(hours=1)) == 0
    assert house.told() == {(one, task, "given 0", True) for one in house.clerks}
    due = due_at_noon(house, task)
    assert house.reminds(due - 2 * DAY) == 2
    assert house.reminds(due + DAY) == 3, "both clerks, and whose case it is"
    assert {(house.by.account, task, "late 0", True)} == {
        one for one in house.told() if one[0] == house.by.account
    }
    assert house.reminds(due + 2 * DAY) == 0
    answered = due + 2 * DAY
    person, fact = answer_task(task=task, done=True, reason="no-place", by=house.hall, at=answered)
    carry_task_on(person=person, fact=fact, by=house.watch, at=answered)
    assert not any(is_open for *_one, is_open in house.told())


def due_at_noon(house, task):
    with unit_of_work(house.by.standing()):
        return StepRow.objects.get(task_id=task).due_at.replace(hour=12)


def test_nobody_is_reminded_at_night(house):
    house.gives(at=NOON)
    with unit_of_work(house.watch.standing()):
        told = [anything_to_tell(at) for at in (NOON.replace(hour=3), NOON)]
    assert told == [False, True]
    assert house.reminds(NOON.replace(hour=3)) == 0
    assert house.reminds(NOON.replace(hour=22)) == 0
    assert house.reminds(NOON + DAY) == 2
    with unit_of_work(house.watch.standing()):
        assert not anything_to_tell(NOON + DAY), "so that nothing more is written"


def test_what_is_the_persons_own_is_told_to_them_with_what_to_bring_on_their_page(house):
    with pytest.raises(Refused):
        give_task(
            person=house.person, task=new_id(), given=Task("bring", "member", ""), words=" ",
            by=house.by, at=NOON,
        )  # fmt: skip
    with pytest.raises(Refused):
        house.own(day=local_day(NOON) - DAY)
    task = house.own(day=local_day(NOON) + 2 * DAY)
    assert house.reminds(NOON) == 1
    assert house.told() == {(house.member.account, task, "soon 0", True)}
    mine = {"person": house.person, "by": house.member}
    assert own_case(at=NOON, **mine).asked == {task: "Passport"}
    housing = house.gives(at=NOON)
    with pytest.raises(Refused):
        finish_own_task(task=housing, at=NOON, **mine)
    finish_own_task(task=task, at=NOON + 5 * DAY, **mine)  # late, and nobody asks why
    assert own_case(at=NOON, **mine).state.task(task).ended == NOON + 5 * DAY


def test_a_caseworker_is_reminded_of_what_they_put_down_until_it_is_done(house):
    one, about = new_id(), {"person": house.person, "by": house.by}
    today = local_day(NOON)
    set_reminder(reminder=one, day=today + DAY, words="Call the hall", at=NOON, **about)
    assert house.reminds(NOON) == 0
    assert board(by=house.by, at=NOON).reminders == ()
    tomorrow = NOON + DAY
    assert house.reminds(tomorrow) == 1
    assert house.reminds(tomorrow) == 0
    [(name, due)] = board(by=house.by, at=tomorrow).reminders
    assert (name, due.words, due.reminding.day) == ("Oles", "Call the hall", today + DAY)
    move_reminder(reminder=one, day=today + 3 * DAY, at=tomorrow, **about)
    assert board(by=house.by, at=tomorrow).reminders == ()
    assert house.reminds(NOON + 3 * DAY) == 1
    move_reminder(reminder=one, day=None, at=NOON + 3 * DAY, **about)
    assert whole_case(person=house.person, by=house.by, at=NOON + 3 * DAY).reminders == ()
    assert house.reminds(NOON + 4 * DAY) == 0
    for words in ("", "their ptsd"):
        with pytest.raises(Refused):
            set_reminder(reminder=new_id(), day=today, words=words, at=NOON, **about)
    with pytest.raises(Refused):
        move_reminder(reminder=one, day=today, at=NOON, **about)


def test_a_caseworker_is_told_that_a_check_is_due_and_that_a_conference_is(house):
    about = {"person": house.person, "by": house.by}
    for step in ("map", "agree", "place"):
        take_step(step=step, reason="", words="", at=NOON - 29 * DAY, **about)
    assert house.reminds(NOON) == 1
    assert {step for _who, _what, step, _open in house.told()} == {"check 0"}
    hold_check(found="in-work", words="", at=NOON, **about)
    assert house.reminds(NOON) == 0
    with unit_of_work(house.by.standing()):
        [row] = TrackRow.objects.filter(person_id=house.person)
    assert row.open_needs == 0, "no conference is due where few needs are open"


def test_ten_thousand_tasks_are_told_of_in_a_few_statements(house):
    """The rows are copied from one that was given, which is quicker than giving ten thousand."""
    task = house.gives(at=NOON)
    copied(house, task, 10_000)
    with CaptureQueriesContext(connection) as asked:
        assert house.reminds(NOON) == 2 * 10_001
    assert len(asked) < 40
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'access.deliver'")
        assert cursor.fetchone() == (0,), "nobody of them has an address"


def copied(house, task, count):
    """Copy a task of the town hall so many times, each with an id of its own."""
    with unit_of_work(house.by.standing()):
        step, held = StepRow.objects.get(task_id=task), PartnerTask.objects.get(task_id=task)
        numbers = zip(new_ids(count), range(100, 100 + count), strict=True)
        rows = [(key, again(step, task_id=key, number=number)) for key, number in numbers]
        insert_all([row for _key, row in rows])
        insert_all([again(held, task_id=key) for key, _row in rows])


def again(row, **other):
    """Return a row as another one is, but for its id and what is said here."""
    columns = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    return type(row)(**columns | {"id": new_id()} | other)


def test_people_are_told_by_their_own_day_and_partners_by_the_forces(house):
    far = make_unit("F", house.unit, zone="Pacific/Honolulu")
    office = Standing(Audience.ADMINISTRATOR, (house.unit,))
    with unit_of_work(office), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_placement SET unit_id = %s WHERE person_id = %s", [far, house.person]
        )
        assert cursor.rowcount == 1
    task, benefit = house.own(), house.allowance()
    morning = NOON.replace(hour=7) + DAY  # in Kyiv; late in the evening on Hawaii
    assert house.reminds(morning) == 2
    assert {about for _account, about, *_rest in house.told()} == {benefit}
    night = NOON.replace(hour=23) + DAY  # in Kyiv; the early afternoon on Hawaii
    with unit_of_work(house.watch.standing()):
        assert anything_to_tell(night)
    assert house.reminds(night) == 1
    assert {about for _account, about, *_rest in house.told()} == {task, benefit}
