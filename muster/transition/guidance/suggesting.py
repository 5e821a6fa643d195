"""Suggestions for a military title: the roles it most likely means, what fits them, and why.

It needs nothing but the starter catalogue. What published archives say of pay and of trades alike
is handed in by whoever may read them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from muster.kernel.words import LANGUAGES, Sentence, _
from muster.transition.guidance.problems import NO_ROLE_LIKE_IT, UNKNOWN_CONDITION
from muster.transition.guidance.signals import Signals
from muster.transition.guidance.starter import Job, Role, common_skills, starter
from muster.transition.linking.vectors import Meanings, vectors
from muster.transition.rules.fusing import by_best
from muster.transition.rules.guidance import Fit, Occupation, Person, ranked
from muster.transition.rules.likeness import Grouped, Index, Scores, pieces, plain, words

NAMED = 5  # skills named in a reason
_LEAST = 0.3  # a role less alike than this to the best one is not what was meant
_MEANT = 3  # roles that one title may mean

HELD = _("You already bring: {skills}.")
LACKING = _("What is missing: {skills}.")
ALL_HELD = _("You already bring every skill that it asks for.")
PAID_WAY = _("What closes the gap: {way}. You are paid while you learn.")
UNPAID_WAY = _("What closes the gap: {way}. It is not paid, so ask about a grant first.")
LICENCES = _("It needs: {licences}.")
PLACE = _("What it is like: {conditions}.")
AGAINST = _("It does not meet what you asked for: {conditions}.")
SURPRISING = _("It may surprise you: few think of it, and much of what you know is used there.")
INTERESTS = _("It is close to what interests you.")
PAYS = _(
    "Half of those who work in it earn {amount} a year or more, by the wages in force here "
    "(version {version})."
)
FROM_TRADES = _("Military trades like yours lead to it in an official crosswalk.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One occupation for one person, with its reasons as whole sentences."""

    isco: str
    title: Mapping[str, str]
    score: float
    reasons: tuple[Mapping[str, str], ...]
    missing: tuple[str, ...]
    months: int
    paid: bool
    surprising: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    """The roles that a title was taken for, and what is suggested."""

    roles: tuple[Role, ...]
    skills: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants, as they say it: conditions by key, interests by letter, refusals."""

    avoid: Collection[str] = ()
    need: Collection[str] = ()
    interests: str = ""
    months: int | None = None
    earning: bool = False
    no: Collection[str] = ()


class Roles:
    """The catalogue's military roles, ready to be asked which of them a title means."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self.roles = tuple(roles)
        labels = [(at, label) for at, role in enumerate(roles) for label in role.labels]
        self._own = Grouped([at for at, _label in labels], len(roles))
        texts = [label for _at, label in labels]
        self._pieces, self._words = Index(texts, pieces), Index(texts, words)
        self._meant: Meanings | None = None
        self._texts = texts
        self._same = {plain(label): at for at, label in reversed(labels)}

    def get_ready(self) -> Meanings:
        """Return what each label means, reckoned at the first call."""
        if self._meant is None:
            self._meant = Meanings(self._texts)
        return self._meant

    def meant(self, title: str) -> list[Role]:
        """Return the roles that a title most likely means, likeliest first, three at most.

        Refused where the title is empty.
        """
        if not plain(title):
            raise NO_ROLE_LIKE_IT.refused(title=title)
        if plain(title) in self._same:
            return [self.roles[self._same[plain(title)]]]
        ways: list[Scores] = [
            self._own.best(self._pieces.likeness(title)),
            self._own.best(self._words.likeness(title)),
            self._own.best(self.get_ready().likeness(vectors([title])[0])),
        ]
        total = by_best(ways)
        order = np.argsort(-total, kind="stable")[:_MEANT]
        return [self.roles[at] for at in order if total[at] >= total.max() * (1 - _LEAST)]


@cache
def roles() -> Roles:
    return Roles(tuple(starter().roles.values()))


def suggest(
    title: str, wishes: Wishes | None = None, published: Signals | None = None, most: int = 10
) -> Guidance:
    """Return what fits somebody with this military title; Refused where a wish has no meaning.

    `published` is what archives in force say of it; nothing where none are.
    """
    published = published or Signals({}, {})
    wishes = wishes or Wishes()
    _known(wishes)
    meant = roles().meant(title)
    skills = tuple(dict.fromkeys(skill for role in meant for skill in role.skills))
    best = {letter: float(6 - at) for at, letter in enumerate(wishes.interests.upper())}
    person = Person(
        frozenset(skills), best, frozenset(wishes.avoid), frozenset(wishes.need), wishes.months,
        wishes.earning, frozenset(wishes.no),
    )  # fmt: skip
    fits = ranked(person, _paid(published), published.trades, most, common_skills())
    return Guidance(tuple(meant), skills, tuple(_suggestion(fit, published) for fit in fits))


def _paid(published: Signals) -> list[Occupation]:
    """Return the catalogue's occupations, each with where its pay stands among all."""
    places = published.pay_among()
    return [replace(one, pay=places.get(one.code)) for one in starter().occupations()]


def _known(wishes: Wishes) -> None:
    conditions = starter().conditions
    for one in (*wishes.avoid, *wishes.need):
        if one not in conditions:
            raise UNKNOWN_CONDITION.refused(condition=one, known=", ".join(conditions))


def _suggestion(fit: Fit, published: Signals) -> Suggestion:
    job = starter().jobs[fit.code]
    way = starter().entries[job.entry]
    said = {language: _reasons(fit, job, published, language) for language in LANGUAGES}
    reasons = tuple(
        dict(zip(LANGUAGES, pair, strict=True)) for pair in zip(*said.values(), strict=True)
    )
    return Suggestion(
        job.isco, job.title, fit.score, reasons, fit.missing, way.months, way.paid, fit.surprising
    )


def _reasons(fit: Fit, job: Job, published: Signals, language: str) -> list[str]:
    """Say in whole sentences why, what is missing, what closes the gap, and what it is like."""
    book = starter()
    way = book.entries[job.entry]

    def listed(keys: Sequence[str], among: Mapping[str, Mapping[str, str]]) -> str:
        return "; ".join(among[key][language] for key in keys)

    said: list[Sentence] = []
    if fit.parts["trades"]:
        said.append(FROM_TRADES)
    if fit.held:
        said.append(HELD.of(skills=listed(fit.held[:NAMED], book.skills)))
    if fit.parts["interests"] > 0.6:
        said.append(INTERESTS)
    if fit.surprising:
        said.append(SURPRISING)
    if fit.missing:
        said.append(LACKING.of(skills=listed(fit.missing[:NAMED], book.skills)))
        said.append((PAID_WAY if way.paid else UNPAID_WAY).of(way=way.says[language]))
    else:
        said.append(ALL_HELD)
    if fit.code in published.pay:
        said.append(PAYS.of(amount=published.pay[fit.code], version=published.version or "–"))
    if job.licences:
        said.append(LICENCES.of(licences=listed(job.licences, book.licences)))
    if job.conditions:
        said.append(PLACE.of(conditions=listed(job.conditions, book.conditions)))
    if fit.against:
        said.append(AGAINST.of(conditions=listed(fit.against, book.conditions)))
    return [sentence.said_in(language) for sentence in said]
