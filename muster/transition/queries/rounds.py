"""A caseworker looks at a round: who would get what, both ways, and who gains or loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.models import Candidacy, Partner
from muster.transition.partnering import agreed, force_day, states_of
from muster.transition.rounding import WAITING, Gathered, gathered
from muster.transition.rules.rounds import Pair, Round
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Looked:
    """What a round is held over, and what comes of it."""

    gathered: Gathered
    round: Round


@dataclass(frozen=True, slots=True)
class Comes:
    """A partner who may take part in a round, and how many wait for an answer of theirs."""

    partner: UUID
    name: str
    waiting: int


@query(
    key="transition.round-partners",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker read which partners may take part in a round."),
)
def round_partners(*, by: Viewer, at: Instant) -> Shown[tuple[Comes, ...]]:
    """Return the partners under an agreement for whom somebody waits, by name."""
    rows = dict(Candidacy.objects.values_list("id", "partner_id"))
    states = states_of(list(rows))
    waiting = Counter(rows[key] for key, state in states.items() if state.stage in WAITING)
    holding = agreed(waiting, force_day(at))
    names = Partner.objects.filter(id__in=list(holding)).order_by("name", "id")
    return Shown(tuple(Comes(one.id, one.name, waiting[one.id]) for one in names))


@query(
    key="transition.round",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker looked at who would get which place in a round."),
)
def look_at_round(
    *, partners: Collection[UUID], pairs: Sequence[Pair], by: Viewer, at: Instant
) -> Shown[Looked]:
    """Hold a round over these partners' open vacancies, and give nothing yet."""
    found = gathered(partners, force_day(at))
    people = [PersonId(UUID(one.key)) for one in found.comers]
    return Shown(Looked(found, found.hold(pairs)), people)
