"""The journal: what is sealed stays provable, and whoever changes it is found out."""

import psycopg
import pytest

from muster.journal.entries import Draft, Kind, append
from muster.journal.sealer import remembered_head, seal_all, seal_batch
from muster.journal.verifying import Verdict, verify
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.database


def enter(count: int = 1) -> list:
    made = []
    for _one in range(count):
        with unit_of_work(Standing(Audience.PLATFORM)) as work:
            draft = Draft(
                Kind.WRITE, "test.enter", new_id(), "auditor", "oversight", Zone.PLATFORM, now()
            )
            made.append(append(work, draft))
    return made


def verdict() -> Verdict:
    with unit_of_work(Standing(Audience.AUDITOR)):
        return verify()


def as_superuser(database, statement: str, *arguments) -> None:
    """Do what only somebody with the whole server could do: change the past."""
    with psycopg.connect(**database.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(statement, arguments)


def test_what_is_sealed_holds_and_what_is_new_is_counted_as_unsealed(committed):
    enter(5)
    assert seal_all() == 5
    enter(2)
    found = verdict()
    assert (found.holds, found.entries, found.sealed, found.unsealed) == (True, 7, 5, 2)
    assert seal_all() == 2
    assert verdict().heads == 2


def test_sealing_again_places_nothing_twice(committed):
    enter(3)
    assert (seal_all(), seal_all()) == (3, 0)


def test_an_entry_of_a_transaction_still_open_waits(committed):
    enter(1)
    with psycopg.connect(**committed.superuser.for_psycopg()) as other:
        other.execute("SELECT pg_current_xact_id()")
        enter(1)
        assert seal_batch() == 1
    assert seal_batch() == 1
    assert verdict().holds


def test_a_changed_entry_is_named(committed):
    made = enter(4)
    seal_all()
    as_superuser(committed, "UPDATE journal_entry SET role = 'other' WHERE id = %s", made[2])
    found = verdict()
    assert found.entry == made[2]
    assert "was changed" in str(found.fault)


def test_a_removed_entry_is_named(committed):
    made = enter(4)
    seal_all()
    as_superuser(committed, "DELETE FROM journal_entry WHERE id = %s", made[1])
    assert verdict().entry == made[1]


def test_a_rewritten_leaf_is_betrayed_by_the_head(committed):
    made = enter(3)
    seal_all()
    as_superuser(committed, "UPDATE journal_entry SET role = 'other' WHERE id = %s", made[0])
    as_superuser(committed, "DELETE FROM journal_leaf")
    as_superuser(committed, "UPDATE journal_head SET frontier = ''")
    assert not verdict().holds


def test_a_head_signed_by_another_is_refused(committed):
    enter(3)
    seal_all()
    as_superuser(committed, "UPDATE journal_head SET signature = decode(repeat('00', 64), 'hex')")
    assert "signature" in str(verdict().fault)


def test_a_journal_cut_short_with_its_heads_is_noticed_from_outside(committed):
    enter(3)
    seal_all()
    assert remembered_head(installation().home).size == 3
    for table in ("journal_entry", "journal_leaf", "journal_head"):
        as_superuser(committed, f"DELETE FROM {table}")
    assert "signed 3 entries" in str(verdict().fault)


def test_a_restored_cluster_seals_on_from_where_it_stood(committed):
    enter(2)
    seal_all()
    enter(2)
    # What a restore does: another cluster's transaction numbers mean nothing here.
    as_superuser(committed, "UPDATE journal_head SET cluster = 'another'")
    as_superuser(committed, "UPDATE journal_entry SET xact = '3'")
    assert seal_all() == 2
    assert verdict().holds


@pytest.mark.django_db
@pytest.mark.parametrize(
    "verb", ["UPDATE journal_entry SET role = 'x'", "DELETE FROM journal_entry"]
)
@pytest.mark.parametrize("audience", list(Audience))
def test_no_audience_changes_or_removes_an_entry(audience, verb):
    from django.db import ProgrammingError, connection

    enter()
    with (
        pytest.raises(ProgrammingError, match="permission denied|only ever appended"),
        unit_of_work(Standing(audience)),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
