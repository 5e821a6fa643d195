"""How many came, by sub-unit and day by day; who is late; and the time that was given for it.

It is all that a commander's role reads. A campaign's name is not said: it was written by a
psychologist for psychologists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.assessments.queries.turnout import (
    Given,
    LateLine,
    Turnout,
    WindowTurnout,
    turnout,
)
from muster.assessments.rules.turnout import Tally, share_done
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.unit_names import UnitName, unit_names
from muster.vault.work import unit_of_work
from muster.web import addresses
from muster.web.commander import own
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Turnout of assessments: {unit}")
OPEN, LATE, OVER = (
    Status(_p("a window", "Open"), "blue"),
    Status(_p("a window", "Late ones still count"), "amber"),
    Status(_p("a window", "Over"), "grey"),
)
_SAYS = {
    "none": _("Nothing is, or was lately, asked of the whole unit."),
    "none_more": _("When it is, you see here how many came, and who is late."),
    "window": _("Whole unit, {opens} to {closes}"),
    "until": _("Whoever comes late still counts until {day}."),
    "counted": _("Counted at"),
    "unit": _("Unit"),
    "itself": _("{unit}, those in none of its sub-units"),
    "asked": _p("how many people", "Asked"),
    "due": _p("how many people", "Still due"),
    "in_time": _p("how many people", "Done in time"),
    "done_late": _p("how many people", "Done late"),
    "late": _p("how many people", "Late"),
    "missed": _p("how many people", "Missed"),
    "total": _p("how many people", "In all"),
    "counts": _("How many, by sub-unit"),
    "course": _("Day by day"),
    "day": _("Day"),
    "done": _p("how many people", "Done"),
    "share": _("Done, in a hundred"),
    "before": _("Compared with the windows before"),
    "who_late": _("Who is late"),
    "nobody_late": _("Nobody is late."),
    "too_many": _("Too many are late to be listed here. Open a sub-unit to read who they are."),
    "closed": _("This assessment was closed before its time, and nobody is listed any more."),
    "not_yet": _("Names stand here only once the last day is over."),
    "name": _p("a person", "Name"),
    "rank": _("Rank"),
    "late_since": _("On this list since"),
    "meaning": _(
        "Done means that somebody took part, declined, or was excused; you are not told which. The "
        "list says nothing about anybody's health, and coming late is no ground for anything."
    ),
    "give": _("Give time for it"),
    "given": _("Time given"),
    "given_line": _("{unit}: {starts} to {ends}"),
    "other_units": _("Sub-units"),
    "your_units": _("Your units"),
}
COLUMNS = ("asked", "due", "in_time", "done_late", "late", "missed")
_SHARE = _n("{count} of 100", "{count} of 100")


@dataclass(frozen=True, slots=True)
class Shown:
    """One window as it is drawn; a sub-unit's rows carry its address, the last is the sum."""

    window: WindowTurnout
    title: Sentence
    status: Status
    parts: tuple[tuple[Sentence | str, str | None, Tally], ...]
    course: tuple[tuple[date, Tally, Sentence | None], ...]
    late: tuple[tuple[LateLine, str], ...]
    given: tuple[tuple[Given, str], ...]
    share: Sentence | None
    to_give: str | None


@serves(COMMANDER)
def command(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the turnout of the commander's own unit."""
    return _shown(request, own.first_unit(by), by, at, back=None)


@serves(COMMANDER)
def of_unit(request: HttpRequest, *, by: Viewer, at: Instant, unit: UUID) -> HttpResponse:
    """Show the turnout of one of the commander's units, with all below it."""
    return _shown(request, UnitId(unit), by, at, back=addresses.COMMAND)


def _shown(
    request: HttpRequest, unit: UnitId, by: Viewer, at: Instant, *, back: str | None
) -> HttpResponse:
    found = turnout(unit=unit, by=by, at=at)
    language, today = language_of(request), found.calendar.local_date(at)
    windows = [_as_shown(one, found, language, today) for one in found.windows]
    now = [one for one in windows if one.status is not OVER]
    before = [one for one in windows if one.status is OVER]
    return page(
        request,
        "commander/turnout.html",
        title=_TITLE.of(unit=name_of(unit, found.names, language)),
        back=back,
        says=_SAYS,
        windows=now,
        before=before,
        units=_units(found, by, language),
        columns=COLUMNS,
        zone=found.calendar.zone,
        zone_of=ZoneInfo(found.calendar.zone),
    )


def _as_shown(one: WindowTurnout, found: Turnout, language: str, today: date) -> Shown:
    status = OPEN if today <= one.closes else LATE if today <= one.counts_until else OVER
    title = _SAYS["window"].of(opens=one.opens, closes=one.closes)
    return Shown(
        one,
        title,
        status,
        tuple(
            (
                _SAYS["itself"].of(unit=name_of(part.unit, found.names, language))
                if part.own and len(one.parts) > 1
                else name_of(part.unit, found.names, language),
                None if part.own else own.unit_at(part.unit),
                part.tally,
            )
            for part in one.parts
        ),
        tuple((day, tally, _share(tally)) for day, tally in one.course[-14:]),
        tuple((line, name_of(line.unit, found.names, language)) for line in one.late),
        tuple((line, name_of(line.unit, found.names, language)) for line in one.given),
        _share(one.total),
        None if status is OVER else own.time_at(found.unit, one.campaign, one.window),
    )


def _share(tally: Tally) -> Sentence | None:
    share = share_done(tally)
    return None if share is None else _SHARE.of(count=share)


def _units(
    found: Turnout, by: Viewer, language: str
) -> list[tuple[Sentence, list[tuple[str, str]]]]:
    """Return where else the commander may look: the units they lead, and those directly below."""
    listed = []
    if len(by.units) > 1:
        with unit_of_work(by.standing()):
            names = unit_names(by.units)
        listed.append((_SAYS["your_units"], _linked(by.units, names, language)))
    if found.below:
        listed.append((_SAYS["other_units"], _linked(found.below, found.names, language)))
    return listed


def _linked(
    units: Iterable[UnitId], names: Mapping[UnitId, UnitName], language: str
) -> list[tuple[str, str]]:
    return [(name_of(one, names, language), own.unit_at(one)) for one in units]


def name_of(unit: UnitId, names: Mapping[UnitId, UnitName], language: str) -> str:
    """Return what a unit is called in the reader's language."""
    return names[unit].said_in(language) if unit in names else ""
