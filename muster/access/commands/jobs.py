"""What an administrator does about the worker's jobs."""

from __future__ import annotations

from muster.access import jobs
from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import current
from muster.vault.zones import Audience, Zone


@command(
    key="access.retry-job",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A job that had failed was put back to be done."),
)
def retry_job(*, job: int, by: Viewer, at: Instant) -> None:
    """Let a job that failed be done again; Refused where none of this number failed."""
    with current().acting_as(Audience.PLATFORM):
        found = jobs.try_again(job, at)
    if not found:
        raise NOT_FOUND.refused()
