"""How many people are to be called in each unit, from the viewer's own units down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.detection.queries import UnitCount, by_unit
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.people.formation import children_of, units_above, units_below
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.psychologist.queue.wanting import list_address
from muster.web.reading import read_as

_TITLE = _("People to be called, by unit")
_WORDS = {
    "unit": _p("column", "Unit"),
    "red": _p("column", "Red"),
    "overdue": _p("column", "Overdue"),
    "waiting": _p("column", "To call"),
    "unowned": _p("column", "Nobody's yet"),
    "below": _("Units below {unit}"),
    "own": _("Your units"),
    "all_below": _("Each line counts a unit with everything below it."),
    "nobody": _("Nobody in your units is waiting to be called."),
    "show": _("Show the list"),
    "split": _("By sub-unit"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with all below it."""

    unit: UnitId
    name: UnitName | None
    red: int
    overdue: int
    waiting: int
    unowned: int
    list_address: str
    split_address: str | None


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def units(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the counts of the viewer's units, or of the units below the one that is named."""
    under = _named(request.GET.get("under"))
    counted = by_unit(already_shown=(), by=by, at=at)
    if under is not None and not read_as(Audience.PLATFORM, lambda: _within(under, by)):
        raise Http404
    lines, name = read_as(Audience.PLATFORM, lambda: _lines(counted, under, by))
    return page(
        request,
        "psychologist/queue_units.html",
        title=_TITLE,
        back=addresses.QUEUE,
        texts=_WORDS,
        lines=lines,
        under=name,
    )


def _named(text: str | None) -> UnitId | None:
    try:
        return UnitId(UUID(text)) if text else None
    except ValueError:
        raise Http404 from None


def _within(unit: UnitId, by: Viewer) -> bool:
    return not set(by.units).isdisjoint(units_above(unit))


def _lines(
    counted: Sequence[UnitCount], under: UnitId | None, by: Viewer
) -> tuple[list[Line], UnitName | None]:
    """Return a line for each unit on this level, the one with most to do first."""
    level = list(by.units) if under is None else children_of(under)
    if under is None and len(level) == 1:
        # Whoever has one unit sees what it is made of at once.
        level = [*level, *children_of(level[0])]
    names = unit_names([*level, *([under] if under else [])])
    lines = [_line(unit, counted, names.get(unit)) for unit in level]
    known = sorted(
        (line for line in lines if line.waiting),
        key=lambda line: (-line.red, -line.overdue, -line.waiting),
    )
    return known, names.get(under) if under else None


def _line(unit: UnitId, counted: Iterable[UnitCount], name: UnitName | None) -> Line:
    below = set(units_below([unit]))
    sums: dict[str, int] = defaultdict(int)
    for one in counted:
        if one.unit in below:
            for column in ("red", "overdue", "waiting", "unowned"):
                sums[column] += getattr(one, column)
    return Line(
        unit, name, sums["red"], sums["overdue"], sums["waiting"], sums["unowned"],
        list_address(unit=str(unit)),
        f"{addresses.QUEUE}/units?under={unit}" if len(below) > 1 else None,
    )  # fmt: skip
