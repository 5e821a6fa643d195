"""A deadline that passes is told once, to whoever answers for it, by a job queued with it."""

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.channels import waiting_for
from muster.access.permissions import Permission
from muster.access.roles import HEAD_OF_SERVICE, UNIT_PSYCHOLOGIST, WATCH
from muster.access.viewers import Viewer
from muster.care.clocks import LATE
from muster.care.commands import open_case, take_step
from muster.care.commands.lateness import any_late, note_late
from muster.care.queries import happened
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import account_with, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.django_db
START = now() - timedelta(days=9)


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь")


@pytest.fixture
def owner(unit):
    return account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")


@pytest.fixture
def case(unit, person, owner):
    return open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=owner, by=psychologist_of(unit), at=START,
    )  # fmt: skip


@pytest.fixture
def watch(unit):
    return Viewer(AccountId(new_id()), WATCH, (unit,))


def waiting(account):
    with unit_of_work(Standing(Audience.PLATFORM)):
        return waiting_for(account)


def jobs():
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [LATE])
        return cursor.fetchone()[0]


def test_every_deadline_queues_its_job_in_the_same_transaction(unit, person, case):
    assert jobs() == 1
    take_step(
        person=person, case=case, step="book", reason="", words="", to=None,
        by=psychologist_of(unit), at=now(),
    )  # fmt: skip
    assert jobs() == 2


def test_what_is_late_is_told_once_to_its_owner_and_the_head_of_service(
    unit, person, case, owner, watch
):
    head = account_with(HEAD_OF_SERVICE, unit, "head")
    assert note_late(by=watch, at=START + timedelta(minutes=1)) == 0
    assert note_late(by=watch, at=now()) == 1
    assert note_late(by=watch, at=now() + timedelta(minutes=1)) == 0
    assert [len(waiting(one)) for one in (owner, head)] == [1, 1]
    _case, state, story = happened(person=person, case=case, by=psychologist_of(unit), at=now())
    assert (state.told, [one.act for one in story]) == (True, ["opened", "was-late"])


def test_a_new_deadline_is_told_anew(unit, person, case, watch):
    note_late(by=watch, at=now())
    take_step(
        person=person, case=case, step="book", reason="", words="", to=None,
        by=psychologist_of(unit), at=now(),
    )  # fmt: skip
    with unit_of_work(watch.standing()):
        assert not any_late(now())
        assert any_late(now() + timedelta(days=9))
    assert note_late(by=watch, at=now() + timedelta(days=9)) == 1
    assert Permission.NOTE_LATE in WATCH.may
