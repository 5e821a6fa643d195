"""Handovers opened ahead of time: by what is known of postings, deployments and roles today.

A move is followed in the command that records it (`following.py`). What that cannot see is found
here: a case that is opened after the posting was known, a discharge that comes into the profile's
span by the mere passing of days, and a clinician whose role ends. For use inside a unit of work of
the clinicians' audience.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from muster.care.events import CaseMoved
from muster.care.handing import Reason, begin, serves
from muster.care.models import CaseRow, Handover, HandoverSide
from muster.care.rules.leaving import (
    DEPLOYMENT,
    LEAVE,
    Horizon,
    Leaving,
    is_for_a_time,
    leavings,
)
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendar_of_unit
from muster.people.leaving import turns_between
from muster.people.postings import histories_of, units_of
from muster.people.rules.moves import Stay
from muster.people.service import ExposureKind, exposures_of
from muster.people.temporary import Away, away_for_a_time
from muster.policy.queries import in_force
from muster.vault.installation import installation

# Whoever left within a year and still has a case is looked at as well; days differ by a zone.
_BEHIND, _MARGIN = timedelta(days=366), timedelta(days=2)


def hear_case_opened(opened: CaseMoved) -> None:
    """Open the handover of a case that begins while its person is about to leave."""
    open_ahead([(opened.person, opened.case, AccountId(UUID(opened.owner)))], opened.at)


def open_known_ahead(at: Instant) -> list[PersonId]:
    """Open the handover of every open case within reach that needs one; return whose."""
    path = in_force().path
    far = at + timedelta(days=max(path.transfer_before_discharge.count, 0))
    coming = turns_between(at.date() - _BEHIND, far.date() + _MARGIN)
    rows = CaseRow.objects.filter(ended=False, person_id__in=coming).order_by("case_id")
    found = open_ahead(_cases(rows), at)
    return [*found, *_of_parting_clinicians(at)]


def open_ahead(cases: Collection[tuple[PersonId, UUID, AccountId]], at: Instant) -> list[PersonId]:
    """Open handovers of those of these cases whose person is about to leave; return whose."""
    people = [person for person, _case, _owner in cases]
    opened = []
    for (person, case, owner), coming in zip(cases, leavings_of(people, at), strict=True):
        parting = [one for one in coming if parts(one, owner, at)]
        if any(_begun(person, case, one, at, owner) for one in parting):
            opened.append(person)
    return opened


def parts(leaving: Leaving, owner: AccountId, at: Instant) -> bool:
    """Does this part the person from whoever has the case?"""
    return leaving.why == DEPLOYMENT or not serves(owner, leaving.unit, at)


def leavings_of(people: Collection[PersonId], at: Instant) -> list[list[Leaving]]:
    """Return, in this order, what is about to part each of these people from their unit."""
    stays, exposures, units = histories_of(people), exposures_of(people), units_of(people)
    away, found = away_for_a_time(people), []
    for person in people:
        if person not in units:
            found.append([])
            continue
        deployed = [
            one.since for one in exposures.get(person, ()) if one.kind is ExposureKind.DEPLOYMENT
        ]
        horizon = _horizon(calendar_of_unit(units[person]), at)
        coming = leavings(_at_home(stays.get(person, []), away.get(person)), deployed, horizon)
        found.append(coming)
    return found


def _at_home(stays: Sequence[Stay], away: Away | None) -> list[Stay]:
    """Return stays as if a post for a time were spent at home: it parts nobody."""
    if away is None:
        return list(stays)
    return [
        one._replace(unit=away.home) if is_for_a_time(away, one.unit, one.since) else one
        for one in stays
    ]


def _horizon(calendar: Calendar, at: Instant) -> Horizon:
    path = in_force().path
    ends = (path.transfer_before_move, path.transfer_before_discharge)
    moves, discharges = (calendar.local_date(calendar.due(at, span)) for span in ends)
    return Horizon(calendar.local_date(at), moves, discharges)


def _begun(person: PersonId, case: UUID, leaving: Leaving, at: Instant, owner: AccountId) -> bool:
    """Open it, unless one is open, or the same one was and is over."""
    unit = units_of([person]).get(person)
    if unit is None or HandoverSide.objects.filter(person_id=person, ended=False).exists():
        return False
    same = Handover.objects.filter(case_id=case, why=leaving.why, day=leaving.day)
    if leaving.why == DEPLOYMENT and same.exists():
        return False
    reason = Reason(leaving.why, unit, leaving.unit, leaving.day)
    house = AccountId(installation().node)
    begin(person, case, new_id(), reason, owner=owner, by=house, at=at)
    return True


def _of_parting_clinicians(at: Instant) -> list[PersonId]:
    """Open the handovers of those whose clinician's role for their unit ends within the span."""
    span = in_force().path.transfer_before_move
    pairs: dict[tuple[UUID, UUID], list[CaseRow]] = defaultdict(list)
    rows = list(CaseRow.objects.filter(ended=False, unit_id__isnull=False).order_by("case_id"))
    away = away_for_a_time([PersonId(row.person_id) for row in rows])
    for row in rows:
        gone = away.get(PersonId(row.person_id))
        pairs[row.owner, row.unit_id if gone is None else gone.home].append(row)
    opened = []
    for (owner, unit), theirs in pairs.items():
        calendar = calendar_of_unit(UnitId(unit))
        if serves(AccountId(owner), UnitId(unit), calendar.due(at, span)):
            continue
        leaves = Leaving(LEAVE, UnitId(unit), calendar.local_date(at))
        opened += [
            person
            for person, case, whose in _cases(theirs)
            if _begun(person, case, leaves, at, whose)
        ]
    return opened


def _cases(rows: Iterable[CaseRow]) -> list[tuple[PersonId, UUID, AccountId]]:
    return [(PersonId(one.person_id), one.case_id, AccountId(one.owner)) for one in rows]
