"""A round out of what stands: open vacancies of some partners, and whoever asked for them.

For use inside a unit of work. What people wish stands in the order in which they asked; how well a
vacancy suits them is what their own page says, and what a hard rule keeps away is no wish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from muster.kernel.ids import PersonId
from muster.people.rules.packet import Field
from muster.transition.models import Candidacy
from muster.transition.partnering import (
    sent,
    standing_vacancies,
    states_of,
    wishes_of,
)
from muster.transition.profiling import decided_of
from muster.transition.recording import wishes_with
from muster.transition.rules.candidacies import OVER, Stage
from muster.transition.rules.fitting import Open, Wishes, fitting
from muster.transition.rules.rounds import Comer, Pair, Round, Seats, held
from muster.transition.together import pairs_among
from muster.vault.work import current

WAITING = frozenset({Stage.ASKED, Stage.INVITED})
OF_PACKET = (Field.TRADE, Field.COURSES, Field.LICENCES, Field.LED, Field.WISHES)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a round is held over; people and vacancies by their ids as text.

    `candidacies` are by person and vacancy; `kept_away` counts wishes against a hard rule. `pairs`
    are those who agreed themselves to be placed together.
    """

    vacancies: Mapping[str, Open]
    seats: tuple[Seats, ...]
    comers: tuple[Comer, ...]
    names: Mapping[str, str]
    candidacies: Mapping[tuple[str, str], UUID]
    kept_away: int
    pairs: tuple[Pair, ...] = ()

    def hold(self, pairs: Sequence[Pair]) -> Round:
        """Hold the round with those who agreed themselves, and with these pairs besides.

        Pairs of whom one asked for nothing here are left out, and so are those of whom one agreed
        with somebody else.
        """
        there = {one.key for one in self.comers}
        agreed = {key for one in self.pairs for key in (one.one, one.other)}
        known = [
            one for one in pairs if {one.one, one.other} <= there - agreed and one.one != one.other
        ]
        return held(self.seats, self.comers, [*self.pairs, *known])


def gathered(partners: Collection[UUID], today: date) -> Gathered:
    """Return the open vacancies of these partners, their free places, and who asked for them."""
    vacancies = standing_vacancies(today, of=partners)
    rows = list(
        Candidacy.objects.filter(vacancy_id__in=[one.key for one in vacancies]).order_by(
            "asked_at", "id"
        )
    )
    current().admit({one.person_id for one in rows})
    states = states_of([one.id for one in rows])
    taken: dict[UUID, int] = defaultdict(int)
    asked: dict[UUID, list[Candidacy]] = defaultdict(list)
    for one in rows:
        stage = states[one.id].stage
        if stage in WAITING:
            asked[one.person_id].append(one)
        elif stage not in OVER:
            taken[one.vacancy_id] += 1
    comers, kept_away = [], 0
    for mine in asked.values():
        comer = _comer(mine, vacancies, today)
        kept_away += len(mine) - len(comer.wishes)
        comers.append(comer)
    return Gathered(
        {str(one.key): one for one in vacancies},
        tuple(_seats(one, taken[one.key]) for one in vacancies), tuple(comers),
        {str(key): sent(mine[-1]).get(Field.NAME.value, "") for key, mine in asked.items()},
        {(str(one.person_id), str(one.vacancy_id)): one.id
         for mine in asked.values() for one in mine},
        kept_away, pairs_among([PersonId(one) for one in asked]),
    )  # fmt: skip


def _seats(one: Open, taken: int) -> Seats:
    free = max(one.places - taken, 0)
    return Seats(str(one.key), str(one.partner), one.region, free, min(one.reserved, free))


def _comer(mine: Sequence[Candidacy], vacancies: Sequence[Open], today: date) -> Comer:
    person = PersonId(mine[-1].person_id)
    words = sent(mine[-1])
    said = wishes_with(wishes_of(person), decided_of(person), today) or Wishes()
    packed = [words.get(one.value, "") for one in OF_PACKET]
    whole = replace(said, words=" ".join([said.words, *packed]).strip())
    wanted = {one.vacancy_id for one in mine}
    open_ones = [one for one in vacancies if one.key in wanted]
    fits = fitting(whole, open_ones, today, count=max(len(open_ones), 1)).best
    worth = {str(one.vacancy.key): min(int(one.suits * 500), 1000) for one in fits}
    wishes = tuple(str(one.vacancy_id) for one in mine if str(one.vacancy_id) in worth)
    return Comer(str(person), wishes, worth, quota=True)
