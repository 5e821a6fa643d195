"""What falls due in a year, unit by unit: what the plan of the year is made for.

It comes from the campaigns that are prepared or open, from the calendars of the force's profile,
and from what somebody wants beside them. For use inside a unit of work; counts, and nobody's name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.assessments.due import Stood, standings_of
from muster.assessments.models import Wanted
from muster.assessments.rules.planning import Span, together, week_of, weeks_of
from muster.assessments.rules.stages import Stages
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Standing
from muster.assessments.terms import Ordered, campaigns_touching
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.people.calendars import day_at
from muster.people.postings import units_of
from muster.people.serving import people_of, units_above, units_below
from muster.policy.queries import in_force
from muster.policy.rules.profile import Meeting

SCREENING, INTERVIEW = "screening", "interview"
MOST_TOGETHER = 250
"""So many people of one unit are planned as one: about a company; our choice."""
_OPEN = (Standing.NOT_OPEN, Standing.OPEN, Standing.LATE)


@dataclass(frozen=True, slots=True)
class Falling:
    """Work that falls due: one unit, some weeks. `source` says from where: "campaign:ID:WINDOW",
    "calendar:KEY:WINDOW" or "wanted:ID"; `name` is what somebody called it, "" for a calendar's.
    """

    key: str
    unit: UnitId
    source: str
    name: str
    first_week: int
    last_week: int
    sittings: int
    interviews: int
    able: tuple[str, ...]


def calendars() -> tuple[str, ...]:
    """Return the profile's calendars of screenings."""
    every = in_force().calendars.items()
    return tuple(key for key, rule in every if rule.kind is Meeting.SCREEN)


def falling_due(
    units: Collection[UnitId], year: int, chosen: Sequence[str], at: Instant
) -> list[Falling]:
    """Return what falls due in `year` for the people of these units, nothing that is behind us.

    `chosen` are the calendars that are planned for even without a campaign.
    """
    people, today = people_of(units, at), day_at(list(units), at)
    own = units_below(units)
    planned = [_campaign(one) for one in campaigns_touching(own) if one.closed is None]
    planned += [_calendar(key, tuple(units), at) for key in chosen]
    unit_of = _seen_together(units_of(people), own)
    spans: dict[tuple[UnitId, str, str], list[Span]] = defaultdict(list)
    for person, stood, source in _open_windows(people, planned, at):
        span = Span(max(stood.opens, today), max(stood.closes, today))
        spans[unit_of[person], f"{source.key}:{_name_of(stood)}", source.name].append(span)
    found = [
        one
        for (unit, source, name), listed in spans.items()
        for place, (span, count) in enumerate(together(listed))
        if (one := _falling(f"{source}:{unit.hex}:{place}", unit, source, name, year, span, count))
    ]
    return sorted([*found, *_wanted(own, year, today, at)], key=lambda one: one.key)


def _seen_together(
    unit_of: Mapping[PersonId, UnitId], own: Collection[UnitId]
) -> Mapping[PersonId, UnitId]:
    """Return the unit with which each person is planned: the largest that can be seen in one go.

    A company, say, and not each of its platoons; of what lies above `own`, nothing.
    """
    paths = units_above(set(unit_of.values()))
    totals = Counter(above for unit in unit_of.values() for above in paths[unit])
    within = set(own)
    together = {
        unit: [one for one in path if one in within and totals[one] <= MOST_TOGETHER] or [unit]
        for unit, path in paths.items()
    }
    return {person: together[unit][-1] for person, unit in unit_of.items()}


@dataclass(frozen=True, slots=True)
class _Source:
    """Where work comes from: a campaign, or a calendar of the profile taken for one."""

    ordered: Ordered
    key: str
    name: str


def _campaign(ordered: Ordered) -> _Source:
    return _Source(ordered, f"campaign:{ordered.id.hex}", ordered.name)


def _open_windows(
    people: Sequence[PersonId], planned: Sequence[_Source], at: Instant
) -> Iterator[tuple[PersonId, Stood, _Source]]:
    """Yield the windows that are still to be answered.

    Whoever answers a campaign answers every other window of those days: of windows that meet, the
    first counts, and campaigns come before calendars.
    """
    by_id = {one.ordered.id: one for one in planned}
    for person, listed in standings_of(people, at, [one.ordered for one in planned]).items():
        asked: list[Stood] = []
        for stood in listed:
            met = any(_meet(one, stood) for one in asked)
            if stood.standing in _OPEN and not met:
                asked.append(stood)
                yield person, stood, by_id[stood.campaign]


def _meet(one: Stood, other: Stood) -> bool:
    return one.opens <= other.closes and other.opens <= one.closes


def _name_of(stood: Stood) -> str:
    """Return a window's name without the day it is counted from."""
    return stood.window.partition(":")[0]


def _calendar(calendar: str, units: tuple[UnitId, ...], at: Instant) -> _Source:
    """Return a calendar of the profile as if everybody were asked by it from now on."""
    ordered = Ordered(
        new_id(), "", units, Who(), Stages(()), calendar, (), None, in_room=False,
        whole_unit=False, prepared=at,
    )  # fmt: skip
    return _Source(ordered, f"calendar:{calendar}", "")


def _falling(
    key: str, unit: UnitId, source: str, name: str, year: int, span: Span, count: int
) -> Falling | None:
    """Return the work as weeks of the year; None where most of its days fall into another."""
    first, last = week_of(year, span.opens), week_of(year, span.closes)
    if not count or _most_of(span) != year:
        return None
    interviews = -(-count * in_force().campaigns.interviews_per_100 // 100)
    able = [SCREENING, INTERVIEW] if interviews else [SCREENING]
    return Falling(
        key, unit, source, name, max(first, 0), min(last, weeks_of(year) - 1), count, interviews,
        tuple(code for code in able if code in in_force().qualifications),
    )  # fmt: skip


def _most_of(span: Span) -> int:
    """Return the year in which most of the days lie, the earlier of two: it is planned there."""
    years = range(span.opens.year, span.closes.year + 1)
    return max(years, key=lambda year: (_days_in(span, year), -year))


def _days_in(span: Span, year: int) -> int:
    first, last = max(span.opens, date(year, 1, 1)), min(span.closes, date(year, 12, 31))
    return (last - first).days + 1


def _wanted(units: Collection[UnitId], year: int, today: date, at: Instant) -> Iterator[Falling]:
    """Yield what somebody wants beside campaigns and calendars."""
    for one in wanted_of(units):
        if one.closes_on < today:
            continue
        count = one.people
        if count is None:
            count = len(people_of([UnitId(one.unit_id)], at))
        span = Span(max(one.opens_on, today), one.closes_on)
        source = f"wanted:{one.id.hex}"
        made = _falling(source, UnitId(one.unit_id), source, one.name, year, span, count)
        if made is not None:
            able = tuple(sorted({*made.able, *one.able}))
            yield Falling(
                made.key, made.unit, made.source, made.name, made.first_week, made.last_week,
                made.sittings, made.interviews, able,
            )  # fmt: skip


def wanted_of(units: Collection[UnitId]) -> list[Wanted]:
    """Return what is wanted for these units and was not taken back, by its first day."""
    facts = list(Wanted.objects.filter(unit_id__in=list(units)).order_by("opens_on", "id"))
    void: set[UUID | None] = {one.cancels_id for one in facts}
    return [one for one in facts if one.cancels_id is None and one.id not in void]


def may_be_planned(year: int, today: date) -> bool:
    """May a plan be made for this year on `today`? For this one, and the next."""
    return year in (today.year, today.year + 1)
