"""A battalion was asked whole last week: who came, who is late, and what people made of it.

Their answers are those that the brigade's two years hold already; a few were not there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import (
    AUDITOR,
    MEMBER,
    MEMBERS_BATTALION,
    commander_of,
    member_of,
)
from muster.config.demonstration.building import (
    ADMINISTRATOR,
    Building,
    Progress,
    psychologist_of,
)
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.kernel.ids import UnitId

INSTRUMENTS = ("phq-9", "gad-7", "audit-c")
NAME = "Yearly assessment (invented)"
HOUR = time(6, 0)
SAID = "My sergeant seemed to know what I had answered. Who has read it?"
ANSWERED = "Only the psychologist of your battalion has; you find it under “Who looked”."


def ask_whole_battalion(building: Building, progress: Progress) -> None:
    """Ask a battalion whole, count day by day who came, give time, and let two people complain."""
    from muster.access.accounts import watch
    from muster.assessments.commands.turnout import count_turnout

    unit = building.unit(f"{formation.BRIGADE}-{MEMBERS_BATTALION}")
    opens, closes = _last_week(building)
    campaign = _open(building, unit, opens, closes)
    days = [*(_morning(opens + timedelta(days=day)) for day in (1, 3, 5)), building.now]
    for place, at in enumerate(days):
        building.facts["late"] = count_turnout(by=watch((unit,)), at=at)
        progress(place + 1, len(days))
    _give_time(building, campaign)
    _complain(building)


def _last_week(building: Building) -> tuple[date, date]:
    """Return the Monday and the Friday of last week, on which the battalion sat."""
    monday = building.monday.date() - timedelta(weeks=1)
    return monday, monday + timedelta(days=4)


def _morning(day: date) -> Instant:
    return datetime.combine(day, HOUR, UTC)


def _open(building: Building, unit: UnitId, opens: date, closes: date) -> UUID:
    from muster.access.permissions import Permission
    from muster.assessments.commands.campaigns import Asking, open_campaign, prepare_campaign
    from muster.assessments.rules.windows import Dated

    at = _morning(opens)
    by = building.viewer(psychologist_of(MEMBERS_BATTALION), Permission.OPEN_CAMPAIGN, at)
    campaign = prepare_campaign(
        asking=Asking(NAME, (unit,), INSTRUMENTS, windows=(Dated(opens, closes),)), by=by, at=at
    )
    _stand_ready(building, unit, at)
    open_campaign(campaign=campaign, by=by, at=at)
    return campaign


def _stand_ready(building: Building, unit: UnitId, at: Instant) -> None:
    """Give the duty for that week, and test that its channels work: else nothing may open."""
    from muster.access.accounts import account_named
    from muster.access.permissions import Permission
    from muster.people.commands.channels import acknowledge_test, test_channels
    from muster.people.commands.keeping import give_duty
    from muster.people.duty import NEEDED

    by = building.viewer(ADMINISTRATOR, Permission.KEEP_ROSTER, at)
    holders = (psychologist_of(MEMBERS_BATTALION), psychologist_of(0))
    for role, holder in zip(NEEDED, holders, strict=True):
        give_duty(
            unit=unit, role=role, account=account_named(holder), starts=at - timedelta(hours=1),
            ends=at + timedelta(weeks=1), by=by, at=at,
        )  # fmt: skip
    test_channels(unit=unit, by=building.viewer(ADMINISTRATOR, Permission.TEST_CHANNELS, at), at=at)
    for holder in holders:
        acknowledge_test(by=building.viewer(holder, Permission.TEST_CHANNELS, at), at=at)


def _give_time(building: Building, campaign: UUID) -> None:
    """Let the commander give his first company the next morning."""
    from muster.access.permissions import Permission
    from muster.assessments.commands.turnout import give_time

    account = commander_of(MEMBERS_BATTALION)
    by = building.viewer(account, Permission.GIVE_TIME, building.now)
    starts = _morning(building.now.date() + timedelta(days=1))
    give_time(
        unit=building.unit(f"{formation.BRIGADE}-{MEMBERS_BATTALION}-1"), campaign=campaign,
        window="window-1", starts=starts, ends=starts + timedelta(hours=3), by=by,
        at=building.now,
    )  # fmt: skip


def _complain(building: Building) -> None:
    """Let the member ask the ombudsman, who has answered, and report that results were demanded."""
    from muster.access.permissions import Permission
    from muster.kernel.ids import new_id
    from muster.people.commands.complaining import answer_complaint, complain
    from muster.people.complaints import ComplaintKind

    me, at = as_member(building), building.now - timedelta(days=2)
    asked = new_id()
    said = ((asked, ComplaintKind.QUESTION, SAID), (new_id(), ComplaintKind.RESULTS_DEMANDED, ""))
    for complaint, kind, text in said:
        complain(
            person=member_of(building), complaint=complaint, kind=kind, entry=None, text=text,
            by=me, at=at,
        )  # fmt: skip
    by = building.viewer(AUDITOR, Permission.ANSWER_COMPLAINT, building.now)
    answer_complaint(complaint=asked, text=ANSWERED, by=by, at=building.now)


def as_member(building: Building) -> Viewer:
    """Return the soldier who may be tried, as they act for themselves."""
    from muster.access.accounts import account_named
    from muster.access.roles import MEMBER as ROLE
    from muster.access.viewers import Viewer
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    with unit_of_work(Standing(Audience.PLATFORM)):
        return Viewer(account_named(MEMBER), ROLE, person=member_of(building))
