"""What is done to the installation itself, each with its entry in the journal.

The deed is done by whoever calls; here stands who did it, when, and what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from muster.access.channels import settle
from muster.access.doors import command
from muster.access.models import Notice, NoticeEnd
from muster.access.permissions import Permission
from muster.access.queries import open_notices
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="access.copy-keys",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A recovery copy of the keys was made."),
)
def record_key_copy(*, file: str, by: Viewer, at: Instant) -> None:
    """Enter that the keys left the house in a sealed copy called `file`."""


@command(
    key="access.back-up",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A backup was made."),
)
def record_backup(*, file: str, checksum: str, by: Viewer, at: Instant) -> None:
    """Enter that the database left the house in a file with this SHA-256."""


@command(
    key="access.restore",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A backup was restored."),
)
def record_restore(
    *, file: str, made_at: str, erased_again: int, entries_lost: int, by: Viewer, at: Instant
) -> None:
    """Enter which backup was brought back, and how many journal entries were lost by it."""


@command(
    key="access.upgrade",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("The installation was upgraded."),
)
def record_upgrade(*, version: str, migrations: list[str], by: Viewer, at: Instant) -> None:
    """Enter which migrations were brought in by which version."""


@command(
    key="access.tell-administrators",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("The administrators were told what the installation needs."),
)
def tell_administrators(*, told: Mapping[str, Mapping[str, str]], by: Viewer, at: Instant) -> None:
    """Raise a notice for each new matter in `told`, and end those that are no longer in it.

    `told` maps what a notice is about to its words in each language.
    """
    standing = {one.about: one for one in open_notices()}
    Notice.objects.bulk_create(
        Notice(about=about, says_en=words["en"], says_ru=words["ru"], raised_at=at)
        for about, words in told.items()
        if about not in standing
    )
    over = [one for about, one in standing.items() if about not in told]
    NoticeEnd.objects.bulk_create(NoticeEnd(notice=one, at=at) for one in over)
    for one in over:
        settle(one.id, at=at, by=None)
