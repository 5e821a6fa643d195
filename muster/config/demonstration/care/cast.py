"""Whose cases are invented: people of the brigade, chosen by how their own answers went.

Nobody is drawn twice, so that no story spoils another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from muster.config.demonstration.accounts import member_of
from muster.config.demonstration.building import Building, psychologist_of
from muster.config.demonstration.formation import Soldier
from muster.config.demonstration.service import RHYTHMS
from muster.kernel.ids import PersonId

if TYPE_CHECKING:
    from muster.care.rules.reviews import Course

HIGH = 10  # of the PHQ-9, from which somebody is likely to be in care
TRIED = 120  # so many are looked at for the ways in which care may go


@dataclass(frozen=True, slots=True)
class Somebody:
    """One invented person of a battalion, and the language in which they are written of."""

    person: PersonId
    number: str
    battalion: int
    language: str
    name: str


@dataclass
class Cast:
    """The people of the brigade by battalion, in a drawn order, without those who are taken."""

    building: Building
    taken: set[PersonId] = field(default_factory=set)

    def __post_init__(self) -> None:
        dice = np.random.default_rng(self.building.seed + 11)
        soldiers = self.building.brigade.soldiers
        order = dice.permutation(len(soldiers)).tolist()
        self._ordered = [soldiers[place] for place in order if self._known(soldiers[place])]
        member = member_of(self.building)
        self.member = next(self.of(one) for one in self._ordered if self.of(one).person == member)
        self.taken.add(member)

    def of(self, soldier: Soldier) -> Somebody:
        """Return a soldier as the stories know them."""
        known = self.building.known[soldier.number]
        parts = (soldier.name.surname, soldier.name.given, soldier.name.patronymic)
        name = " ".join(part for part in parts if part)
        return Somebody(
            known.person, soldier.number, soldier.battalion, soldier.name.language, name
        )

    def some(self, battalion: int, count: int, unit: str = "") -> list[Somebody]:
        """Return so many people of a battalion, whoever is not taken yet."""
        found = [
            one for _place, one in zip(range(count), self._free(battalion, unit), strict=False)
        ]
        self.taken.update(one.person for one in found)
        return found

    def one(self, battalion: int) -> Somebody:
        """Return one person of a battalion."""
        return self.some(battalion, 1)[0]

    def courses(
        self, battalion: int, week: int, wanted: Sequence[tuple[Course, int]]
    ) -> dict[Course, list[Somebody]]:
        """Return so many people who did so since the sittings of `week`, by all their scores.

        Fewer where fewer are among the first that are looked at.
        """
        from muster.access.permissions import Permission
        from muster.care.comparing import course_since
        from muster.vault.work import unit_of_work

        building = self.building
        account = psychologist_of(battalion)
        by = building.viewer(account, Permission.READ_CASE, building.now)
        since = building.monday.date() + timedelta(weeks=week + 1)
        found: dict[Course, list[Somebody]] = {course: [] for course, _count in wanted}
        counts = dict(wanted)
        with unit_of_work(by.standing()):
            for one in islice(self._in_need(battalion, week), TRIED):
                course = course_since(one.person, since)
                if len(found.get(course, ())) < counts.get(course, 0):
                    found[course].append(one)
                if all(len(found[key]) >= count for key, count in wanted):
                    break
        self.taken.update(one.person for some in found.values() for one in some)
        return found

    def in_need(self, battalion: int, day: date, count: int) -> list[Somebody]:
        """Return so many people of a battalion who scored high when they last sat before a day."""
        weeks = [
            one.week
            for one in RHYTHMS[battalion].occasions
            if "phq-9" in one.asks and one.day(self.building.monday.date(), 4) < day
        ]
        found = list(islice(self._in_need(battalion, max(weeks)), count)) if weeks else []
        self.taken.update(one.person for one in found)
        return found

    def _in_need(self, battalion: int, week: int) -> Iterator[Somebody]:
        """Yield people of a battalion who scored high in `week`, then those who scored less."""
        building = self.building
        totals: dict[int, int] = {}
        for one in building.brigade.sittings:
            if (one.instrument, one.battalion, one.occasion.week) == ("phq-9", battalion, week):
                items = one.answers[:, :9].astype(int)
                whole = (items >= 0).all(axis=1)
                sums = items.sum(axis=1)
                totals.update(zip(one.people[whole].tolist(), sums[whole].tolist(), strict=True))
        ordered = sorted(totals, key=lambda place: (totals[place] < HIGH, place))
        for place in ordered:
            soldier = building.brigade.soldiers[place]
            if self._known(soldier) and self.of(soldier).person not in self.taken:
                yield self.of(soldier)

    def _free(self, battalion: int, unit: str) -> Iterator[Somebody]:
        for soldier in self._ordered:
            if soldier.battalion == battalion and soldier.unit.startswith(unit):
                one = self.of(soldier)
                if one.person not in self.taken:
                    yield one

    def _known(self, soldier: Soldier) -> bool:
        return soldier.number in self.building.known
