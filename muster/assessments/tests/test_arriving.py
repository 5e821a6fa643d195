"""Files of answers brought in on a page: sealed while they wait, entered once, then gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.arriving import MOST_BYTES, State
from muster.assessments.commands.arriving import (
    ENTER,
    begin_file,
    bring_file,
    confirm_file,
    drop_file,
    drop_old_files,
    read_file_as,
    settle_file,
)
from muster.assessments.matched import read_arrival
from muster.assessments.models import AnswerArrival
from muster.assessments.queries.arriving import file_arrival, file_arrivals, file_content
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.people.commands.erasing import erase
from muster.policy.queries import in_force
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, make_unit

pytestmark = pytest.mark.django_db

HEADS = "seqn," + ",".join(f"phq{n}" for n in range(1, 10))
CSV = f"{HEADS}\nAB-001,1,0,0,0,0,0,0,0,2\nAB-999,0,0,0,0,0,0,0,0,0\n".encode()
COLUMNS = {"items": "phq{}", "id": "seqn", "match": "service-number"}


def brought(by: Viewer, data: bytes = CSV):
    return bring_file(
        unit=by.units[0], name="forms.csv", data=data, instrument="phq-9", by=by, at=now()
    )


def chosen(by: Viewer, arrival, **columns):
    read_file_as(arrival=arrival, columns=columns, rows=2, refused=1, by=by, at=now())


def test_a_file_that_waits_is_sealed_and_read_by_the_columns_chosen(psychologist, person):
    arrival = brought(psychologist)
    with unit_of_work(psychologist.standing()):
        kept = bytes(AnswerArrival.objects.get().waiting)
    assert b"AB-001" not in kept
    chosen(psychologist, arrival, **COLUMNS)
    found, data = file_content(arrival=arrival, by=psychologist, at=now())
    file = read_arrival(found, data, profile=in_force(), by=psychologist, at=now())
    assert (file.name, file.rows, file.refused, len(file.intake)) == ("forms.csv", 2, 1, 1)
    assert list(file.persons) == [person]
    assert [problem.row for problem in file.problems] == [2]
    assert found.state is State.WAITING


@pytest.mark.database
def test_a_confirmed_file_is_queued_once_with_opaque_ids_alone(psychologist):
    arrival = brought(psychologist)
    for _twice in range(2):
        confirm_file(arrival=arrival, by=psychologist, at=now())
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [ENTER])
        [(arguments,)] = cursor.fetchall()
    assert str(arrival) in str(arguments)
    assert set(arguments if isinstance(arguments, dict) else {}) <= {"arrival", "account", "role"}
    assert file_arrival(arrival=arrival, by=psychologist, at=now()).state is State.CONFIRMED


def test_what_was_settled_keeps_nothing(psychologist):
    arrival = brought(psychologist)
    assert not begin_file(arrival=arrival, by=psychologist, at=now())
    confirm_file(arrival=arrival, by=psychologist, at=now())
    assert begin_file(arrival=arrival, by=psychologist, at=now())
    assert begin_file(arrival=arrival, by=psychologist, at=now()), "after a worker that died"
    settle_file(arrival=arrival, added=1, refused=None, by=psychologist, at=now())
    settle_file(arrival=arrival, added=9, refused=None, by=psychologist, at=now())
    found = file_arrival(arrival=arrival, by=psychologist, at=now())
    assert (found.state, found.added) == (State.ENTERED, 1)
    with pytest.raises(Refused, match="no-such-file"):
        file_content(arrival=arrival, by=psychologist, at=now())
    other = brought(psychologist)
    drop_file(arrival=other, by=psychologist, at=now())
    with pytest.raises(Refused, match="no-such-file"):
        chosen(psychologist, other)
    states = [one.state for one in file_arrivals(by=psychologist, at=now())]
    assert states == [State.DROPPED, State.ENTERED]


def test_another_unit_sees_no_file_of_this_one(psychologist):
    arrival = brought(psychologist)
    stranger = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (make_unit("2"),))
    assert file_arrivals(by=stranger, at=now()) == []
    with pytest.raises(Refused, match="no-such-file"):
        file_arrival(arrival=arrival, by=stranger, at=now())


def test_a_file_beyond_measure_is_refused(psychologist):
    with pytest.raises(Refused, match="file-too-large"):
        brought(psychologist, bytes(MOST_BYTES + 1))


def test_files_that_wait_go_when_somebody_is_erased(psychologist, person, unit):
    arrival = brought(psychologist)
    erase(record=person, ground="asked", by=administrator_of(unit), at=now())
    assert file_arrival(arrival=arrival, by=psychologist, at=now()).state is State.DROPPED


def test_files_that_waited_too_long_are_dropped(psychologist, unit):
    arrival = brought(psychologist)
    by = administrator_of(unit)
    assert drop_old_files(before=now() - timedelta(days=1), by=by, at=now()) == 0
    assert drop_old_files(before=now() + timedelta(days=1), by=by, at=now()) == 1
    assert file_arrival(arrival=arrival, by=psychologist, at=now()).state is State.DROPPED
