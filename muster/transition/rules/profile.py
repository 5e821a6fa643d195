"""A person's own profile: which skills they say are theirs, and where each was found.

What was found is an offer and nothing more. The person keeps it, words it otherwise, or says no;
a no stands, so that the same is not offered again as if nothing had been said.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

MOST_SKILLS = 80
LONGEST_WORDS = 120
MOST_PROOFS = 4


class Source(enum.StrEnum):
    """Where a skill was found."""

    POST = "post"
    RANK = "rank"
    TRADE = "trade"
    PACKET = "packet"
    LED = "led"
    RUN = "run"
    LICENCE = "licence"
    LANGUAGE = "language"
    COURSE = "course"
    TEXT = "text"
    CODE = "code"
    RECORD_COURSE = "record-course"
    RECORD_LICENCE = "record-licence"
    RECORD_LANGUAGE = "record-language"
    RECORD_VEHICLE = "record-vehicle"
    RECORD_LED = "record-led"


@dataclass(frozen=True, slots=True)
class Proof:
    """One place where a skill was found: the words there, or the number or key of an answer.

    Of people led by the record, the words are how many and for how many months, parted by a space.
    """

    source: Source
    words: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that the person decided on: theirs, perhaps in their own words, or not theirs."""

    key: str
    proofs: tuple[Proof, ...] = ()
    words: str = ""
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A skill as it is shown to the person; `theirs` None: nothing was said on it yet."""

    key: str
    proofs: tuple[Proof, ...]
    words: str
    theirs: bool | None


Found = Mapping[str, Sequence[Proof]]


def together(*found: Iterable[tuple[str, Proof]]) -> dict[str, list[Proof]]:
    """Return what several ways of looking found, by skill, each proof once."""
    merged: dict[str, list[Proof]] = {}
    for way in found:
        for key, proof in way:
            proofs = merged.setdefault(key, [])
            if proof not in proofs and len(proofs) < MOST_PROOFS:
                proofs.append(proof)
    return merged


def lines(decided: Sequence[Skill], found: Found) -> list[Line]:
    """Return every skill that the person has decided on or is offered: theirs, open, not theirs."""
    said = {one.key: one for one in decided}
    shown = [
        Line(one.key, _proofs(one.proofs, found.get(one.key, ())), one.words, one.theirs)
        for one in decided
    ]
    shown += [
        Line(key, tuple(proofs), "", None) for key, proofs in found.items() if key not in said
    ]
    return sorted(shown, key=lambda one: (one.theirs is False, one.theirs is None))


def _proofs(kept: Sequence[Proof], found: Sequence[Proof]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys([*kept, *found]))[:MOST_PROOFS]


def settled(shown: Sequence[Line], ticked: Collection[str]) -> tuple[Skill, ...]:
    """Return the skills as decided once the person saw these lines and ticked some of them."""
    return tuple(Skill(one.key, one.proofs, one.words, one.key in ticked) for one in shown)


def taken_in(decided: Sequence[Skill], found: Found) -> tuple[Skill, ...]:
    """Return the skills with those that the person has just taken from a text of theirs."""
    kept = {one.key: one for one in decided}
    for key, proofs in found.items():
        one = kept.get(key, Skill(key))
        kept[key] = replace(one, proofs=_proofs(one.proofs, proofs), theirs=True)
    return tuple(kept.values())


def worded(decided: Sequence[Skill], key: str, words: str) -> tuple[Skill, ...]:
    """Return the skills with one of them put in the person's own words; "" for the catalogue's."""
    return tuple(replace(one, words=words) if one.key == key else one for one in decided)


def theirs(decided: Iterable[Skill]) -> tuple[Skill, ...]:
    """Return the skills that the person says are theirs."""
    return tuple(one for one in decided if one.theirs)
