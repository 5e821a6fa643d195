"""A proposal: who would get which seat, in both ways, and what the difference is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.groups_read import GroupLine
from muster.programmes.proposing import weighed
from muster.programmes.queries.board import EnrolmentLine, lines
from muster.programmes.rules.allocation import Proposal, Variant, propose
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Proposed:
    """Both ways over the same list; `digest` names what they were made from."""

    people: Mapping[UUID, EnrolmentLine]
    groups: Mapping[UUID, GroupLine]
    ways: Mapping[Variant, Proposal]
    digest: str


@query(
    key="programmes.proposal",
    permits=Permission.READ_WAITING,
    zone=Zone.PROGRAMME,
    says=_("It was worked out who could be given which place."),
)
def proposed(*, programme: str, by: Viewer, at: Instant) -> Shown[Proposed]:
    """Return who of those who wait for a programme would get which seat, and give none."""
    found = weighed(programme, by.units, at)
    people = {one.enrolment: one for one in lines(found.rows)}
    ways = {one: propose(found.seekers, found.seats, one) for one in Variant}
    groups = {one.group: one for one in found.groups}
    shown = [one.person for one in people.values()]
    return Shown(Proposed(people, groups, ways, found.digest), shown)
