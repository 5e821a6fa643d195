"""What those say of themselves who are on their way into work: invented, and by their own hand.

Most give a packet, so that their caseworker knows a name; those who look for work say where and
what; of those who work, some say how it goes and in which groups they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from muster.config.demonstration.accounts import member_of
from muster.config.demonstration.building import Building
from muster.kernel.ids import AccountId, new_id

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.config.demonstration.formation import Soldier
    from muster.kernel.ids import PersonId
    from muster.transition.commands.bringing import Brought

ASKING = 40
"""So many packets are sent on to partners of the demonstration; the others name people alone."""
NAMED, COUNTED, FARES = 0.9, 250, 0.25
PAY, SATISFIED = ("enough", "less", "more"), ("yes", "partly", "no")
_PAY, _SATISFIED = (0.55, 0.3, 0.15), (0.6, 0.28, 0.12)
ENDED = frozenset({"self-reliant", "ended"})


def say_of_themselves(building: Building, cases: list[Brought], dice: np.random.Generator) -> None:
    """Let people give packets, say what they wish, how they fare, and as what they are counted."""
    soldiers, me = soldiers_of(building), member_of(building)
    running = [one for one in cases[::-1] if one.person != me and _state(one) not in ENDED]
    seeks = [one for one in running if _state(one) != "following"]
    for one in seeks[:ASKING]:
        building.packets.append((one.person, _gives_packet(building, one, soldiers)))
    for one in (*seeks[ASKING:], *(one for one in running if _state(one) == "following")):
        if dice.random() < NAMED:
            _gives_packet(building, one, soldiers)
    for one in seeks:
        _wishes(building, one, soldiers, dice)
    for one in running:
        if _state(one) == "following" and dice.random() < FARES:
            _says_how_it_goes(building, one, dice)
    _be_counted(building, cases, soldiers, dice)


def soldiers_of(building: Building) -> dict[PersonId, Soldier]:
    """Return who serves or served, by their record."""
    return {
        building.known[one.number].person: one
        for one in building.brigade.soldiers
        if one.number in building.known
    }


def _state(case: Brought) -> str:
    return next(event.state for event in reversed(case.events) if event.state)


def _member(person: PersonId) -> Viewer:
    from muster.access.roles import MEMBER
    from muster.access.viewers import Viewer

    return Viewer(AccountId(new_id()), MEMBER, person=person)


def _gives_packet(
    building: Building, case: Brought, soldiers: Mapping[PersonId, Soldier]
) -> dict[str, str]:
    from muster.people.commands.packets import give_packet

    soldier, person = soldiers[case.person], case.person
    words = {"name": f"{soldier.name.given} {soldier.name.surname}", "trade": soldier.post}
    until = building.now.date() + timedelta(days=180)
    give_packet(
        person=person, words=words, until=until, alone=True, by=_member(person), at=building.now
    )
    return words


def _wishes(
    building: Building, case: Brought, soldiers: Mapping[PersonId, Soldier],
    dice: np.random.Generator,
) -> None:  # fmt: skip
    from muster.config.demonstration.employers import REGIONS
    from muster.transition.commands.candidacies import say_wishes
    from muster.transition.rules.fitting import Wishes

    home = REGIONS[int(dice.integers(len(REGIONS)))]
    wishes = Wishes(regions=(home,), words=soldiers[case.person].post)
    say_wishes(person=case.person, wishes=wishes, by=_member(case.person), at=building.now)


def _says_how_it_goes(building: Building, case: Brought, dice: np.random.Generator) -> None:
    """Say of pay and contentment alone: whether somebody works is what the checks found."""
    from muster.transition.commands.faring import say_how_one_fares
    from muster.transition.rules.faring import Faring

    said = Faring(
        pay=PAY[int(dice.choice(len(PAY), p=_PAY))],
        satisfied=SATISFIED[int(dice.choice(len(SATISFIED), p=_SATISFIED))],
    )
    say_how_one_fares(
        person=case.person, said=said, link=None, by=_member(case.person), at=building.now
    )


def _be_counted(
    building: Building, cases: list[Brought], soldiers: Mapping[PersonId, Soldier],
    dice: np.random.Generator,
) -> None:  # fmt: skip
    """Let some of those who began work say in which groups they are to be counted."""
    from muster.config.demonstration.employers import REGIONS
    from muster.transition.commands.staying import be_counted
    from muster.transition.rules.staying import Groups
    from muster.transition.rules.track import PLACES

    worked = [one for one in cases if any(event.step == PLACES for event in one.events)]
    for one in worked[:: max(1, len(worked) // COUNTED)]:
        soldier = soldiers[one.person]
        groups = Groups(
            "woman" if soldier.woman else "man", REGIONS[int(dice.integers(3))],
            "sergeant" if "sergeant" in soldier.rank.casefold() else "soldier",
            "yes" if dice.random() < 0.2 else "no",
        )  # fmt: skip
        be_counted(person=one.person, said=groups, by=_member(one.person), at=building.now)
