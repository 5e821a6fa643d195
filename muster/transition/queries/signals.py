"""What the releases in force say of pay, and of what a military trade leads to.

No person is in any of it, so reading leaves no entry. Call it inside a unit of work.
"""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from muster.transition.guidance.signals import Signals, Trades, groups_of, pay_of
from muster.transition.models import ListedOccupation
from muster.transition.occupations.release import Kind
from muster.transition.queries.archives import entries_listed, in_force, release_in_force

_SURE = 2
_NEEDED = (Kind.ESCO, Kind.CROSSWALK)


def signals(title: str) -> Signals:
    """Return what the releases in force say for a military title; empty where there are none."""
    standing = in_force()
    if any(kind not in standing for kind in _NEEDED):
        return Signals({}, {})
    rows = {kind: one.rows_of for kind, one in standing.items()}
    groups = _groups(rows[Kind.ESCO], rows[Kind.CROSSWALK])
    wages, military = rows.get(Kind.WAGES), rows.get(Kind.MILITARY)
    pay = {} if wages is None else pay_of(groups, entries_listed(Kind.WAGES, wages))
    led = {}
    if military is not None:
        led = _trades(military, rows[Kind.ESCO], rows[Kind.CROSSWALK]).lead_to(title)
    return Signals(pay, led, "" if wages is None else standing[Kind.WAGES].version)


def titles_of_code(code: str) -> list[str]:
    """Return what the military crosswalk in force calls a trade code; empty where none is sure.

    Several lists use the same code for different trades: where it names more than two, none is.
    """
    military = release_in_force(Kind.MILITARY) if code else None
    if military is None:
        return []
    rows = ListedOccupation.objects.filter(release_id=military.rows_of, own=code)
    titles = list(dict.fromkeys(rows.order_by("place").values_list("title", flat=True)))
    return titles if len(titles) <= _SURE else []


@lru_cache(maxsize=1)
def _groups(esco: UUID, crosswalk: UUID) -> dict[str, list[str]]:
    return groups_of(entries_listed(Kind.ESCO, esco), entries_listed(Kind.CROSSWALK, crosswalk))


@lru_cache(maxsize=1)
def _trades(military: UUID, esco: UUID, crosswalk: UUID) -> Trades:
    return Trades(entries_listed(Kind.MILITARY, military), _groups(esco, crosswalk))
