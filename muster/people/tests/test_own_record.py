"""What a person reads of themselves, and the consents that they give and take back alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from muster.access.roles import MEMBER, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.people import queries
from muster.people.calendars import calendars_of
from muster.people.commands.consenting import consent, take_back_consent
from muster.people.commands.keeping import give_consent
from muster.people.consents import Item
from muster.people.tests.conftest import MONDAY
from muster.vault.work import unit_of_work

pytestmark = pytest.mark.django_db

UNTIL = date(2027, 5, 31)


@pytest.fixture
def soldier(take_in, force) -> PersonId:
    take_in("Service number,Surname,Given name,Unit code\nA-1001,Ivanov,Petr,1/1/1\n")
    return queries.by_service_number(numbers=["A-1001"], by=force, at=MONDAY)["A-1001"].person


@pytest.fixture
def me(soldier) -> Viewer:
    return Viewer(AccountId(new_id()), MEMBER, person=soldier)


def test_a_person_reads_who_they_are_and_where_they_serve(soldier, me, unit_ids):
    record = queries.own_record(person=soldier, by=me, at=MONDAY)
    assert record.card.name == "Ivanov Petr"
    assert (record.card.unit, record.card.unit_code) == (unit_ids["1/1/1"], "1/1/1")
    assert [post.unit_code for post in record.service.postings] == ["1/1/1"]


def test_a_persons_clock_is_their_units_own(soldier, me):
    with unit_of_work(me.standing()):
        assert calendars_of([soldier])[soldier].zone == "Europe/Moscow"


def test_nobody_reads_what_is_kept_of_somebody_else(soldier):
    other = Viewer(AccountId(new_id()), MEMBER, person=PersonId(new_id()))
    for query in (queries.own_record, queries.own_consents):
        with pytest.raises(Refused, match="access.not-found"):
            query(person=soldier, by=other, at=MONDAY)


def test_a_consent_is_given_alone_until_a_day_and_taken_back_at_once(soldier, me):
    consent(person=soldier, item=Item.CARE, until=UNTIL, alone=True, by=me, at=MONDAY)
    consent(person=soldier, item=Item.PEER, until=UNTIL, alone=True, by=me, at=MONDAY)
    given = queries.own_consents(person=soldier, by=me, at=MONDAY)
    assert {(one.item, one.until) for one in given.standing} == {
        (Item.CARE, UNTIL),
        (Item.PEER, UNTIL),
    }
    take_back_consent(person=soldier, item=Item.CARE, by=me, at=MONDAY + timedelta(minutes=1))
    left = queries.own_consents(person=soldier, by=me, at=MONDAY + timedelta(minutes=1))
    assert [one.item for one in left.standing] == [Item.PEER]
    assert [(one.item, one.given) for one in left.said][-1] == (Item.CARE, False)


def test_what_is_said_under_a_superiors_eyes_is_no_consent(soldier, me):
    with pytest.raises(Refused, match="people.consent-not-alone"):
        consent(person=soldier, item=Item.CARE, until=UNTIL, alone=False, by=me, at=MONDAY)
    assert queries.own_consents(person=soldier, by=me, at=MONDAY).said == ()


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2029, 1, 1)])
def test_no_consent_of_ones_own_is_past_or_endless(soldier, me, until):
    with pytest.raises(Refused, match="people.consent-too-long"):
        consent(person=soldier, item=Item.CARE, until=until, alone=True, by=me, at=MONDAY)


def test_a_personnel_office_does_not_read_who_agreed_to_care(soldier, psychologist_of, unit_ids):
    witness = psychologist_of("1")
    give_consent(person=soldier, item=Item.CARE, until=UNTIL, by=witness, at=MONDAY)
    assert len(queries.history(person=soldier, by=witness, at=MONDAY).consents) == 1
    office = Viewer(AccountId(new_id()), PERSONNEL_OFFICER, (unit_ids["1"],))
    assert queries.history(person=soldier, by=office, at=MONDAY).consents == ()


@pytest.mark.database
@pytest.mark.parametrize("table", ["people_detail", "people_posting", "people_serviceevent"])
def test_a_person_writes_consents_and_nothing_else_of_who_they_are(soldier, me, table):
    with (
        unit_of_work(me.standing()),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {table} WHERE false")


def test_a_consent_ends_with_its_day_where_the_person_serves(soldier, me):
    last = MONDAY.date()
    consent(person=soldier, item=Item.CARE, until=last, alone=True, by=me, at=MONDAY)
    for hour, kept in ((20, [Item.CARE]), (22, [])):
        at = datetime.combine(last, time(hour, 30), UTC)
        found = queries.own_record(person=soldier, by=me, at=at).service
        assert [one.item for one in found.consents] == kept
