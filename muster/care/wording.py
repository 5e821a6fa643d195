"""Which words speak of health: the lists that keep them from command keep them from work too."""

from __future__ import annotations

from muster.people.packets import Words
from muster.policy.rules.wording import check
from muster.policy.wordlists import word_kinds


def first_word_of_health(text: str) -> str | None:
    """Return the first word of a text that names an illness, a medicine, a clinic or a score."""
    return next((one.word for one in check(text, word_kinds()) if one.blocks), None)


def fill_in_words() -> None:
    """Tell `people`, which knows no such words, how to look for them."""
    Words.checker = first_word_of_health
