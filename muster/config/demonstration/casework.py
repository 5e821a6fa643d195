"""Two years of an office that goes with people into civilian work: 2,000 invented cases.

An office of nine caseworkers has room for so many at once; who comes when all have their hands full
waits. Town halls, schools and employers take their time, and some of them longer than they should.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import TERM, member_of
from muster.config.demonstration.authorities import put_down_reminders
from muster.config.demonstration.building import ADMINISTRATOR, CASEWORKER, Building, Progress
from muster.config.demonstration.employers import bring_employers
from muster.config.demonstration.entries import enter_service
from muster.config.demonstration.fair import bring_outsiders_in
from muster.config.demonstration.newcomer import take_in_a_driver
from muster.config.demonstration.said_themselves import say_of_themselves
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from uuid import UUID

    from muster.kernel.ids import PersonId
    from muster.transition.commands.bringing import Brought
    from muster.transition.rules.track import Event

HEAD = "head-of-office"
CASES, YEARS, WORKERS, ROOM = 2_000, 2, 9, 26
LOSES, ENDS, LATE_REASON = 0.12, 0.06, ("no-place", "papers-missing", "no-staff", "not-told")
PARTNERS = {
    "housing": ("local-authority", ("North town hall (invented)", "South hall (invented)"), 22),
    "papers": ("local-authority", ("Registry (invented)",), 11),
    "course": ("school", ("College of trades (invented)", "Driving school (invented)"), 18),
    "interview": ("employer", ("Rail works (invented)", "Harbour (invented)"), 8),
}  # fmt: skip
"""By kind of task: whom it is given to, which of them, and how many days half of them take."""
STANDARD = {"housing": 28, "papers": 21, "course": 28, "interview": 14}


def work_the_cases(building: Building, progress: Progress) -> None:
    """Bring in two years of cases, let some give a packet, and count how long steps take."""
    from muster.access.accounts import track_watch
    from muster.access.permissions import Permission
    from muster.transition.commands.bringing import bring_cases
    from muster.transition.commands.counting import count_times
    from muster.transition.commands.staying import count_staying
    from muster.transition.commands.ways import count_ways

    accounts = list(_accounts(building))
    by = building.viewer(CASEWORKER, Permission.WORK_TRACK, building.now)
    dice = np.random.default_rng(building.seed + 11)
    cases = list(_invented(building, accounts, dice))
    bring_cases(cases=cases, by=by, at=building.now)
    enter_service(building, {one.person for one in cases})
    building.facts["reminders"] = put_down_reminders(building, cases, by)
    progress(1, 2)
    say_of_themselves(building, cases, dice)
    bring_outsiders_in(building, bring_employers(building, cases, by))
    take_in_a_driver(building)
    watch = track_watch((building.unit(formation.BRIGADE),))
    for count in (count_times, count_staying, count_ways):
        count(by=watch, at=building.now)
    building.facts["cases for work"] = len(cases)
    progress(2, 2)


def _accounts(building: Building) -> Iterator[UUID]:
    """Give caseworkers and a head of office their roles; yield the caseworkers' accounts."""
    from muster.access.accounts import account_named
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import CASEWORKER as WORKER
    from muster.access.roles import HEAD_OF_OFFICE
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    by = building.viewer(ADMINISTRATOR, Permission.GIVE_ROLE, building.now)
    unit, until = building.unit(formation.BRIGADE), building.now + TERM
    names = [CASEWORKER, *(f"{CASEWORKER}-{number}" for number in range(2, WORKERS + 1))]
    for name, role in [*((one, WORKER) for one in names), (HEAD, HEAD_OF_OFFICE)]:
        give_role(account=name, role=role.key, unit=unit, until=until, by=by, at=building.now)
    with unit_of_work(Standing(Audience.PLATFORM)):
        yield from [account_named(name) for name in names]


