"""The teams as they are today: members, whom they serve, when they are away, what they can do.

For use inside a unit of work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.assessments.models import Team, TeamAbsence, TeamMember, TeamServes
from muster.assessments.rules.planning import DAYS_OF_A_WEEK, Crew, monday_of, weeks_of
from muster.kernel.ids import AccountId, UnitId
from muster.people.serving import units_below


@dataclass(frozen=True, slots=True)
class Hand:
    """One member: what they are able to do, how much of it a week, and until which day."""

    account: AccountId
    able: tuple[str, ...]
    sittings: int
    interviews: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of days on which a member is away, or the whole team where `account` is None."""

    id: UUID
    account: AccountId | None
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A team as it stands: `unit` is the one it belongs to, `serves` those it is sent to."""

    id: UUID
    unit: UnitId
    name: str
    members: tuple[Hand, ...]
    serves: tuple[UnitId, ...]
    away: tuple[Away, ...]

    def week(self, monday: date) -> tuple[int, int]:
        """Return how many sittings and interviews the team can do in the week from `monday` on.

        Five days make a week; a day away takes a fifth of a member's capacity, rounded down.
        """
        sittings = interviews = 0
        for one in self.members:
            if one.until is not None and one.until < monday:
                continue
            days = DAYS - min(self._days_away(one.account, monday), DAYS)
            sittings += one.sittings * days // DAYS
            interviews += one.interviews * days // DAYS
        return sittings, interviews

    def _days_away(self, account: AccountId, monday: date) -> int:
        """Count the days on which the member or the whole team is away, each once."""
        week = [monday + timedelta(days=day) for day in range(DAYS)]
        stretches = [one for one in self.away if one.account in (None, account)]
        return sum(any(one.since <= day <= one.until for one in stretches) for day in week)

    def crew(self, year: int) -> Crew:
        """Return the team as the planner of a year sees it."""
        weeks = [self.week(monday_of(year, week)) for week in range(weeks_of(year))]
        return Crew(
            self.id.hex,
            frozenset(unit.hex for unit in units_below(self.serves)),
            frozenset(code for one in self.members for code in one.able),
            [sittings for sittings, _interviews in weeks],
            [interviews for _sittings, interviews in weeks],
        )


DAYS = DAYS_OF_A_WEEK - 2


def teams_of(units: Collection[UnitId], today: date) -> list[Standing]:
    """Return the teams that belong to these units, by name; members whose time is over are gone."""
    teams = list(Team.objects.filter(unit_id__in=units_below(units)).order_by("name", "id"))
    ids = [one.id for one in teams]
    members, serves, away = _members(ids, today), _served(ids), _away(ids)
    return [
        Standing(
            one.id, UnitId(one.unit_id), one.name, tuple(members[one.id]), tuple(serves[one.id]),
            tuple(away[one.id]),
        )
        for one in teams
    ]  # fmt: skip


def team_of(team: UUID, units: Collection[UnitId], today: date) -> Standing | None:
    """Return one team that belongs to these units, None where there is none."""
    return next((one for one in teams_of(units, today) if one.id == team), None)


def _members(teams: Iterable[UUID], today: date) -> dict[UUID, list[Hand]]:
    last = {
        (one.team_id, one.account_id): one
        for one in TeamMember.objects.filter(team_id__in=list(teams)).order_by("id")
    }
    found: dict[UUID, list[Hand]] = defaultdict(list)
    for (team, account), one in last.items():
        if one.until is None or one.until >= today:
            hand = Hand(
                AccountId(account), tuple(one.able), one.sittings, one.interviews, one.until
            )
            found[team].append(hand)
    return found


def _served(teams: Iterable[UUID]) -> dict[UUID, list[UnitId]]:
    last = {
        (one.team_id, one.served_id): one.serves
        for one in TeamServes.objects.filter(team_id__in=list(teams)).order_by("id")
    }
    found: dict[UUID, list[UnitId]] = defaultdict(list)
    for (team, unit), serves in last.items():
        if serves:
            found[team].append(UnitId(unit))
    return found


def _away(teams: Iterable[UUID]) -> dict[UUID, list[Away]]:
    facts = list(TeamAbsence.objects.filter(team_id__in=list(teams)).order_by("since", "id"))
    void = {one.cancels_id for one in facts if one.cancels_id is not None}
    found: dict[UUID, list[Away]] = defaultdict(list)
    for one in facts:
        if one.cancels_id is None and one.id not in void:
            account = None if one.account_id is None else AccountId(one.account_id)
            found[one.team_id].append(Away(one.id, account, one.since, one.until))
    return found
