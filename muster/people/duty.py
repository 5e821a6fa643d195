"""Who has the duty for a unit at an instant; for use inside a unit of work.

A turn given for a unit covers all below it. The nearest unit's turn counts before one further up.
"""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.permissions import Permission
from muster.access.queries.colleagues import colleagues
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.formation import units_above

_ON_DUTY = """
WITH RECURSIVE above AS (
  SELECT id, parent_id, 0 AS steps FROM people_unit WHERE id = %s
  UNION ALL
  SELECT u.id, u.parent_id, steps + 1 FROM people_unit u JOIN above ON u.id = above.parent_id
  WHERE steps < 32
)
SELECT t.id, t.unit_id, t.role, t.account_id, t.starts, t.ends
FROM people_dutyturn t JOIN above ON t.unit_id = above.id
WHERE t.cancels_id IS NULL AND t.starts <= %s AND t.ends > %s
  AND NOT EXISTS (SELECT FROM people_dutyturn c WHERE c.cancels_id = t.id)
ORDER BY steps, t.id DESC
"""


class DutyRole(enum.Enum):
    """Whom the alarm goes to, in this order."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> DutyRole:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    CLINICIAN = "clinician", _("Duty clinician")
    DEPUTY = "deputy", _("Deputy of the duty clinician")
    DOCTOR = "doctor", _("Duty doctor")
    MEDICAL_OFFICER = "medical-officer", _("Duty medical officer")


NEEDED = (DutyRole.CLINICIAN, DutyRole.DEPUTY)
"""Without these two no campaign may open for a unit."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One account's turn of duty for a unit and all below it."""

    id: UUID
    unit: UnitId
    role: DutyRole
    account: AccountId
    starts: Instant
    ends: Instant


def on_duty(unit: UnitId, at: Instant) -> dict[DutyRole, Duty]:
    """Return who has each duty for `unit` at `at`: the nearest turn, the latest given of those."""
    with connection.cursor() as cursor:
        cursor.execute(_ON_DUTY, [unit, at, at])
        rows = cursor.fetchall()
    found: dict[DutyRole, Duty] = {}
    for row_id, of, role, account, starts, ends in rows:
        duty = Duty(row_id, UnitId(of), DutyRole(role), AccountId(account), starts, ends)
        found.setdefault(duty.role, duty)
    return found


def roles_without_duty(unit: UnitId, at: Instant) -> Collection[DutyRole]:
    """Return which of the needed duties nobody has for `unit` at `at` who may answer there.

    Whoever has a duty and no role for the unit would be sent a message and see no alert. One
    account cannot be duty clinician and deputy at once: the deputy is for when it fails.
    """
    able = {one.account for one in colleagues(Permission.ANSWER_ALERT, units_above(unit), at)}
    found = {role: duty for role, duty in on_duty(unit, at).items() if duty.account in able}
    missing = [role for role in NEEDED if role not in found]
    if not missing and found[NEEDED[0]].account == found[NEEDED[1]].account:
        missing = [NEEDED[1]]
    return missing


def units_with_duty(at: Instant) -> list[UnitId]:
    """Return the units for which somebody was given a duty of their own that holds at `at`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT t.unit_id FROM people_dutyturn t "
            "WHERE t.cancels_id IS NULL AND t.starts <= %s AND t.ends > %s "
            "AND NOT EXISTS (SELECT FROM people_dutyturn c WHERE c.cancels_id = t.id) ORDER BY 1",
            [at, at],
        )
        return [UnitId(row[0]) for row in cursor.fetchall()]


_TURNS = """
SELECT t.id, t.unit_id, t.role, t.account_id, t.starts, t.ends FROM people_dutyturn t
WHERE t.cancels_id IS NULL AND t.starts < %s AND t.ends > %s
  AND NOT EXISTS (SELECT FROM people_dutyturn c WHERE c.cancels_id = t.id)
ORDER BY t.starts, t.id
"""


def turns_between(since: Instant, until: Instant) -> list[Duty]:
    """Return every turn of duty that overlaps this time and was not taken back, the earliest first.

    Of two that overlap for one unit and duty, the one given later counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [until, since])
        return [
            Duty(row_id, UnitId(of), DutyRole(role), AccountId(account), starts, ends)
            for row_id, of, role, account, starts, ends in cursor.fetchall()
        ]
