"""What is read of the journal: who did and read what; what it said stays sealed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from muster.access.doors import Shown, note, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.journal import oddities
from muster.journal.entries import EntryRow
from muster.journal.oddities import Seen
from muster.journal.reading import Wanted, entries, traces_before
from muster.journal.rules.patterns import Episode, Pattern
from muster.journal.rules.traces import Trace
from muster.journal.verifying import Verdict, verify
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

AROUND = timedelta(hours=1)
MOST_AROUND = 200


@query(
    key="access.read-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("The journal was read."),
)
def journal(
    *, about: PersonId | None, since: Instant | None, latest: int | None, by: Viewer, at: Instant
) -> Shown[list[EntryRow]]:
    """Return entries in their order, the `latest` so many of them; bodies stay sealed.

    Reading what concerns one person is entered as a reading about that person.
    """
    found = list(entries(Wanted(person=about, since=since, latest=latest)))
    note(entries=len(found))
    return Shown(found, [] if about is None else [about])


@query(
    key="access.browse-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("The journal was browsed."),
)
def browse(
    *, wanted: Wanted, mark: UUID | None, most: int, by: Viewer, at: Instant
) -> Shown[list[Trace]]:
    """Return the latest wanted entries without their bodies, the newest first.

    `mark` is the last entry of the page before. Looking for one person is a reading about them.
    """
    found = traces_before(wanted, mark, most)
    note(entries=len(found))
    return Shown(found, [] if wanted.person is None else [PersonId(wanted.person)])


@query(
    key="access.export-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("Entries of the journal were taken out as a table."),
)
def export(*, wanted: Wanted, most: int, by: Viewer, at: Instant) -> Shown[list[Trace]]:
    """Return the latest wanted entries as `browse` does, many of them, for a table outside."""
    found = traces_before(wanted, None, most)
    note(entries=len(found))
    return Shown(found, [] if wanted.person is None else [PersonId(wanted.person)])


@query(
    key="access.read-oddities",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("It was read what the watch over the journal had found."),
)
def odd(
    *,
    patterns: Collection[Pattern],
    mark: UUID | None,
    most: int,
    open_only: bool,
    by: Viewer,
    at: Instant,
) -> Shown[list[Seen]]:
    """Return what is out of the ordinary, the newest first; `mark` is the last of the page before.

    `open_only` leaves out what an auditor has concluded.
    """
    found = oddities.seen_before(patterns, mark, most, open_only=open_only)
    return Shown(found, _people(found))


@query(
    key="access.read-oddity",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("One finding of the watch over the journal was read."),
)
def oddity(*, oddity: UUID, by: Viewer, at: Instant) -> Shown[tuple[Seen, list[Trace]]]:
    """Return one oddity, and what the same account did from an hour before it until an hour after.

    What does not exist is not found.
    """
    found = oddities.seen(oddity)
    if found is None:
        raise NOT_FOUND.refused()
    episode = found.episode
    around = Wanted(
        since=episode.first - AROUND, until=episode.last + AROUND,
        actors=[] if episode.actor is None else [episode.actor], person=_only(episode),
    )  # fmt: skip
    return Shown((found, traces_before(around, None, MOST_AROUND)), _people([found]))


def _only(episode: Episode) -> UUID | None:
    """Return the person whose entries alone are looked at: where no account is what it is about."""
    return episode.person if episode.actor is None else None


def _people(found: Iterable[Seen]) -> set[PersonId]:
    return {PersonId(one.episode.person) for one in found if one.episode.person is not None}


@query(
    key="access.read-own-journal",
    permits=Permission.READ_OWN_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("Somebody read who had looked at their own record."),
)
def who_looked(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[EntryRow]]:
    """Return every entry about `person` or that showed them in a list, the oldest first."""
    return Shown(list(entries(Wanted(person=person))), [person])


@query(
    key="access.verify-journal",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("The journal was verified."),
)
def verified(*, by: Viewer, at: Instant) -> Shown[Verdict]:
    """Recompute the whole log and hold it against its signed heads."""
    found = verify()
    note(holds=found.holds, entries=found.entries)
    return Shown(found)
