"""Names and service numbers brought to one form, so that what is spelt the same is found.

Only whole words are ever compared, and outside this module only their keyed hashes are stored.
The form here is for finding; what was written is kept, sealed, exactly as it was written.

Latin and Cyrillic are kept apart: “Ivanov” does not find “Иванов”, because transliteration has
many schemes and a guess would show one soldier another's record. The one exception is a single
word typed with both alphabets by accident (a Latin “o” inside “Иванoв”): where only one alphabet
can be meant, the look-alike letters are read as that alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from muster.kernel.problems import Problem
from muster.people import problems

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʹ`´′＇ˈ"))
_WORD = re.compile(r"[^\W_]+")

_LATIN_TWINS = "abcehikmoptxyjs"
_CYRILLIC_TWINS = "авсенікмортхујѕ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_NUMBER_TWINS = str.maketrans("АВСЕНІКМОРТХУЈЅ", "ABCEHIKMOPTXYJS")
_PLAIN = re.compile(r"[A-Za-z]+|[А-Яа-яЁё]+")
_USUAL_NUMBER = re.compile(r"([A-ZА-Я]{0,4})[- ]?([0-9]{4,16})")
_DIGIT = re.compile(r"[0-9]")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_CODE_JOINTS = re.compile(r"\s*([/.,\-#])\s*")
_NUMBER_JOINTS = re.compile(r"[\s\-‐‑‒–—―−./\\№#_]+")

SERVICE_NUMBER_LENGTHS = range(3, 21)
"""How many letters and digits a service number may have, from the shortest to the longest met."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` in the form in which they are looked up, in their order.

    Compatibility forms are unified (Unicode NFKC), case is folded, ё is read as е, accents fall
    from Latin letters and stress marks from Cyrillic ones (й and ї are letters and stay),
    apostrophes vanish (O'Brien, OBrien), and hyphens, full stops and any spaces part words,
    so that “Петров-Водкин” is found by either half and by both.
    """
    if _PLAIN.fullmatch(text):
        return (text.casefold().replace("ё", "е"),)
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    folded = unicodedata.normalize("NFKC", folded).translate(_APOSTROPHES)
    plain = "".join(map(_plain_letter, folded))
    return tuple(_in_one_alphabet(word) for word in _WORD.findall(plain))


def same_name(one: str, other: str) -> bool:
    """Are these two spellings of one name, as looking them up would say?"""
    return words(one) == words(other)


def service_number(text: str) -> str | Problem:
    """Return the one form of a service number, or the problem that it is none.

    Spaces, dashes, full stops, slashes and number signs are dropped, letters are capital, digits
    are 0-9. Letters that look alike in Latin and Cyrillic (А and A, О and O, …) are read as the
    Latin one: no authority issues two numbers that cannot be told apart on paper, and clerks type
    them in either alphabet. Letters are never read as digits (O and 0, З and 3, I and 1): those do
    occur as different numbers, and reading them alike would give one soldier another's record.
    Leading zeros count.
    """
    if usual := _USUAL_NUMBER.fullmatch(text):
        return usual[1].translate(_NUMBER_TWINS) + usual[2]
    plain = _NUMBER_JOINTS.sub("", text)
    if not plain.isascii():
        plain = _NUMBER_JOINTS.sub("", unicodedata.normalize("NFKC", plain)).upper()
        plain = "".join(map(_plain_digit, plain)).translate(_NUMBER_TWINS)
    plain = plain.upper()
    if not plain.isalnum() or _DIGIT.search(plain) is None:
        return problems.NO_SERVICE_NUMBER.at()
    if len(plain) not in SERVICE_NUMBER_LENGTHS:
        return problems.SERVICE_NUMBER_LENGTH.at(
            shortest=SERVICE_NUMBER_LENGTHS[0], longest=SERVICE_NUMBER_LENGTHS[-1]
        )
    return plain


@lru_cache(maxsize=16_384)
def unit_code(text: str) -> str:
    """Return the form of a unit's code by which two ways of writing it are found to be one.

    Case is folded, spaces are single and none stands beside a slash, dash or full stop, and
    look-alike letters are read as Latin, as in service numbers.
    """
    plain = unicodedata.normalize("NFKC", text.replace("№", "#")).upper().replace("Ё", "Е")
    plain = _DASHES.sub("-", plain).replace("\\", "/").translate(_NUMBER_TWINS)
    plain = _CODE_JOINTS.sub(r"\1", plain)
    return " ".join(plain.split())


@lru_cache(maxsize=4_096)
def _plain_letter(letter: str) -> str:
    """Drop marks that stand alone, accents from Latin letters, and the dots of ё."""
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return ""
    if letter in "ёѐ":
        return "е"
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def _in_one_alphabet(word: str) -> str:
    """Read look-alike letters as the alphabet that the rest of the word is written in."""
    if word.isascii():
        return word
    cyrillic = [letter for letter in word if "Ѐ" <= letter <= "ӿ"]
    latin = [letter for letter in word if "a" <= letter <= "z"]
    if not cyrillic or not latin:
        return word
    surely_cyrillic = any(letter not in _CYRILLIC_TWINS for letter in cyrillic)
    surely_latin = any(letter not in _LATIN_TWINS for letter in latin)
    if surely_cyrillic and surely_latin:
        return word
    if surely_cyrillic or (not surely_latin and len(cyrillic) >= len(latin)):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN)


@lru_cache(maxsize=4_096)
def _plain_digit(mark: str) -> str:
    """Read any script's decimal digit as 0-9."""
    value = unicodedata.decimal(mark, None)
    return mark if value is None else str(value)
