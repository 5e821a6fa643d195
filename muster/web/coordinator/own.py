"""What every page of a coordinator stands on: addresses, names, options."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Calendar
from muster.people.calendars import calendars_of_units
from muster.people.unit_names import units_in_order
from muster.programmes.groups_read import GroupLine
from muster.programmes.offered import catalogue
from muster.vault.work import unit_of_work
from muster.web import addresses
from muster.web.components.times import when
from muster.web.coordinator.drawing import LANGUAGES
from muster.web.language import language_of
from muster.web.speaking import speaking_to

WAITING = f"{addresses.PROGRAMMES}/waiting"
GROUPS = f"{addresses.PROGRAMMES}/groups"
FILL = f"{addresses.PROGRAMMES}/fill"


def group_at(group: UUID) -> str:
    """Return the address of a group."""
    return f"{GROUPS}/{group}"


def waiter_at(person: UUID, enrolment: UUID) -> str:
    """Return the address of somebody's place on a list."""
    return f"{WAITING}/{person}/{enrolment}"


def fill_at(programme: str) -> str:
    """Return where the groups of a programme are filled from its list."""
    return f"{FILL}/{programme}"


def name_of(programme: str, language: str) -> str:
    """Return a programme's name; a key that the catalogue no longer has stays as it is."""
    found = catalogue().programmes.get(programme)
    return programme if found is None else found.name.said_in(language)


def programme_options(language: str) -> list[tuple[str, str]]:
    """Return every programme as an option, by name."""
    every = [(key, one.name.said_in(language)) for key, one in catalogue().programmes.items()]
    return sorted(every, key=lambda one: one[1].casefold())


def unit_options(request: HttpRequest, by: Viewer) -> list[tuple[str, str]]:
    """Return the viewer's units as options, each followed by those below it."""
    language = language_of(request)
    with unit_of_work(by.standing()):
        found = units_in_order(by.units)
    return [
        (str(unit), f"{'– ' * depth}{name.code}, {name.said_in(language)}")
        for unit, name, depth in found
    ]


def zone_of(by: Viewer, unit: UnitId | None = None) -> str:
    """Return the time zone of a unit, or of the first that the viewer's role was given for."""
    asked = unit or by.units[0]
    with unit_of_work(by.standing()):
        return calendars_of_units([asked]).get(asked, Calendar()).zone


def group_options(request: HttpRequest, groups: list[GroupLine]) -> list[tuple[str, str, str]]:
    """Return groups as options: when they begin and where, with their language as a hint."""
    language = language_of(request)
    with speaking_to(request):
        return [
            (
                str(one.group),
                f"{when(one.starts, one.zone).striptags()} · {one.unit_code}, {one.place}",
                LANGUAGES[one.language].said_in(language),
            )
            for one in groups
        ]
