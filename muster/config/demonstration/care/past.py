"""Cases of two years that are over: how they came, which way they went, and how each ended.

So many as a force of this size has (84 new cases per 1,000 people a year would be 840; about half
of them, so that the demonstration stands soon). They are written all at once, every step of each
held against the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from muster.config.demonstration.accounts import MANAGER
from muster.config.demonstration.building import psychologist_of
from muster.config.demonstration.care.acting import DAY, HOUR, WEEK, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.time import Calendar, Instant

if TYPE_CHECKING:
    from muster.care.bringing import Brought, Course
    from muster.care.rules.cases import Event

EACH = 76  # of a battalion
FIRST, LAST = 700, 150  # days ago on which the first and the last of them came
WAYS = {"treated": 0.62, "exit": 0.22, "no-need": 0.09, "at-triage": 0.07}
CAME = ("signal", "signal", "signal", "self-referral", "observed-change", "physician-referral")
LEFT = ("declined", "no-contact", "duty-conflict", "travel", "distrust", "better", "moved")
ENDED = ("goals-reached", "reliably-improved", "persons-wish", "care-elsewhere")
PROGRAMMES = ("sleep-course", "written-exposure", "cognitive-processing", "nurse-led-care")
MINUTES = 50


def tell_past(clinic: Clinic) -> None:
    """Bring in the cases of two years that are over."""
    from muster.config.demonstration.commands import bring_past_cases

    dice = np.random.default_rng(clinic.building.seed + 13)
    brought = [
        _one(clinic, one, dice)
        for battalion in range(1, 6)
        for one in clinic.cast.some(battalion, EACH)
    ]
    bring_past_cases(cases=brought, by=clinic.psychologist(0), at=clinic.now)
    clinic.building.count("cases", len(brought))


def _one(clinic: Clinic, one: Somebody, dice: np.random.Generator) -> Brought:
    from muster.care.bringing import Brought

    came = clinic.now - int(dice.integers(LAST, FIRST)) * DAY - int(dice.integers(9)) * HOUR
    way = dice.choice(list(WAYS), p=list(WAYS.values()))
    reason, tier = str(dice.choice(CAME)), str(dice.choice(("amber", "yellow", "yellow", "green")))
    number = int(dice.integers(5, 9))
    events = tuple(_dated(_story(clinic, one, str(way), came, number, dice)))
    course = _course(one, came, number) if way == "treated" else None
    return Brought(one.person, reason, tier, events, course)


def _story(
    clinic: Clinic,
    one: Somebody,
    way: str,
    came: Instant,
    number: int,
    dice: np.random.Generator,
) -> Iterator[Event]:
    """Yield what happened, the deadlines apart."""
    own = str(clinic.account(psychologist_of(one.battalion)))
    yield _opened(own, came)
    if way == "at-triage":
        yield _stepped(own, "close-at-triage", came + DAY, reason="no-need-found")
        return
    yield _stepped(own, "book", came + 8 * HOUR)
    if way == "exit":
        yield _stepped(own, "exit", came + 9 * DAY, reason=str(dice.choice(LEFT)))
        return
    yield _stepped(own, "assess", came + 5 * DAY, reason="not-wanted")
    if way == "no-need":
        yield from _signed(clinic, own, "decide-no-care", came + 8 * DAY, reason="no-need-found")
        yield _closed(clinic, came + 40 * DAY, "no-need-found")
        return
    yield from _signed(clinic, own, "decide", came + 8 * DAY)
    reviewed, over = came + 5 * WEEK, came + (number + 6) * WEEK
    yield _stepped(own, "open-review", reviewed)
    yield _stepped(own, "continue", reviewed + HOUR)
    yield _stepped(own, "open-review", over - DAY)
    ended = str(dice.choice(ENDED))
    yield _stepped(own, "begin-closing", over, reason=ended)
    yield _closed(clinic, over + 31 * DAY, ended)


def _course(one: Somebody, came: Instant, number: int) -> Course:
    from muster.care.bringing import Course

    made = came + 9 * DAY
    days = tuple((made + (place + 1) * WEEK).date() for place in range(number))
    place = int(one.number[-2:])
    reviewed = came + 5 * WEEK
    return Course(
        said("goals", one.language, place), (PROGRAMMES[place % len(PROGRAMMES)],), made,
        (made + timedelta(days=28)).date(), days, MINUTES, reviewed,
        (reviewed + timedelta(days=28)).date(),
    )  # fmt: skip


def _opened(own: str, at: Instant) -> Event:
    from muster.care.rules.cases import Act, Event

    return Event(Act.OPENED, at, own, state="triaged", to=own)


def _stepped(
    by: str, step: str, at: Instant, *, hand: str = "clinician", reason: str = ""
) -> Event:
    from muster.care.rules.cases import Act, Event

    return Event(Act.STEPPED, at, by, hand, step, reason=reason)


def _signed(
    clinic: Clinic, own: str, step: str, at: Instant, *, reason: str = ""
) -> Iterator[Event]:
    """Yield the two signatures under a decision, the second of which moves the case on."""
    from muster.care.rules.cases import Act, Event

    yield Event(Act.SIGNED, at, own, "clinician", step, reason=reason)
    other = str(clinic.account("physician"))
    yield _stepped(other, step, at + 2 * HOUR, hand="physician", reason=reason)


def _closed(clinic: Clinic, at: Instant, reason: str) -> Event:
    return _stepped(str(clinic.account(MANAGER)), "close", at, hand="case-manager", reason=reason)


def _dated(events: Iterator[Event]) -> Iterator[Event]:
    """Give every step the deadline that it set."""
    from dataclasses import replace

    from muster.care.rules.cases import Act, due_in
    from muster.policy.queries import in_force

    path = in_force().case
    for event in events:
        enters = event.state or (path.steps[event.step].enters if event.step else "")
        signs = event.act is Act.SIGNED
        due = None if signs else due_in(path, enters, event.at, Calendar())
        yield replace(event, due=due)
