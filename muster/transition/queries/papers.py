"""A person's own papers that run out, and what they may ask for after service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.track import Track
from muster.transition.papers import Paper, papers_of
from muster.transition.profiling import part_of
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnLists:
    """Papers, how each benefit of the force's list stands, and the track that names both."""

    papers: tuple[Paper, ...]
    benefits: Mapping[str, str]
    track: Track


@query(
    key="transition.own-lists",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read their own list of papers and of what they may ask for."),
)
def own_lists(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnLists]:
    """Return a person's own lists."""
    stands = part_of(person, "benefits", dict[str, str]) or {}
    return Shown(OwnLists(tuple(papers_of(person)), stands, in_force().track), [person])
