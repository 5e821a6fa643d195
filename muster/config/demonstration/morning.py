"""This morning: the duty, who asked for help at the weekend, what the psychologists have done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration import formation
from muster.config.demonstration.building import (
    ADMINISTRATOR,
    DEPUTY,
    Building,
    Progress,
    psychologist_of,
)

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.detection.queries import Call

ASKED_FOR_HELP = 9  # invented: so many asked to talk at the weekend, the first of them at once
WHY_NOT_REACHED = ("no-answer", "in-the-field", "on-leave", "wrong-number", "not-alone")
DUTY = timedelta(days=28)
DONE_BY_EACH = 8  # how many people each psychologist has dealt with since opening the queue


def open_queue(building: Building, _progress: Progress) -> None:
    """Enter the weekend's requests, let the psychologists begin, and count what is waiting."""
    from muster.access.accounts import watch
    from muster.access.permissions import Permission
    from muster.detection.commands.sweeping import sweep_missed
    from muster.detection.queries import queue

    everywhere = (building.unit(formation.BRIGADE),)
    building.facts["missed screens"] = sweep_missed(by=watch(everywhere), at=building.now)
    _give_duty(building)
    _ask_for_help(building)
    for battalion in range(1, formation.BATTALIONS + 1):
        account = psychologist_of(battalion)
        by = building.viewer(account, Permission.WORK_QUEUE, building.now)
        calls = queue(limit=DONE_BY_EACH, tier=None, already_shown=(), by=by, at=building.now)
        _begin(building, by, calls)
    by = building.viewer(psychologist_of(0), Permission.READ_QUEUE, building.now)
    waiting = queue(limit=10_000, tier=None, already_shown=(), by=by, at=building.now)
    tiers: dict[str, int] = {}
    for call in waiting:
        tiers[call.tier.value] = tiers.get(call.tier.value, 0) + 1
    building.facts["queue"] = tiers
    building.facts["overdue"] = sum(call.overdue(building.now) for call in waiting)


def _give_duty(building: Building) -> None:
    """Give the duty of clinician and deputy for four weeks, without which no campaign may open."""
    from muster.access.accounts import account_named
    from muster.access.permissions import Permission
    from muster.people.commands.keeping import give_duty
    from muster.people.duty import NEEDED

    by = building.viewer(ADMINISTRATOR, Permission.KEEP_ROSTER, building.now)
    for holder, role in zip((psychologist_of(0), DEPUTY), NEEDED, strict=True):
        give_duty(
            unit=by.units[0],
            role=role,
            account=account_named(holder),
            starts=building.now,
            ends=building.now + DUTY,
            by=by,
            at=building.now,
        )


def _ask_for_help(building: Building) -> None:
    """Enter requests to talk, made in the last two days."""
    from muster.access.permissions import Permission
    from muster.assessments.commands import ask_for_help
    from muster.kernel.ids import new_id

    by = building.viewer(psychologist_of(0), Permission.ASK_FOR_HELP, building.now)
    numbers = sorted(building.known)
    chosen = building.dice.choice(len(numbers), size=ASKED_FOR_HELP, replace=False)
    for place, number in enumerate(chosen.tolist()):
        at = building.now - timedelta(hours=4 * place, minutes=35)
        person = building.known[numbers[number]].person
        building.cast.taken.add(person)
        ask_for_help(person=person, request=new_id(), urgent=place == 0, by=by, at=at)
    building.facts["asked for help"] = ASKED_FOR_HELP


def _begin(building: Building, by: Viewer, calls: list[Call]) -> None:
    """Let one psychologist take, call, reach, hand on and close; some of each."""
    from muster.access.accounts import account_named
    from muster.detection.commands import assign, close, not_reached, reached, take

    at = building.now
    for place, call in enumerate(calls):
        if call.due is None:
            continue
        match place % 4:
            case 0:
                reached(person=call.person, by=by, at=at)
                close(person=call.person, reason="case-opened", by=by, at=at)
                building.cast.taken.add(call.person)
            case 1:
                take(person=call.person, by=by, at=at)
            case 2:
                why = WHY_NOT_REACHED[place % len(WHY_NOT_REACHED)]
                not_reached(person=call.person, reason=why, by=by, at=at)
            case _:
                assign(person=call.person, to=account_named(psychologist_of(0)), by=by, at=at)
        building.count("done this morning", 1)
