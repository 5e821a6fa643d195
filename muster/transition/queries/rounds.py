"""A coordinator looks at a round: who would get what, both ways, and who gains or loses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.partnering import force_day
from muster.transition.rounding import Gathered, gathered
from muster.transition.rules.rounds import Pair, Round
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Looked:
    """What a round is held over, and what comes of it."""

    gathered: Gathered
    round: Round


@query(
    key="transition.round",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A coordinator looked at who would get which place in a round."),
)
def look_at_round(
    *, partners: Collection[UUID], pairs: Sequence[Pair], by: Viewer, at: Instant
) -> Shown[Looked]:
    """Hold a round over these partners' open vacancies, and give nothing yet."""
    found = gathered(partners, force_day(at))
    people = [PersonId(UUID(one.key)) for one in found.comers]
    return Shown(Looked(found, found.hold(pairs)), people)
