"""Who may be tried in the demonstration: one account for each kind of reader.

Soldiers sign in as the persons they are; everybody else holds a role for a unit of the brigade.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration import formation
from muster.config.demonstration.building import ADMINISTRATOR, Building, Progress
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.roles import Role

TERM, YEAR = timedelta(days=370), timedelta(days=360)
MEMBER = "member"
MEMBERS_BATTALION = 3  # the one that sat last week, and whose queue is told of
LAST_WEEK = -1
COMMANDER, TEAM_LEAD, AUDITOR = "commander", "team-lead", "auditor"
PERSONNEL = "personnel"
ARMOURER, PRIVACY = "armourer", "privacy-officer"
PEERS = ("peer-1", "peer-2", "peer-3")
CARE = (PHYSICIAN, MANAGER, HEAD, COORDINATOR) = (
    "physician", "case-manager", "head-of-service", "coordinator",
)  # fmt: skip
"""Those who were there from the first day, as the psychologists were."""


def commander_of(battalion: int) -> str:
    """Return the account of a battalion's commander; the brigade's own is 0."""
    return f"{COMMANDER}-{battalion}" if battalion else COMMANDER


def give_accounts(building: Building, _progress: Progress) -> None:
    """Give each kind of reader an account, and one soldier theirs."""
    from muster.access import roles
    from muster.access.commands import give_role
    from muster.access.permissions import Permission

    by = building.viewer(ADMINISTRATOR, Permission.GIVE_ROLE, building.now)
    for account, role, code in _held():
        unit = building.unit(code)
        for at in _begins(building) if account in CARE else (building.now,):
            give_role(account=account, role=role.key, unit=unit, until=at + TERM, by=by, at=at)
    _link(building, member_of(building), MEMBER)
    for account, person in peers_of(building).items():
        _link(building, person, account)
        give_role(
            account=account, role=roles.PEER_SUPPORTER.key, unit=building.unit(formation.BRIGADE),
            until=building.now + TERM, by=by, at=building.now,
        )  # fmt: skip


def _begins(building: Building) -> tuple[Instant, ...]:
    """Return when roles in care are given again; none is for ever."""
    return tuple(building.start + number * YEAR for number in range(3))


def _held() -> Iterator[tuple[str, Role, str]]:
    from muster.access import roles

    brigade = formation.BRIGADE
    yield COMMANDER, roles.COMMANDER, brigade
    for battalion in range(1, formation.BATTALIONS + 1):
        yield commander_of(battalion), roles.COMMANDER, f"{brigade}-{battalion}"
    yield TEAM_LEAD, roles.TEAM_LEAD, brigade
    yield TEAM_LEAD, roles.ASSESSMENT_TEAM, brigade
    yield AUDITOR, roles.AUDITOR, brigade
    yield PERSONNEL, roles.PERSONNEL_OFFICER, brigade
    yield ARMOURER, roles.ARMOURER, brigade
    yield PRIVACY, roles.PRIVACY_OFFICER, brigade
    yield PHYSICIAN, roles.PHYSICIAN, brigade
    yield MANAGER, roles.CASE_MANAGER, brigade
    yield HEAD, roles.HEAD_OF_SERVICE, brigade
    yield COORDINATOR, roles.PROGRAMME_COORDINATOR, brigade


def _link(building: Building, person: PersonId, account: str) -> None:
    """Let a person sign in with an account of this name."""
    from muster.access.accounts import make_account
    from muster.access.permissions import Permission
    from muster.people.commands.signing import link_account
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    with unit_of_work(Standing(Audience.PLATFORM)):
        make_account(account)
    by = building.viewer(ADMINISTRATOR, Permission.LINK_ACCOUNT, building.now)
    link_account(person=person, account=account, by=by, at=building.now)


def peers_of(building: Building) -> dict[str, PersonId]:
    """Return the trained peers by their accounts: section leaders of the member's battalion."""
    titles, member = set(formation.SECTION.titles.values()), member_of(building)
    people = [
        building.known[one.number].person
        for one in building.brigade.soldiers
        if one.battalion == MEMBERS_BATTALION and one.post in titles
        if one.number in building.known
    ]
    return dict(zip(PEERS, (one for one in people if one != member), strict=False))


def member_of(building: Building) -> PersonId:
    """Return the person who signs in as “member”: one who sat before and was not there last week.

    So something is due for them, and they have results to read.
    """
    brigade, known = building.brigade, building.known
    sat = {
        place
        for one in brigade.sittings
        if one.battalion == MEMBERS_BATTALION
        for place in one.people.tolist()
    }
    absent = next(
        one
        for one in brigade.missed
        if one.battalion == MEMBERS_BATTALION and one.occasion.week == LAST_WEEK
    )
    numbers = (brigade.soldiers[place].number for place in sat.intersection(absent.people.tolist()))
    return known[min(number for number in numbers if number in known)].person
