"""What every shelf of records is asked: of whom, where, and from which day on its time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.kernel.ids import UnitId
from muster.policy.rules.profile import Profile
from muster.policy.rules.retention import Kept, Removal, removal

_MARGIN = timedelta(days=40)  # more than months can differ in length

HELD = """
EXISTS (SELECT FROM policy_legalhold h WHERE h.person_id IN (who.id, who.merged_into_id)
  AND h.lifts_id IS NULL
  AND NOT EXISTS (SELECT FROM policy_legalhold up WHERE up.lifts_id = h.id))
"""
SERVES_AGAIN = """
EXISTS (SELECT FROM people_posting n WHERE n.person_id = who.id AND n.since > %(today)s
  AND n.unit_id IS NOT NULL AND NOT n.withdrawn)
"""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of one shelf, or the people of one kind: ids and whom they concern."""

    kind: str
    table: str
    ids: tuple[UUID, ...]
    persons: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Place:
    """The units of one time zone, and what day it is there; whoever is nowhere counts in UTC."""

    zone: str
    today: date
    units: tuple[UnitId, ...]

    @property
    def asked(self) -> dict[str, object]:
        return {
            "today": self.today, "units": list(map(str, self.units)), "nowhere": self.zone == "UTC",
        }  # fmt: skip


HERE = "(w.unit_id = ANY(%(units)s::uuid[]) OR (w.unit_id IS NULL AND %(nowhere)s))"


def last_start(kind: str, profile: Profile, today: date) -> date | None:
    """Return the last day on which a record of `kind` that is due today may have begun."""
    rule = profile.retention.get(kind)
    if rule is None:
        return None
    try:
        day = rule.keep.before(today) + _MARGIN
    except OverflowError:
        return None
    for back in range(2 * _MARGIN.days):
        start = day - timedelta(days=back)
        began = Kept(kind, start, ended_on=start, service_ended_on=start)
        if start <= today and removal(began, profile, today).removal is Removal.DUE:
            return start
    return None
