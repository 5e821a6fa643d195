"""What is due for people, and how every window stands; for use inside a unit of work.

Everything follows from facts: the open campaigns, where people serve and what they lived through,
their sittings, and whether they declined or were excused. A sitting of an instrument counts for
every window whose days it falls in, whoever asked for it: nobody answers one form twice because two
campaigns want it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.assessments.again import Again, asked_again
from muster.assessments.answered import Answered, Attended, answered_by, attended_by
from muster.assessments.lives import known_to_filters, needs_lives, stretches_for, wanted_of
from muster.assessments.rules.stages import Scored, opened_by
from muster.assessments.rules.who import fits
from muster.assessments.rules.windows import Standing, Stretch, first_counting, later, standing_of
from muster.assessments.terms import Ordered, open_campaigns, stages_of
from muster.assessments.why import why_again, why_asked, why_more
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence
from muster.people.calendars import calendars_of
from muster.people.serving import Serving, serving
from muster.policy.queries import in_force

_LAST_DAY = date(9999, 12, 30)  # its end is an instant in every time zone


@dataclass(frozen=True, slots=True)
class Due:
    """One stage of one window that a person is to answer now.

    `instruments` are still to be answered, `answered` are done. `opens` and `closes` are the unit's
    own days, both included; until the instant `until` an answer still counts. `late`: `closes` is
    over. `in_room`: it is answered together with others, so nobody's may look different. `again`: a
    plan of treatment asks for it.
    """

    campaign: UUID
    name: str
    window: str
    whole_unit: bool
    stage: int
    instruments: tuple[str, ...]
    answered: tuple[str, ...]
    opens: date
    closes: date
    until: Instant
    late: bool
    in_room: bool
    why: Sentence
    again: bool = False

    @property
    def private(self) -> bool:
        """Must nobody else see that it is due? A second stage says what the first one found."""
        return self.bookable or self.again

    @property
    def bookable(self) -> bool:
        """Is it gone through with somebody, if the person likes?"""
        return self.stage > 1


@dataclass(frozen=True, slots=True)
class Stood:
    """How the first stage of one window stands for a person; `done_on` is its last sitting's day.

    Who declined has done it, and who was excused: nobody else is to see a difference.
    """

    campaign: UUID
    window: str
    whole_unit: bool
    opens: date
    closes: date
    counts_until: date
    standing: Standing
    done_on: date | None


@dataclass(frozen=True, slots=True)
class _Case:
    """One window of one campaign for one person, with all that decides how it stands."""

    ordered: Ordered
    stretch: Stretch
    today: date
    calendar: Calendar
    answers: Sequence[Answered]
    attended: Mapping[tuple[UUID, str, int], Attended]

    def days_of(self, instrument: str) -> list[date]:
        return [one.day for one in self.answers if one.instrument == instrument]

    def answered(self) -> dict[str, date]:
        """Return the first stage's instruments that were answered in this window, and when."""
        found = {
            one: first_counting(self.stretch, self.days_of(one))
            for one in self.ordered.stages.first
        }
        return {one: day for one, day in found.items() if day is not None}

    def sat_on(self) -> date | None:
        """Return the day on which the first stage was answered whole, None where it was not.

        Where no instrument is named, any sitting counts: a calendar is kept by any screening.
        """
        if not self.ordered.stages.first:
            return first_counting(self.stretch, (one.day for one in self.answers))
        answered = self.answered()
        whole = answered.keys() >= set(self.ordered.stages.first)
        return max(answered.values()) if whole else None

    def done_on(self) -> date | None:
        """Return the day on which it was done: answered, declined, or excused."""
        sat, ended = self.sat_on(), self._ended(1)
        days = [day for day in (sat, ended) if day is not None]
        return min(days, default=None)

    def _ended(self, stage: int) -> date | None:
        """Return the day that declining or an excuse counts on: within the window, if need be."""
        fact = self.attended.get((self.ordered.id, self.stretch.key, stage))
        if fact is None or not fact.ends_it:
            return None
        return min(max(fact.day, self.stretch.opens), self.stretch.counts_until)

    def standing(self) -> Standing:
        done = self.done_on()
        return standing_of(self.stretch, [] if done is None else [done], self.today)

    def stood(self) -> Stood:
        stretch = self.stretch
        return Stood(
            self.ordered.id, stretch.key, self.ordered.whole_unit, stretch.opens, stretch.closes,
            stretch.counts_until, self.standing(), self.done_on(),
        )  # fmt: skip

    def due(self) -> Iterator[Due]:
        """Yield what is to be answered now: the first stage, or what its answers opened."""
        standing = self.standing()
        if standing.is_due:
            answered = self.answered()
            left = tuple(one for one in self.ordered.stages.first if one not in answered)
            why = why_asked(self.stretch, self.ordered, late=standing is Standing.LATE)
            yield self._due(self.stretch, 1, left, tuple(answered), why)
        sat = self.sat_on()
        if sat is not None and sat <= self.today:
            yield from self._more(sat)

    def _more(self, sat: date) -> Iterator[Due]:
        """Yield the later stages that are open: what earlier answers of this window opened."""
        rule, stages = in_force().campaigns, self.ordered.stages
        scored = [
            scale
            for one in self.answers
            if one.instrument in stages.instruments() and self._in_stage_time(one, sat)
            for scale in one.scales
        ]
        opened: dict[int, list[str]] = {}
        for instrument in opened_by(stages, _latest(scored)):
            opened.setdefault(stages.stage_of(instrument), []).append(instrument)
        closes = later(sat, rule.second_stage_within)
        stretch = Stretch(self.stretch.key, sat, closes, later(closes, rule.late_for))
        for stage, instruments in sorted(opened.items()):
            left = tuple(one for one in instruments if not self._again(one, stretch))
            fact = self.attended.get((self.ordered.id, self.stretch.key, stage))
            ended = fact is not None and fact.ends_it
            if left and not ended and standing_of(stretch, (), self.today).is_due:
                done = tuple(one for one in instruments if one not in left)
                yield self._due(stretch, stage, left, done, why_more(closes))

    def _in_stage_time(self, one: Answered, sat: date) -> bool:
        """Does this sitting speak for the window: in it, or after its first stage was done?"""
        return self.stretch.holds(one.day) or one.day >= sat

    def _again(self, instrument: str, stretch: Stretch) -> bool:
        return first_counting(stretch, self.days_of(instrument)) is not None

    def _due(
        self,
        stretch: Stretch,
        stage: int,
        left: tuple[str, ...],
        done: tuple[str, ...],
        why: Sentence,
    ) -> Due:
        until = self.calendar.end_of(min(stretch.counts_until, _LAST_DAY))
        late, first = self.today > stretch.closes, stage == 1
        return Due(
            self.ordered.id, self.ordered.name, stretch.key, self.ordered.whole_unit and first,
            stage, left, done, stretch.opens, stretch.closes, until, late,
            self.ordered.in_room and first, why,
        )  # fmt: skip


