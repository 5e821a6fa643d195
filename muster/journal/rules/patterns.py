"""Patterns out of the ordinary: what an auditor should look at, found in traces alone.

Each pattern is a rule with its numbers, and proves nothing: a busy morning, a night on duty that
nobody entered, a wrong link in an e-mail. It says where to ask first.

A pattern is found at the moment its number is reached. So time may be cut into any stretches and
judged one after the other: every pattern is found once, in the stretch that holds its moment, as
long as the traces given reach back `Measures.reach` before that stretch.
"""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

from muster.journal.rules.traces import Trace, by_actor
from muster.kernel.words import Sentence, _p

READ, REFUSED = "read", "refused"
OWN = "own record"
ANSWER = "assessments.answer"
TURNED_AWAY = frozenset({"access.sign-in-failed"})
"""What is entered as done, and is a refusal all the same: somebody did not get in."""
QUICK_RUN = timedelta(minutes=10)
"""Answers further apart belong to two runs."""


class Pattern(enum.Enum):
    """What is out of the ordinary, by its key; `says` is its name for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Pattern:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    UNBOUND = "no-care-link", _p("pattern", "Read without a care link")
    UNIT_ONLY = "unit-only", _p("pattern", "Read with no other link than the unit")
    GLASS = "many-openings", _p("pattern", "Many records opened in an emergency")
    MANY = "many-readings", _p("pattern", "Many records opened in a short time")
    NIGHT = "night-readings", _p("pattern", "Records opened at night, off duty")
    BEYOND = "out-of-reach", _p("pattern", "People of other units asked for")
    REFUSED = "refused-in-a-row", _p("pattern", "Refused several times in a row")
    REPEATED = "repeated-sitting", _p("pattern", "Asked the same twice within a short time")
    QUICK = "quick-answers", _p("pattern", "Answered faster than one can read")


@dataclass(frozen=True, slots=True)
class Measures:
    """From which number on each pattern is one; the force profile states them."""

    many_readings: int
    many_within: timedelta
    refused_in_a_row: int
    refused_within: timedelta
    out_of_reach: int
    out_of_reach_within: timedelta
    night_readings: int
    night_from: int
    night_until: int
    quick_answers: int
    quick_answer: timedelta

    @property
    def reach(self) -> timedelta:
        """How far before a stretch the traces must begin: the longest a pattern can last."""
        night = timedelta(hours=(self.night_until - self.night_from) % 24 + 1)
        longest = max(self.many_within, self.refused_within, self.out_of_reach_within, night)
        return max(longest, 2 * QUICK_RUN) + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Episode:
    """One occurrence of a pattern. `count` is what reached its number at `last`.

    `actor` is None where the pattern is about no account. `seconds` is the median time
    between answers, where the pattern is about that.
    """

    pattern: Pattern
    actor: UUID | None
    role: str
    first: datetime
    last: datetime
    count: int
    person: UUID | None = None
    entry: UUID | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time that is judged: from `since`, and before `until`."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment < self.until


def many_readings(
    traces: Iterable[Trace], measures: Measures, stretch: Stretch
) -> Iterator[Episode]:
    """Yield where an account opened the records of many different people one by one."""
    opened = [one for one in traces if _opens_somebody(one)]
    for row in by_actor(opened).values():
        yield from _crossings(
            Pattern.MANY, row, measures.many_readings, measures.many_within, stretch,
            lambda window: len({one.person for one in window}),
        )  # fmt: skip


def out_of_reach(
    traces: Iterable[Trace],
    measures: Measures,
    stretch: Stretch,
    may: Callable[[str, str], bool],
) -> Iterator[Episode]:
    """Yield where an account asked several times for people beyond its units.

    `may(role, command)` says whether the role is allowed the thing as such: where it is and the
    entry still says refused, what was asked for lay out of reach, or did not exist.
    """
    beyond = [one for one in traces if one.kind == REFUSED and may(one.role, one.command)]
    for row in by_actor(beyond).values():
        yield from _crossings(
            Pattern.BEYOND, row, measures.out_of_reach, measures.out_of_reach_within, stretch, len
        )


def refused_in_a_row(
    traces: Iterable[Trace], measures: Measures, stretch: Stretch
) -> Iterator[Episode]:
    """Yield where an account was refused so often in so short a time, with nothing between.

    A password or a code that failed at the door counts as a refusal.
    """
    for row in by_actor(traces).values():
        run: deque[Trace] = deque()
        told = False
        for one in row:
            if one.kind != REFUSED and one.command not in TURNED_AWAY:
                run.clear()
                told = False
                continue
            run.append(one)
            while one.at - run[0].at > measures.refused_within:
                run.popleft()
            if len(run) < measures.refused_in_a_row:
                told = False
            elif not told:
                told = True
                if stretch.holds(one.at):
                    yield _episode(Pattern.REFUSED, list(run), len(run))


def at_night(
    traces: Iterable[Trace],
    measures: Measures,
    stretch: Stretch,
    zone_of: Callable[[UUID], str],
    on_duty: Callable[[UUID, datetime], bool],
) -> Iterator[Episode]:
    """Yield where an account opened records at night without having the duty.

    Night is the night of the account's own unit (`zone_of`, an IANA name). It is judged in the
    stretch in which it ends.
    """
    for actor, row in by_actor([one for one in traces if _opens_somebody(one)]).items():
        zone = ZoneInfo(zone_of(actor))
        nights: dict[datetime, list[Trace]] = {}
        for one in row:
            ends = _night_end(one.at, zone, measures)
            if ends is not None and stretch.holds(ends) and not on_duty(actor, one.at):
                nights.setdefault(ends, []).append(one)
        for read in nights.values():
            people = len({one.person for one in read})
            if people >= measures.night_readings:
                yield _episode(Pattern.NIGHT, read, people)


def quick_answers(
    traces: Iterable[Trace], measures: Measures, stretch: Stretch
) -> Iterator[Episode]:
    """Yield where a person's answers followed each other faster than one can read a question.

    The median of the last so many gaps counts, so that one slow answer hides nothing and one
    double press proves nothing. What was answered is not looked at.
    """
    by_person: dict[UUID | None, list[Trace]] = {}
    for one in sorted(traces, key=lambda trace: (trace.at, trace.id)):
        if one.command == ANSWER and one.kind == "write":
            by_person.setdefault(one.person, []).append(one)
    for row in by_person.values():
        told = False
        for place in range(measures.quick_answers, len(row)):
            run = row[place - measures.quick_answers : place + 1]
            gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(run)]
            in_one_go = run[-1].at - run[0].at <= QUICK_RUN
            quick = in_one_go and median(gaps) < measures.quick_answer.total_seconds()
            if quick and not told and stretch.holds(run[-1].at):
                yield _episode(
                    Pattern.QUICK, run, measures.quick_answers,
                    person=run[0].person, seconds=round(median(gaps), 2),
                )  # fmt: skip
            told = quick


def _opens_somebody(one: Trace) -> bool:
    return one.kind == READ and one.person is not None and one.purpose != OWN


def _crossings(
    pattern: Pattern,
    row: Sequence[Trace],
    least: int,
    within: timedelta,
    stretch: Stretch,
    count: Callable[[deque[Trace]], int],
) -> Iterator[Episode]:
    """Yield where the count over a sliding window reaches `least` and had not a moment before."""
    window: deque[Trace] = deque()
    above = False
    for one in row:
        window.append(one)
        while one.at - window[0].at > within:
            window.popleft()
        found = count(window)
        if found >= least and not above and stretch.holds(one.at):
            yield _episode(pattern, list(window), found)
        above = found >= least


def _night_end(at: datetime, zone: ZoneInfo, measures: Measures) -> datetime | None:
    """Return when the night ends in which `at` lies, None by day. Nights may pass midnight."""
    local = at.astimezone(zone)
    passes = measures.night_from > measures.night_until
    late = passes and local.hour >= measures.night_from
    early = local.hour < measures.night_until and (passes or local.hour >= measures.night_from)
    if not (late or early):
        return None
    day = local.date() + timedelta(days=1) if late else local.date()
    return datetime.combine(day, time(measures.night_until), zone).astimezone(at.tzinfo)


def _episode(
    pattern: Pattern,
    run: Sequence[Trace],
    count: int,
    *,
    person: UUID | None = None,
    seconds: float | None = None,
) -> Episode:
    first, last = run[0], run[-1]
    return Episode(
        pattern, first.actor, first.role, first.at, last.at, count, person, first.id, seconds
    )
