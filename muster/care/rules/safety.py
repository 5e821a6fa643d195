"""A safety plan: six parts in the person's own words, made together, kept by the person.

The parts follow the Safety Planning Intervention (Stanley and Brown 2012, Cognitive and Behavioral
Practice 19:256-264); the words of the questions are our own.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import msgspec

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _

LONGEST_PART = 600


class Part(enum.StrEnum):
    """The six parts, in the order in which they are gone through."""

    SIGNS = "signs"
    OWN = "own"
    COMPANY = "company"
    PEOPLE = "people"
    PROFESSIONALS = "professionals"
    SAFER = "safer"


ASKS: Mapping[Part, Sentence] = {
    Part.SIGNS: _("How do I notice that it is beginning?"),
    Part.OWN: _("What can I do by myself that has helped before?"),
    Part.COMPANY: _("Where can I go, and with whom can I be, so that I think of something else?"),
    Part.PEOPLE: _("Whom can I tell that I need help?"),
    Part.PROFESSIONALS: _("Which professionals can I call, by day and by night?"),
    Part.SAFER: _("How do we make it harder to come to harm?"),
}


class Contact(msgspec.Struct, frozen=True):
    """Somebody to call: a name and a number."""

    name: str
    number: str


class SafetyPlan(msgspec.Struct, frozen=True):
    """What stands in a plan: each part's words, and the contacts of parts four and five."""

    words: dict[str, str]
    people: tuple[Contact, ...]
    professionals: tuple[Contact, ...]


def faults(plan: SafetyPlan) -> Iterator[Problem]:
    """Yield what a plan lacks: a part without words, a personal or a professional contact."""
    for part in Part:
        if part in (Part.PEOPLE, Part.PROFESSIONALS):
            continue
        said = plan.words.get(part.value, "").strip()
        if not said:
            yield problems.PART_EMPTY.at(question=ASKS[part])
        elif len(said) > LONGEST_PART:
            yield problems.PART_TOO_LONG.at(question=ASKS[part], most=LONGEST_PART)
    if not any(_complete(one) for one in plan.people):
        yield problems.NO_PERSONAL_CONTACT.at()
    if not any(_complete(one) for one in plan.professionals):
        yield problems.NO_PROFESSIONAL_CONTACT.at()


def _complete(contact: Contact) -> bool:
    return bool(contact.name.strip() and contact.number.strip())
