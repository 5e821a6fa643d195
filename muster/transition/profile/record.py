"""What a service record's entries mean in civilian words: vehicles, licences, languages, codes.

The words stand in `catalogue/service.toml` and `codes.csv`, in both languages. What none of them
knows keeps its own name and is called what its kind says; nothing is guessed.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from muster.kernel.words import LANGUAGES, Sentence, _, _n, _p
from muster.transition.guidance.starter import FOLDER, Role, starter
from muster.transition.rules.profile import LONGEST_WORDS, Proof, Source
from muster.transition.rules.recorded import Kind, Recorded, led_of, of_kind
from muster.transition.rules.service_asked import by_led, by_licence

_SAID_BESIDE = _p("what something is in plain words, and its own name", "{plain} ({own})")
_UNKNOWN = _("military vehicle or machine")
_UNTIL = _("{name}, until {until}")
_LED_AT = _n("up to {count} person led: {what}", "up to {count} people led: {what}")
_LED_BARE = _n("up to {count} person led", "up to {count} people led")
_NUMBERED = re.compile(r"[0-9]{6,7}[A-Z]?")  # a Russian code: its first three digits say the trade
_LETTERS = re.compile(r"[^0-9A-Z]+")
_LIST_NAMES = re.compile(r"\b(?:ВУС|VUS|MOS|AFSC|NEC|RATING)\b", re.IGNORECASE)
_CATEGORIES = re.compile(r"\b[BCDE]{1,5}\b")
_CATEGORY = re.compile(r"[BCD]E?")
_LOOK_ALIKE = str.maketrans("ВСЕ", "BCE")


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A kind of vehicle in plain words, the skills it shows, and the licences the like asks for."""

    key: str
    says: Mapping[str, str]
    skills: tuple[str, ...]
    licences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licence of the record is in civilian life.

    `keys` are licences of the catalogue, `terms` those by which vacancies and courses ask.
    """

    keys: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


def vehicle_of(name: str) -> Vehicle | None:
    """Return what kind of vehicle or machine this is, None where no word of it is known."""
    return next((kind for said, kind in _book().vehicles if said.search(name)), None)


def licence_of(entry: Recorded) -> Licence:
    """Return what a licence is in civilian life; an empty one where no word of it is known."""
    book, text = _book(), f"{entry.what} {entry.code.upper()}"
    if book.driving.search(text):
        found = [book.categories[one] for one in _categories(text)]
        if found:
            keys = dict.fromkeys(key for one in found for key in one.keys)
            return Licence(tuple(keys), tuple({term: None for one in found for term in one.terms}))
    return next((kind for said, kind in book.licences if said.search(text)), Licence())


def _categories(text: str) -> list[str]:
    """Return the categories of a driving licence: capitals alone, since “с” is a Russian word."""
    plain = text.translate(_LOOK_ALIKE)
    return [one for some in _CATEGORIES.findall(plain) for one in _CATEGORY.findall(some)]


def roles_of_code(code: str) -> list[Role]:
    """Return the military roles that a trade code stands for; none where it is not known."""
    plain = _LETTERS.sub("", _LIST_NAMES.sub("", code).upper())
    asked = [plain[:3]] if _NUMBERED.fullmatch(plain) else [plain[:4], plain[:3]]
    key = next((_book().codes[one] for one in asked if one in _book().codes), None)
    return [] if key is None else [starter().roles[key]]


def code_of(entry: Recorded) -> str:
    """Return a trade's code as lists have it: without the name of the list or a hyphen."""
    return _LETTERS.sub("", _LIST_NAMES.sub("", entry.code).upper())


def language_said(name: str, language: str) -> str:
    """Return a language's name in another language; as it stands where it is not known."""
    plain = re.sub(r"\s*(?:язык|language)\s*", "", name.casefold()).strip()
    code = _tongues().get(plain)
    if code is None:
        return name
    from babel import Locale

    said: str = Locale(language).languages[code]
    return said[:1].upper() + said[1:]


def said_of(entry: Recorded, language: str) -> str:
    """Say an entry so that a civilian reader understands it, its own name beside that."""
    if entry.kind is Kind.LED:
        if not entry.what:
            return _LED_BARE.of(count=entry.people or 0).said_in(language)
        return _LED_AT.of(count=entry.people or 0, what=entry.what).said_in(language)
    if entry.kind is Kind.LANGUAGE:
        said = language_said(entry.what, language)
        return f"{said} ({entry.code})" if entry.code else said
    name = _plainly(entry, language)
    if entry.kind is Kind.LICENCE and entry.until is not None:
        return _UNTIL.of(name=name, until=entry.until).said_in(language)
    return name


