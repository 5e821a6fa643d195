"""Whole sentences that can be said in every language the house speaks.

A sentence is written once in English, whole, with named places for its values; Russian stands in
the catalogue `words/ru.po` of the room, or of the folder in it, that wrote it. Parts of sentences
are never glued together, because word order, case and gender belong to the translator.

    _("Row {row} has no service number.").of(row=3).said_in("ru")
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("en", "ru")
ROOMS = Path(__file__).resolve().parent.parent

Plain = str | int | float | date | datetime


@dataclass(frozen=True, slots=True)
class Sentence:
    """One translatable sentence and the values that fill its named places.

    `plural` is the English plural form where the sentence depends on `count`, one of its values;
    `context` tells the translator where the words stand when English alone is ambiguous.
    """

    message: str
    plural: str | None = None
    context: str | None = None
    values: tuple[tuple[str, Plain | Sentence], ...] = ()

    def of(self, **values: Plain | Sentence) -> Sentence:
        """Return the same sentence with these values filled in (earlier ones are kept)."""
        return replace(self, values=tuple({**dict(self.values), **values}.items()))

    def said_in(self, language: str) -> str:
        """Return the sentence in `language` ("en" or "ru"); KeyError names a value left out."""
        pattern = self._pattern(language)
        said = {name: _say(value, language) for name, value in self.values}
        return pattern.format_map(said) if "{" in pattern else pattern

    def _pattern(self, language: str) -> str:
        words = catalogue(language)
        if self.plural is not None:
            count = int(str(dict(self.values)["count"]))
            if self.context is not None:
                return words.npgettext(self.context, self.message, self.plural, count)
            return words.ngettext(self.message, self.plural, count)
        if self.context is not None:
            return words.pgettext(self.context, self.message)
        return words.gettext(self.message)

    def __str__(self) -> str:
        return self.said_in("en")


def _(message: str) -> Sentence:
    """Mark a sentence for translation."""
    return Sentence(message)


def _n(singular: str, plural: str) -> Sentence:
    """Mark a sentence whose form follows its value `count`."""
    return Sentence(singular, plural=plural)


def _p(context: str, message: str) -> Sentence:
    """Mark a sentence whose English needs a context to be translated."""
    return Sentence(message, context=context)


def _say(value: Plain | Sentence, language: str) -> str:
    if isinstance(value, Sentence):
        return value.said_in(language)
    if isinstance(value, datetime):
        return str(format_datetime(value, "d MMM y, HH:mm", locale=language))
    if isinstance(value, date):
        return str(format_date(value, "d MMM y", locale=language))
    if isinstance(value, float):
        return str(format_decimal(value, locale=language))
    return str(value)


def catalogue_files(language: str) -> Iterator[Path]:
    """Yield every catalogue for `language`: the rooms' own, and those of folders inside them."""
    yield from sorted(ROOMS.glob(f"*/**/words/{language}.po"))


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return all rooms' words in `language`; English is its own catalogue.

    Catalogues are read as `.po` text at first use, so there is no compiled file to go stale.
    """
    if language not in LANGUAGES:
        raise LookupError(f"Muster has no words in {language!r}; it speaks {', '.join(LANGUAGES)}.")
    if language == "en":
        return gettext.NullTranslations()
    known = gettext.NullTranslations()
    for path in catalogue_files(language):
        compiled = BytesIO()
        with path.open("rb") as text:
            write_mo(compiled, read_po(text, locale=language))
        compiled.seek(0)
        room = gettext.GNUTranslations(compiled)
        room.add_fallback(known)
        known = room
    return known
