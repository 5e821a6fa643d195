"""Courses that fit somebody, and why, in whole sentences.

What keeps a course away: a licence that is needed to begin, the place, and a first day before the
person is free. What is left stands with paid courses first: retraining without an income is
impossible for most.
"""

from __future__ import annotations

from collections.abc import Iterator

from muster.kernel.words import Sentence, _, _n
from muster.transition.rules.courses import Course
from muster.transition.rules.fitting import Wishes, folded, in_common


def suits(wishes: Wishes, one: Course) -> bool:
    """May this person begin this course, by what they said themselves?"""
    lives = not wishes.regions or folded(one.region) in {folded(name) for name in wishes.regions}
    free = wishes.free_from is None or wishes.free_from <= one.begins
    return lives and free and set(wishes.licences).issuperset(one.licences)


def why_course(wishes: Wishes, one: Course) -> Iterator[Sentence]:
    """Yield what speaks for a course."""
    if one.stipend:
        yield _("It pays {stipend} a month while you learn.").of(stipend=one.stipend)
    if not one.price:
        yield _("It costs you nothing.")
    for known in one.exempts:
        if in_common(wishes.words, known):
            yield _("You need not learn “{skill}” again: it is recognised from service.").of(
                skill=known
            )
    for known in one.shortens:
        if in_common(wishes.words, known):
            yield _("“{skill}” from your service shortens it.").of(skill=known)
    shared = in_common(wishes.words, " ".join((one.title, one.occupation, *one.skills)))
    if shared:
        yield _("Words of yours stand in it too: {words}.").of(words=", ".join(shared))
    gained = [one for one in one.gives if one not in wishes.licences]
    if gained:
        yield _n(
            "At its end you hold {count} licence that you do not hold now.",
            "At its end you hold {count} licences that you do not hold now.",
        ).of(count=len(gained))
    if one.licences:
        yield _("You hold every licence it asks for.")
