"""What a process of its own does in these tests: it enters one file, as `muster screen` would.

The fork server loads this once, so fifty processes cost little more than one; nothing here has
started a thread by then, which a fork would lose.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import django

django.setup()

from muster.access.roles import UNIT_PSYCHOLOGIST  # noqa: E402
from muster.access.viewers import Viewer  # noqa: E402
from muster.assessments.files import Layout  # noqa: E402
from muster.detection.screening import screen  # noqa: E402
from muster.kernel.ids import AccountId, UnitId, new_id  # noqa: E402
from muster.kernel.time import now  # noqa: E402


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
