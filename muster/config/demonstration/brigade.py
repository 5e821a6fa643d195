"""The whole demonstration as plain data: people, units, and everything they ever answered.

One seed and one Monday give one brigade, the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from muster.config.demonstration import formation, service
from muster.config.demonstration.checkin import ECHOES, as_coded
from muster.config.demonstration.copula import Floats
from muster.config.demonstration.formation import Soldier
from muster.config.demonstration.model import Model, build
from muster.config.demonstration.nhanes import Survey
from muster.config.demonstration.population import Answers, draw, leave_gaps
from muster.config.demonstration.service import RHYTHMS, ROSTER_WEEKS, Occasion, Rhythm

SEED = 1_941
# P: how often people are there on their unit's day. A few are hard to catch, and are missed.
PRESENT, SELDOM_PRESENT, SELDOM = 0.90, 0.25, 0.03


@dataclass(frozen=True, slots=True)
class Sittings:
    """Sittings of one instrument on one battalion's occasion.

    `people` (sittings,) are places in the brigade's soldiers; `answers` (sittings, items) codes
    with -1 for none. The day follows from the occasion and the platoon.
    """

    instrument: str
    battalion: int
    occasion: Occasion
    people: NDArray[np.int64]
    answers: Answers


@dataclass(frozen=True, slots=True)
class Missed:
    """Who was not there on a battalion's occasion: places in the brigade's soldiers."""

    battalion: int
    occasion: Occasion
    people: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Brigade:
    """People, their sittings in the order of time, and the occasions they missed."""

    monday: date
    soldiers: tuple[Soldier, ...]
    sittings: tuple[Sittings, ...]
    missed: tuple[Missed, ...]

    def day(self, sittings: Sittings, row: int) -> date:
        """Return the day on which a row's person sat."""
        soldier = self.soldiers[int(sittings.people[row])]
        return sittings.occasion.day(self.monday, platoon_of(soldier))


def platoon_of(soldier: Soldier) -> int:
    """Return a number that those of one platoon share."""
    return sum(int(part) for part in soldier.unit.split("-")[2:])


def monday_of(today: date) -> date:
    """Return the Monday of this week."""
    return today - timedelta(days=today.weekday())


def invent(survey: Survey, *, monday: date, seed: int = SEED) -> Brigade:
    """Invent the brigade as it stands on `monday`."""
    dice = np.random.default_rng(seed)
    people = formation.soldiers(monday=monday, dice=dice)
    model = build(survey, ECHOES)
    hard = service.hardships(1 + max(soldier.company for soldier in people), dice)
    sittings: list[Sittings] = []
    missed: list[Missed] = []
    for battalion, rhythm in RHYTHMS.items():
        places = np.array([i for i, one in enumerate(people) if one.battalion == battalion])
        companies = np.array([people[place].company for place in places])
        answers = _answers(model, rhythm, companies, hard, dice)
        serving = _serving(people, places, rhythm, monday)
        often = np.where(dice.random(len(places)) < SELDOM, SELDOM_PRESENT, PRESENT)
        present = serving & (dice.random(serving.shape) < often[:, None])
        for column, occasion in enumerate(rhythm.occasions):
            here, absent = present[:, column], (serving & ~present)[:, column]
            missed.append(Missed(battalion, occasion, places[absent]))
            for instrument in occasion.asks:
                given = answers[instrument][here, column]
                sittings.append(Sittings(instrument, battalion, occasion, places[here], given))
    sittings.sort(key=lambda one: one.occasion.week)
    return Brigade(monday, people, tuple(sittings), tuple(missed))


def _answers(
    model: Model,
    rhythm: Rhythm,
    companies: NDArray[np.int64],
    hard: Floats,
    dice: np.random.Generator,
) -> dict[str, Answers]:
    _, numbered = np.unique(companies, return_inverse=True)
    lift = service.lift(rhythm, hard[companies])
    drawn = draw(model, days=rhythm.days(), companies=numbered, lift=lift, dice=dice)
    drawn["muster-check-in"] = as_coded(drawn["muster-check-in"])
    return {key: leave_gaps(answers, dice) for key, answers in drawn.items()}


def _serving(
    people: tuple[Soldier, ...], places: NDArray[np.int64], rhythm: Rhythm, monday: date
) -> NDArray[np.bool_]:
    """Return who stood on the last roster before each occasion, shape (people, sittings)."""
    joined = np.array([people[place].since.toordinal() for place in places])
    rosters = [
        (monday + timedelta(weeks=max(w for w in ROSTER_WEEKS if w <= one.week))).toordinal()
        for one in rhythm.occasions
    ]
    return np.asarray(joined[:, None] <= np.array(rosters)[None, :])
