"""How it stands with whoever would swap: nobody is moved for another's sake without their yes.

Whoever holds a post that could be swapped is asked first, in words that know no cause; command sees
that they were asked and what they said, and can choose the post once they agree.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from muster.kernel.ids import PersonId
from muster.people.rules.fitting import Option

MOST_ASKED = 20
"""So many holders of one post are considered, one after the other; our choice."""


class Word(enum.StrEnum):
    """What is known of whoever would swap."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


class Became(enum.StrEnum):
    """What came of a question: they swap, or it is no longer needed."""

    SWAPPED = "swapped"
    DROPPED = "dropped"


class Offer(NamedTuple):
    """A post that fits, and how it stands with whoever would swap; `word` None: a seat is free."""

    option: Option
    word: Word | None

    @property
    def open(self) -> bool:
        """May command choose it?"""
        return self.word in (None, Word.AGREED)


Words = Mapping[tuple[UUID, PersonId], Word]
"""By a post and one who holds it, what they said; whoever is not in it was not asked."""

_FIRST = (Word.AGREED, Word.ASKED, Word.NOT_ASKED, Word.DECLINED)


def offers(found: Iterable[Option], words: Words) -> list[Offer]:
    """Return one offer for each post, in the order of the options.

    Of several holders whoever agreed comes first, then who was asked, then who was not. So a post
    reads "declined" once nobody who holds it is left to be asked.
    """
    best: dict[UUID, Offer] = {}
    for option in found:
        new = Offer(option, _word(option, words))
        known = best.get(option.post)
        if known is None or _rank(new) < _rank(known):
            best[option.post] = new
    return list(best.values())


def _word(option: Option, words: Words) -> Word | None:
    if option.partner is None:
        return None
    return words.get((option.post, option.partner), Word.NOT_ASKED)


def _rank(offer: Offer) -> int:
    return -1 if offer.word is None else _FIRST.index(offer.word)
