"""One person's line in the list: who, why, since when, by when, how to reach, and with whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.detection.queries import Call
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.people.queries import Listed, listed
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Audience
from muster.web.components.statuses import Status
from muster.web.components.times import lasting
from muster.web.psychologist.naming import at_clock, who
from muster.web.psychologist.statuses import OVERDUE, SPOKEN_WITH, TIERS
from muster.web.reading import read_as

_LATE = _("{length} late")
_LEFT = _("in {length}")
_SINCE = _("Since {when}, for {length}")
_SINCE_NOW = _("Since {when}, just now")
_CALL_BY = _("Call by {when}")
_WAS_DUE = _("Was due by {when}")
_AT_ONCE = _("at once")
_TRIED = _n("{count} call did not reach them", "{count} calls did not reach them")
_OUTCOME_MISSING = _("Spoken with; the outcome is missing")
_WITH_YOU = _("You")
_WITH_NOBODY = _("Nobody yet")
_CONFIRMED = _("confirmed by the person")
_FROM_ROSTER = _("from the roster")
_DECLINED = _("Gave no number to be called at.")
_NO_NUMBER = _("No number is known.")
_AT_PLACE = _("Was at: {place}")
_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Number:
    """A number to call, and where it is from; "" where there is none, and `source` says so."""

    number: str
    source: Sentence
    place: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, ready to be drawn. Times are said by the unit's own clock.

    `by_when` is when somebody calls next, and `clock` how long that is from now, or was.
    """

    person: PersonId
    name: str | Sentence
    rank: str
    unit: UnitName | None
    tier: Status
    overdue: Status | None
    reasons: tuple[Sentence, ...]
    since: Sentence
    by_when: Sentence | None
    clock: Sentence
    tried: Sentence | None
    reach: Number
    other_number: str
    owner: str | Sentence
    mine: bool
    free: bool


def rows_of(
    calls: Sequence[Call],
    language: str,
    *,
    by: Viewer,
    at: Instant,
    already_shown: Collection[PersonId] = (),
) -> list[Row]:
    """Return the lines of these people; who they are is a reading of its own."""
    if not calls:
        return []
    people = [call.person for call in calls]
    known = listed(persons=people, already_shown=already_shown, by=by, at=at)
    units = {one.card.unit for one in known.values() if one.card.unit is not None}
    owners = {call.owner for call in calls if call.owner is not None}
    names, owned = read_as(Audience.PLATFORM, lambda: (unit_names(units), account_names(owners)))
    said = _Said(by, at, language, names, owned)
    return [_row(call, known.get(call.person), said) for call in calls]


def row_of(
    call: Call,
    found: Listed,
    language: str,
    *,
    units: Mapping[UnitId, UnitName],
    owners: Mapping[AccountId, str],
    by: Viewer,
    at: Instant,
) -> Row:
    """Return the line of one person of whom all that it says was read already."""
    return _row(call, found, _Said(by, at, language, units, owners))


@dataclass(frozen=True, slots=True)
class _Said:
    """For whom and when lines are said, and what units and accounts are called."""

    by: Viewer
    at: Instant
    language: str
    units: Mapping[UnitId, UnitName]
    owners: Mapping[AccountId, str]

    def clock(self, moment: datetime, zone: str) -> str:
        return at_clock(moment, zone, self.language, self.at)


def _row(call: Call, found: Listed | None, said: _Said) -> Row:
    card = found.card if found else None
    zone = found.calendar.zone if found else "UTC"
    overdue = call.overdue(said.at)
    return Row(
        person=call.person,
        name=who(card, call),
        rank=card.details.rank if card else "",
        unit=said.units.get(card.unit) if card and card.unit else None,
        tier=TIERS[call.tier] if call.due is not None else SPOKEN_WITH,
        overdue=OVERDUE if overdue else None,
        reasons=tuple(reason.sentence() for reason in call.reasons),
        since=_since(call, zone, said),
        by_when=_by_when(call, zone, said),
        clock=_clock(call, said.at),
        tried=_TRIED.of(count=call.attempts) if call.attempts else None,
        reach=number_of(call, found),
        other_number=_other(call, found),
        owner=_owner(call, said),
        mine=call.owner == said.by.account,
        free=call.owner is None,
    )


def _since(call: Call, zone: str, said: _Said) -> Sentence:
    when, waited = said.clock(call.since, zone), said.at - call.since
    if waited < _A_MINUTE:
        return _SINCE_NOW.of(when=when)
    return _SINCE.of(when=when, length=lasting(waited))


def _by_when(call: Call, zone: str, said: _Said) -> Sentence | None:
    if call.due is None or call.call_by is None:
        return None
    if call.overdue(said.at):
        return _WAS_DUE.of(when=said.clock(call.due, zone))
    return _CALL_BY.of(when=said.clock(call.call_by, zone))


def number_of(call: Call, found: Listed | None) -> Number:
    """Return the number the person confirmed, else the roster's."""
    said = call.reach.reach if call.reach else None
    place = _AT_PLACE.of(place=said.place) if said and said.place else None
    if said and said.number:
        return Number(said.number, _CONFIRMED, place)
    if found and found.card.details.phone:
        return Number(found.card.details.phone, _FROM_ROSTER, place)
    return Number("", _DECLINED if said else _NO_NUMBER, place)


def _other(call: Call, found: Listed | None) -> str:
    """Return the roster's number where the person confirmed another one."""
    roster = found.card.details.phone if found else ""
    confirmed = call.reach.reach.number if call.reach else ""
    return roster if confirmed and roster and roster != confirmed else ""


def _clock(call: Call, at: Instant) -> Sentence:
    if call.due is None or call.call_by is None:
        return _OUTCOME_MISSING
    late = at - call.due
    if late > _A_MINUTE:
        return _LATE.of(length=lasting(late))
    left = call.call_by - at
    return _AT_ONCE if left <= _A_MINUTE else _LEFT.of(length=lasting(left))


def _owner(call: Call, said: _Said) -> str | Sentence:
    if call.owner is None:
        return _WITH_NOBODY
    if call.owner == said.by.account:
        return _WITH_YOU
    return said.owners.get(AccountId(call.owner), str(call.owner))
