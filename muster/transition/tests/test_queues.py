"""Whoever runs an office is told once of a queue that has clearly grown, and of no other."""

from datetime import timedelta

import pytest

from muster.access.accounts import track_watch
from muster.access.channels import waiting_for
from muster.access.roles import HEAD_OF_OFFICE
from muster.kernel.ids import new_id
from muster.transition.commands.queues import TOLD_AGAIN, tell_of_queues
from muster.transition.commands.tasks import Task, finish_task, give_task
from muster.transition.rules.process import grew
from muster.transition.tests.test_agency import BEGUN, Office
from muster.transition.tests.test_partners import AT
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, make_unit

SOON = AT + timedelta(hours=1)
"""Roles are given as a test runs, some time after this module was read."""


@pytest.mark.parametrize(
    ("waits", "before", "longer"),
    [(5, 0, True), (4, 0, False), (30, 25, False), (31, 25, True), (2, 9, False)],
)
def test_a_fifth_longer_and_by_five_at_least(waits, before, longer):
    assert grew(waits, before) is longer


def messages_to(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))


def waits_with_the_hall(office, count, at):
    """Ask the town hall for so many things by letter; return the tasks."""
    tasks = [new_id() for _ in range(count)]
    for task in tasks:
        given = Task("benefit", "local-authority", "Town hall")
        give_task(person=office.person, task=task, given=given, words="", by=office.by, at=at)
    return tasks


def test_the_head_of_the_office_is_told_once(db):
    office = Office()
    head = account_with(HEAD_OF_OFFICE, office.unit, "h.one")
    elsewhere = account_with(HEAD_OF_OFFICE, make_unit("X"), "h.two")
    watch = track_watch((office.unit,))
    waits_with_the_hall(office, 4, AT - timedelta(days=3))
    assert tell_of_queues(by=watch, at=SOON) == 0, "four are no queue"
    waits_with_the_hall(office, 1, AT - timedelta(days=2))
    assert tell_of_queues(by=watch, at=SOON) == 1
    assert tell_of_queues(by=watch, at=SOON + timedelta(minutes=1)) == 0, "told already"
    assert messages_to(head) == 1
    assert messages_to(elsewhere) == 0
    later = SOON + TOLD_AGAIN
    assert tell_of_queues(by=watch, at=later) == 0, "five now, and five four weeks before"


def test_what_waited_before_and_what_was_done_count(db):
    office = Office()
    account_with(HEAD_OF_OFFICE, office.unit, "h.one")
    old = waits_with_the_hall(office, 6, BEGUN)
    waits_with_the_hall(office, 6, AT - timedelta(days=1))
    for task in old[:3]:
        finish_task(
            person=office.person, task=task, reason="no-staff", words="", by=office.by, at=AT
        )
    watch = track_watch((office.unit,))
    assert tell_of_queues(by=watch, at=SOON) == 0, "nine wait, six waited"
    waits_with_the_hall(office, 2, AT)
    assert tell_of_queues(by=watch, at=SOON) == 1


def test_a_queue_is_told_of_again_after_four_weeks_and_not_before(db):
    office = Office()
    account_with(HEAD_OF_OFFICE, office.unit, "h.one")
    watch = track_watch((office.unit,))
    waits_with_the_hall(office, 5, AT - timedelta(days=3))
    days = [SOON + timedelta(days=day) for day in range(0, 25, 3)]
    assert [tell_of_queues(by=watch, at=one) for one in days] == [1, *[0] * 8]
    again = SOON + TOLD_AGAIN
    account_with(HEAD_OF_OFFICE, office.unit, "h.two")
    waits_with_the_hall(office, 6, AT + timedelta(days=20))
    assert tell_of_queues(by=watch, at=again) == 2


def test_what_people_bring_themselves_is_nobodys_queue(db):
    office = Office()
    head = account_with(HEAD_OF_OFFICE, office.unit, "h.one")
    for _one in range(6):
        given = Task("bring", "member", "")
        give_task(
            person=office.person, task=new_id(), given=given, words="Passport", by=office.by, at=AT
        )
    assert tell_of_queues(by=track_watch((office.unit,)), at=SOON) == 0
    assert messages_to(head) == 0
