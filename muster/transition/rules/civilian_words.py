"""What military words in a text mean, so that a civilian reader is left with no riddle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """Military words of one meaning, and that meaning; a word ending in * begins like this."""

    said: tuple[str, ...]
    en: str
    ru: str

    def in_language(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


def explained(texts: Iterable[str], known: Sequence[Meaning]) -> list[Meaning]:
    """Return the meanings of those military words that stand in these texts."""
    whole = "\n".join(texts)
    return [one for one in known if any(_stands(word, whole) for word in one.said)]


def _stands(word: str, text: str) -> bool:
    stem = re.escape(word.removesuffix("*"))
    end = r"\w*" if word.endswith("*") else r"\b"
    # What is written in capitals alone is a code; other letters make it another word.
    how = re.NOFLAG if word.isupper() else re.IGNORECASE
    return re.search(rf"\b{stem}{end}", text, how) is not None