def _plainly(entry: Recorded, language: str) -> str:
    plain: str | Sentence = ""
    if entry.kind is Kind.VEHICLE:
        kind = vehicle_of(entry.name)
        plain = _UNKNOWN if kind is None else kind.says[language]
    elif entry.kind is Kind.LICENCE:
        plain = ", ".join(starter().licences[key][language] for key in licence_of(entry).keys)
    elif entry.kind is Kind.TRADE:
        plain = next((role.title[language] for role in roles_of_code(entry.code)), "")
    if not plain or plain == entry.what:
        return entry.name
    return _SAID_BESIDE.of(plain=plain, own=entry.listed).said_in(language)


def shown_by_record(entries: Sequence[Recorded], today: date) -> Iterator[tuple[str, Proof]]:
    """Yield each skill that vehicles, licences, languages and people led show, and by what."""
    for one in of_kind(entries, Kind.VEHICLE):
        kind = vehicle_of(one.name)
        for skill in () if kind is None else kind.skills:
            yield skill, _proof(Source.RECORD_VEHICLE, one)
    for one in of_kind(entries, Kind.LICENCE):
        for key in licence_of(one).keys:
            yield from ((skill, _proof(Source.RECORD_LICENCE, one)) for skill in by_licence(key))
        if "first-aid" in licence_of(one).terms:
            yield "first-aid", _proof(Source.RECORD_LICENCE, one)
    for one in of_kind(entries, Kind.LANGUAGE):
        yield "speak-languages", _proof(Source.RECORD_LANGUAGE, one)
    led = led_of(entries, today)
    if led is not None:
        proof = Proof(Source.RECORD_LED, f"{led.people} {led.months}")
        yield from ((skill, proof) for skill in by_led(led.people, led.months))


def licences_held(entries: Iterable[Recorded], today: date) -> tuple[str, ...]:
    """Return the catalogue's licences that somebody holds by these entries, and that still hold."""
    held = (one for one in of_kind(entries, Kind.LICENCE) if one.holds(today))
    return tuple(dict.fromkeys(key for one in held for key in licence_of(one).keys))


def terms_held(entries: Iterable[Recorded], today: date) -> tuple[str, ...]:
    """Return the same as the licences by which vacancies and courses ask."""
    held = (one for one in of_kind(entries, Kind.LICENCE) if one.holds(today))
    return tuple(dict.fromkeys(term for one in held for term in licence_of(one).terms))


def _proof(source: Source, entry: Recorded) -> Proof:
    return Proof(source, entry.name[:LONGEST_WORDS])


@dataclass(frozen=True, slots=True)
class _Book:
    vehicles: tuple[tuple[re.Pattern[str], Vehicle], ...]
    licences: tuple[tuple[re.Pattern[str], Licence], ...]
    driving: re.Pattern[str]
    categories: Mapping[str, Licence]
    codes: Mapping[str, str]


@cache
def _book() -> _Book:
    read = tomllib.loads((FOLDER / "service.toml").read_text(encoding="utf-8"))
    vehicles = tuple((_any_of(one["said"]), _vehicle(one)) for one in read["vehicles"])
    licences = tuple(
        (_any_of(one["said"]), Licence(tuple(filter(None, [one["key"]])), tuple(one["terms"])))
        for one in read["licences"]
    )
    driving = read["categories"].pop("driving")
    categories = {
        letter: Licence(tuple(one["keys"]), tuple(one["terms"]))
        for letter, one in read["categories"].items()
    }
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"]: row["role"] for row in csv.DictReader(file)}
    return _Book(vehicles, licences, _any_of(driving), categories, codes)


def _vehicle(one: Mapping[str, Any]) -> Vehicle:
    says = {language: one[language] for language in LANGUAGES}
    return Vehicle(one["key"], says, tuple(one["skills"]), tuple(one["licences"]))


def _any_of(said: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these words, whatever their case; * stands for any ending."""
    each = (re.escape(one).replace(r"\*", r"\S*") for one in said)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


@cache
def _tongues() -> Mapping[str, str]:
    """Return the code of each language by its name in any language of the house."""
    from babel import Locale

    return {
        name.casefold(): code
        for language in LANGUAGES
        for code, name in Locale(language).languages.items()
        if "_" not in code
    }
