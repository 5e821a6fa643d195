"""Erasing: the keys are gone, nobody makes new ones, and it is remembered outside the database."""

import pytest
from django.db import ProgrammingError, connections, transaction

from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import now
from muster.vault.erasure import (
    FILE,
    Erased,
    erase,
    erase_zones,
    erased_here,
    remember,
    remembered,
    repeat,
)
from muster.vault.installation import installation
from muster.vault.models import DataKey
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.database


@pytest.fixture
def file(committed):
    """The home's file, as it is after the test: gone."""
    path = installation().home / FILE
    yield path
    path.unlink(missing_ok=True)


def somebody():
    person = new_id()
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        for zone in (Zone.IDENTITY, Zone.CLINICAL):
            work.data_key(person, zone)
    return person


def keys_of(person) -> int:
    with unit_of_work(Standing(Audience.PLATFORM)):
        return DataKey.objects.filter(person_id=person).count()


def test_every_key_is_destroyed_and_no_new_one_is_made(file):
    person, other = somebody(), somebody()
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        erase([person], ground="asked-for", at=now())
    assert (keys_of(person), keys_of(other)) == (0, 2)
    with (
        pytest.raises(Refused, match="person-erased"),
        unit_of_work(Standing(Audience.PLATFORM)) as work,
    ):
        work.data_key(person, Zone.CLINICAL)
    assert [one.person for one in remembered(file.parent)] == [person]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_command_that_fails_has_erased_nobody(file):
    person = somebody()
    with pytest.raises(RuntimeError), unit_of_work(Standing(Audience.ADMINISTRATOR)):
        erase([person], ground="asked-for", at=now())
        raise RuntimeError
    assert keys_of(person) == 2
    assert not file.exists()


@pytest.mark.parametrize("audience", [Audience.CLINICIAN, Audience.PLATFORM, Audience.MEMBER])
def test_nobody_but_an_administrator_erases(file, audience):
    person = somebody()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        unit_of_work(Standing(audience)),
    ):
        erase([person], ground="asked-for", at=now())
    assert keys_of(person) == 2


@pytest.mark.parametrize("ground", ["", "two words", "x" * 41, "line\nbreak"])
def test_a_ground_is_a_code(file, ground):
    with pytest.raises(Refused, match="no-ground"), unit_of_work(Standing(Audience.ADMINISTRATOR)):
        erase([new_id()], ground=ground, at=now())


def test_nobody_is_remembered_twice(tmp_path):
    some = [Erased(new_id(), now(), "asked-for") for _one in range(3)]
    assert remember(tmp_path, some[:2]) == 2
    assert remember(tmp_path, some) == 1
    assert remembered(tmp_path) == some


def test_repeating_erases_whom_an_old_backup_brought_back(committed, file, django_db_blocker):
    back, unheard_of = somebody(), new_id()
    with (
        django_db_blocker.unblock(),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as owner,
    ):
        wanted = [Erased(one, now(), "asked-for") for one in (back, unheard_of)]
        assert repeat(owner, wanted) == 2
        assert repeat(owner, wanted) == 0
        assert {one.person for one in erased_here(owner)} == {back, unheard_of}
    assert keys_of(back) == 0
    connections["owner"].close()


def test_a_zone_goes_by_itself_and_what_comes_later_has_a_new_key(file):
    person = somebody()
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        erase_zones([person], [Zone.CLINICAL], ground="on-request", at=now())
    assert keys_of(person) == 1
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        work.data_key(person, Zone.CLINICAL)
    assert keys_of(person) == 2
    assert [(one.person, one.part) for one in remembered(file.parent)] == [(person, "clinical")]


@pytest.mark.parametrize("zone", [Zone.IDENTITY, Zone.JOURNAL, Zone.OVERSIGHT])
def test_who_somebody_is_does_not_go_by_itself(file, zone):
    person = somebody()
    with (
        pytest.raises(ProgrammingError, match="not erased by itself"),
        unit_of_work(Standing(Audience.ADMINISTRATOR)),
    ):
        erase_zones([person], [zone], ground="on-request", at=now())
    assert keys_of(person) == 2


def test_a_zone_is_erased_again_only_where_an_old_backup_does_not_know_of_it(
    committed, file, django_db_blocker
):
    person, at = somebody(), now()
    with (
        django_db_blocker.unblock(),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as owner,
    ):
        wanted = [Erased(person, at, "on-request", "clinical")]
        assert repeat(owner, wanted) == 1
    assert keys_of(person) == 1
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        work.data_key(person, Zone.CLINICAL)
    with (
        django_db_blocker.unblock(),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as owner,
    ):
        assert repeat(owner, wanted) == 0
    assert keys_of(person) == 2
    connections["owner"].close()
