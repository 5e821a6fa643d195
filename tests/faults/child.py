"""What a process of its own does in these tests: it enters one file, as the command line would.

The fork server loads this once, so fifty processes cost little more than one; nothing here has
started a thread by then, which a fork would lose.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import django

django.setup()

from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST  # noqa: E402
from muster.access.viewers import Viewer  # noqa: E402
from muster.assessments.files import Layout  # noqa: E402
from muster.detection.screening import screen  # noqa: E402
from muster.kernel.ids import AccountId, UnitId, new_id  # noqa: E402
from muster.kernel.time import now  # noqa: E402
from muster.transition.commands import archives  # noqa: E402
from muster.transition.occupations.reading import read_archive  # noqa: E402
from muster.transition.occupations.rows import Row, Table  # noqa: E402


def enter(path: str, unit: str) -> None:
    """Enter the file for the unit; the exit status says whether anything was added."""
    by = Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (UnitId(UUID(unit)),))
    added = screen(
        Path(path),
        instrument="phq-9",
        layout=Layout(items="phq{}", id="id"),
        unit=by.units[0],
        matching=None,
        by=by,
        at=now(),
    ).added
    os._exit(1 if added else 0)


def bring_archive(path: str, unit: str, killed_at: str) -> None:
    """Bring an archive in; the process dies as a power cut would, before the table `killed_at`."""
    write = archives._write_table

    def die(table: Table, rows: Sequence[Row], key: UUID) -> None:
        if table == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        write(table, rows, key)

    archives._write_table = die
    by = Viewer(AccountId(new_id()), ADMINISTRATOR, (UnitId(UUID(unit)),))
    release = read_archive(Path(path))
    os._exit(0 if archives.import_archive(release=release, terms="", by=by, at=now()).new else 1)