def due_of(people: Collection[PersonId], at: Instant) -> dict[PersonId, list[Due]]:
    """Return what each of these people is to answer at `at`; people with nothing are left out.

    Windows of the whole unit come first, then by their last day.
    """
    found: dict[PersonId, list[Due]] = {}
    for person, case in _cases(people, at, open_campaigns(at)):
        found.setdefault(person, []).extend(case.due())
    for person, again in asked_again(people, at):
        if again.standing.is_due:
            found.setdefault(person, []).append(_due_again(again))
    return {
        person: sorted(dues, key=lambda one: (not one.whole_unit, one.closes, one.stage))
        for person, dues in found.items()
        if dues
    }


def _due_again(again: Again) -> Due:
    stretch, late = again.stretch, again.standing is Standing.LATE
    until = again.calendar.end_of(min(stretch.counts_until, _LAST_DAY))
    return Due(
        again.id, "", stretch.key, False, 1, again.left, tuple(again.answered), stretch.opens,
        stretch.closes, until, late, False, why_again(stretch, late=late), again=True,
    )  # fmt: skip


def standings_of(
    people: Collection[PersonId], at: Instant, campaigns: Sequence[Ordered] | None = None
) -> dict[PersonId, list[Stood]]:
    """Return how every window of the open campaigns, or of these ones, stands for these people."""
    asked = open_campaigns(at) if campaigns is None else campaigns
    found: dict[PersonId, list[Stood]] = {}
    for person, case in _cases(people, at, asked):
        found.setdefault(person, []).append(case.stood())
    return found


@dataclass(frozen=True, slots=True)
class Watched:
    """One window of one person with its days, for whoever reminds of it."""

    person: PersonId
    campaign: UUID
    stretch: Stretch
    standing: Standing
    done_on: date | None
    calendar: Calendar


def windows_of(people: Collection[PersonId], at: Instant) -> Iterator[Watched]:
    """Yield each window of the open campaigns and of plans for these people, with its days."""
    for person, case in _cases(people, at, open_campaigns(at)):
        yield Watched(
            person, case.ordered.id, case.stretch, case.standing(), case.done_on(), case.calendar
        )
    for person, again in asked_again(people, at):
        yield Watched(
            person, again.id, again.stretch, again.standing, again.done_on, again.calendar
        )


def opens_more(campaign: UUID) -> bool:
    """May answers open anything more in this campaign?"""
    stages = stages_of(campaign)
    return stages is not None and bool(stages.then)


def next_stage(campaign: UUID, results: Iterable[Scored]) -> tuple[str, ...]:
    """Return the instruments that these results open in a campaign; () where it has no stages."""
    stages = stages_of(campaign)
    return () if stages is None else opened_by(stages, results)


def asked_by(ordered: Ordered, one: Serving) -> bool:
    """Is this person one of those whom the campaign asks?"""
    return not set(ordered.units).isdisjoint(one.above) and fits(ordered.who, known_to_filters(one))


def _cases(
    people: Collection[PersonId], at: Instant, campaigns: Sequence[Ordered]
) -> Iterator[tuple[PersonId, _Case]]:
    if not campaigns or not people:
        return
    ranks = any(one.who.ranks for one in campaigns)
    found = serving(people, at, ranks=ranks, lives=any(needs_lives(one) for one in campaigns))
    calendars = calendars_of(list(found))
    answers = answered_by(found, calendars, wanted_of(campaigns, at))
    attended = attended_by(found)
    for person, one in found.items():
        calendar = calendars[person]
        for ordered in campaigns:
            if not asked_by(ordered, one):
                continue
            given = answers.get(person, ())
            for stretch in stretches_for(ordered, one, given, calendar, at):
                today = calendar.local_date(at)
                case = _Case(ordered, stretch, today, calendar, given, attended.get(person, {}))
                yield person, case


def _latest(scored: Sequence[Scored]) -> list[Scored]:
    """Return the last score of each scale; sittings come in the order of their days."""
    return list({(one.instrument, one.scale): one for one in scored}.values())
