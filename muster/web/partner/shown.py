"""Vacancies and where somebody's asking stands, in the words of pages of every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from muster.kernel.words import Sentence, _, _p
from muster.transition.rules.candidacies import REASONS, Stage, State
from muster.transition.rules.fitting import Open
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.web.components.statuses import Status

STAGES: Mapping[Stage, Status] = {
    Stage.ASKED: Status(_p("somebody asked for a vacancy", "Asked"), "blue"),
    Stage.INVITED: Status(_p("somebody asked for a vacancy", "Invited to a talk"), "blue"),
    Stage.OFFERED: Status(_p("somebody asked for a vacancy", "Offered"), "yellow"),
    Stage.DECLINED: Status(_p("somebody asked for a vacancy", "Declined"), "grey"),
    Stage.ACCEPTED: Status(_p("somebody asked for a vacancy", "Accepted"), "green"),
    Stage.TAKEN_BACK: Status(_p("somebody asked for a vacancy", "Taken back"), "grey"),
    Stage.STARTED: Status(_p("somebody asked for a vacancy", "At work"), "green"),
    Stage.LEFT: Status(_p("somebody asked for a vacancy", "No longer there"), "grey"),
}
SAYS = {
    "region": _("Where"),
    "pay": _("Pay of a month"),
    "begins": _("Work may begin until"),
    "places": _("Places"),
    "licences": _("Licences that are needed"),
    "conditions": _("Conditions of work"),
    "offers": _("What is offered"),
    "text": _("What the work is"),
}
_FROM, _FROM_TO = _("from {low}"), _("from {low} to {high}")
_PLACES, _RESERVED = _("{places}"), _("{places}, of them {reserved} for people who served")


def pay_of(one: Open) -> Sentence | str:
    """Return what a vacancy pays, "" where it is not said."""
    if one.pay_from is None:
        return ""
    if one.pay_to is None:
        return _FROM.of(low=one.pay_from)
    return _FROM_TO.of(low=one.pay_from, high=one.pay_to)


def lines_of(one: Open, language: str) -> list[tuple[Sentence, Any]]:
    """Return what a vacancy says, line by line; what it does not say is left out."""
    places = _PLACES.of(places=one.places)
    if one.reserved:
        places = _RESERVED.of(places=one.places, reserved=one.reserved)
    rows: Iterator[tuple[str, Any]] = iter((
        ("text", one.text), ("region", one.region), ("pay", pay_of(one)),
        ("begins", one.begins), ("places", places),
        ("licences", listed(one.licences, LICENCES, language)),
        ("conditions", listed(one.conditions, CONDITIONS, language)),
        ("offers", listed(one.offers, OFFERS, language)),
    ))  # fmt: skip
    return [(SAYS[name], said) for name, said in rows if said]


def listed(codes: Iterable[str], known: Mapping[str, Sentence], language: str) -> str:
    """Return the words of codes, one after the other."""
    return ", ".join(known[one].said_in(language) for one in codes if one in known)


def options(known: Mapping[str, Sentence]) -> list[tuple[str, Sentence]]:
    """Return codes as the options of a field."""
    return list(known.items())


def reason_of(state: State, language: str) -> str:
    """Return why somebody was declined, "" where they were not."""
    found = REASONS.get(state.reason)
    return "" if found is None else found.said_in(language)
