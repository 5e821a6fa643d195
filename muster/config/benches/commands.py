"""The smallest command there is: it does nothing, and is journalled like any other."""

from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="config.nothing",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("Nothing was done, to measure how long it takes."),
)
def nothing(*, step: int, by: Viewer, at: Instant) -> None:
    """Do nothing; `step` is what the entry's body says."""
