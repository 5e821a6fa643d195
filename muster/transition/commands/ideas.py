"""What somebody says of what interests them and what they want, and their noes to ideas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.guidance.starter import starter
from muster.transition.profile.problems import TOO_MANY_VALUES
from muster.transition.profile.questions import kinds
from muster.transition.profiling import answers_of, noes_of, write_part
from muster.transition.rules.ideas import (
    MOST_VALUES,
    MOVES,
    REASONS,
    VALUES,
    Wants,
    said_no,
    taken_back,
)
from muster.transition.rules.interests import ANSWERS
from muster.vault.zones import Zone


@command(
    key="transition.answer-interests",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody answered questions on what they would like to do at work."),
)
def answer_interests(
    *, person: PersonId, answers: Unjournalled[Mapping[str, int]], by: Viewer, at: Instant
) -> None:
    """Keep these answers beside those given before; the last to each question counts."""
    _known(answers, kinds())
    _known(map(str, answers.values()), ANSWERS)
    write_part(person, "interests", {**answers_of(person), **answers}, at)


@command(
    key="transition.say-wants",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said what matters to them at work, and what they need there."),
)
def say_wants(*, person: PersonId, wants: Unjournalled[Wants], by: Viewer, at: Instant) -> None:
    """Keep what somebody wants; what they need is named, and never why."""
    _known((*wants.needs, *wants.avoids), starter().conditions)
    _known(wants.values, VALUES)
    _known(filter(None, [wants.moves]), MOVES)
    if len(wants.values) > MOST_VALUES:
        raise TOO_MANY_VALUES.refused(most=MOST_VALUES)
    write_part(person, "wants", wants, at)


@command(
    key="transition.refuse-idea",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said no to an occupation that was suggested, or took that back."),
)
def refuse_idea(
    *, person: PersonId, code: Unjournalled[str], reason: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Say no to an idea with a coded reason, or with the reason "" take one's no back."""
    if code not in starter().jobs:
        raise NOT_FOUND.refused()
    _known(filter(None, [reason]), REASONS)
    noes = noes_of(person)
    new = said_no(noes, code, reason) if reason else taken_back(noes, code)
    write_part(person, "refused", new, at)


def _known(codes: Iterable[str], known: Mapping[str, object]) -> None:
    for code in codes:
        if code not in known:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(known))
