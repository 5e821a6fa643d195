"""What the watch over the journal needs to know before it judges: bonds, nights, duties, roles.

The rules stand in `journal/rules`; here facts of several rooms are put before them. For use inside
a unit of work that reaches everybody; the journal and the roles are read as the platform.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from muster.access.queries.holdings import Grant, grants_since
from muster.access.roles import ROLES
from muster.access.telling import every_door
from muster.assessments.queries.oversight import OpenFor, campaigns_open, taken_by
from muster.detection.models import Signal, SignalFact
from muster.detection.rules.queue import Step
from muster.journal.rules.links import Bond, Grace, Link, Reading
from muster.journal.rules.patterns import Measures
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Calendar, Instant, Measure, Span
from muster.people.calendars import unit_calendars
from muster.people.duty import Duty, turns_between
from muster.people.formation import Formation
from muster.people.postings import histories_of
from muster.people.rules.moves import Stay
from muster.policy.rules.profile import WatchRule
from muster.vault.work import current
from muster.vault.zones import Audience

T = TypeVar("T")

_PER = {
    Measure.MINUTES: timedelta(minutes=1),
    Measure.HOURS: timedelta(hours=1),
    Measure.DAYS: timedelta(days=1),
    Measure.WORKING_DAYS: timedelta(days=1),
}
_OVER = frozenset({Step.CLOSED.value, Step.SUPERSEDED.value})


def length(span: Span) -> timedelta:
    """Return a span as elapsed time; days are days of 24 hours here."""
    return span.count * _PER[span.measure]


def measures_of(rule: WatchRule) -> Measures:
    """Return the profile's numbers as the rules take them."""
    return Measures(
        many_readings=rule.many_readings, many_within=length(rule.many_within),
        refused_in_a_row=rule.refused_in_a_row, refused_within=length(rule.refused_within),
        out_of_reach=rule.out_of_reach, out_of_reach_within=length(rule.out_of_reach_within),
        night_readings=rule.night_readings, night_from=rule.night_from,
        night_until=rule.night_until, quick_answers=rule.quick_answers,
        quick_answer=timedelta(seconds=rule.quick_answer),
    )  # fmt: skip


def grace_of(rule: WatchRule) -> Grace:
    """Return how far a link reaches, as the rules take it."""
    return Grace(before=length(rule.link_before), after=length(rule.link_after))


def may(role: str, command: str) -> bool:
    """Is this role allowed the command as such, whomever it is about?"""
    known, door = ROLES.get(role), every_door().get(command)
    return known is not None and door is not None and door.permits in known.may


@dataclass(frozen=True)
class Staff:
    """Who held which role for which units, and who had the duty, over a stretch of time."""

    grants: Mapping[UUID, Sequence[Grant]]
    turns: Mapping[UUID, Sequence[Duty]]
    calendars: Mapping[UnitId, Calendar]
    formation: Formation

    @classmethod
    def between(cls, since: Instant, until: Instant) -> Staff:
        """Read them as they were from `since` on."""
        with current().acting_as(Audience.PLATFORM):
            held = grants_since(since)
        return cls(
            _gathered(held, lambda one: one.account),
            _gathered(turns_between(since, until), lambda one: one.account),
            unit_calendars(),
            Formation.read(),
        )

    def zone_of(self, account: UUID) -> str:
        """Return the time zone of the first unit that the account holds a role for; else UTC."""
        units = (one.unit for one in self.grants.get(account, ()) if one.unit is not None)
        return next((self.calendars[one].zone for one in units if one in self.calendars), "UTC")

    def on_duty(self, account: UUID, at: datetime) -> bool:
        return any(one.starts <= at < one.ends for one in self.turns.get(account, ()))

    def units_of(self, reading: Reading) -> frozenset[UnitId]:
        """Return the units within the reader's reach when the record was opened."""
        roots = [
            one.unit
            for one in self.grants.get(reading.reader, ())
            if one.unit is not None
            and one.role == reading.role
            and one.starts <= reading.at < one.ends
        ]
        return self.below(tuple(sorted(roots)))

    def below(self, roots: tuple[UnitId, ...]) -> frozenset[UnitId]:
        units = self.formation.units
        return frozenset(UnitId(units[key].id) for key in self.formation.below(roots))


def bonds(readings: Sequence[Reading], staff: Staff, grace: Grace) -> dict[UUID, list[Bond]]:
    """Return, by person, everything that bound anybody to the people of these readings."""
    people = {PersonId(one.person) for one in readings}
    stays = histories_of(people)
    since = min(one.at for one in readings) - grace.after
    found: dict[UUID, list[Bond]] = defaultdict(list)
    for bond in (
        *_signal_bonds(people),
        *_sitting_bonds(people),
        *_campaign_bonds(stays, campaigns_open(since), staff),
        *_unit_bonds(readings, stays, staff),
    ):
        found[bond.person].append(bond)
    return found


def _signal_bonds(people: Collection[PersonId]) -> Iterator[Bond]:
    """Yield a bond for each signal while it was open, and one for whatever a reader did about it.

    Whoever worked on a signal is bound by it from then until it ended, and as long after.
    """
    raised = {
        key: (person, at)
        for key, person, at in Signal.objects.filter(person_id__in=people).values_list(
            "id", "person_id", "raised_at"
        )
    }
    facts = list(
        SignalFact.objects.filter(person_id__in=people).values_list(
            "signal_id", "step", "at", "done_by", "given_to"
        )
    )
    ended = {signal: at for signal, step, at, _by, _to in facts if step in _OVER}
    for signal, (person, at) in raised.items():
        yield Bond(Link.SIGNAL, person, at, ended.get(signal))
    for signal, _step, at, done_by, given_to in facts:
        if signal not in raised:
            continue
        for account in filter(None, (done_by, given_to)):
            over = max(at, ended[signal]) if signal in ended else None
            yield Bond(Link.WORK, raised[signal][0], at, over, account)


def _sitting_bonds(people: Collection[PersonId]) -> Iterator[Bond]:
    for one in taken_by(people):
        yield Bond(Link.SITTING, one.person, one.recorded_at, one.recorded_at)


def _campaign_bonds(
    stays: Mapping[PersonId, Sequence[Stay]], campaigns: Iterable[OpenFor], staff: Staff
) -> Iterator[Bond]:
    """Yield a bond for each campaign that was open for a unit while the person served in it."""
    for campaign in campaigns:
        units = staff.below((campaign.unit,))
        for person, history in stays.items():
            for stay in history:
                first, last = _instants(stay)
                if stay.unit in units and first <= campaign.until and campaign.since <= last:
                    yield Bond(Link.CAMPAIGN, person, campaign.since, campaign.until)


def _unit_bonds(
    readings: Iterable[Reading], stays: Mapping[PersonId, Sequence[Stay]], staff: Staff
) -> Iterator[Bond]:
    for reading in readings:
        units = staff.units_of(reading)
        for stay in stays.get(PersonId(reading.person), ()):
            if stay.unit in units:
                yield Bond(Link.UNIT, reading.person, *_instants(stay), reading.reader)


def _instants(stay: Stay) -> tuple[datetime, datetime]:
    """Return a stay's first and last instant, a day wide of every time zone."""
    day = timedelta(days=1)
    last = date.max - day if stay.until is None else stay.until
    return (
        datetime.combine(stay.since, time.min, UTC) - day,
        datetime.combine(last, time.max, UTC) + (day if stay.until is not None else timedelta()),
    )


def _gathered(rows: Iterable[T], key: Callable[[T], UUID]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
