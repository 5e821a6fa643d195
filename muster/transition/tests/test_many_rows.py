"""Many rows written as one text are the rows that the ORM writes one value at a time."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import now
from muster.transition.models import Candidacy, Vacancy
from muster.vault.bulk import insert_all
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import enlist, make_unit

pytestmark = pytest.mark.django_db


def vacancy(**more):
    """Return a vacancy with something in every kind of column: JSON, a day, a time, no value."""
    said = {
        "partner_id": new_id(), "title": 'A "mechanic" \\ \t, механик', "region": "Lviv",
        "licences": ["driving-b"], "conditions": [], "offers": ["training"], "pay_from": None,
        "pay_to": 2_000, "begins": date(2027, 1, 31), "places": 3, "reserved": 0, "same": "ab",
        "put_at": now(), "put_by": new_id(), "closed_at": None,
    }  # fmt: skip
    return Vacancy(**said | more)


@pytest.fixture
def caseworker():
    return Standing(Audience.CASEWORKER, (make_unit("7"),))


def columns(row):
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def test_they_are_read_as_they_were_written(caseworker):
    made = [vacancy(), vacancy(closed_at=now() - timedelta(days=1), pay_from=7)]
    with unit_of_work(caseworker):
        insert_all(made)
        found = {one.id: columns(one) for one in Vacancy.objects.all()}
    assert found == {one.id: columns(one) for one in made}


@pytest.fixture
def candidacy(caseworker):
    """Return how somebody asks for a vacancy that stands; sealed bytes among the columns."""
    offered = vacancy()
    with unit_of_work(caseworker):
        insert_all([offered])

    def asks(person):
        return Candidacy(
            person_id=person, partner_id=offered.partner_id, vacancy_id=offered.id,
            asked_at=now(), sealed=bytes(range(256)),
        )  # fmt: skip

    return asks


def test_bytes_come_back_as_they_went(caseworker, candidacy):
    person = enlist(caseworker.units[0], number="M-001", surname="Гайко", given="Олесь")
    made = [candidacy(person) for _each in range(3)]
    with unit_of_work(Standing(Audience.MEMBER, person=person)):
        insert_all(made)
        assert {bytes(one.sealed) for one in Candidacy.objects.all()} == {bytes(range(256))}
        assert Candidacy.objects.count() == len(made)


def test_a_row_out_of_reach_is_refused_as_any_other(caseworker, candidacy):
    person, other = (
        enlist(caseworker.units[0], number="M-001", surname="Гайко", given="Олесь"),
        PersonId(new_id()),
    )
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        unit_of_work(Standing(Audience.MEMBER, person=person)),
    ):
        insert_all([candidacy(person), candidacy(other)])