def _invented(
    building: Building, accounts: list[UUID], dice: np.random.Generator
) -> Iterator[Brought]:
    """Yield cases in the order in which they were opened; the member's own is the last but few."""
    from muster.transition.commands.bringing import Brought

    start, people = building.now - timedelta(days=365 * YEARS), _people(building, dice)
    gaps = np.cumsum(dice.exponential(1.0, len(people)))
    opened = [start + timedelta(days=float(days)) for days in gaps * (365 * YEARS / gaps[-1])]
    free = [start] * (WORKERS * ROOM)
    for number, at in enumerate(opened):
        room = max(at, heapq.heappop(free))
        case = _Case(accounts[number % WORKERS], dice, building.now)
        heapq.heappush(free, case.live(at, room))
        yield Brought(people[number], tuple(case.events))


def _people(building: Building, dice: np.random.Generator) -> list[PersonId]:
    """Return whose cases these are: drawn, and the one who signs in as member near the end."""
    numbers = sorted(building.known)
    me, most = member_of(building), min(CASES, len(numbers) * 4 // 5)
    drawn = dice.permutation(len(numbers)).tolist()
    people = [building.known[numbers[place]].person for place in drawn]
    people = [one for one in people if one != me][: most - 1]
    people.insert(most * 19 // 20, me)
    return people


@dataclass
class _Case:
    """One case as it is lived; what lies after today has not happened."""

    owner: UUID
    dice: np.random.Generator
    now: Instant
    events: list[Event] = field(default_factory=list)

    def live(self, at: Instant, room: Instant) -> Instant:
        """Live the case from its opening; return when it takes no room any more."""
        self._add("opened", at, state="opened", due=at + timedelta(days=7))
        taken = room + timedelta(days=self._days(2.0, 0.5))
        mapped = taken + timedelta(days=self._days(9.0))
        agreed = mapped + timedelta(days=self._days(9.0))
        works = agreed + timedelta(days=self._days(45.0, 0.6))
        self._step("accept", taken, "needs", 14, to=self.owner)
        self._step("map", mapped, "plan", 14)
        self._step("agree", agreed, "placement", 90)
        for kind in sorted(PARTNERS):
            if self.dice.random() < 0.5:
                self._task(kind, mapped + timedelta(days=float(self.dice.uniform(0, 20))), works)
        if self.dice.random() < ENDS:
            self._step("end", works, "ended", None, reason="persons-wish")
            return works
        self._step("place", works, "following", 30)
        self._follow(works)
        return works

    def _follow(self, works: Instant, *, again: bool = False) -> None:
        for days, following in ((30, 90), (90, 180), (180, 365), (365, None)):
            at = works + timedelta(days=days + self._days(3.0))
            if not again and self.dice.random() < LOSES / 3:
                self._step("lose", at, "placement", 90, reason="laid-off")
                anew = at + timedelta(days=self._days(40.0))
                self._step("place", anew, "following", 30)
                self._follow(anew, again=True)
                return
            due = at + timedelta(days=30) if following is None else works + timedelta(following)
            self._add("checked", at, kind="in-work", due=due)
        self._step("rely", works + timedelta(days=400), "self-reliant", None, reason="year-over")

    def _task(self, kind: str, at: Instant, works: Instant) -> None:
        from muster.kernel.ids import new_id

        hand, names, median = PARTNERS[kind]
        at = min(at, works)
        task, due = new_id(), at + timedelta(days=STANDARD[kind])
        name = names[int(self.dice.integers(len(names)))]
        self._add("task-given", at, task=task, kind=kind, hand=hand, partner=name, due=due)
        done = min(at + timedelta(days=self._days(median, 0.7)), works)
        late = done > due
        reason = LATE_REASON[int(self.dice.integers(len(LATE_REASON)))] if late else ""
        self._add("task-done", done, task=task, reason=reason)

    def _step(self, step: str, at: Instant, state: str, days: int | None, **more: Any) -> None:
        due = None if days is None else at + timedelta(days=days)
        self._add("stepped", at, step=step, state=state, due=due, **more)

    def _add(self, act: str, at: Instant, **more: Any) -> None:
        from muster.transition.rules.track import Act, Event

        if at <= self.now:
            self.events.append(Event(Act(act), at, self.owner, **more))
            self.events.sort(key=lambda one: one.at)

    def _days(self, median: float, spread: float = 0.5) -> float:
        return float(self.dice.lognormal(np.log(median), spread))
