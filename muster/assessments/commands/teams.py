"""Specialised assessment teams: founded, joined, sent to units, away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import campaign_problems as refusals
from muster.assessments.crews import Standing, team_of, teams_of
from muster.assessments.models import Team, TeamAbsence, TeamMember, TeamServes
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.serving import units_below
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@command(
    key="assessments.found-team",
    permits=Permission.KEEP_TEAMS,
    zone=Zone.PLANNING,
    says=_("An assessment team was founded."),
)
def found_team(*, unit: UnitId, name: str, by: Viewer, at: Instant) -> UUID:
    """Found a team of a unit and return its id; Refused where another has its name."""
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    name = " ".join(name.split())
    there = teams_of(by.units, day_at(by.units, at))
    if any(one.name.casefold() == name.casefold() for one in there):
        raise refusals.TEAM_NAME_TAKEN.refused(name=name)
    made = Team.objects.create(unit_id=unit, name=name, at=at, by=by.account)
    note(team=made.id)
    return made.id


@command(
    key="assessments.keep-member",
    permits=Permission.KEEP_TEAMS,
    zone=Zone.PLANNING,
    says=_("Somebody's part in an assessment team was set."),
)
def keep_member(
    *,
    team: UUID,
    account: AccountId,
    able: Sequence[str],
    sittings: int,
    interviews: int,
    until: date | None,
    by: Viewer,
    at: Instant,
) -> None:
    """Make an account a member of a team, or change what it does there; `until` ends it.

    `able` are the profile's qualifications; `sittings` and `interviews` are capacities of a week.
    """
    found = _team(team, by, at)
    known = in_force().qualifications
    for code in able:
        if code not in known:
            raise refusals.NO_SUCH_QUALIFICATION.refused(code=code, known=", ".join(known))
    TeamMember.objects.create(
        team_id=team,
        unit_id=found.unit,
        account_id=account,
        able=sorted(set(able)),
        sittings=sittings,
        interviews=interviews,
        until=until,
        at=at,
        by=by.account,
    )


@command(
    key="assessments.serve-unit",
    permits=Permission.KEEP_TEAMS,
    zone=Zone.PLANNING,
    says=_("It was set whether an assessment team serves a unit."),
)
def serve_unit(*, team: UUID, unit: UnitId, serves: bool, by: Viewer, at: Instant) -> None:
    """Let a team serve a unit and all below it, or no longer."""
    found = _team(team, by, at)
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    TeamServes.objects.create(
        team_id=team, unit_id=found.unit, served_id=unit, serves=serves, at=at, by=by.account
    )


@command(
    key="assessments.set-absence",
    permits=Permission.KEEP_TEAMS,
    zone=Zone.PLANNING,
    says=_("An absence of an assessment team or a member was entered."),
)
def set_absence(
    *, team: UUID, account: AccountId | None, since: date, until: date, by: Viewer, at: Instant
) -> UUID:
    """Enter that a member is away, or the whole team where `account` is None; return its id."""
    found = _team(team, by, at)
    if until < since:
        raise refusals.WINDOW_BACKWARDS.refused(closes=until, opens=since)
    if account is not None and account not in {one.account for one in found.members}:
        raise NOT_FOUND.refused()
    made = TeamAbsence.objects.create(
        team_id=team, unit_id=found.unit, account_id=account, since=since, until=until, at=at,
        by=by.account,
    )  # fmt: skip
    return made.id


@command(
    key="assessments.take-back-absence",
    permits=Permission.KEEP_TEAMS,
    zone=Zone.PLANNING,
    says=_("An absence of an assessment team or a member was taken back."),
)
def take_back_absence(*, team: UUID, absence: UUID, by: Viewer, at: Instant) -> None:
    """Take an absence back; the days count again."""
    found = _team(team, by, at)
    away = next((one for one in found.away if one.id == absence), None)
    if away is None:
        raise refusals.NO_SUCH_ABSENCE.refused()
    TeamAbsence.objects.create(
        team_id=team, unit_id=found.unit, account_id=away.account, since=away.since,
        until=away.until, cancels_id=absence, at=at, by=by.account,
    )  # fmt: skip


def _team(team: UUID, by: Viewer, at: Instant) -> Standing:
    found = team_of(team, by.units, day_at(by.units, at))
    if found is None:
        raise NOT_FOUND.refused()
    return found
