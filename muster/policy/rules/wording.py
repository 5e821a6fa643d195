"""A check of words before command reads them: what names an illness, a medicine, a clinic, a score.

    found = check("Пьёт сертралин, не может водить.", lists)
    [(one.word, one.kind, one.blocks) for one in found]    # [("сертралин", "medicine", True)]

The lists are data (`policy/wording/*.toml`). A pattern matches whole words, `*` standing for any
letters, so that a Russian word is met in all its forms. Before that, text is brought to one form:
no case, no accents, no letters hidden between letters, and no letter of one alphabet posing as a
letter of the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from muster.policy.rules.labels import Label

# A word may carry accents and invisible letters, which are no end of it.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}]|-(?=[^\W_]))*")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .·*]){3,}[^\W\d_](?![^\W_])")
# Letters that look alike: whoever hides a word from the check writes one for the other.
_LATIN, _CYRILLIC = "aceopxyktmhbi", "асеорхуктмнві"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_DIGITS = str.maketrans("0134", "oiea")


@dataclass(frozen=True)
class WordKind:
    """One kind of word: the patterns that block, those that ask, and those that are innocent."""

    name: Label
    block: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()

    @cached_property
    def blocking(self) -> re.Pattern[str]:
        return _pattern(self.block)

    @cached_property
    def asking(self) -> re.Pattern[str]:
        return _pattern(self.ask)

    @cached_property
    def passing(self) -> re.Pattern[str]:
        return _pattern(self.innocent)


@dataclass(frozen=True, slots=True)
class Caught:
    """A word of a text that command should not read; `start` and `end` are its place in it."""

    word: str
    start: int
    end: int
    kind: str
    blocks: bool


def check(text: str, kinds: Mapping[str, WordKind]) -> list[Caught]:
    """Return the words of `text` that are on a list, in their order; the gravest meaning counts."""
    found: dict[tuple[int, int], Caught] = {}
    for start, end, forms in _words(text):
        for key, kind in kinds.items():
            verdict = _verdict(forms, kind)
            if verdict is None:
                continue
            known = found.get((start, end))
            if known is None or (verdict and not known.blocks):
                found[start, end] = Caught(text[start:end], start, end, key, verdict)
    return [found[place] for place in sorted(found)]


def blocked(caught: Iterable[Caught]) -> bool:
    """Does any of these words keep a text from being sent?"""
    return any(one.blocks for one in caught)


def _verdict(forms: tuple[str, ...], kind: WordKind) -> bool | None:
    """Return True where a word blocks, False where it asks, None where it is of no such kind."""
    if any(kind.passing.fullmatch(form) for form in forms):
        return None
    if any(kind.blocking.fullmatch(form) for form in forms):
        return True
    return False if any(kind.asking.fullmatch(form) for form in forms) else None


def _words(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield each word's place and the forms in which it is compared, spaced-out words as well."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), forms_of(found.group())
    for found in _SPACED.finditer(text):
        yield found.start(), found.end(), forms_of(re.sub(r"[ .·*]", "", found.group()))


@lru_cache(maxsize=4096)
def forms_of(word: str) -> tuple[str, ...]:
    """Return the forms in which a word is compared with the patterns."""
    plain = _plain(word)
    joined = plain.replace("-", "")
    forms = {plain, joined, *plain.split("-")}
    letters = {joined, joined.translate(_DIGITS)} if not joined.isdigit() else {joined}
    forms |= {one.translate(table) for one in letters for table in (_TO_CYRILLIC, _TO_LATIN)}
    return tuple(sorted(forms | letters))


def _plain(word: str) -> str:
    """Return a word without case, accents and invisible letters; ё is е."""
    spread = unicodedata.normalize("NFKD", word.casefold().replace("ё", "е").replace("й", "\0"))
    kept = (one for one in spread if unicodedata.category(one) not in ("Mn", "Cf"))
    return "".join(kept).replace("\0", "й")


def _pattern(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one expression for all patterns; with none, one that matches nothing."""
    spelled = (r"[\w-]*".join(map(re.escape, _plain_pattern(one).split("*"))) for one in patterns)
    return re.compile("|".join(f"(?:{one})" for one in spelled) or r"(?!)")


def _plain_pattern(pattern: str) -> str:
    return "*".join(_plain(part) for part in pattern.split("*"))
