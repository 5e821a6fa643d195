"""A civilian CV from what somebody keeps in their profile, in either language.

Every post stands with what it was in plain words and with the skills that were found in it and that
the person says are theirs; every military word left in the text is explained at the end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from muster.kernel.words import LANGUAGES, Sentence, _, _p
from muster.transition.guidance.starter import FOLDER, Role, starter
from muster.transition.guidance.suggesting import roles
from muster.transition.profile.record import language_said, licence_of, roles_of_code, said_of
from muster.transition.rules.civilian_words import Meaning, explained
from muster.transition.rules.likeness import plain
from muster.transition.rules.profile import Skill, Source
from muster.transition.rules.recorded import Kind, Led, Recorded, of_kind
from muster.transition.rules.service_asked import RUNS, STUDIES, Service, languages_of, listed

_NAMED = 6  # skills of one post: all of them stand above already
TITLE = _("CV of {name}")
FOOTER = _("Written by the person, from what they say they can do. Nothing of health is in it.")
_SKILLS, _DID = _("Skills"), _("What I did")
_LED, _COURSES = _("People led"), _("Courses")
_LICENCES, _LANGUAGES, _STUDIES = _("Licences"), _("Languages"), _("Education")
_NOTES = _("What the military words mean")
_SINCE, _PERIOD = _("since {since}"), _("{since} – {until}")
_POST, _PLAIN_POST = _("{title}, in military service ({family})"), _("{title}, in military service")
_USED = _("Used there: {skills}.")
_RAN = _("Drove or ran: {things}.")
_COURSE = _p("a course of a CV, and the year in which it was taken", "{title}, {year}")
_LED_SAYS = _("Led up to {count} people.")
_LED_LONG = _("Led up to {count} people, for {months} months altogether.")
_WORDED = _p("a post, and what the person themselves calls it", "{title} ({own})")


@dataclass(frozen=True, slots=True)
class Stay:
    """A post held from one day to another; `until` None: still."""

    post: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that a CV is made of: who, how reached, where, posts, skills, and answers.

    `recorded` is what they took from their service record, and `led` whom they led by it.
    """

    name: str
    reached: str
    place: str
    stays: tuple[Stay, ...]
    skills: tuple[Skill, ...]
    service: Service
    recorded: tuple[Recorded, ...] = ()
    led: Led | None = None


@dataclass(frozen=True, slots=True)
class Cv:
    """A CV in one language: a heading, how to reach the person, and sections of lines."""

    language: str
    title: str
    facts: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def cv(kept: Kept, language: str) -> Cv:
    """Return the CV in one language."""
    sections = [
        (heading.said_in(language), tuple(lines))
        for heading, lines in _sections(kept, language)
        if lines
    ]
    texts = [line for _heading, lines in sections for line in lines]
    notes = tuple(one.in_language(language) for one in explained(texts, meanings()))
    if notes:
        sections.append((_NOTES.said_in(language), notes))
    return Cv(
        language, TITLE.of(name=kept.name).said_in(language),
        tuple(filter(None, (kept.reached, kept.place))), tuple(sections),
    )  # fmt: skip


def _sections(kept: Kept, language: str) -> Iterator[tuple[Sentence, list[str]]]:
    asked = kept.service
    yield _SKILLS, [skill_name(one, language) for one in kept.skills]
    yield _DID, [*_posts(kept, language), *_trades(kept, language)]
    yield _LED, _led(kept, language)
    things = ", ".join([
        *(RUNS[one].said_in(language) for one in asked.runs),
        *(said_of(one, language) for one in of_kind(kept.recorded, Kind.VEHICLE)),
    ])  # fmt: skip
    ran = [_RAN.of(things=things).said_in(language)] if things else []
    yield _LICENCES, [*licences_of(kept, language), *ran]
    yield _COURSES, _once(courses_of(kept, language))
    yield _LANGUAGES, _once(tongues_of(kept, language))
    yield _STUDIES, [STUDIES[asked.studies].said_in(language)] if asked.studies else []


def licences_of(kept: Kept, language: str) -> list[str]:
    """Return the licences, those of the record first; one that was named besides stands once."""
    recorded = of_kind(kept.recorded, Kind.LICENCE)
    covered = {key for one in recorded for key in licence_of(one).keys}
    named = [one for one in kept.service.licences if one not in covered]
    return [
        *(said_of(one, language) for one in recorded),
        *(starter().licences[one][language] for one in named),
    ]  # fmt: skip


