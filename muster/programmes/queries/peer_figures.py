"""Talks with peers in sums, for whoever answers for a large formation's service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.rules.small_groups import Table, hidden
from muster.people.unit_names import units_of_kinds
from muster.policy.queries import in_force
from muster.programmes.models import PeerFact, PeerTalk
from muster.programmes.outcomes import LARGE
from muster.programmes.rules.outcomes import Half
from muster.programmes.rules.talks import TalkAct, counted
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """One half of a year: by window, how many people talked, and so on (`rules.talks.COLUMNS`).

    None in a cell: too few. `large` says whether the viewer's formation is one of which it is told.
    """

    half: str
    large: bool
    least: int
    windows: tuple[str, ...] = ()
    table: Table | None = None


@query(
    key="programmes.peer-figures",
    permits=Permission.READ_PEER_FIGURES,
    zone=Zone.PEER,
    says=_("Talks with peers were read in sums."),
)
def peer_figures(*, by: Viewer, at: Instant) -> Shown[PeerFigures]:
    """Count the talks that fell due in the last half of a year that is over.

    Only at brigade level or above, and only what was known when the half ended, so that readings
    do not differ by a few people; no cell is below the profile's least size.
    """
    half, least = Half.before(day_at(by.units, at)), in_force().small_groups.clinical_cell
    if not by.units or not set(by.units) <= set(units_of_kinds(LARGE)):
        return Shown(PeerFigures(str(half), False, least))
    rows = list(
        PeerTalk.objects.filter(due_on__gte=half.first, due_on__lt=half.after)
        .order_by("due_on", "id")
        .values_list("id", "window", "person_id")
    )
    acts: dict[UUID, list[TalkAct]] = defaultdict(list)
    facts = PeerFact.objects.filter(talk_id__in=[one[0] for one in rows], at__date__lt=half.after)
    for talk, act in facts.order_by("at", "id").values_list("talk_id", "act"):
        acts[talk].append(TalkAct(act))
    windows, cells = counted((window, person, acts[talk]) for talk, window, person in rows)
    return Shown(PeerFigures(str(half), True, least, windows, hidden(cells, least)))
