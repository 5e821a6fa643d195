"""A file in memory is read like any other, and is gone afterwards."""

import pytest

from muster.kernel.sheets import held as module
from muster.kernel.sheets import open_sheet
from muster.kernel.sheets.held import held

ROSTER = "Service number,Surname\nAB-001,Гайко\n".encode()


def surnames(data: bytes) -> list[str | None]:
    with held(data) as path:
        return [row.cells["Surname"] for row in open_sheet(path).rows()]


def test_a_file_in_memory_is_read_like_any_other():
    assert surnames(ROSTER) == ["Гайко"]


def test_where_there_is_no_memory_file_it_is_read_all_the_same_and_removed(monkeypatch):
    monkeypatch.delattr(module.os, "memfd_create", raising=False)
    assert surnames(ROSTER) == ["Гайко"]
    with held(ROSTER) as path:
        assert path.stat().st_mode & 0o077 == 0
    assert not path.exists()


def test_nothing_is_left_to_read_afterwards():
    with held(ROSTER) as path:
        pass
    with pytest.raises(OSError):  # noqa: PT011 — what the system says differs
        path.read_bytes()
