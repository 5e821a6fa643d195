"""The words that pages of talks share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from muster.kernel.words import Sentence, _, _p
from muster.programmes.rules.talks import EventKind, TalkAct, TalkState
from muster.web.components.statuses import Status

KINDS: Mapping[EventKind, Sentence] = {
    EventKind.DEATH: _("A death in the unit"),
    EventKind.ATTACK: _("An attack or fighting"),
    EventKind.ACCIDENT: _("An accident"),
    EventKind.DISASTER: _("A fire, flood or other disaster"),
    EventKind.OTHER: _p("an event", "Something else"),
}
ACTS: Mapping[TalkAct, Status] = {
    TalkAct.TALKED: Status(_p("a talk with a peer", "Held"), "green"),
    TalkAct.PASSED_ON: Status(_p("a talk with a peer", "Held, and passed on with consent"), "blue"),
    TalkAct.NOT_REACHED: Status(_p("a talk with a peer", "Not reached yet"), "yellow"),
    TalkAct.DECLINED: Status(_p("a talk with a peer", "Declined"), "grey"),
}
WAITS = Status(_p("a talk with a peer", "To come"), "grey")
LATE = Status(_p("a talk with a peer", "Late"), "red")


def standing(state: TalkState, due: date, today: date) -> Status:
    """Return where a talk stands, in a word."""
    if state.late(due, today):
        return LATE
    return WAITS if state.last is None else ACTS[state.last]
