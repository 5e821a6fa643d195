"""Programmes of support in the words of pages of every reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.rules.support import KINDS, REASONS, Stage, State
from muster.transition.support import Held
from muster.web.components.statuses import Status

STAGES: Mapping[Stage, Status] = {
    Stage.SEATED: Status(_p("a programme of support", "Being looked at"), "blue"),
    Stage.LINED: Status(_p("a programme of support", "In line for a place"), "yellow"),
    Stage.GRANTED: Status(_p("a programme of support", "Given"), "green"),
    Stage.DECLINED: Status(_p("a programme of support", "Not given"), "grey"),
    Stage.TAKEN_BACK: Status(_p("a programme of support", "Taken back"), "grey"),
}
SAYS = {
    "text": _("What it gives"),
    "whom": _("For whom"),
    "kind": _("Kind of help"),
    "region": _("Where"),
    "days": _("From and until"),
    "quota": _("Quota"),
    "standard": _("Answered within"),
    "used": _("Taken and left"),
    "waits": _("In line"),
}
_SPAN = _("{begins} to {ends}")
_PLACES = _n("{count} place", "{count} places")
_A_YEAR = _n("{count} place a year", "{count} places a year")
_WORKING = _n("{count} working day", "{count} working days")
_USED = _("{used} taken, {left} left")
FREE = Status(_p("a programme of support", "Places are left"), "green")
LINE = Status(_p("a programme of support", "No place is left: you would wait in line"), "yellow")
FIRST = _("You are the first in line.")
AHEAD = _n(
    "{count} person was before you when you were put in line.",
    "{count} people were before you when you were put in line.",
)


def lines_of(held: Held, language: str) -> list[tuple[Sentence, Any]]:
    """Return what a programme says to whoever may ask for it, line by line."""
    one = held.programme
    quota = _A_YEAR if one.yearly else _PLACES
    rows: Iterator[tuple[str, Any]] = iter((
        ("text", one.text), ("whom", one.whom), ("kind", KINDS[one.kind].said_in(language)),
        ("region", one.region), ("days", _SPAN.of(begins=one.since, ends=one.until)),
        ("quota", quota.of(count=one.places)), ("standard", _WORKING.of(count=one.days)),
    ))  # fmt: skip
    return [(SAYS[name], said) for name, said in rows if said]


def used_of(held: Held, year: int) -> Sentence:
    """Return how much of a quota is taken and left, for those who keep it or work with it."""
    quota = held.quota
    return _USED.of(used=quota.used(year), left=quota.left(year))


def free_of(held: Held, year: int) -> Status:
    """Return whether whoever asks now has a place at once: all that others are told of a quota."""
    return FREE if held.quota.free(year) else LINE


def reason_of(state: State, language: str) -> str:
    """Return why it was not given, "" where it was or is not known yet."""
    found = REASONS.get(state.reason)
    return "" if found is None else found.said_in(language)
