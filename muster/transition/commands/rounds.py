"""The places of a round are offered, all at once, to those who got them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.models import Candidacy
from muster.transition.partnering import force_day, happen
from muster.transition.rounding import gathered
from muster.transition.rules.candidacies import Act, Event
from muster.transition.rules.rounds import Pair
from muster.vault.zones import Zone


@command(
    key="transition.give-round",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("The places of a round were offered to those who got them."),
)
def give_round(
    *,
    partners: Collection[UUID],
    pairs: Sequence[Pair],
    best: bool,
    expected: int,
    by: Viewer,
    at: Instant,
) -> int:
    """Offer the places of a round, the stable way or with the `best` total; return how many.

    `expected` is how many places the page showed: where somebody asked or answered meanwhile, it
    is looked at again first.
    """
    found = gathered(partners, force_day(at))
    held = found.hold(pairs)
    given = (held.best if best else held.stable).given
    offered = {
        found.candidacies[person, vacancy]: person for person, vacancy in given.items() if vacancy
    }
    if len(offered) != expected:
        raise problems.ROUND_CHANGED.refused()
    for one in Candidacy.objects.filter(id__in=list(offered)):
        happen(one, Event(Act.OFFERED), by=by.account, at=at)
    note(people=[PersonId(UUID(one)) for one in offered.values()])
    return len(offered)
