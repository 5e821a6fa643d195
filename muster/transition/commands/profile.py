"""What somebody keeps of their own profile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.transition import problems
from muster.transition.guidance.starter import starter
from muster.transition.notes import refuse_health
from muster.transition.profile.problems import TOO_LONG, TOO_MANY_SKILLS
from muster.transition.profiling import found_for, skills_of, write_part
from muster.transition.rules.profile import (
    LONGEST_WORDS,
    MOST_SKILLS,
    Proof,
    Skill,
    Source,
    lines,
    settled,
    taken_in,
    worded,
)
from muster.transition.rules.service_asked import LONGEST, RUNS, STUDIES, Service
from muster.vault.zones import Zone


@command(
    key="transition.settle-skills",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said which skills of their profile are theirs."),
)
def settle_skills(
    *, person: PersonId, ticked: Unjournalled[Collection[str]], by: Viewer, at: Instant
) -> None:
    """Keep the ticked ones of the skills that are offered or kept; the others are said no to."""
    shown = lines(skills_of(person), found_for(person, _today(person, at)))
    if not {one.key for one in shown}.issuperset(ticked):
        raise NOT_FOUND.refused()
    _keep(person, settled(shown, ticked), at)


@command(
    key="transition.take-skills",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody took skills from a text of their own into their profile."),
)
def take_skills(
    *, person: PersonId, found: Unjournalled[Mapping[str, str]], by: Viewer, at: Instant
) -> None:
    """Keep these skills, each with the words in which it was found; of the text nothing else."""
    unknown = found.keys() - starter().skills.keys()
    if unknown:
        raise NOT_FOUND.refused()
    for words in found.values():
        _check(words, LONGEST_WORDS)
    proofs = {key: [Proof(Source.TEXT, words)] for key, words in found.items()}
    _keep(person, taken_in(skills_of(person), proofs), at)


@command(
    key="transition.word-skill",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody put a skill of their profile in their own words."),
)
def word_skill(
    *, person: PersonId, skill: str, words: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Say a skill that is kept in one's own words; "" goes back to the catalogue's."""
    decided = skills_of(person)
    if skill not in {one.key for one in decided if one.theirs}:
        raise NOT_FOUND.refused()
    _check(words.strip(), LONGEST_WORDS)
    _keep(person, worded(decided, skill, words.strip()), at)


@command(
    key="transition.answer-service",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody answered the short questions about what they did in service."),
)
def answer_service(
    *, person: PersonId, service: Unjournalled[Service], by: Viewer, at: Instant
) -> None:
    """Keep the answers, sealed; the last count."""
    for text in (service.trades, service.courses, service.languages):
        _check(text, LONGEST)
    _known(service.runs, RUNS)
    _known(service.licences, starter().licences)
    _known(filter(None, [service.studies]), STUDIES)
    write_part(person, "service", service, at)


def _keep(person: PersonId, skills: tuple[Skill, ...], at: Instant) -> None:
    if sum(one.theirs for one in skills) > MOST_SKILLS:
        raise TOO_MANY_SKILLS.refused(most=MOST_SKILLS)
    kept = [one for one in skills if one.theirs]
    refused = [one for one in skills if not one.theirs]
    write_part(person, "skills", (*kept, *refused[: 2 * MOST_SKILLS]), at)


def _check(text: str, most: int) -> None:
    if len(text) > most:
        raise TOO_LONG.refused(most=most)
    refuse_health(text)


def _known(codes: Iterable[str], known: Mapping[str, object]) -> None:
    for code in codes:
        if code not in known:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(known))


def _today(person: PersonId, at: Instant) -> date:
    return calendars_of([person])[person].local_date(at)
