"""The same file from fifty processes lands once; a process killed in the middle leaves nothing."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import psycopg
import pytest

from muster.kernel.ids import UnitId
from tests.houses import make_unit

pytestmark = pytest.mark.database
ROWS = 1500
WHOLE = (ROWS, ROWS, ROWS // 3)


@pytest.fixture
def unit(committed) -> UnitId:
    return make_unit("1")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """An invented file in which every third form calls somebody."""
    path = tmp_path / "answers.csv"
    heads = ",".join(["id", *(f"phq{n}" for n in range(1, 10))])
    rows = (f"{n}," + ",".join(["2" if n % 3 == 0 else "0"] * 9) for n in range(ROWS))
    path.write_text("\n".join([heads, *rows]) + "\n")
    return path


@pytest.fixture
def processes(committed, monkeypatch, settings):
    """A maker of processes that speak to this session's database as the app."""
    for name, value in committed.as_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "muster.config.settings")
    monkeypatch.setenv("MUSTER_HOME", str(settings.MUSTER_HOME))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.child"])
    return context


def started(processes, path: Path, unit: UnitId):
    child = processes.Process(target=_enter, args=(str(path), str(unit)))
    child.start()
    return child


def _enter(path: str, unit: str) -> None:
    from tests.faults.child import enter

    enter(path, unit)


def counted(database) -> tuple[int, int, int]:
    """Return how many sittings, scores and queue rows stand."""
    with psycopg.connect(**database.superuser.for_psycopg()) as admin:
        return admin.execute(
            "SELECT (SELECT count(*) FROM assessments_sitting), "
            "(SELECT count(*) FROM assessments_score), "
            "(SELECT count(*) FROM detection_queuerow)"
        ).fetchone()


def test_fifty_processes_at_once_enter_one_file_once(committed, processes, unit, answers):
    children = [started(processes, answers, unit) for _one in range(50)]
    for child in children:
        child.join(240)
    assert sorted(child.exitcode for child in children) == [0] * 49 + [1]
    assert counted(committed) == WHOLE


def test_a_process_killed_in_the_middle_leaves_all_or_nothing(committed, processes, unit, answers):
    seen = set()
    for step in range(14):
        child = started(processes, answers, unit)
        time.sleep(0.03 * step)
        child.kill()
        child.join(60)
        seen.add(counted(committed))
        assert seen <= {(0, 0, 0), WHOLE}
    assert (0, 0, 0) in seen
    last = started(processes, answers, unit)
    last.join(60)
    assert counted(committed) == WHOLE
