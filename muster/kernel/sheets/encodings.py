"""Which encoding a text is in: UTF-8, UTF-16 and Windows-1251 are read, others refused by name.

Where no byte order mark tells, valid UTF-8 is UTF-8, and the rest is a contest: the words with
bytes above 127 are read in every Cyrillic encoding, and the reading wins whose letters are the most
Russian. A file that was read in the wrong encoding would store wrong names without anybody
noticing, so where no reading looks like words the file is refused.
"""

from __future__ import annotations

import codecs
import math
import re

from muster.kernel.sheets.problems import ENCODING, NOT_A_TABLE, UNKNOWN_ENCODING
from muster.kernel.sheets.recognise import Survey
from muster.kernel.words import _

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = {
    "cp1251": "Windows-1251",
    "koi8_u": "KOI8-R",
    "cp866": "CP866",
    "mac_cyrillic": "Mac Cyrillic",
    "iso8859_5": "ISO-8859-5",
}
_PER_THOUSAND = (
    "о109.7 е84.5 а80.1 и73.5 н67.0 т62.6 с54.7 р47.3 в45.4 л44.0 к34.9 м32.1 д29.8 п28.1 у26.2 "
    "я20.1 ы19.0 ь17.4 г17.0 з16.5 б15.9 ч14.4 й12.1 х9.7 ж9.4 ш7.3 ю6.4 ц4.8 щ3.6 э3.2 ф2.6 "
    "ъ0.4 ё0.4 і3 ї1 є1 ґ0.2 ў0.5"
)
"""How often each letter stands in Russian text: O. Lyashevskaya, S. Sharov, Frequency Dictionary of
Modern Russian (2009), after the Russian National Corpus; Ukrainian and Belarusian letters by us."""

_LOG_OFTEN = {entry[0]: math.log(float(entry[1:]) / 1000) for entry in _PER_THOUSAND.split()}
_NO_LETTER = math.log(1e-6)
_ODD_CASE = math.log(1e-3)
_SIGN = math.log(1e-3)
_SIGN_AMONG_WORDS = math.log(0.02)
_VOWELS = frozenset("аеёиоуыэюяіїє")
_FOLLOWS = {(True, True): -1.3, (True, False): 0.4, (False, True): 0.4, (False, False): -0.4}
"""How much likelier than by chance a vowel (True) or consonant follows the other in Russian."""

_SIGNS = frozenset("—–…“”„’•")
_SIGNS_AMONG_WORDS = frozenset("«»№°§\u00a0\u00ad")
_WORST_RUSSIAN = -5.0
"""Surnames and headings score about -3 a letter; texts read wrongly mostly below -5."""
_IN_FAVOUR = 4.0
"""Windows-1251 is by far the most frequent: others must be more likely by this (natural log)."""

_BESIDE_LATIN = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_EBCDIC_TEXT = re.compile(r"[A-Za-z0-9 ,;.\t\n\x85_-]")


def recognise_encoding(found: Survey) -> str:
    """Return Python's name of the encoding; Refused names one that is not accepted."""
    for mark, name in _MARKS:
        if found.head.startswith(mark):
            if name == "UTF-32":
                raise ENCODING.refused(encoding=name)
            return name
    wide = _two_or_four_bytes(found.head)
    if wide is not None:
        return wide
    if found.utf8 or _is_damaged_utf8(found.foreign):
        return "utf-8"
    if _is_ebcdic(found.head):
        raise ENCODING.refused(encoding="EBCDIC")
    return _one_byte(found.foreign)


def _two_or_four_bytes(head: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a byte order mark by where the zero bytes stand.

    In UTF-16 the upper byte of a Latin letter, digit or separator is 0, that of a Cyrillic one 4.
    """
    if 0 not in head or len(head) < 4:
        return None
    head = head[: len(head) // 4 * 4]
    thin = [
        (head[place::4].count(0) + head[place::4].count(4)) * 4 / len(head) for place in range(4)
    ]
    if min(thin[1:]) > 0.9 or min(thin[:3]) > 0.9:
        raise ENCODING.refused(encoding="UTF-32")
    if min(thin[1], thin[3]) > 0.9 and max(thin[0], thin[2]) < 0.5:
        return "utf-16-le"
    if min(thin[0], thin[2]) > 0.9 and max(thin[1], thin[3]) < 0.5:
        return "utf-16-be"
    if head.count(0) > len(head) / 10:
        raise NOT_A_TABLE.refused(what=_("a file of binary data"))
    return None


def _is_damaged_utf8(words: tuple[bytes, ...]) -> bool:
    """Is nearly all of it UTF-8? Then the few cells that are not will be refused one by one."""
    damaged = sum("\ufffd" in word.decode("utf-8", "replace") for word in words)
    return damaged < len(words) / 10


def _is_ebcdic(head: bytes) -> bool:
    if b"\n" in head or b"\r" in head:
        return False
    return len(_EBCDIC_TEXT.findall(head.decode("cp500"))) > 0.95 * len(head)


def _one_byte(words: tuple[bytes, ...]) -> str:
    """Let the one-byte encodings compete; only Windows-1251 may win."""
    words = words[:4000]
    if sum(_BESIDE_LATIN.search(word) is not None for word in words) > len(words) / 2:
        raise ENCODING.refused(encoding="Windows-1252 (ISO-8859-1)")
    scores, letters = dict[str, float](), 0
    for encoding in _CYRILLIC:
        scores[encoding], letters = _russian(words, encoding)
    scores["cp1251"] += _IN_FAVOUR
    best = max(scores, key=scores.__getitem__)
    if scores[best] < _WORST_RUSSIAN * letters:
        raise UNKNOWN_ENCODING.refused()
    if best != "cp1251":
        raise ENCODING.refused(encoding=_CYRILLIC[best])
    return best


def _russian(words: tuple[bytes, ...], encoding: str) -> tuple[float, int]:
    """Return the log-likelihood of the words, were they Russian in this encoding, and its length.

    A letter's likelihood is how often it stands in Russian and follows a vowel or consonant; a
    capital after a small letter, a sign and anything else are unlikely in this order.
    """
    total, letters = 0.0, 0
    for word in words:
        before = ""
        for letter in word.decode(encoding, "replace"):
            if letter in _SIGNS_AMONG_WORDS or letter.isascii():
                total += 0.0 if letter.isascii() else _SIGN_AMONG_WORDS
                before = ""
                continue
            small = letter.lower()
            letters += 1
            total += _LOG_OFTEN.get(small, _SIGN if letter in _SIGNS else _NO_LETTER)
            if before:
                total += _FOLLOWS[before.lower() in _VOWELS, small in _VOWELS]
                total += _ODD_CASE if before.islower() and letter.isupper() else 0.0
            before = letter
    return total, letters
