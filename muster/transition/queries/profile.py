"""What somebody reads of their own profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.transition.partnering import wishes_of
from muster.transition.pathways import Offered, graph, of_courses
from muster.transition.profile.around import Around, around
from muster.transition.profile.questions import kinds
from muster.transition.profile.record import licences_held
from muster.transition.profile.suggested import Idea, ideas
from muster.transition.profiling import (
    answers_of,
    found_for,
    noes_of,
    posts_of,
    record_of,
    service_of,
    skills_of,
    wants_of,
)
from muster.transition.recording import trades_of
from muster.transition.rules.ideas import No, Wants
from muster.transition.rules.interests import Interest, scored
from muster.transition.rules.pathways import Aim, Chain, together
from muster.transition.rules.profile import Line, lines, theirs
from muster.transition.rules.recorded import Recorded, taken
from muster.transition.rules.service_asked import Service, listed
from muster.transition.schooling import standing_courses
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What somebody brings: each skill with where it was found, and what they answered.

    `recorded` are the entries of their service record, each with what they said on it;
    `noes` are the ideas they do not want, each with its reason.
    """

    skills: tuple[Line, ...]
    service: Service
    posts: tuple[str, ...]
    recorded: tuple[Recorded, ...]
    answers: Mapping[str, int]
    wants: Wants
    noes: tuple[No, ...]

    @property
    def theirs(self) -> tuple[Line, ...]:
        return tuple(one for one in self.skills if one.theirs)

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(one for one in self.skills if one.theirs is None)


@query(
    key="transition.own-profile",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read their own profile for work."),
)
def own_profile(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnProfile]:
    """Return a person's own profile, with what the record and their words offer for it."""
    today = calendars_of([person])[person].local_date(at)
    shown = lines(skills_of(person), found_for(person, today))
    return Shown(
        OwnProfile(
            tuple(shown), service_of(person), tuple(posts_of(person)), record_of(person),
            answers_of(person), wants_of(person), noes_of(person),
        ),
        [person],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnIdeas:
    """What fits somebody, from what they keep; the kinds of interest; and their noes."""

    ideas: tuple[Idea, ...]
    skills: int
    interests: tuple[Interest, ...]
    noes: tuple[No, ...]


def _near(person: PersonId, at: Instant) -> Around:
    """Return what lies around somebody's ideas, by their posts, regions and will to move."""
    today = calendars_of([person])[person].local_date(at)
    titles = [
        *posts_of(person), *trades_of(record_of(person)), *listed(service_of(person).trades),
    ]  # fmt: skip
    wishes = wishes_of(person)
    regions = () if wishes is None else wishes.regions
    return around(titles, regions, wants_of(person).moves, today)


def _licences(person: PersonId, at: Instant) -> tuple[str, ...]:
    """Return the licences that somebody holds: those they named, and those of their record."""
    today = calendars_of([person])[person].local_date(at)
    held = licences_held(taken(record_of(person)), today)
    return tuple(dict.fromkeys([*service_of(person).licences, *held]))


@query(
    key="transition.own-ideas",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which occupations fit what they keep in their profile, and why."),
)
def own_ideas(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnIdeas]:
    """Return occupations for a person, by the skills that they themselves say are theirs."""
    skills = [one.key for one in theirs(skills_of(person))]
    interests, noes = scored(answers_of(person), kinds()), noes_of(person)
    found = ideas(
        skills, interests, wants_of(person), noes, _near(person, at), _licences(person, at)
    )  # fmt: skip
    return Shown(OwnIdeas(tuple(found), len(skills), interests, noes), [person])


@dataclass(frozen=True, slots=True)
class OwnWays:
    """The ways of one person to one occupation, each with what it is the best at.

    `offered` are the courses of schools that any way might take.
    """

    ways: tuple[tuple[tuple[Aim, ...], Chain], ...]
    offered: tuple[Offered, ...]


@query(
    key="transition.own-ways",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read by which ways they would come to an occupation."),
)
def own_ways(*, person: PersonId, target: str, by: Viewer, at: Instant) -> Shown[OwnWays]:
    """Return the cheapest, the fastest and the best-paid way to an occupation, for this person."""
    near = _near(person, at)
    skills = [one.key for one in theirs(skills_of(person))]
    today = calendars_of([person])[person].local_date(at)
    offered = tuple(of_courses(standing_courses(today)))
    every = graph(near.published.pay_among(), offered)
    ways = every.ways(target, skills, _licences(person, at))
    return Shown(OwnWays(tuple(together(ways)), offered), [person])
