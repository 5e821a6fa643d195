"""One cell of a roster: its text in, what it says out, or the problem that it says nothing."""

from __future__ import annotations

import re
import unicodedata

from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES
from muster.people import problems
from muster.people.rules.names import service_number

NAME_LENGTH = 40
RANK_LENGTH = 30
POST_LENGTH = 120
EMAIL_LENGTH = 64
QUALIFICATIONS_LENGTH = 120
"""The most characters a cell may have; sealed records are of one width, so there is an end."""

_HUGE = 1_000

NOTHING = frozenset({"-", "–", "—", "−", "нет", "б/о", "не указано", "н/д", "n/a", "none", "null"})
"""What clerks write where there is nothing to write."""
_LONGEST_NOTHING = 16

_SEXES = {
    "male": ("m", "male", "man", "м", "муж", "муж.", "мужской", "мужчина"),
    "female": ("f", "female", "woman", "w", "ж", "жен", "жен.", "женский", "женщина"),
}
_SEX = {spelling: sex for sex, spellings in _SEXES.items() for spelling in spellings}
_LANGUAGES = {
    "en": ("en", "eng", "english", "английский", "англ", "англ."),
    "ru": ("ru", "rus", "russian", "русский", "рус", "рус."),
}
_LANGUAGE = {word: code for code, spellings in _LANGUAGES.items() for word in spellings}

_ONE_WORD = re.compile(r"[A-Za-z]+|[А-Яа-яЁё]+")
_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ`\-‐‑. ]+[^\W\d_]+)*['’ʼ`]?")
_LISTED = re.compile(r"[;,|/]")
_INITIALS = re.compile(r"(?:[^\W\d_]\s*\.\s*-?\s*)+[^\W\d_]?")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")
_PHONE_DRESS = re.compile(r"[\s().\-‐‑‒–—]")
_PHONE = re.compile(r"\+?\d{5,15}")
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_WHOLE_FLOAT = re.compile(r"(\d+)\.0")


def is_empty(text: str) -> bool:
    """Does the cell say nothing, or say in a clerk's way that there is nothing?"""
    if len(text) > _LONGEST_NOTHING:
        return text.isspace()
    return not text.strip() or text.strip().casefold() in NOTHING


def read_number(text: str) -> tuple[str, str] | Problem:
    """Return a service number as written and in the form it is looked up by."""
    plain = " ".join(text.split())
    if _ROUNDED.fullmatch(plain):
        return problems.SERVICE_NUMBER_MANGLED.at()
    if whole := _WHOLE_FLOAT.fullmatch(plain):
        plain = whole[1]
    key = service_number(plain)
    return key if isinstance(key, Problem) else (plain, key)


def read_name(text: str) -> str | Problem:
    """Return a surname, given name or patronymic with single spaces, spelt as it was written."""
    if len(text) <= NAME_LENGTH and _ONE_WORD.fullmatch(text):
        return text
    plain = _one_line(text)
    if _INITIALS.fullmatch(plain):
        return problems.INITIALS_ONLY.at()
    if not _NAME.fullmatch(plain):
        return problems.NO_NAME.at()
    return plain if len(plain) <= NAME_LENGTH else problems.TOO_LONG.at(longest=NAME_LENGTH)


def read_full_name(text: str) -> tuple[str, str, str] | Problem:
    """Divide one cell into surname, given name and patronymic ("" where there is none).

    With a comma the surname stands before it. Without one, Cyrillic names are read in the order
    of Russian papers, surname first; Latin names are refused, since both orders are in use.
    """
    surname, comma, rest = " ".join(text.split()).partition(",")
    if comma:
        given, _, patronymic = rest.strip().partition(" ")
    elif any("a" <= letter <= "z" for letter in text.casefold()):
        return problems.NAME_NOT_DIVIDED.at()
    else:
        surname, _, rest = surname.partition(" ")
        given, _, patronymic = rest.partition(" ")
        if not given:
            return problems.NAME_NOT_DIVIDED.at()
    parts = [read_name(part) for part in (surname, given, patronymic or given)]
    for part in parts:
        if isinstance(part, Problem):
            return part
    return str(parts[0]), str(parts[1]), str(parts[2]) if patronymic else ""


def read_sex(text: str) -> str | Problem:
    """Return "male" or "female"."""
    sex = _SEX.get(text.strip().casefold())
    return problems.NO_SEX.at(value=shortened(text)) if sex is None else sex


def read_language(text: str) -> str | Problem:
    """Return the code of one of the languages the house speaks."""
    code = _LANGUAGE.get(text.strip().casefold())
    if code not in LANGUAGES:
        return problems.NO_LANGUAGE.at(value=shortened(text))
    return code


def read_phone(text: str) -> str | Problem:
    """Return a telephone number as its digits, with “+” where it was written."""
    plain = _PHONE_DRESS.sub("", text)
    return plain if _PHONE.fullmatch(plain) else problems.NO_PHONE.at()


def read_email(text: str) -> str | Problem:
    """Return an e-mail address as written."""
    plain = text.strip()
    if len(plain) > EMAIL_LENGTH:
        return problems.TOO_LONG.at(longest=EMAIL_LENGTH)
    return plain if _EMAIL.fullmatch(plain) else problems.NO_EMAIL.at()


def read_rank(text: str) -> str | Problem:
    """Return a rank as written."""
    return read_text(text, RANK_LENGTH)


def read_post(text: str) -> str | Problem:
    """Return a post's title as written."""
    return read_text(text, POST_LENGTH)


def read_qualifications(text: str) -> str | Problem:
    """Return somebody's qualifications as they are compared: in small letters, parted by “; ”."""
    plain = read_text(text, QUALIFICATIONS_LENGTH)
    return plain if isinstance(plain, Problem) else "; ".join(parted(plain))


def parted(text: str) -> tuple[str, ...]:
    """Return the words of a list in one cell, in small letters, each once and in order."""
    return tuple(sorted({word.strip().casefold() for word in _LISTED.split(text)} - {""}))


def read_text(text: str, longest: int) -> str | Problem:
    """Return one line of plain text of at most `longest` characters."""
    plain = _one_line(text)
    if plain[:1] in {"=", "+", "@"} or not plain.isprintable():
        return problems.NOT_PLAIN_TEXT.at()
    return plain if len(plain) <= longest else problems.TOO_LONG.at(longest=longest)


def _one_line(text: str) -> str:
    """Return a cell's text with single spaces; of a huge cell only enough to see that it is one."""
    return " ".join(unicodedata.normalize("NFC", text[:_HUGE]).split())


def shortened(text: str) -> str:
    """Return the beginning of a cell for a sentence, so that a huge cell cannot fill a report."""
    plain = " ".join(text[:64].split())
    return plain if len(plain) <= 24 else f"{plain[:23]}…"
