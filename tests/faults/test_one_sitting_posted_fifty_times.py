"""A phone that sends again and again: one sitting posted fifty times at once is one sitting."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from muster.kernel.time import now
from muster.web import addresses
from muster.web.tests.sitting_pages import begins, device, goes_on
from tests.companies import asked
from tests.houses import account_of_person, enlist, local_day, make_unit
from tests.reading import reads

AT_ONCE, TIMES = 10, 50


@pytest.fixture
def soldier(committed):
    unit = make_unit("1")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    today = local_day()
    asked(unit, today, today + timedelta(days=9), at=now(), instruments=("phq-9", "gad-7"))
    return device(account_of_person(person, unit))


def posted(client, leaf, form, **values) -> set[int]:
    """Send one form fifty times, ten at a time, each as a request of its own; the statuses."""

    def once(_time: int) -> int:
        try:
            answer = client.post(leaf.address, {**form.fields, **values})
            return answer.status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return set(crowd.map(once, range(TIMES)))


def counted(database, statement: str) -> int:
    with psycopg.connect(**database.superuser.for_psycopg()) as admin:
        return admin.execute(statement).fetchone()[0]


@pytest.mark.database
def test_one_sitting_posted_fifty_times_is_one_sitting(soldier, committed):
    due = reads(soldier, addresses.SITTING)
    assert posted(soldier, due, due.form("campaign")) == {303}
    assert counted(committed, "SELECT count(*) FROM assessments_answering") == 1

    first = begins(soldier)
    assert posted(soldier, first, first.form("answer"), answer="2") == {303}
    assert counted(committed, "SELECT count(*) FROM assessments_answer") == 1

    critical = "better off dead"
    pages = goes_on(
        reads(soldier, first.address),
        lambda leaf: "3" if critical in leaf.heading or leaf.address == first.address else "0",
    )
    check = pages[-1]
    assert posted(soldier, check, check.forms[-1]) == {303}
    for table, rows in {
        "assessments_answering": 1,
        "assessments_answeringend": 1,
        "assessments_sitting": 2,
        "assessments_score": 2,
        "detection_queuerow WHERE NOT ended": 1,
        "detection_alert": 1,
    }.items():
        assert counted(committed, f"SELECT count(*) FROM {table}") == rows, table
    distinct = "SELECT count(DISTINCT number) = count(*) FROM assessments_answer"
    assert counted(committed, distinct)
