"""How an administrator's pages name units, accounts and moments."""

from __future__ import annotations

from django.http import HttpRequest

from muster.access.queries import accounts_by_id
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.people.queries import ListedUnit, units
from muster.vault.zones import Audience
from muster.web.language import language_of
from muster.web.reading import read_as

INDENT = " "  # an en space: an ordinary one is not shown in a list to choose from


def zone_of(by: Viewer) -> str:
    """Return the time zone in which the viewer's own unit lives; UTC for one without a unit."""
    if not by.units:
        return "UTC"
    return read_as(Audience.PLATFORM, lambda: calendar_of_unit(by.units[0]).zone)


def unit_name(unit: ListedUnit, language: str) -> str:
    """Return a unit's name in the reader's language; its code where it has none."""
    return (unit.name_ru if language == "ru" else unit.name_en) or unit.code


def unit_options(request: HttpRequest, *, by: Viewer, at: Instant) -> list[tuple[str, str]]:
    """Return the standing units of the viewer to choose from, each below the one it is part of."""
    language = language_of(request)
    return [
        (str(one.unit), f"{INDENT * 2 * one.depth}{one.code} · {unit_name(one, language)}")
        for one in units(by=by, at=at)
        if one.stands
    ]


def unit_codes(*, by: Viewer, at: Instant) -> dict[UnitId, str]:
    """Return the codes of the viewer's units, those stood down too."""
    return {one.unit: one.code for one in units(by=by, at=at)}


def account_named(name: str) -> str | None:
    """Return the id of the account of this name, None where there is none."""
    return next((key for key, known in accounts_by_id().items() if known == name), None)
