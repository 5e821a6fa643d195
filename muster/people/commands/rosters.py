"""Rosters: read, left waiting until a person confirms, then written whole."""

from __future__ import annotations

from collections.abc import Callable

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import arrivals, problems
from muster.people.calendars import calendar_of_unit
from muster.people.formation import Formation
from muster.people.landing import land
from muster.people.models import Arrival
from muster.people.reports import RosterReport, State
from muster.people.resting import collector_resting
from muster.people.rules.files import Arrived
from muster.people.rules.moves import Outcome
from muster.people.rules.roster import Roster, read_roster
from muster.people.taking_in import Plan, plan_roster
from muster.vault.zones import Zone

Progress = Callable[[str, int, int], None]
"""Hears a stage ("compare", "write"), how many rows are done and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Hear progress and say nothing."""


@collector_resting()
@command(
    key="people.import-roster",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A roster was imported."),
)
def import_roster(
    *,
    arrived: Unjournalled[Arrived],
    chosen: dict[str, str] | None,
    confirm: bool,
    progress: Unjournalled[Progress] = silent,
    by: Viewer,
    at: Instant,
) -> RosterReport:
    """Read a roster against what is known; write it where `confirm`, else leave it waiting.

    Refused rows are named in the report and left out. A file that was confirmed before changes
    nothing. Rows are for units in and below the viewer's own.
    """
    unit = _own_unit(by)
    formation = Formation.read()
    today = calendar_of_unit(unit).local_date(at)
    if confirm:
        arrivals.one_roster_at_a_time()
    roster = read_roster(
        arrived.table,
        units=formation.listed(by.units, today),
        today=today,
        chosen=chosen,
        met=arrived.met,
    )
    rows = len(roster.entries) + len(roster.refused)
    if not roster.entries:
        return _report(arrived.digest, State.REFUSED, rows, roster, None, ())
    arrival = arrivals.claim(unit, arrived.digest, rows=rows, refused=len(roster.refused), at=at)
    if arrival.state == State.CONFIRMED:
        return _repeated(arrival, roster)
    return _settled(arrival, roster, rows, confirm=confirm, by=by, at=at, progress=progress)


@collector_resting()
@command(
    key="people.confirm-roster",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A roster that was waiting was confirmed."),
)
def confirm_roster(
    *,
    digest: str,
    progress: Unjournalled[Progress] = silent,
    by: Viewer,
    at: Instant,
) -> RosterReport:
    """Write the valid rows of a roster that waits, compared anew with what is known by now.

    `digest` may be shortened to as many digits as tell it apart. Refused where none waits.
    """
    arrivals.one_roster_at_a_time()
    arrival = _waiting(digest, by)
    roster = arrivals.what_waits(arrival)
    return _settled(arrival, roster, arrival.rows, confirm=True, by=by, at=at, progress=progress)


@command(
    key="people.drop-roster",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A roster that was waiting was dropped."),
)
def drop_roster(*, digest: str, by: Viewer, at: Instant) -> None:
    """Drop a roster that waits; its rows are forgotten. Refused where none waits."""
    arrivals.settle(_waiting(digest, by), State.DROPPED, at=at)


@command(
    key="people.drop-old-rosters",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.IDENTITY,
    says=_("Rosters that waited too long were dropped."),
)
def drop_old_rosters(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Drop the rosters within reach that have waited since before an instant; return how many."""
    dropped = arrivals.drop_all_waiting(at=at, before=before)
    note(dropped=dropped)
    return dropped


def _own_unit(by: Viewer) -> UnitId:
    if not by.units:
        raise problems.NO_UNITS_OF_ONES_OWN.refused()
    return by.units[0]


def _waiting(digest: str, by: Viewer) -> Arrival:
    found = Arrival.objects.filter(
        unit_id__in=by.units, digest__startswith=digest.lower(), state=State.WAITING
    )
    waiting = [one for one in found[:2] if one.waiting is not None]
    if len(waiting) != 1:
        raise problems.NO_SUCH_ARRIVAL.refused()
    return waiting[0]


def _settled(
    arrival: Arrival,
    roster: Roster,
    rows: int,
    *,
    confirm: bool,
    by: Viewer,
    at: Instant,
    progress: Progress,
) -> RosterReport:
    total = len(roster.entries)
    today = calendar_of_unit(_own_unit(by)).local_date(at)
    plan = plan_roster(roster, today=today, progress=lambda done: progress("compare", done, total))
    people: list[PersonId] = []
    if confirm:
        people = land(
            plan, roster.phrases, today=today, progress=lambda done: progress("write", done, total)
        )
        arrivals.settle(arrival, State.CONFIRMED, at=at, refused=rows - total + len(plan.refused))
    else:
        arrivals.let_wait(arrival, roster, refused=rows - total + len(plan.refused))
    state = State.CONFIRMED if confirm else State.WAITING
    report = _report(arrival.digest, state, rows, roster, plan, people)
    note(digest=arrival.digest, outcomes=report.outcomes, refused=report.refused, people=people)
    progress("write", total, total)
    return report


def _report(
    digest: str,
    state: State,
    rows: int,
    roster: Roster,
    plan: Plan | None,
    people: list[PersonId] | tuple[()],
) -> RosterReport:
    told = [*roster.problems, *(plan.problems if plan else ())]
    refused = roster.refused | (plan.refused if plan else frozenset())
    outcomes = plan.outcomes if plan else {}
    return RosterReport(
        digest,
        state,
        rows,
        len(refused),
        {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome},
        len(people),
        problems=tuple(sorted(told, key=lambda problem: problem.row or 0)),
        notes=(*roster.notes, *(plan.notes if plan else ())),
    )


def _repeated(arrival: Arrival, roster: Roster) -> RosterReport:
    """Report a file that was confirmed before; what was refused then is not said to be known."""
    outcomes = {outcome.value: 0 for outcome in Outcome}
    outcomes[Outcome.UNCHANGED.value] = arrival.rows - arrival.refused
    return RosterReport(
        arrival.digest, State.CONFIRMED, arrival.rows, arrival.refused, outcomes, repeated=True,
        problems=roster.problems, notes=roster.notes,
    )  # fmt: skip