def courses_of(kept: Kept, language: str) -> list[str]:
    """Return the courses of the record with their years, and those that the person named."""
    recorded = [
        _COURSE.of(title=said_of(one, language), year=str(day.year)).said_in(language)
        if (day := one.until or one.since)
        else said_of(one, language)
        for one in of_kind(kept.recorded, Kind.COURSE)
    ]
    known = {plain(one.what) for one in of_kind(kept.recorded, Kind.COURSE)}
    return recorded + [one for one in listed(kept.service.courses) if plain(one) not in known]


def tongues_of(kept: Kept, language: str) -> list[str]:
    """Return the languages of the record with their levels, and those that the person named."""
    recorded = of_kind(kept.recorded, Kind.LANGUAGE)
    known = {
        language_said(one.what, each).casefold() for one in recorded for each in LANGUAGES
    } | {one.what.casefold() for one in recorded}  # fmt: skip
    named = languages_of(kept.service.languages)
    return [
        *(said_of(one, language) for one in recorded),
        *(one for one in named if one.casefold() not in known),
    ]  # fmt: skip


def _once(lines: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def skill_name(one: Skill, language: str) -> str:
    """Return a skill in the person's own words, or in the catalogue's."""
    return one.words or starter().skills[one.key][language]


def _led(kept: Kept, language: str) -> list[str]:
    """Say whom they led: the most people and the most months, of the record and their answers."""
    asked, led = kept.service, kept.led or Led(0, 0)
    people = max(asked.led or 0, led.people)
    months = max(asked.months or 0, led.months) if people else 0
    if not people:
        return []
    whole = _LED_LONG.of(count=people, months=months) if months else _LED_SAYS.of(count=people)
    each = (said_of(one, language) for one in of_kind(kept.recorded, Kind.LED) if one.what)
    return [whole.said_in(language), *(one[:1].upper() + one[1:] for one in each)]


def _posts(kept: Kept, language: str) -> Iterator[str]:
    for one in reversed(kept.stays):
        if one.until is None:
            when = _SINCE.of(since=one.since)
        else:
            when = _PERIOD.of(since=one.since, until=one.until)
        said = _told(one.post, Source.POST, kept.skills, language)
        yield f"{when.said_in(language)}: {said}"


def _trades(kept: Kept, language: str) -> Iterator[str]:
    known = {plain(one.post) for one in kept.stays}
    for one in of_kind(kept.recorded, Kind.TRADE):
        role = next(iter(roles_of_code(one.code)), None) or role_called(one.what)
        if plain(one.what) not in known or one.code:
            yield _told(one.name, Source.CODE, kept.skills, language, role, one.listed)
        known.add(plain(one.what))
    for trade in listed(kept.service.trades):
        if plain(trade) not in known:
            yield _told(trade, Source.TRADE, kept.skills, language)


def _told(
    title: str,
    source: Source,
    skills: Sequence[Skill],
    language: str,
    role: Role | None = None,
    own: str = "",
) -> str:
    """Say a post in plain words, with the skills that the person says they used there.

    `role` and `own` are what a code stands for, and how it is written.
    """
    role, own = role or role_called(title), own or title
    if role is None:
        said = _PLAIN_POST.of(title=own).said_in(language)
    else:
        named: Sentence | str = role.title[language]
        if plain(own) not in map(plain, role.title.values()):
            named = _WORDED.of(title=named, own=own)
        family = starter().families[role.family][language]
        said = _POST.of(title=named, family=family).said_in(language)
    used = [
        skill_name(one, language)
        for one in skills
        if any(proof.source is source and proof.words == title for proof in one.proofs)
    ]
    if not used:
        return f"{said}."
    return f"{said}. {_USED.of(skills='; '.join(used[:_NAMED])).said_in(language)}"


def role_called(title: str) -> Role | None:
    """Return the military role that bears exactly this title, None where none does."""
    meant = roles().meant(title) if plain(title) else []
    same = (one for one in meant if plain(title) in map(plain, one.labels))
    return next(same, None)


@cache
def meanings() -> tuple[Meaning, ...]:
    """Return the military words of the catalogue, with what they mean."""
    read = tomllib.loads((FOLDER / "military_words.toml").read_text(encoding="utf-8"))
    return tuple(Meaning(tuple(one["said"]), one["en"], one["ru"]) for one in read["words"])
