"""Once a day: whoever is about to leave their clinician has a handover, opened ahead of time."""

from __future__ import annotations

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.ahead import open_known_ahead
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="care.open-handovers-ahead",
    permits=Permission.FOLLOW_MOVES,
    zone=Zone.CLINICAL,
    says=_("Handovers were opened for people who are about to leave their clinician."),
)
def open_handovers_ahead(*, by: Viewer, at: Instant) -> int:
    """Open what postings, deployments and roles known today ask for; return how many.

    To be run each day. One that is open already is not opened twice.
    """
    opened = open_known_ahead(at)
    note(opened=len(opened), people=opened)
    return len(opened)
