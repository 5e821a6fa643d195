"""Whoever holds the whole database can rewrite the journal, and is still found out.

What they do not hold is the node's signing key and the last head kept beside the keys.
"""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from muster.journal import verifying
from muster.journal.entries import Draft, EntryRow, Kind, append
from muster.journal.rules.merkle import Frontier, leaf_hash
from muster.journal.sealer import seal_all
from muster.journal.verifying import Verdict, verify
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.database


@pytest.fixture
def forger(committed):
    """A connection that may change anything in a database whose three entries are sealed."""
    for _one in range(3):
        enter()
    seal_all()
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield admin


def enter() -> None:
    with unit_of_work(Standing(Audience.PLATFORM)) as work:
        draft = Draft(
            Kind.WRITE, "test.enter", new_id(), "auditor", "oversight", Zone.PLATFORM, now()
        )
        append(work, draft)


def verdict() -> Verdict:
    with unit_of_work(Standing(Audience.AUDITOR)):
        return verify()


def rewrite(forger) -> Frontier:
    """Change the first entry and make every leaf fit again; return the new log's right edge."""
    forger.execute(
        "UPDATE journal_entry SET role = 'other' "
        "WHERE id = (SELECT entry_id FROM journal_leaf WHERE position = 0)"
    )
    rows = forger.execute(
        f"SELECT {EntryRow.COLUMNS} FROM journal_leaf l JOIN journal_entry e ON e.id = l.entry_id "
        "ORDER BY l.position"
    ).fetchall()
    log = Frontier()
    for row in rows:
        leaf = leaf_hash(EntryRow.of(row).vouched())
        forger.execute(
            "UPDATE journal_leaf SET hash = %s WHERE position = %s", (bytes(leaf), log.size)
        )
        log.append(leaf)
    return log


def test_the_untouched_journal_holds(forger):
    assert verdict().holds


@pytest.mark.parametrize("moment", ["_counts", "_heads", "_leaves"])
def test_it_holds_while_the_sealer_is_at_work(forger, monkeypatch, moment):
    calmly = getattr(verifying, moment)

    def while_somebody_seals(using):
        with ThreadPoolExecutor(1) as other:
            other.submit(enter_and_seal).result()
        return calmly(using)

    monkeypatch.setattr(verifying, moment, while_somebody_seals)
    assert verdict().fault is None


def enter_and_seal() -> None:
    """What another process does: one more entry, sealed."""
    try:
        enter()
        assert seal_all() == 1
    finally:
        connection.close()


def test_fitting_leaves_are_betrayed_by_the_signed_head(forger):
    rewrite(forger)
    assert "over other entries" in str(verdict().fault)


def test_throwing_the_heads_away_does_not_help(forger):
    rewrite(forger)
    forger.execute("DELETE FROM journal_head")
    assert "over other entries" in str(verdict().fault)


def test_sealed_entries_without_any_head_are_no_log(forger):
    forger.execute("DELETE FROM journal_head")
    (installation().home / "journal-head.json").unlink()
    assert "covers 0 of them" in str(verdict().fault)


def test_a_head_in_another_nodes_name_does_not_help(forger):
    log = rewrite(forger)
    forger.execute("UPDATE journal_head SET node = %s, root = %s", (new_id(), bytes(log.root())))
    (installation().home / "journal-head.json").unlink()
    assert "another node" in str(verdict().fault)


def test_entries_slipped_in_behind_the_last_head_are_noticed(forger):
    forger.execute("UPDATE journal_head SET size = 2")
    assert not verdict().holds
