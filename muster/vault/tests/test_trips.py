"""Statements that travel together: brought ahead, sent in order, planned once, all or nothing."""

import pytest
from django.db import IntegrityError, connection

from muster.kernel.ids import PersonId, new_id
from muster.vault import trips
from muster.vault.models import DataKey
from muster.vault.trips import Statement, travel
from muster.vault.work import Standing, glance, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHO = Statement("SELECT current_user::text, $1::text")
KEYS = Statement("SELECT zone FROM vault_datakey WHERE person_id = $1 ORDER BY zone")
ADD = Statement("INSERT INTO vault_datakey (person_id, zone, wrapped) VALUES ($1, $2, $3)")


@pytest.fixture
def sent(monkeypatch):
    """How many statements went on each trip."""
    counts = []

    def counted(filled):
        counts.append(len(filled))
        return travel(filled)

    monkeypatch.setattr("muster.vault.work.travel", counted)
    return counts


def clinician(person=None):
    return Standing(Audience.CLINICIAN, person=person)


def test_what_is_asked_ahead_comes_with_the_first_trip_and_is_given_once(sent):
    with unit_of_work(clinician(), ahead=[WHO.of("x"), WHO.of("y")]) as work:
        assert work.ask(WHO, "y") != work.ask(WHO, "x")
        assert len(sent) == 1
        work.ask(WHO, "x")
        assert len(sent) == 2


def test_what_waits_goes_before_whatever_goes_another_way(sent):
    person = new_id()
    with unit_of_work(clinician()) as work:
        work.write(ADD, person, Zone.CLINICAL.value, b"1")
        assert len(sent) == 1
        assert DataKey.objects.filter(person_id=person).exists()
        work.write(ADD, person, Zone.IDENTITY.value, b"2")
        assert work.ask(KEYS, person) == [("clinical",), ("identity",)]
        assert sent[1:] == [1, 2]


def test_a_statement_that_fails_takes_everything_back_and_leaves_a_line_that_works():
    person = new_id()
    with pytest.raises(IntegrityError), unit_of_work(clinician()) as work:
        for _twice in range(2):
            work.write(ADD, person, Zone.CLINICAL.value, b"1")
    with unit_of_work(clinician()) as work:
        assert work.ask(KEYS, person) == []


def test_a_statement_runs_as_whoever_speaks():
    with unit_of_work(clinician()) as work:
        before = work.ask(WHO, "")[0][0]
        with work.acting_as(Audience.PLATFORM):
            between = work.ask(WHO, "")[0][0]
    assert before.endswith("_clinician")
    assert between.endswith("_platform")


def test_what_another_may_not_see_is_no_nearer_because_it_was_planned():
    person, count = PersonId(new_id()), Statement("SELECT count(*) FROM vault_datakey")
    with unit_of_work(clinician()) as work:
        work.write(ADD, person, Zone.CLINICAL.value, b"1")
        assert work.ask(count)[0][0] > 0
        for _again in range(8):  # more than the server tries before it keeps one plan for all
            work.ask(count)
        with work.acting_as(Audience.CASEWORKER):
            assert work.ask(count)[0][0] == 0


def test_a_glance_is_one_trip_and_leaves_neither_role_nor_settings(sent):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
    [[(role, _given)]] = glance(Standing(Audience.PLATFORM), [WHO.of("")])
    assert role.endswith("_platform")
    assert len(sent) == 1
    assert travel([WHO.of("")])[0].rows[0][0] == before


def test_behind_a_pooler_nothing_is_planned_ahead():
    """A pooler hands the next transaction to another server, which knows no plan of ours."""
    line = trips._lines.get(connection.connection) or trips._met(connection.connection)
    direct, line.keeps = line.keeps, False
    known = set(line.planned)
    try:
        asked = Statement("SELECT $1::int + 1")
        assert [one.rows for one in travel([asked.of(1), asked.of(2)])] == [[(2,)], [(3,)]]
        assert line.planned == known
    finally:
        line.keeps = direct
