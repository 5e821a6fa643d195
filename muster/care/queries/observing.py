"""Reports of a change as clinicians read them, and what the person reads of those about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.models import Observation, Report
from muster.care.observing import code_of, opened, told_in
from muster.care.rules.observed import Told, shown_to_person
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.unit_names import UnitName, unit_names
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report of which nobody knows yet whom it means."""

    report: UUID
    unit: UnitName | None
    reporter: str
    account: UUID | None
    at: datetime
    told: Told


@dataclass(frozen=True, slots=True)
class Observed:
    """What somebody noticed about a person, as clinicians read it."""

    reporter: str
    account: UUID | None
    at: datetime
    told: Told


@dataclass(frozen=True, slots=True)
class OwnObserved:
    """What the person reads of it: when it was told and what was seen, never who told it."""

    at: datetime
    behaviours: tuple[str, ...]


@query(
    key="care.reports",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.CLINICAL,
    says=_("Reports of a change that wait to be matched were read."),
)
def waiting_reports(*, by: Viewer, at: Instant) -> Shown[list[Waiting]]:
    """Return the waiting reports of the viewer's units, the oldest first."""
    rows = list(Report.objects.filter(waiting__isnull=False).order_by("arrived_at", "id"))
    names = unit_names([UnitId(row.unit_id) for row in rows])
    return Shown([_waiting(row, names) for row in rows])


@query(
    key="care.report",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.CLINICAL,
    says=_("A report of a change that waits to be matched was read."),
)
def waiting_report(*, report: UUID, by: Viewer, at: Instant) -> Shown[Waiting]:
    """Return one waiting report."""
    row = Report.objects.filter(id=report, waiting__isnull=False).first()
    if row is None:
        raise NOT_FOUND.refused()
    return Shown(_waiting(row, unit_names([UnitId(row.unit_id)])))


@query(
    key="care.observed",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("It was read what others had noticed about a person."),
)
def observed_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Observed]]:
    """Return what was noticed about a person, the latest first."""
    rows = Observation.objects.filter(person_id=person).order_by("-told_at", "-id")
    found = [Observed(row.reporter, row.account, row.told_at, opened(row)) for row in rows]
    return Shown(found, [person])


@query(
    key="care.own-observed",
    permits=Permission.READ_OWN_STEPS,
    zone=Zone.CLINICAL,
    says=_("Somebody read what others had noticed about them."),
)
def own_observed(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OwnObserved]]:
    """Return what the person may read of it, the latest first."""
    rule = in_force().caring.observed
    rows = Observation.objects.filter(person_id=person).order_by("-told_at", "-id")
    found = [OwnObserved(row.told_at, shown_to_person(row.behaviours, rule)) for row in rows]
    return Shown(found, [person])


@query(
    key="care.doors",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.PLANNING,
    says=_("The addresses of units for reports were read."),
)
def doors_of(*, by: Viewer, at: Instant) -> Shown[list[tuple[UnitId, UnitName, str | None]]]:
    """Return the viewer's units with the digits of each one's address, None where none is."""
    names = unit_names(by.units)
    return Shown([(unit, names[unit], code_of(unit)) for unit in by.units if unit in names])


def any_new_report() -> list[UnitId]:
    """Return the units at whose doors something new came in; inside a unit of work."""
    rows = Report.objects.filter(state="new").values_list("unit_id", flat=True)
    return [UnitId(one) for one in rows.distinct()]


def _waiting(row: Report, names: dict[UnitId, UnitName]) -> Waiting:
    unit = names.get(UnitId(row.unit_id))
    return Waiting(row.id, unit, row.reporter, row.account, row.arrived_at, told_in(row))
