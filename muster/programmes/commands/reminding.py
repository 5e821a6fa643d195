"""Reminders of talks with peers: to the peer alone, that something is waiting, and nothing else."""

from __future__ import annotations

from muster.access.channels import remind
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.signing import accounts_of
from muster.programmes.talking import Due, due_talks
from muster.vault.zones import Zone


@command(
    key="programmes.remind-of-talks",
    permits=Permission.REMIND,
    zone=Zone.PEER,
    says=_("Peers were reminded of talks that are due."),
)
def remind_of_talks(*, by: Viewer, at: Instant) -> int:
    """Remind each peer of a talk when its days begin, and once more when the last is over.

    Return how many peers have a new message. It names nobody and no event.
    """
    found = due_talks(at)
    accounts = accounts_of({one.peer for one in found})
    new = {one.peer for one in found if _reminded(one, accounts.get(one.peer), at)}
    note(reminded=len(new), people=sorted(new))
    return len(new)


def _reminded(one: Due, account: AccountId | None, at: Instant) -> bool:
    """Remind a peer of one talk; False where they were, or have no account."""
    if account is None:
        return False
    return bool(remind([account], about=one.talk, step="late" if one.late else "opens", at=at))
