"""Epochs: a shorter journal is noticed until whoever restored it says so, and then for good."""

import psycopg
import pytest

from muster.journal.entries import Draft, Kind, append
from muster.journal.epochs import FILE, begin_epoch, epochs
from muster.journal.sealer import HEAD_FILE, remembered_head, seal_all
from muster.journal.verifying import verify
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

pytestmark = pytest.mark.database


@pytest.fixture
def home(committed):
    folder = installation().home
    yield folder
    for name in (FILE, HEAD_FILE):
        (folder / name).unlink(missing_ok=True)


def enter(count: int) -> None:
    for _one in range(count):
        with unit_of_work(Standing(Audience.PLATFORM)) as work:
            draft = Draft(
                Kind.WRITE, "test.enter", new_id(), "auditor", "oversight", Zone.PLATFORM, now()
            )
            append(work, draft)
    seal_all()


def cut_short(committed, size: int) -> None:
    """Leave the first `size` entries and the heads over them, as a restored backup does."""
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM journal_head WHERE size > %s", [size])
        admin.execute(
            "DELETE FROM journal_entry WHERE id IN "
            "(SELECT entry_id FROM journal_leaf WHERE position >= %s)", [size],
        )  # fmt: skip
        admin.execute("DELETE FROM journal_leaf WHERE position >= %s", [size])


def holds() -> bool:
    with unit_of_work(Standing(Audience.AUDITOR)):
        return verify().holds


def begin(home):
    with unit_of_work(Standing(Audience.AUDITOR)):
        return begin_epoch(home, now())


def test_sealing_on_never_hides_that_the_journal_was_cut_short(committed, home):
    enter(2)
    enter(3)
    cut_short(committed, 2)
    enter(1)
    assert remembered_head(home).size == 5
    assert not holds()


def test_whoever_restored_begins_an_epoch_and_the_loss_is_kept(committed, home):
    enter(2)
    enter(3)
    cut_short(committed, 2)
    ended = begin(home)
    assert (ended.signed, ended.restored, ended.lost) == (5, 2, 3)
    assert holds()
    enter(4)
    assert holds()
    assert [one.lost for one in epochs(home)] == [3]


def test_where_nothing_was_lost_no_epoch_ends(committed, home):
    assert begin(home) is None
    enter(2)
    assert begin(home) is None
    enter(2)
    assert begin(home) is None
    assert epochs(home) == []


def test_a_log_that_went_another_way_ends_an_epoch_though_it_is_as_long(committed, home):
    enter(2)
    enter(2)
    cut_short(committed, 2)
    head = (home / HEAD_FILE).read_text()
    (home / HEAD_FILE).unlink()
    enter(2)
    (home / HEAD_FILE).write_text(head)
    assert not holds()
    assert begin(home).lost == 0
    assert holds()
