"""Vacancies and where somebody's asking stands, in the words of pages of every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from muster.kernel.words import Sentence, _, _p
from muster.transition.rules import places
from muster.transition.rules.candidacies import REASONS, Stage, State
from muster.transition.rules.courses import LANGUAGES
from muster.transition.rules.fitting import Open
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.transition.schooling import Held
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
PLACE_STAGES: Mapping[places.Stage, Status] = {
    places.Stage.ASKED: Status(_p("a place on a course", "Asked"), "blue"),
    places.Stage.ADMITTED: Status(_p("a place on a course", "Has a place"), "green"),
    places.Stage.WAITING: Status(_p("a place on a course", "On the waiting list"), "yellow"),
    places.Stage.DECLINED: Status(_p("a place on a course", "Declined"), "grey"),
    places.Stage.TAKEN_BACK: Status(_p("a place on a course", "Taken back"), "grey"),
    places.Stage.COMPLETED: Status(_p("a place on a course", "Completed"), "green"),
    places.Stage.WITHDRAWN: Status(
        _p("a place on a course", "The course does not take place"), "red"
    ),
    places.Stage.LEFT: Status(_p("a place on a course", "Left the course"), "grey"),
}
COURSE_SAYS = {
    "text": _("What is learned"),
    "occupation": _("Leads to"),
    "skills": _("Skills it gives"),
    "gives": _("Licences at its end"),
    "region": _("Where"),
    "language": _("Taught in"),
    "days": _("From and until"),
    "places": _("Places taken"),
    "licences": _("Licences that are needed"),
    "entry": _("Other rules for entry"),
    "shortens": _("Shortened by, from service"),
    "exempts": _("Recognised from service"),
    "stipend": _("Pays a month"),
    "price": _("Costs"),
}
_SPAN, _TAKEN = _("{begins} to {ends}"), _("{taken} of {places}")
_MOVED = _("{begins} to {ends}; it was moved, before it was {was} to {until}")
_NO_STIPEND, _FREE = _("nothing"), _("nothing, it is free")
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


def course_lines(held: Held, language: str) -> list[tuple[Sentence, Any]]:
    """Return what a course says, line by line; what it does not say is left out."""
    one = held.course
    days = _SPAN.of(begins=one.begins, ends=one.ends)
    if held.was is not None:
        was_begins, was_ends = held.was
        days = _MOVED.of(begins=one.begins, ends=one.ends, was=was_begins, until=was_ends)
    rows: Iterator[tuple[str, Any]] = iter((
        ("text", one.text), ("occupation", one.occupation), ("skills", "; ".join(one.skills)),
        ("gives", listed(one.gives, LICENCES, language)), ("region", one.region),
        ("language", listed([one.language], LANGUAGES, language)),
        ("days", days),
        ("places", _TAKEN.of(taken=held.taken, places=one.places)),
        ("licences", listed(one.licences, LICENCES, language)), ("entry", one.entry),
        ("shortens", "; ".join(one.shortens)), ("exempts", "; ".join(one.exempts)),
        ("stipend", one.stipend or _NO_STIPEND), ("price", one.price or _FREE),
    ))  # fmt: skip
    return [(COURSE_SAYS[name], said) for name, said in rows if said]


def place_reason(state: places.State, language: str) -> str:
    """Return why a place was not given, or was left; "" where neither."""
    found = places.REASONS.get(state.reason) or places.LEFT_REASONS.get(state.reason)
    return "" if found is None else found.said_in(language)
