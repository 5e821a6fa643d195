"""Handovers that open and end by themselves: somebody moves, or their case comes to its end.

Listeners run inside the command that tells, so a person never stands in a new unit with a case
that nobody there has heard of, nor does a handover outlive its case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from muster.care.events import CaseMoved
from muster.care.handing import Reason, begin, end, open_of, serves
from muster.care.models import CaseRow, Handover
from muster.care.rules.handovers import HandoverState
from muster.care.rules.leaving import is_for_a_time
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import Instant, now
from muster.people.calendars import calendar_of_unit
from muster.people.events import Moved
from muster.people.temporary import Away, away_for_a_time
from muster.policy.queries import in_force
from muster.policy.rules.profile import Path
from muster.vault.installation import installation
from muster.vault.work import current
from muster.vault.zones import Audience

MOVE, DISCHARGE = "unit-move", "discharge"


def hear_moved(moves: Sequence[Moved]) -> None:
    """Open a handover for everybody of these who has an open case and leaves their clinicians.

    Whoever moves people reads nothing of it: the clinician's part of the database is asked and
    written by the installation itself, and the command's entry says no more than the move.
    """
    by_person: dict[PersonId, list[Moved]] = defaultdict(list)
    for one in moves:
        by_person[one.person].append(one)
    with current().acting_as(Audience.CLINICIAN):
        rows = list(CaseRow.objects.filter(person_id__in=list(by_person), ended=False))
        away = away_for_a_time([PersonId(row.person_id) for row in rows])
        for row in sorted(rows, key=lambda one: one.case_id):
            person = PersonId(row.person_id)
            _follow(row, by_person[person], away.get(person), now())


def hear_case_moved(moved: CaseMoved) -> None:
    """End the handover of a case that is over."""
    if not in_force().case.states[moved.state].ends:
        return
    found = open_of(moved.person)
    if found is not None:
        end(found[0], by=moved.by, at=moved.at)


def _follow(row: CaseRow, moves: Sequence[Moved], away: Away | None, at: Instant) -> None:
    person, house = PersonId(row.person_id), AccountId(installation().node)
    found = open_of(person)
    before = moves[0].before if found is None else UnitId(found[0].from_unit)
    if away is not None:
        # A post for a time parts nobody: who has the case reaches the person until they return.
        before = away.home
        moves = [one for one in moves if not is_for_a_time(away, one.unit, one.since)]
    if before is None or not moves:
        return
    move, owner = _leaving(before, moves, at, in_force().path), AccountId(row.owner)
    if move is None or serves(owner, move.unit, at):
        _end_where_back(found, [before, *([move.unit] if move else [])], moves, at)
        return
    if found is not None:
        end(found[0], by=house, at=at)
    why = DISCHARGE if move.unit is None else MOVE
    reason = Reason(why, before, move.unit, move.since)
    begin(person, row.case_id, new_id(), reason, owner=owner, by=house, at=at)


def _end_where_back(
    found: tuple[Handover, HandoverState] | None,
    units: Sequence[UnitId | None],
    moves: Sequence[Moved],
    at: Instant,
) -> None:
    """End a handover of somebody who is back with the clinician who has the case.

    Who comes back on a later day is elsewhere until then: the handover stays open, because by it
    the clinician reaches the person.
    """
    if found is None:
        return
    today = calendar_of_unit(UnitId(found[0].from_unit)).local_date(at)
    if any(one.unit in units and one.since <= today for one in moves):
        end(found[0], by=AccountId(installation().node), at=at)


def _leaving(before: UnitId, moves: Sequence[Moved], at: Instant, path: Path) -> Moved | None:
    """Return the move by which the person leaves `before`: to another unit, or out of the service.

    A posting's last day that lies further ahead than `transfer_before_discharge` is a plan.
    """
    ordered = sorted(moves, key=lambda one: one.since)
    elsewhere = [one for one in ordered if one.unit not in (None, before)]
    if elsewhere:
        return elsewhere[0]
    calendar = calendar_of_unit(before)
    latest = calendar.local_date(calendar.due(at, path.transfer_before_discharge))
    stays = ordered[-1].unit == before
    ends = [one for one in ordered if one.unit is None and one.since <= latest]
    return ends[0] if ends and not stays else None
