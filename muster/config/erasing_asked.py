"""An erasure that a page asked for: what of a person may go, told in plain data, and carried out.

The page is read by somebody who may see nobody's health. It is told the grounds on which who
somebody is stays known, and of all the rest only whether anything stays, and until when: a ground
that stands for limitations alone would say that there are some.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from muster.access.viewers import Viewer
from muster.config.erasing import ON_REQUEST, Examined, Fate, examine, refuse_held
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES
from muster.people.commands.erasing import erase, erase_zones
from muster.people.queries import card
from muster.vault.zones import Zone


def judge_asked(person: PersonId, *, by: Viewer, at: Instant) -> dict[str, Any]:
    """Return what becomes of a person's records today.

    `whole` and `goes` say whether all, or anything, may go; `identity` and `rest` hold, None where
    nothing of them stays, the words of the grounds (of `identity` alone) and the day from which
    they may go, None where it is not known. Refused where a legal hold stands, or the person is out
    of reach.
    """
    return told_of(_judged(person, by, at))


def erase_asked(person: PersonId, *, by: Viewer, at: Instant) -> dict[str, Any]:
    """Erase what may go today, which is judged again; return what `judge_asked` would."""
    found = _judged(person, by, at)
    if found.whole:
        erase(record=person, ground=ON_REQUEST, by=by, at=at)
    elif found.zones:
        erase_zones(record=person, zones=found.zones, ground=ON_REQUEST, by=by, at=at)
    return told_of(found)


def _judged(person: PersonId, by: Viewer, at: Instant) -> Examined:
    card(person=person, by=by, at=at)  # refused where the person is beyond reach
    refuse_held(by, person)
    return examine(person, by=by, at=at)


def told_of(found: Examined) -> dict[str, Any]:
    """Return what a page may be told of a judgement, in the shape that `judge_asked` names."""
    staying = [one for one in found.fates if one.why is not None]
    who = [one for one in staying if one.zone is Zone.IDENTITY]
    rest = [one for one in staying if one.zone is not Zone.IDENTITY]
    grounds = dict.fromkeys(one.why for one in who if one.why is not None)
    words = [{said: why.said_in(said) for said in LANGUAGES} for why in grounds]
    return {
        "whole": found.whole,
        "goes": found.whole or bool(found.zones),
        "identity": {"why": words, "until": _until(who)} if who else None,
        "rest": {"until": _until(rest)} if rest else None,
    }


def _until(fates: list[Fate]) -> str | None:
    """Return the day from which the last of them may go, None where one is not known."""
    days: list[date] = [one.until for one in fates if one.until is not None]
    return max(days).isoformat() if len(days) == len(fates) else None
