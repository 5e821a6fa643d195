"""A partner's lines of the navigation: each kind of partner has its own."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from muster.access.viewers import Viewer
from muster.kernel.words import Sentence, _
from muster.transition.partnering import kind_of
from muster.vault.work import unit_of_work
from muster.web import addresses

Line = tuple[Sentence, str]
HOME: Line = (_("What waits for you"), addresses.PARTNER)
TASKS: Line = (_("Tasks given to you"), f"{addresses.PARTNER}/tasks")
COURSES: Line = (_("Your courses"), f"{addresses.PARTNER}/courses")
SUPPORT: Line = (_("Your programmes of support"), f"{addresses.PARTNER}/support")
VACANCIES: Line = (_("Your vacancies, and who asked"), f"{addresses.PARTNER}/vacancies")
PROGRAM: Line = (_("For your own program"), f"{addresses.PARTNER}/interface")
ADDRESS: Line = (_("Your address for messages"), addresses.OWN_ADDRESS)
# By kind, in the order in which it needs them.
LINES: Mapping[str, tuple[Line, ...]] = {
    "employer": (
        (VACANCIES[0], addresses.PARTNER), TASKS, PROGRAM, ADDRESS,
    ),
    "school": (HOME, COURSES, TASKS, VACANCIES, PROGRAM, ADDRESS),
    "local-authority": (HOME, TASKS, SUPPORT, VACANCIES, PROGRAM, ADDRESS),
}  # fmt: skip
_kinds: dict[UUID, str] = {}


def lines_for(viewer: Viewer) -> tuple[Line, ...]:
    """Return the lines of the navigation of whoever comes for this organisation."""
    return LINES.get(kind_for(viewer), LINES["employer"])


def kind_for(viewer: Viewer) -> str:
    """Return what kind of partner somebody comes for; once registered it never changes."""
    if not viewer.units:
        return ""
    [unit, *_others] = viewer.units
    if unit not in _kinds:
        with unit_of_work(viewer.standing()):
            kind = kind_of(unit)
        if not kind:
            return ""
        _kinds[unit] = kind
    return _kinds[unit]
