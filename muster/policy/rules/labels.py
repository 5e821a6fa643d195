"""Words of a profile, in every language of the house; they stand in the profile itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One name or sentence of a profile."""

    en: str
    ru: str

    def said_in(self, language: str) -> str:
        """Return the words in `language`; LookupError where the house does not speak it."""
        words = {"en": self.en, "ru": self.ru}
        if language not in words:
            raise LookupError(f"a profile's words stand in {', '.join(words)}, not {language!r}")
        return words[language]
