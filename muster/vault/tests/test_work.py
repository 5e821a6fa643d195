"""The unit of work: outside it nothing is written or read, and nothing of it stays behind."""

import pytest
from django.db import ProgrammingError, connection

from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.models import DataKey, Erasure
from muster.vault.work import NestedWorkError, OutOfReachError, Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def settings_left() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, coalesce(current_setting('muster.command', true), ''), "
            "coalesce(current_setting('muster.person', true), '')"
        )
        return cursor.fetchone()


def test_a_read_outside_a_unit_of_work_is_refused_by_the_database():
    with pytest.raises(ProgrammingError, match="permission denied"):
        DataKey.objects.count()


def test_the_role_and_the_settings_end_with_the_unit_of_work():
    before = settings_left()
    with unit_of_work(Standing(Audience.MEMBER, person=PersonId(new_id()))):
        assert settings_left()[0].endswith("_member")
    assert settings_left() == before


def test_a_failed_unit_of_work_leaves_neither_role_nor_settings():
    before = settings_left()
    with pytest.raises(RuntimeError), unit_of_work(Standing(Audience.CLINICIAN)):
        raise RuntimeError
    assert settings_left() == before


def test_units_of_work_do_not_nest():
    with (
        unit_of_work(Standing(Audience.CLINICIAN)),
        pytest.raises(NestedWorkError),
        unit_of_work(Standing(Audience.CLINICIAN)),
    ):
        pass


def test_a_person_outside_the_viewers_units_is_out_of_reach():
    standing = Standing(Audience.CLINICIAN, person=PersonId(new_id()))
    with pytest.raises(OutOfReachError), unit_of_work(standing):
        pass


def test_a_data_key_is_made_once_and_read_back():
    person = new_id()
    with unit_of_work(Standing(Audience.CLINICIAN)) as work:
        made = work.data_key(person, Zone.CLINICAL)
    with unit_of_work(Standing(Audience.CLINICIAN)) as work:
        assert work.data_key(person, Zone.CLINICAL) == made
        assert work.data_key(person, Zone.IDENTITY) != made


def test_an_audience_cannot_use_the_keys_of_a_zone_it_may_not_read():
    person = new_id()
    with unit_of_work(Standing(Audience.CLINICIAN)) as work:
        work.data_key(person, Zone.CLINICAL)
    with unit_of_work(Standing(Audience.COMMANDER)):
        assert not DataKey.objects.exists()
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        unit_of_work(Standing(Audience.COMMANDER)) as work,
    ):
        work.data_key(person, Zone.CLINICAL)


def test_an_erased_person_gets_no_new_key():
    person = new_id()
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        Erasure.objects.create(person_id=person, at=now(), ground="test")
    with (
        pytest.raises(Refused, match="vault.person-erased"),
        unit_of_work(Standing(Audience.CLINICIAN)) as work,
    ):
        work.data_key(person, Zone.CLINICAL)


def test_raw_sql_outside_a_command_is_refused_even_with_the_right_role():
    with (
        pytest.raises(ProgrammingError, match="outside a command"),
        unit_of_work(Standing(Audience.CLINICIAN)) as work,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('muster.command', '', true)")
        work.data_key(new_id(), Zone.CLINICAL)
