"""Career actions that were ordered near care, and others that were not: two lists.

The first is kept, and one of its actions was reviewed; the second came this morning and waits.
"""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import AUDITOR
from muster.config.demonstration.care.acting import DAY, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id
from muster.kernel.time import Instant

HEADINGS = ("Service number", "Kind of action", "Day of the action", "Ordering unit")
# Battalion, when the case was opened and when it ended, in days ago (0: it goes on), and what was
# ordered how many days ago.
NEAR = (
    (1, 130, 95, "not-promoted", 40), (3, 70, 0, "removed-from-post", 33),
    (2, 330, 290, "clearance", 45),
)  # fmt: skip
FAR = ((1, "punishment", 60), (2, "pay", 51), (4, "demotion", 44), (5, "bad-report", 38))
WAITING = ((4, "course-refused", 6), (5, "punishment", 5), (3, "not-renewed", 4))
BROUGHT = 30
"""So many days ago the first list came."""


def tell_careers(clinic: Clinic) -> None:
    """Let the auditor bring two lists in, keep the first, and review one action of it."""
    rows = [_ordered(clinic, _cared_for(clinic, *one[:3]), *one[3:]) for one in NEAR]
    rows += [_ordered(clinic, clinic.cast.one(one[0]), *one[1:]) for one in FAR]
    _bring(clinic, rows, clinic.now - BROUGHT * DAY, keep=True)
    _review_first(clinic, clinic.now - (BROUGHT - 4) * DAY)
    waiting = [_ordered(clinic, clinic.cast.one(one[0]), *one[1:]) for one in WAITING]
    _bring(clinic, waiting, clinic.now - DAY / 8, keep=False)
    clinic.building.count("career actions", len(rows) + len(waiting))


def _cared_for(clinic: Clinic, battalion: int, opened: int, ended: int) -> Somebody:
    """Return somebody whose case was opened and ended so many days ago."""
    one = clinic.cast.one(battalion)
    case = clinic.open(one, "assessment", clinic.now - opened * DAY)
    if ended:
        clinic.step(one, case, "exit", clinic.now - ended * DAY, reason="better")
    return one


def _ordered(clinic: Clinic, one: Somebody, kind: str, days: int) -> tuple[str, ...]:
    day = (clinic.now - timedelta(days=days)).date()
    return one.number, kind, day.isoformat(), f"{formation.BRIGADE}-{one.battalion}"


def _bring(clinic: Clinic, rows: list[tuple[str, ...]], at: Instant, *, keep: bool) -> None:
    from muster.access.permissions import Permission
    from muster.care.careers import arrived_careers
    from muster.care.commands.careers import bring_careers, confirm_careers

    text = StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *rows])
    arrived, _unplaced = arrived_careers(text.getvalue().encode())
    by, file = clinic.viewer(AUDITOR, Permission.CHECK_CAREERS), new_id()
    bring_careers(file=file, arrived=arrived, chosen=None, by=by, at=at)
    if keep:
        confirm_careers(file=file, by=by, at=at)


def _review_first(clinic: Clinic, at: Instant) -> None:
    from muster.access.permissions import Permission
    from muster.care.commands.careers import review_career
    from muster.care.queries.careers import career_matches
    from muster.care.rules.careers import CareerOutcome

    by = clinic.viewer(AUDITOR, Permission.CHECK_CAREERS)
    first = career_matches(waiting=True, by=by, at=at)[0]
    review_career(action=first.id, outcome=CareerOutcome.UNRELATED, words=said("papers", "en"),
                  by=by, at=at)  # fmt: skip
