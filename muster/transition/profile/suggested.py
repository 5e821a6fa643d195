"""Ideas for one person, from what they keep in their profile, each with its reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from muster.kernel.words import Sentence, _, _n
from muster.transition.guidance.starter import Job, Way, common_skills, starter
from muster.transition.guidance.suggesting import FROM_TRADES, INTERESTS, PAYS, SURPRISING
from muster.transition.profile.around import Around
from muster.transition.rules.guidance import Fit, ranked
from muster.transition.rules.ideas import VALUES, No, Wants, person, suits
from muster.transition.rules.interests import Interest, letters
from muster.transition.rules.market import sought

MOST = 8
_NEIGHBOURS = 4
_EACH_VALUE = 0.06  # of the score: enough to order what fits alike, and no more
_CLOSE = 0.6
OPEN_HERE = _n(
    "It is sought where you would work: {count} place stands open.",
    "It is sought where you would work: {count} places stand open.",
)
OPEN_AWAY = _n(
    "None stands open where you would work; elsewhere {count} place does.",
    "None stands open where you would work; elsewhere {count} places do.",
)
PAYS_HERE = _("Half of those that say so pay {amount} a month or more.")
WENT = _n(
    "At least {count} person of your trade began work in it by way of this office.",
    "At least {count} people of your trade began work in it by way of this office.",
)
PAID_COURSE = _("{school} pays {amount} a month while you learn it: {course}.")
LICENCE_HELD = _("You hold a licence that it asks for: {licences}.")
NEEDED = _("It has what you need: {conditions}.")
VALUED = _("It has what matters to you: {values}.")


@dataclass(frozen=True, slots=True)
class Idea:
    """An occupation for somebody; skills, licences and conditions are keys of the catalogue.

    `held` and `missing` begin with the rarest; `against` is what does not meet their wishes. Of the
    licences that the occupation needs, `licences` are held by the person and `lacking` are not.
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
    licences: tuple[str, ...]
    lacking: tuple[str, ...]


def ideas(
    skills: Sequence[str],
    interests: tuple[Interest, ...],
    wants: Wants,
    noes: Sequence[No],
    near: Around | None = None,
    licences: Collection[str] = (),
) -> list[Idea]:
    """Return what fits somebody with these skills, best first; empty where they name no skill.

    `near` is what lies around them: pay, trades, what stands open, what others went into.
    `licences` are those that they hold.
    """
    near = near or Around()
    if not skills:
        return []
    book = starter()
    places, asked = near.published.pay_among(), sought(near.demand)
    every = {
        one.code: replace(one, pay=places.get(one.code), demand=asked.get(one.code))
        for one in book.occupations()
    }
    who = person(skills, letters(interests), wants, noes, every)
    fits = [
        replace(fit, score=fit.score * (1 + _EACH_VALUE * len(suits(wants, every[fit.code]))))
        for fit in ranked(who, list(every.values()), near.published.trades, MOST, common_skills())
    ]

    # Ranked has put them apart; what is paid while learning comes first among neighbours, then
    # what has most of what matters to the person. So the list stays diverse.
    def place(at: int) -> tuple[int, bool, float]:
        paid = starter().entries[starter().jobs[fits[at].code].entry].paid
        return at // _NEIGHBOURS, not paid, -fits[at].score

    order = sorted(range(len(fits)), key=place)
    return [
        _idea(fits[at], wants, suits(wants, every[fits[at].code]), near, licences) for at in order
    ]


def _idea(
    fit: Fit, wants: Wants, valued: tuple[str, ...], near: Around, licences: Collection[str]
) -> Idea:
    job = starter().jobs[fit.code]
    why = [FROM_TRADES] if fit.parts["trades"] else []
    why += [INTERESTS] if fit.parts["interests"] > _CLOSE else []
    if fit.surprising:
        why.append(SURPRISING)
    why += _around(fit.code, near)
    needed = tuple(one for one in wants.needs if one in job.conditions)
    return Idea(
        job, starter().entries[job.entry], fit.held, fit.missing, fit.against, tuple(why), needed,
        valued, fit.surprising, tuple(one for one in job.licences if one in licences),
        tuple(one for one in job.licences if one not in licences),
    )  # fmt: skip


def _around(code: str, near: Around) -> list[Sentence]:
    """Say what others went into, what stands open and what it pays; nothing that is not known."""
    said: list[Sentence] = []
    if code in near.went:
        said.append(WENT.of(count=near.went[code]))
    course = near.courses.get(code)
    if course is not None:
        said.append(
            PAID_COURSE.of(
                school=course.by, amount=course.course.stipend, course=course.course.title
            )
        )
    open_ = near.demand.get(code)
    if open_ is not None and open_.here:
        said.append(OPEN_HERE.of(count=open_.here))
        if open_.pay is not None:
            said.append(PAYS_HERE.of(amount=open_.pay))
    elif open_ is not None and open_.elsewhere:
        said.append(OPEN_AWAY.of(count=open_.elsewhere))
    if code in near.published.pay:
        version = near.published.version or "–"
        said.append(PAYS.of(amount=near.published.pay[code], version=version))
    return said


def why(idea: Idea, language: str) -> list[str]:
    """Say in whole sentences what speaks for an idea besides the skills it asks for."""
    said = [one.said_in(language) for one in idea.why]
    if idea.licences:
        held = "; ".join(said_of(starter().licences, idea.licences, language))
        said.append(LICENCE_HELD.of(licences=held).said_in(language))
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
