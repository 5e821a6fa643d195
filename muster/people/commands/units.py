"""Writes to the formation: its first unit, and lists of units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.calendars import day_at
from muster.people.formation import Formation, carry_out, settle_units
from muster.people.models import Unit, UnitTurn
from muster.people.reports import UnitsReport
from muster.people.rules.files import Arrived
from muster.people.rules.headings import Table
from muster.people.rules.names import unit_code
from muster.people.rules.unit_list import UNITS, UnitList, read_units
from muster.people.rules.unit_plan import ALWAYS, UnitPlan, plan_units
from muster.vault.zones import Zone


@command(
    key="people.found-force",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("The unit above all others was entered."),
)
def found_force(
    *, unit: UnitId, code: str, name: str, zone: str, country: str, by: Viewer, at: Instant
) -> None:
    """Enter the first unit, under which all others stand; Refused where its code is in use.

    `zone` is an IANA time zone and `country` an ISO 3166 code, either "" where it is not known.
    """
    if Unit.objects.filter(key=unit_code(code)).exists():
        raise problems.UNIT_CODE_TAKEN.refused(unit=code)
    Unit.objects.create(
        id=unit, key=unit_code(code), code=code, name_en=name, name_ru=name, kind="force",
        zone=zone, country=country,
    )  # fmt: skip
    UnitTurn.objects.create(unit_id=unit, since=ALWAYS)


@command(
    key="people.import-units",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("A list of units was imported."),
)
def import_units(
    *,
    arrived: Unjournalled[Arrived],
    chosen: dict[str, str] | None,
    confirm: bool,
    by: Viewer,
    at: Instant,
) -> UnitsReport:
    """Compare a list of units with what is known, and where `confirm` write what it changes.

    Refused rows are named in the report and left out, with the rows that hang on them.
    """
    return _taken_in(arrived, chosen, confirm, by, at)


def _taken_in(
    arrived: Arrived, chosen: dict[str, str] | None, confirm: bool, by: Viewer, at: Instant
) -> UnitsReport:
    today = day_at(by.units, at)
    formation = Formation.read()
    listed = read_units(arrived.table, today=today, chosen=chosen, met=arrived.met)
    plan = _plan(formation, listed, by, today)
    if confirm:
        carry_out(plan, formation.units, today=today)
    report = _report(arrived.digest, listed, plan, confirmed=confirm)
    note(digest=arrived.digest, changes=report.counts)
    return report


@command(
    key="people.change-unit",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("A unit was entered, renamed, moved or stood down."),
)
def change_unit(
    *, code: str, says: Mapping[str, str], confirm: bool, by: Viewer, at: Instant
) -> UnitsReport:
    """Change one unit, or enter it, as a list of this one row would.

    `says` holds what is to be changed, by the list's own fields (`rules/unit_list.py`), in words:
    a name, the code of a parent, the day from which it stands there, its last day. What is left
    out stays as it is.
    """
    fields = {"code": code, **says}
    titles = [UNITS.titles[name].said_in("en") for name in fields]
    table = Table(titles, [[text] for text in fields.values()], [1])
    return _taken_in(Arrived(table, (), ""), None, confirm, by, at)


@command(
    key="people.settle-units",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("The tree of units was brought up to today."),
)
def bring_tree_up_to_date(*, by: Viewer, at: Instant) -> int:
    """Bring today's tree up to the facts; return how many units stood in yesterday's place."""
    late = settle_units(day_at(by.units, at))
    note(late=late)
    return late


def _plan(formation: Formation, listed: UnitList, by: Viewer, today: date) -> UnitPlan:
    """Plan within the viewer's units; a row without a parent is placed under the first of them."""
    top = next((formation.key_of[unit] for unit in by.units if unit in formation.key_of), None)
    return plan_units(
        formation.known(),
        listed.rows,
        today=today,
        top=top,
        reach=formation.below(by.units),
        headings=listed.headings,
    )


def _report(digest: str, listed: UnitList, plan: UnitPlan, *, confirmed: bool) -> UnitsReport:
    told: list[Problem] = sorted(
        (*listed.problems, *plan.problems), key=lambda problem: problem.row or 0
    )
    refused = listed.refused | plan.refused
    counts: Mapping[str, int] = {
        "new": len(plan.new),
        "described": len(plan.described),
        "placed": len({change.unit for change in plan.changes} - {unit.key for unit in plan.new}),
        "unchanged": plan.unchanged,
    }
    rows = len(listed.rows) + len(listed.refused)
    notes = (*listed.notes, *plan.notes)
    return UnitsReport(digest, rows, len(refused), dict(counts), confirmed, tuple(told), notes)
