"""Proving the journal: every entry where the log says it is, unchanged, under a signed head."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from muster.journal.entries import EntryRow
from muster.journal.rules.merkle import Frontier, Hash, leaf_hash
from muster.journal.sealer import SignedHead, remembered_head
from muster.kernel.words import Sentence, _
from muster.vault.installation import installation

_PAGE = 10_000
_TOLD = 1_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found. `fault` is the first thing wrong; `entry` names it where it can."""

    entries: int
    sealed: int
    unsealed: int
    heads: int
    fault: Sentence | None = None
    entry: UUID | None = None

    @property
    def holds(self) -> bool:
        return self.fault is None


@dataclass(frozen=True, slots=True)
class _Fault(Exception):  # noqa: N818 — found, not raised by the program's own error
    says: Sentence
    entry: UUID | None = None


Leaf = tuple[int, UUID, bytes, EntryRow | None]
"""A leaf of the log: its place, its entry's id, its hash, and the entry, if that still stands."""
Progress = Callable[[int, int], None]
"""Hears how many entries of the log were proven, and how many there are."""


def unheard(_done: int, _total: int) -> None:
    """Hear progress and say nothing."""


def verify(
    *, outside: bool = True, progress: Progress = unheard, using: str = DEFAULT_DB_ALIAS
) -> Verdict:
    """Recompute the whole log inside the caller's unit of work and hold it against its heads.

    The sealer may be at work meanwhile, so what vouches is read before what is vouched for: the
    head outside, then the counts, then the heads, then the leaves. Not `outside`: the head that is
    kept outside the database is left out, which a backup on trial is always behind; such a one is
    asked `using` another connection.
    """
    remembered = remembered_head(installation().home) if outside else None
    entries, sealed, heads = _counts(using)
    try:
        signed = _heads(using)
        _check_leaves(signed, remembered, _leaves(using), lambda done: progress(done, sealed))
        _check_all_signed(signed, sealed)
        _check_remembered(remembered, sealed)
    except _Fault as found:
        return Verdict(entries, sealed, entries - sealed, heads, found.says, found.entry)
    return Verdict(entries, sealed, entries - sealed, heads)


def last_head() -> SignedHead | None:
    """Return the head over the most entries that the database holds."""
    heads = _heads()
    return heads[-1] if heads else None


def log_contains(head: SignedHead) -> bool:
    """Does the log, as its leaves stand, go on from this head?"""
    frontier = Frontier()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM journal_leaf WHERE position < %s ORDER BY position", [head.size]
        )
        while rows := cursor.fetchmany(_PAGE):
            frontier.extend(Hash(bytes(leaf)) for (leaf,) in rows)
    return frontier.size == head.size and frontier.root() == head.root


def _counts(using: str) -> tuple[int, int, int]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM journal_entry), (SELECT count(*) FROM journal_leaf), "
            "(SELECT count(*) FROM journal_head)"
        )
        entries, sealed, heads = cursor.fetchone()
    return entries, sealed, heads


def _heads(using: str = DEFAULT_DB_ALIAS) -> list[SignedHead]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT node, size, root, signed_at, signature FROM journal_head ORDER BY size"
        )
        return [
            SignedHead(node, size, bytes(root), signed_at, bytes(signature))
            for node, size, root, signed_at, signature in cursor.fetchall()
        ]


def _check_leaves(
    heads: list[SignedHead],
    remembered: SignedHead | None,
    leaves: Iterator[Leaf],
    progress: Callable[[int], None],
) -> None:
    """Walk the log from its first leaf, and stop at each signed head to compare the roots.

    The head that is kept outside the database is one of them: whoever rewrites the journal and
    throws its heads away has still signed that one.
    """
    stops = [*heads, *([remembered] if remembered is not None else [])]
    waiting = iter(sorted(stops, key=lambda head: head.size))
    frontier, head = Frontier(), next(waiting, None)
    for position, entry_id, stored, entry in leaves:
        if position != frontier.size:
            raise _Fault(_("Place {place} of the log is empty.").of(place=frontier.size))
        if entry is None:
            says = _("Entry {entry} was sealed and is no longer there.")
            raise _Fault(says.of(entry=str(entry_id)), entry_id)
        leaf = leaf_hash(entry.vouched())
        if leaf != stored:
            raise _Fault(_("Entry {entry} was changed.").of(entry=str(entry_id)), entry_id)
        frontier.append(leaf)
        if frontier.size % _TOLD == 0:
            progress(frontier.size)
        while head is not None and head.size == frontier.size:
            _check_head(head, frontier)
            head = next(waiting, None)
    if head is not None and head is not remembered:
        raise _Fault(_("The head over {size} entries has lost its log.").of(size=head.size))


def _check_all_signed(heads: list[SignedHead], sealed: int) -> None:
    signed = heads[-1].size if heads else 0
    if signed < sealed:
        says = _("The log holds {sealed} entries, and its last head covers {signed} of them.")
        raise _Fault(says.of(sealed=sealed, signed=signed))


def _check_head(head: SignedHead, frontier: Frontier) -> None:
    here = installation()
    if head.node != here.node:
        raise _Fault(_("The head over {size} entries is another node's.").of(size=head.size))
    if not head.signed_by(here.keys.verifying):
        raise _Fault(_("The signature of the head over {size} entries fails.").of(size=head.size))
    if head.root != frontier.root():
        says = _("The head over {size} entries was signed over other entries.")
        raise _Fault(says.of(size=head.size))


def _check_remembered(kept: SignedHead | None, sealed: int) -> None:
    if kept is None or kept.size <= sealed:
        return
    says = _("The node signed {signed} entries, and the journal holds {sealed} of them.")
    raise _Fault(says.of(signed=kept.size, sealed=sealed))


def _leaves(using: str) -> Iterator[Leaf]:
    """Yield every leaf in order with the entry it stands for, a page at a time."""
    after = -1
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"SELECT l.position, l.entry_id, l.hash, {EntryRow.COLUMNS} "
                "FROM journal_leaf l LEFT JOIN journal_entry e ON e.id = l.entry_id "
                "WHERE l.position > %s ORDER BY l.position LIMIT %s",
                [after, _PAGE],
            )
            rows: list[Any] = cursor.fetchall()
        if not rows:
            return
        for position, entry_id, stored, *columns in rows:
            entry = EntryRow.of(columns) if columns[0] is not None else None
            yield position, entry_id, bytes(stored), entry
        after = rows[-1][0]
