"""Do the ways to whoever is on duty work? For use inside a unit of work.

A channel that was never tried is a hope. So on each of a unit's own days the accounts on duty are
sent a test, and it counts once they say on their screen that they see it, or once a channel
outside has taken it over.
"""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.channels import last_proofs, reached_by
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.people.duty import NEEDED, Duty, DutyRole, on_duty


@dataclass(frozen=True, slots=True)
class Proved:
    """One duty of a unit, who has it, and whether a test reached them that day.

    `address_kinds` are the kinds of address they have; the addresses are shown to nobody.
    """

    duty: Duty
    last: Instant | None
    today: bool
    address_kinds: tuple[str, ...]


def proved(unit: UnitId, at: Instant) -> list[Proved]:
    """Return every duty that somebody has for `unit`, in the ladder's order, and its last test."""
    duties = on_duty(unit, at)
    holders = [duty.account for duty in duties.values()]
    proofs, kinds, calendar = last_proofs(holders), reached_by(holders), calendar_of_unit(unit)
    today = calendar.local_date(at)

    def state(duty: Duty) -> Proved:
        last = proofs.get(duty.account)
        same_day = last is not None and calendar.local_date(last) == today
        return Proved(duty, last, same_day, tuple(kinds.get(duty.account, ())))

    return [state(duties[role]) for role in DutyRole if role in duties]


def untested(unit: UnitId, at: Instant) -> list[DutyRole]:
    """Return the needed duties whose holder no test reached on the unit's own day of `at`.

    A duty that nobody has is not among them; `duty.roles_without_duty` names those.
    """
    return [one.duty.role for one in proved(unit, at) if one.duty.role in NEEDED and not one.today]
