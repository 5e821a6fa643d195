"""Ideas for one person, from what they keep in their profile, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from muster.kernel.words import Sentence, _
from muster.transition.guidance.starter import Job, Way, starter
from muster.transition.guidance.suggesting import INTERESTS, SURPRISING
from muster.transition.rules.guidance import Fit, ranked
from muster.transition.rules.ideas import VALUES, No, Wants, person, suits
from muster.transition.rules.interests import Interest, letters

MOST = 8
_LOOKED, _NEIGHBOURS = 2 * MOST, 4
_EACH_VALUE = 0.06  # of the score: enough to order what fits alike, and no more
_CLOSE = 0.6
NEEDED = _("It has what you need: {conditions}.")
VALUED = _("It has what matters to you: {values}.")


@dataclass(frozen=True, slots=True)
class Idea:
    """An occupation for somebody; skills, licences and conditions are keys of the catalogue.

    `held` and `missing` begin with the rarest; `against` is what does not meet their wishes.
    """

    job: Job
    way: Way
    held: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    why: tuple[Sentence, ...]
    needed: tuple[str, ...]
    valued: tuple[str, ...]
    surprising: bool


def ideas(
    skills: Sequence[str], interests: tuple[Interest, ...], wants: Wants, noes: Sequence[No]
) -> list[Idea]:
    """Return what fits somebody with these skills, best first; empty where they name no skill."""
    if not skills:
        return []
    book = starter()
    every = {one.code: one for one in book.occupations()}
    who = person(skills, letters(interests), wants, noes, every)
    fits = [
        replace(fit, score=fit.score * (1 + _EACH_VALUE * len(suits(wants, every[fit.code]))))
        for fit in ranked(who, list(every.values()), None, _LOOKED)
    ]

    # Ranked has put them apart; what is paid while learning comes first among neighbours, then
    # what has most of what matters to the person. So the list stays diverse.
    def place(at: int) -> tuple[int, bool, float]:
        paid = starter().entries[starter().jobs[fits[at].code].entry].paid
        return at // _NEIGHBOURS, not paid, -fits[at].score

    order = sorted(range(len(fits)), key=place)[:MOST]
    return [_idea(fits[at], wants, suits(wants, every[fits[at].code])) for at in order]


def _idea(fit: Fit, wants: Wants, valued: tuple[str, ...]) -> Idea:
    job = starter().jobs[fit.code]
    why = [INTERESTS] if fit.parts["interests"] > _CLOSE else []
    if fit.surprising:
        why.append(SURPRISING)
    needed = tuple(one for one in wants.needs if one in job.conditions)
    return Idea(
        job, starter().entries[job.entry], fit.held, fit.missing, fit.against, tuple(why), needed,
        valued, fit.surprising,
    )  # fmt: skip


def why(idea: Idea, language: str) -> list[str]:
    """Say in whole sentences what speaks for an idea besides the skills it asks for."""
    said = [one.said_in(language) for one in idea.why]
    if idea.needed:
        said.append(NEEDED.of(conditions=_listed(idea.needed, language)).said_in(language))
    if idea.valued:
        values = ", ".join(VALUES[one].said_in(language) for one in idea.valued)
        said.append(VALUED.of(values=values).said_in(language))
    return said


def _listed(keys: Sequence[str], language: str) -> str:
    return "; ".join(said_of(starter().conditions, keys, language))


def said_of(
    among: Mapping[str, Mapping[str, str]], keys: Sequence[str], language: str
) -> list[str]:
    """Return the catalogue's words for these keys."""
    return [among[key][language] for key in keys]
