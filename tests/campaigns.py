"""A unit that is ready to be asked, and campaigns in it, for tests of any room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from muster.assessments.commands import Asking, open_campaign, prepare_campaign
from muster.assessments.rules.windows import Dated
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant, now
from muster.people.duty import DutyRole
from muster.policy.commands import add_crisis_number, verify_crisis_number
from muster.policy.queries import every_line
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import (
    administrator_of,
    channels_tested,
    local_day,
    may_answer,
    psychologist_of,
    takes_duty,
)


def numbers_verified(unit: UnitId, at: Instant | None = None) -> None:
    """Let every crisis number be a real one that answered today."""
    by, at = administrator_of(unit), at or now()
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        kinds = [line.kind for line in every_line() if line.entered is None]
    for kind in kinds:
        add_crisis_number(
            kind=kind, number="112", name_en="", name_ru="", unit=None, invented=False, by=by,
            at=at,
        )  # fmt: skip
        verify_crisis_number(code=kind, by=by, at=at)


def duties_held(unit: UnitId) -> None:
    """Give every duty of a unit to an account of its own, that may answer there since yesterday."""
    for role in DutyRole:
        account = may_answer(f"{role.value}-{unit.hex}", unit, now() - timedelta(days=1))
        takes_duty(account, unit, role)


def ready(unit: UnitId) -> None:
    """Make a unit ready to be asked: numbers that answer, duties that are held, tested channels."""
    numbers_verified(unit)
    duties_held(unit)
    channels_tested(unit)


def asking(unit: UnitId, at: Instant, **changed: Any) -> Asking:
    """Return the PHQ-9 for everybody of a unit, this week and the next three, unless changed."""
    today = local_day(at)
    plain = Asking(
        "Autumn", (unit,), ("phq-9",),
        windows=(Dated(today - timedelta(days=1), today + timedelta(days=27)),),
    )  # fmt: skip
    return replace(plain, **changed)


def opened(unit: UnitId, at: Instant | None = None, **changed: Any) -> UUID:
    """Open a campaign in a unit that is ready, and return its id."""
    by, at = psychologist_of(unit), at or now()
    campaign = prepare_campaign(asking=asking(unit, at, **changed), by=by, at=at)
    open_campaign(campaign=campaign, by=by, at=at)
    return campaign
