"""A roster comes in: reported, left waiting, confirmed whole, and never twice."""

import pytest

from muster.people.models import Person, Placement, Posting
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEAD = "Service number,Surname,Given name,Sex,Date of birth,Unit code,Post,From\n"
TWO = HEAD + (
    "A-100001,Ivanov,Petr,M,1999-04-01,1/1/1,Rifleman,2026-01-10\n"
    "A-100002,Orlova,Anna,F,2001-12-30,1/1/2,Medic,2026-02-01\n"
)


def test_a_roster_lands_once(take_in, force):
    first = take_in(TWO)
    assert (first.outcomes["new"], first.refused, first.added) == (2, 0, 2)
    again = take_in(TWO)
    assert (again.added, again.repeated) == (0, True)
    with unit_of_work(Standing(Audience.ADMINISTRATOR, force.units)):
        assert Person.objects.count() == Placement.objects.count() == Posting.objects.count() == 2
