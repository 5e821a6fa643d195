"""What somebody wants of work, and what their saying no to an idea teaches at once.

A no takes its idea away and what is like it down. Its reason does more: who cannot learn for so
long is shown nothing that takes as long, who must earn is shown what pays while learning, and who
would not bear the place is asked nothing about others of the kind. Every no may be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from muster.kernel.words import Sentence, _p
from muster.transition.rules.guidance import Occupation, Person

NOT_ME, TOO_LONG, UNPAID, PLACE, TOO_LIKE = "not-me", "too-long", "unpaid", "place", "too-like"
REASONS: Mapping[str, Sentence] = {
    NOT_ME: _p("why an idea is not for somebody", "This work is not for me"),
    TOO_LONG: _p("why an idea is not for somebody", "It takes too long to learn"),
    UNPAID: _p("why an idea is not for somebody", "I cannot learn without being paid"),
    PLACE: _p("why an idea is not for somebody", "I would not bear where or when it is done"),
    TOO_LIKE: _p("why an idea is not for somebody", "It is too much like what I did in service"),
}
VALUES: Mapping[str, Sentence] = {
    "secure": _p("what matters at work", "a place that lasts"),
    "pay": _p("what matters at work", "good pay"),
    "people": _p("what matters at work", "helping people"),
    "own-way": _p("what matters at work", "deciding for oneself how to work"),
    "team": _p("what matters at work", "a close team"),
    "hours": _p("what matters at work", "time for family and oneself"),
    "learning": _p("what matters at work", "learning something new"),
    "nature": _p("what matters at work", "being outdoors"),
}
MOST_VALUES = 3
MOVES: Mapping[str, Sentence] = {
    "no": _p("would somebody move for work", "No, I stay where I live"),
    "near": _p("would somebody move for work", "Within my region"),
    "anywhere": _p("would somebody move for work", "Anywhere in the country"),
}
# What of an occupation speaks for a value: its conditions, its skills, its first letter.
_CONDITIONS = {"hours": {"regular"}, "nature": {"outdoors"}, "own-way": {"alone", "remote"}}
_SKILLS = {"team": {"teamwork"}, "learning": {"learn-tech"}, "people": {"advise-people",
           "care-elderly", "care-children", "nurse-care", "rescue-people"}}  # fmt: skip
_LETTERS = {"people": "S", "learning": "I", "own-way": "E"}


@dataclass(frozen=True, slots=True)
class Wants:
    """What somebody wants: conditions by key of the catalogue, values and moves by theirs.

    `needs` is what they name as needed, never why; `months` is how long they can learn, None where
    that is open; `earning` says that they must be paid meanwhile.
    """

    needs: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    moves: str = ""
    months: int | None = None
    earning: bool = False


@dataclass(frozen=True, slots=True)
class No:
    """Somebody said no to an occupation, and why."""

    code: str
    reason: str


def person(
    skills: Collection[str],
    interests: Mapping[str, float],
    wants: Wants,
    noes: Sequence[No],
    occupations: Mapping[str, Occupation],
) -> Person:
    """Return somebody as guidance reckons with them, what their noes teach included."""
    said = [one for one in noes if one.code in occupations]
    limits = [occupations[one.code].months - 1 for one in said if one.reason == TOO_LONG]
    if wants.months is not None:
        limits.append(wants.months)
    return Person(
        frozenset(skills), dict(interests),
        frozenset(wants.avoids) | _unbearable(said, occupations, wants), frozenset(wants.needs),
        max(1, min(limits)) if limits else None,
        wants.earning or any(one.reason == UNPAID for one in said),
        frozenset(one.code for one in said) | _too_like(said, occupations),
    )  # fmt: skip


def _unbearable(
    noes: Sequence[No], occupations: Mapping[str, Occupation], wants: Wants
) -> frozenset[str]:
    """Return the conditions that every occupation refused for its place has in common."""
    held = [occupations[one.code].conditions for one in noes if one.reason == PLACE]
    return frozenset.intersection(*held) - frozenset(wants.needs) if held else frozenset()


def _too_like(noes: Sequence[No], occupations: Mapping[str, Occupation]) -> frozenset[str]:
    """Return what anybody would suggest to a soldier, once somebody said no to it as such."""
    if not any(one.reason == TOO_LIKE for one in noes):
        return frozenset()
    return frozenset(one.code for one in occupations.values() if one.obvious)


def suits(wants: Wants, one: Occupation) -> tuple[str, ...]:
    """Return which of the things that matter to somebody an occupation has."""
    return tuple(
        value
        for value in wants.values
        if one.conditions & _CONDITIONS.get(value, set())
        or one.skills & _SKILLS.get(value, set())
        or (value in _LETTERS and one.interests.startswith(_LETTERS[value]))
    )


def said_no(noes: Sequence[No], code: str, reason: str) -> tuple[No, ...]:
    """Return the noes with one more; the last on an occupation counts."""
    return (*(one for one in noes if one.code != code), No(code, reason))


def taken_back(noes: Sequence[No], code: str) -> tuple[No, ...]:
    """Return the noes without the one on this occupation."""
    return tuple(one for one in noes if one.code != code)
