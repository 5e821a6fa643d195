"""A process killed while it brings an archive in leaves nothing of it; the next brings it in."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import psycopg
import pytest

from muster.kernel.ids import UnitId
from muster.transition.tests.test_archives import ESCO, archive
from tests.faults.test_files_land_whole_and_once import processes  # noqa: F401 — a fixture
from tests.houses import make_unit

pytestmark = pytest.mark.database


def _bring(path: str, unit: str, killed_at: str) -> None:
    from tests.faults.child import bring_archive

    bring_archive(path, unit, killed_at)


@pytest.fixture
def unit(committed) -> UnitId:
    return make_unit("1")


def counted(database) -> Iterator[int]:
    """Yield how many rows stand: of releases, and of what they list."""
    with psycopg.connect(**database.superuser.for_psycopg()) as admin:
        for table in ("archiverelease", "listedoccupation", "listedskill", "listedlink"):
            yield admin.execute(f"SELECT count(*) FROM transition_{table}").fetchone()[0]


def test_a_process_killed_in_the_middle_leaves_nothing(
    committed, processes, unit, tmp_path  # noqa: F811
):  # fmt: skip
    path = archive(tmp_path, ESCO)
    for killed_at, ends, left in (
        ("titles", -signal.SIGKILL, [0, 0, 0, 0]),
        ("links", -signal.SIGKILL, [0, 0, 0, 0]),
        ("", 0, [1, 1, 1, 1]),
        ("titles", 1, [1, 1, 1, 1]),
    ):
        child = processes.Process(target=_bring, args=(str(path), str(unit), killed_at))
        child.start()
        child.join(120)
        assert child.exitcode == ends
        assert list(counted(committed)) == left
