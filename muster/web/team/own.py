"""What every page of the teams stands on: where the pages are, and what things are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, TEAM_LEAD, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.rules.windows import Dated
from muster.assessments.terms import Ordered
from muster.kernel.ids import UnitId
from muster.kernel.time import Calendar
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.calendars import calendars_of_units
from muster.people.unit_names import UnitName, units_in_order
from muster.vault.work import unit_of_work
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.language import language_of

EVERYBODY = (TEAM_LEAD, UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM)

CAMPAIGNS, VISITS, HOURS = addresses.CAMPAIGNS, addresses.VISITS, addresses.HOURS
TEAMS, PLAN = addresses.TEAMS, addresses.PLAN
NEW = f"{CAMPAIGNS}/new"
WAITING = f"{addresses.TEAM}/waiting"
WANTED = f"{PLAN}/wanted"
CHANGE = f"{PLAN}/change"

PREPARED = Status(_p("a campaign", "Prepared"), "amber")
OPEN = Status(_p("a campaign", "Open"), "green")
CLOSED = Status(_p("a campaign", "Closed"), "grey")

CAME: Mapping[Came | None, Status] = {
    None: Status(_p("attendance", "Expected"), "blue"),
    Came.CAME: Status(Came.CAME.says, "green"),
    Came.DECLINED: Status(Came.DECLINED.says, "grey"),
    Came.EXCUSED: Status(Came.EXCUSED.says, "grey"),
    Came.ABSENT: Status(Came.ABSENT.says, "amber"),
}

CALENDARS: Mapping[str, Sentence] = {
    "deployment": _("Before and after deployment"),
    "joining": _("On joining a unit"),
    "yearly": _("Once a year"),
}
WINDOWS: Mapping[str, Sentence] = {
    "before": _("Before leaving"),
    "on-return": _("On coming home"),
    "three-to-six-months": _("3 to 6 months after coming home"),
    "six-to-eighteen-months": _("6 to 18 months after coming home"),
    "eighteen-to-thirty-months": _("18 to 30 months after coming home"),
    "yearly": _("Once a year"),
    "on-joining": _("On joining a unit"),
    "months-three-to-five": _("3 to 5 months after joining"),
}
_DAYS = _("{opens} to {closes}")
_DAY = _("on {day}")
_ASKED = _n("Today it would ask {count} person.", "Today it would ask {count} people.")
_MEANT = _n(
    "It is for {count} person, on days of their own.",
    "It is for {count} people, each on days of their own.",
)
_DEEPER = "\u2003"  # an em space for each level below


def campaign_at(campaign: UUID) -> str:
    """Return the address of a campaign."""
    return f"{CAMPAIGNS}/{campaign}"


def visit_at(visit: UUID) -> str:
    """Return the address of a visit's day."""
    return f"{VISITS}/{visit}"


def team_at(team: UUID) -> str:
    """Return the address of a team."""
    return f"{TEAMS}/{team}"


def to(where: str) -> HttpResponse:
    """Send the browser to a page of ours, to be read."""
    return HttpResponseRedirect(where, status=303)


def state_of(ordered: Ordered) -> Status:
    """Return how a campaign stands."""
    if ordered.opened is None:
        return PREPARED
    return OPEN if ordered.closed is None else CLOSED


def calendar_words(key: str) -> Sentence | str:
    """Return what a calendar of the profile is called; a force's own by its key."""
    return CALENDARS.get(key, key)


def window_words(window: str, windows: Sequence[Dated] = ()) -> Sentence | str:
    """Return what a window is called: its days, or the name of the profile's window."""
    name = window.partition(":")[0]
    for place, dated in enumerate(windows, start=1):
        if name == f"window-{place}":
            return days_words(dated)
    return WINDOWS.get(name, name)


def days_words(dated: Dated) -> Sentence:
    """Return stated days as they are said: one day, or the first and the last."""
    if dated.opens == dated.closes:
        return _DAY.of(day=dated.opens)
    return _DAYS.of(opens=dated.opens, closes=dated.closes)


def meant_words(ordered: Ordered, count: int) -> Sentence:
    """Return for how many people a campaign is, as units and filters are today."""
    return (_MEANT if ordered.calendar else _ASKED).of(count=count)


def unit_words(unit: UnitName, language: str) -> str:
    """Return a unit as it stands in lists: its code, and its name where it has one of its own."""
    name = unit.said_in(language)
    return unit.code if name == unit.code else f"{unit.code} · {name}"


def zone_of(by: Viewer, unit: UnitId | None = None) -> str:
    """Return the time zone of a unit, or of the first that the viewer's role was given for."""
    asked = unit or by.units[0]
    with unit_of_work(by.standing()):
        return calendars_of_units([asked]).get(asked, Calendar()).zone


def unit_options(
    request: HttpRequest, by: Viewer, *, most: int | None = None
) -> list[tuple[str, str]]:
    """Return the viewer's units as options, each followed by those below it.

    With `most`, only so many levels of the tree as have no more units together.
    """
    language = language_of(request)
    with unit_of_work(by.standing()):
        found = units_in_order(by.units)
    if most is not None and len(found) > most:
        depths = Counter(depth for _unit, _name, depth in found)
        levels = [sum(depths[one] for one in range(level + 1)) for level in sorted(depths)]
        shown = max((level for level, many in enumerate(levels) if many <= most), default=0)
        found = [one for one in found if one[2] <= shown]
    return [
        (str(unit), _DEEPER * depth + unit_words(name, language)) for unit, name, depth in found
    ]
