"""What the database itself holds of campaigns, bookings and attendance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from muster.access.roles import ASSESSMENT_TEAM, MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import book, offer_hours, prepare_campaign
from muster.assessments.models import Attendance, Booking, Expected, SlotTurn, Terms
from muster.assessments.tests.test_appointments import found_by_the_screen
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.campaigns import asking, opened, ready
from tests.houses import account_of_person, enlist, make_unit, psychologist_of

pytestmark = pytest.mark.database


def counted(audience: Audience, table: str, **standing) -> int | None:
    """Count the rows an audience reads; None where it may not read the table at all."""
    try:
        with unit_of_work(Standing(audience, **standing)), connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            return int(cursor.fetchone()[0])
    except DatabaseError:
        return None


@pytest.mark.django_db
def test_terms_are_read_below_and_written_within_the_own_units_alone():
    brigade, other = make_unit("1"), make_unit("2")
    company = make_unit("1/1", brigade)
    enlist(company, number="AB-001", surname="Гайко", given="Олесь")
    by = psychologist_of(brigade)
    prepare_campaign(asking=asking(brigade, now()), by=by, at=now())
    table = Terms._meta.db_table
    assert counted(Audience.CLINICIAN, table, units=(company,)) == 1
    assert counted(Audience.MEMBER, table, person=new_id()) == 1
    with transaction.atomic():
        assert counted(Audience.COMMANDER, table, units=(brigade,)) is None
    with pytest.raises(DatabaseError), unit_of_work(Standing(Audience.CLINICIAN, (other,))):
        Terms.objects.create(
            unit_id=brigade, units=[brigade], name="x", who={}, stages={}, windows=[],
            in_room=False, whole_unit=True, prepared_at=now(), prepared_by=new_id(),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Attendance, Expected, Booking, SlotTurn, Terms])
def test_command_reads_nothing_of_it(model):
    unit = make_unit("1")
    assert counted(Audience.COMMANDER, model._meta.db_table, units=(unit,)) is None


def test_of_two_who_want_one_hour_at_once_one_has_it(committed):
    unit = make_unit("1")
    ready(unit)
    people = [
        enlist(unit, number=f"AB-00{place}", surname=surname, given="Іван", Sex="male")
        for place, surname in enumerate(("Гайко", "Бойко", "Ткач", "Коваль"))
    ]
    campaign = opened(unit, instruments=("pc-ptsd-5",))
    clinician = Viewer(AccountId(new_id()), ASSESSMENT_TEAM, (unit,))
    members = {}
    for person in people:
        found_by_the_screen(person, campaign, clinician)
        members[person] = Viewer(account_of_person(person, unit), MEMBER, person=person)
    starts = now() + timedelta(days=1)
    [slot] = offer_hours(
        unit=unit, starts=starts, ends=starts + timedelta(minutes=30), minutes=30, place="12",
        by=clinician, at=now(),
    )  # fmt: skip

    def wants(person) -> str:
        try:
            book(
                person=person, slot=slot, campaign=campaign, window="window-1",
                by=members[person], at=now(),
            )  # fmt: skip
        except Refused as refusal:
            return refusal.problem.code
        finally:
            connections["default"].close()
        return "booked"

    with ThreadPoolExecutor(4) as hands:
        became = sorted(hands.map(wants, people))
    assert became == ["assessments.slot-taken"] * 3 + ["booked"]
