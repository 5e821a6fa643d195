"""The writes of the demonstration's own: a past that would take minutes, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.bringing import Brought, bring
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.bringing import Brought as Part
from muster.programmes.bringing import bring as bring_parts
from muster.vault.zones import Zone


@command(
    key="config.bring-past-cases",
    permits=Permission.OPEN_CASE,
    zone=Zone.CLINICAL,
    says=_("Invented cases of the past were brought into the demonstration."),
)
def bring_past_cases(*, cases: Unjournalled[Sequence[Brought]], by: Viewer, at: Instant) -> int:
    """Bring in cases with all that happened to each; return how many."""
    count = bring(cases)
    note(cases=count, people=[one.person for one in cases])
    return count


@command(
    key="config.bring-past-parts",
    permits=Permission.KEEP_PLACES,
    zone=Zone.PROGRAMME,
    says=_("Invented parts in programmes of the past were brought into the demonstration."),
)
def bring_past_parts(
    *, parts: Unjournalled[Sequence[Part]], before: Instant, by: Viewer, at: Instant
) -> int:
    """Bring in people's parts in groups that had not begun `before`; return how many."""
    count = bring_parts(parts, by=by.account, before=before)
    note(parts=count, people=[one.person for one in parts])
    return count
