"""The packet that a person takes along to working life: what may be in it, nothing of health.

Each field asks for one thing, in the person's own words, and every one may be left empty. There is
no field for an illness, a limitation or a reason for leaving, so none can be sent; what is written
is checked for such words besides, because a field for a trade holds a diagnosis just as well.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _, _p
from muster.people import problems

LONGEST = 600


class Field(enum.StrEnum):
    """What a packet may hold."""

    NAME = "name"
    REACHED = "reached"
    PLACE = "place"
    TRADE = "trade"
    COURSES = "courses"
    LICENCES = "licences"
    LANGUAGES = "languages"
    LED = "led"
    WISHES = "wishes"
    FROM_WHEN = "from-when"


ASKS: Mapping[Field, Sentence] = {
    Field.NAME: _("By which name are you to be addressed?"),
    Field.REACHED: _("How are you reached after service?"),
    Field.PLACE: _("Where will you live?"),
    Field.TRADE: _("What did you do in service, in plain words?"),
    Field.COURSES: _("Which courses have you passed?"),
    Field.LICENCES: _("Which licences and certificates do you hold?"),
    Field.LANGUAGES: _("Which languages do you speak?"),
    Field.LED: _("How many people have you led, and at what?"),
    Field.WISHES: _("What work would you like, and what would you not like?"),
    Field.FROM_WHEN: _("From when on can you work?"),
}
ASKS_OUTSIDE: Mapping[Field, Sentence] = {
    **ASKS,
    Field.TRADE: _("What have you worked as, or served as elsewhere, in plain words?"),
}
"""The same of somebody from outside, who never served here."""
HEADS: Mapping[Field, Sentence] = {
    Field.NAME: _p("of a packet", "Name"),
    Field.REACHED: _p("of a packet", "How they are reached"),
    Field.PLACE: _p("of a packet", "Where they will live"),
    Field.TRADE: _p("of a packet", "What they did before"),
    Field.COURSES: _p("of a packet", "Courses passed"),
    Field.LICENCES: _p("of a packet", "Licences and certificates"),
    Field.LANGUAGES: _p("of a packet", "Languages"),
    Field.LED: _p("of a packet", "How many people they led, and at what"),
    Field.WISHES: _p("of a packet", "Work they would like, and would not like"),
    Field.FROM_WHEN: _p("of a packet", "From when on they can work"),
}
"""What stands over each answer where a partner reads it, who was asked nothing."""
Checker = Callable[[str], str | None]
"""Returns the first word of a text that speaks of health, None where there is none."""


def kept(words: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that say something, without spaces at their ends."""
    said = {name: text.strip() for name, text in words.items()}
    return {name: text for name, text in said.items() if text}


def faults(words: Mapping[str, str], speaks_of_health: Checker) -> Iterator[Problem]:
    """Yield why a packet may not go; nothing where it may."""
    known = {field.value for field in Field}
    if not kept(words):
        yield problems.PACKET_EMPTY.at()
    for name, text in words.items():
        if name not in known:
            yield problems.NO_SUCH_FIELD.at(field=name, known=", ".join(sorted(known)))
            continue
        if len(text) > LONGEST:
            yield problems.PACKET_TOO_LONG.at(question=ASKS[Field(name)], most=LONGEST)
        word = speaks_of_health(text)
        if word is not None:
            yield problems.PACKET_OF_HEALTH.at(word=word)
