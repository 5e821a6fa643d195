"""A post that fits, in sentences: why it fits, how far it is, and what the move costs the unit."""

from __future__ import annotations

from babel.numbers import format_decimal

from muster.kernel.words import Sentence, _, _n
from muster.people.move_forms import Form, Offered
from muster.people.rules.fitting import Way
from muster.web.care.coded import functions_of, in_force

_SPARES = _("It demands none of these: {functions}.")
_KM = _("It is {km} km from the present post.")
_NO_KM = _("How far it is from the present post is not known.")
_NIGHTS = _n("It has {count} night in a month.", "It has {count} nights in a month.")
_QUALIFIED = _("The person has what it requires: {qualifications}.")
_RANK = _("It is a post for this rank.")
_VACANT = _("A seat of it is vacant for the whole time.")
_SWAP = _("Whoever holds it can take over the present post for the time; both return after it.")
_EMPTY = _n(
    "Cost: the present post is empty for {count} day.",
    "Cost: the present post is empty for {count} days.",
)
_SHORT = _n(
    "Cost: about {count} day of a post, because {holders} hold the present one.",
    "Cost: about {count} days of a post, because {holders} hold the present one.",
)
_SWAPPED = _n(
    "Cost: about {count} day of a post, for two changes of hands.",
    "Cost: about {count} days of a post, for two changes of hands.",
)


def reasons(one: Offered, form: Form, language: str) -> list[Sentence]:
    """Return why a post fits, in whole sentences; they speak of posts, and of no cause."""
    said = [_SPARES.of(functions=", ".join(functions_of(in_force(), form.spared, language))), _RANK]
    if one.qualifications:
        said.append(_QUALIFIED.of(qualifications=", ".join(one.qualifications)))
    if one.nights:
        said.append(_NIGHTS.of(count=one.nights))
    said.append(_SWAP if one.way == Way.SWAP else _VACANT)
    return [*said, away(one, language)]


def away(one: Offered, language: str) -> Sentence:
    """Return how far a post is."""
    if one.km is None:
        return _NO_KM
    return _KM.of(km=format_decimal(one.km, format="0.#", locale=language))


def cost(one: Offered) -> Sentence:
    """Return what the move costs the unit that lets the person go."""
    if one.way == Way.SWAP:
        return _SWAPPED.of(count=one.cost)
    return (
        _EMPTY.of(count=one.cost)
        if one.holders == 1
        else _SHORT.of(count=one.cost, holders=one.holders)
    )
