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

from muster.kernel.words import Sentence, _, _p
from muster.transition.guidance.starter import FOLDER, Role, starter
from muster.transition.guidance.suggesting import roles
from muster.transition.rules.civilian_words import Meaning, explained
from muster.transition.rules.likeness import plain
from muster.transition.rules.profile import Skill, Source
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
    """All that a CV is made of: who, how reached, where, posts, skills, and answers."""

    name: str
    reached: str
    place: str
    stays: tuple[Stay, ...]
    skills: tuple[Skill, ...]
    service: Service


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
    yield _LED, [_led(asked).said_in(language)] if asked.led else []
    runs = ", ".join(RUNS[one].said_in(language) for one in asked.runs)
    licences = [starter().licences[one][language] for one in asked.licences]
    yield _LICENCES, licences + ([_RAN.of(things=runs).said_in(language)] if runs else [])
    yield _COURSES, listed(asked.courses)
    yield _LANGUAGES, languages_of(asked.languages)
    yield _STUDIES, [STUDIES[asked.studies].said_in(language)] if asked.studies else []


def skill_name(one: Skill, language: str) -> str:
    """Return a skill in the person's own words, or in the catalogue's."""
    return one.words or starter().skills[one.key][language]


def _led(asked: Service) -> Sentence:
    if asked.months:
        return _LED_LONG.of(count=asked.led or 0, months=asked.months)
    return _LED_SAYS.of(count=asked.led or 0)


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
    for trade in listed(kept.service.trades):
        if plain(trade) not in known:
            yield _told(trade, Source.TRADE, kept.skills, language)


def _told(title: str, source: Source, skills: Sequence[Skill], language: str) -> str:
    """Say a post in plain words, with the skills that the person says they used there."""
    role = role_called(title)
    if role is None:
        said = _PLAIN_POST.of(title=title).said_in(language)
    else:
        named: Sentence | str = role.title[language]
        if plain(title) not in map(plain, role.title.values()):
            named = _WORDED.of(title=named, own=title)
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
