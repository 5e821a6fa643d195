"""A change that others noticed: told at a unit's door, and brought to the clinician's queue."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.models import Report, ReportDoor
from muster.care.observing import (
    NEW,
    SETTLED,
    UNMATCHED,
    bring,
    drawn_code,
    kept,
    look_soon,
    settle,
    told_in,
)
from muster.care.rules.observed import Teller, Told, faults
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.postings import units_of
from muster.people.queries.finding import meant_by
from muster.policy.queries import in_force
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

AN_HOUR = timedelta(hours=1)


@command(
    key="care.draw-door",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.PLANNING,
    says=_("A unit was given an address at which a change can be reported; an older one closed."),
)
def draw_door(*, unit: UnitId, by: Viewer, at: Instant) -> str:
    """Draw a unit's address for reports; the one before stops taking any."""
    made = ReportDoor.objects.create(
        unit_id=unit, code=drawn_code(), drawn_at=at, drawn_by=by.account
    )
    note(door=made.id)
    return str(made.code)


@command(
    key="care.report-change",
    permits=Permission.REPORT_CHANGE,
    zone=Zone.CLINICAL,
    says=_("Somebody reported a change that they had noticed."),
)
def report_change(
    *,
    unit: UnitId,
    report: UUID,
    told: Unjournalled[Told],
    reporter: str,
    signed_in: bool,
    by: Viewer,
    at: Instant,
) -> None:
    """Keep what was told, whoever is meant; the same id twice is one report.

    Whether anybody is meant is looked at later, so neither the answer nor its time tells. Refused
    where nothing was seen, or where the address took more than anybody can read in an hour.
    """
    rule = in_force().caring.observed
    problem = next(faults(told, Teller(reporter, signed_in), rule), None)
    if problem is not None:
        raise Refused(problem)
    if Report.objects.filter(id=report).exists():
        return
    if (
        Report.objects.filter(unit_id=unit, arrived_at__gt=at - AN_HOUR).count()
        >= rule.most_an_hour
    ):
        raise problems.TOO_MANY_REPORTS.refused()
    made = Report(
        id=report, unit_id=unit, reporter=reporter, account=by.account if signed_in else None,
        arrived_at=at, state=NEW,
    )  # fmt: skip
    made.waiting = kept(made, told)
    made.save(force_insert=True)
    note(report=report)
    look_soon()


@command(
    key="care.read-reports",
    permits=Permission.REPORT_CHANGE,
    zone=Zone.CLINICAL,
    says=_("Reports of a change were brought to the people they are about."),
)
def read_reports(*, unit: UnitId, by: Viewer, at: Instant) -> int:
    """Bring a unit's new reports to whom they mean, and return how many found somebody.

    Where the words fit nobody in or below the unit, or several, a clinician says who is meant.
    """
    rows = Report.objects.filter(unit_id=unit, state=NEW).order_by("arrived_at")
    found = []
    for report in rows.select_for_update(skip_locked=True):
        meant = meant_by(told_in(report).who)
        placed = [one for one in meant if units_of([one]).get(one) is not None]
        if len(placed) == 1:
            bring(report, placed[0], by=by.account, at=at)
            found.append(placed[0])
        else:
            report.state = UNMATCHED
            report.save()
    note(people=found)
    return len(found)


@command(
    key="care.match-report",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.CLINICAL,
    says=_("A clinician said whom a report of a change is about."),
)
def match_report(*, person: PersonId, report: UUID, by: Viewer, at: Instant) -> None:
    """Bring a report that found nobody by itself to the person it means."""
    bring(_waiting(report), person, by=by.account, at=at)
    note(report=report)


@command(
    key="care.drop-report",
    permits=Permission.SETTLE_REPORT,
    zone=Zone.CLINICAL,
    says=_("A report of a change that could be brought to nobody was settled, with a reason."),
)
def drop_report(*, report: UUID, why: str, by: Viewer, at: Instant) -> None:
    """Settle a report that means nobody; `why` is a code of the profile's."""
    if why not in in_force().caring.observed.unmatched:
        raise problems.REASON_NEEDED.refused()
    settle(_waiting(report), why, by=by.account, at=at)
    note(report=report)


@command(
    key="care.drop-old-reports",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.CLINICAL,
    says=_("Reports of a change that nobody could match in time were emptied."),
)
def drop_old_reports(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Empty every report that came before an instant and still waits; return how many."""
    with current().acting_as(Audience.CLINICIAN):
        rows = Report.objects.filter(waiting__isnull=False, arrived_at__lt=before)
        dropped = rows.update(waiting=None, state=SETTLED, settled_at=at, settled_by=by.account)
    note(dropped=dropped)
    return dropped


def _waiting(report: UUID) -> Report:
    found = Report.objects.filter(id=report, waiting__isnull=False).select_for_update().first()
    if found is None:
        raise NOT_FOUND.refused()
    return found
