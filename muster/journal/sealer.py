"""The sealer: gives committed entries their place in the node's log and signs its head.

Commands never wait for it: a hash chain inside every command would be one lock for all writers.
An entry is settled when every transaction as old as its own has ended (`xact` below the snapshot's
xmin); only settled entries are placed, so none can slip in behind a head already signed.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from muster.journal.entries import EntryRow, microseconds
from muster.journal.rules.merkle import Frontier, leaf_hash
from muster.kernel.ids import new_id
from muster.kernel.time import Instant, now
from muster.vault.bulk import csv_blocks, stage
from muster.vault.installation import Installation, installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

BATCH = 20_000
HEAD_FILE = "journal-head.json"
# An arbitrary number that only the sealer asks for: one sealer per database at a time.
_LOCK = 0x6D75737465720001


@dataclass(frozen=True, slots=True)
class SignedHead:
    """What the node has signed: its log had `size` entries and this root."""

    node: UUID
    size: int
    root: bytes
    signed_at: Instant
    signature: bytes

    def statement(self) -> bytes:
        """Return the bytes that are signed."""
        return b"|".join(
            (
                b"muster journal head 1",
                self.node.hex.encode(),
                str(self.size).encode(),
                self.root.hex().encode(),
                str(microseconds(self.signed_at)).encode(),
            )
        )

    def as_json(self) -> dict[str, str | int]:
        """Return the head as it is kept in a file."""
        return {
            "node": str(self.node),
            "size": self.size,
            "root": self.root.hex(),
            "signed_at": self.signed_at.isoformat(),
            "signature": self.signature.hex(),
        }

    def signed_by(self, verifying_key: bytes) -> bool:
        """Does the signature hold under this public key (Ed25519, 32 bytes)?"""
        try:
            Ed25519PublicKey.from_public_bytes(verifying_key).verify(
                self.signature, self.statement()
            )
        except InvalidSignature:
            return False
        return True


def seal_all() -> int:
    """Place every settled entry; return how many were placed."""
    placed = 0
    while batch := seal_batch():
        placed += batch
    return placed


def seal_batch() -> int:
    """Place up to BATCH settled entries and sign one head over them; return how many."""
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cluster, xmin = _cluster_and_xmin(cursor)
        frontier, settled_before = _where_we_stand(cursor, cluster)
        cursor.execute(
            f"SELECT {EntryRow.COLUMNS}, e.xact::text::bigint FROM journal_entry e "
            "WHERE e.xact >= %s::text::xid8 AND e.xact < %s::text::xid8 "
            "AND NOT EXISTS (SELECT FROM journal_leaf l WHERE l.entry_id = e.id) "
            "ORDER BY e.xact, e.id LIMIT %s",
            [str(settled_before), str(xmin), BATCH],
        )
        rows = cursor.fetchall()
        if not rows:
            return 0
        _place(rows, frontier)
        # A full batch may have stopped inside a transaction's entries: look at that one again.
        reached = rows[-1][-1] if len(rows) == BATCH else xmin
        head = _sign(cursor, installation(), frontier, reached, cluster)
    remember_head(installation().home, head)
    return len(rows)


def _cluster_and_xmin(cursor: Any) -> tuple[str, int]:
    cursor.execute(
        "SELECT (SELECT system_identifier::text FROM pg_control_system()), "
        "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    )
    cluster, xmin = cursor.fetchone()
    return cluster, xmin


def _where_we_stand(cursor: Any, cluster: str) -> tuple[Frontier, int]:
    """Return the log's right edge and the transaction before which all is placed.

    In another cluster (a restored backup) transaction numbers mean nothing: look at every entry.
    """
    cursor.execute(
        "SELECT frontier, settled_before, cluster FROM journal_head ORDER BY size DESC LIMIT 1"
    )
    last = cursor.fetchone()
    if last is None:
        return Frontier(), 0
    return Frontier.from_bytes(bytes(last[0])), last[1] if last[2] == cluster else 0


def _place(rows: list[Any], frontier: Frontier) -> None:
    leaves = []
    for row in rows:
        entry = EntryRow.of(row)
        leaf = leaf_hash(entry.vouched())
        leaves.append((str(frontier.size), str(entry.id), "\\x" + leaf.hex()))
        frontier.append(leaf)
    columns = {"position": "bigint", "entry_id": "uuid", "hash": "bytea"}
    stage("staged_leaf", columns, csv_blocks(leaves)).into("journal_leaf")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE staged_leaf")


def _sign(
    cursor: Any, here: Installation, frontier: Frontier, settled_before: int, cluster: str
) -> SignedHead:
    draft = SignedHead(here.node, frontier.size, frontier.root(), now(), b"")
    signature = here.keys.signer.sign(draft.statement())
    head = SignedHead(draft.node, draft.size, draft.root, draft.signed_at, signature)
    cursor.execute(
        "INSERT INTO journal_head (id, node, size, root, frontier, signed_at, signature, "
        "settled_before, cluster) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            new_id(), head.node, head.size, head.root, frontier.to_bytes(), head.signed_at,
            head.signature, settled_before, cluster,
        ],
    )  # fmt: skip
    return head


def remember_head(home: Path, head: SignedHead) -> None:
    """Keep the last head outside the database, so that a shortened journal is noticed.

    A head over fewer entries never takes the place of one over more: that would hide the loss.
    """
    kept = remembered_head(home)
    if kept is not None and kept.size > head.size:
        return
    path = home / HEAD_FILE
    # Two processes may have sealed one after the other: each has a draft of its own.
    draft = path.with_suffix(f".{os.getpid()}.new")
    with draft.open("w") as file:
        file.write(json.dumps(head.as_json()))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def forget_head(home: Path) -> None:
    """Let go of the head kept outside, when an epoch of the journal ends."""
    (home / HEAD_FILE).unlink(missing_ok=True)


def remembered_head(home: Path) -> SignedHead | None:
    """Return the last head kept outside the database, if there is one."""
    try:
        kept = json.loads((home / HEAD_FILE).read_text())
    except FileNotFoundError:
        return None
    return SignedHead(
        UUID(kept["node"]),
        kept["size"],
        bytes.fromhex(kept["root"]),
        Instant.fromisoformat(kept["signed_at"]),
        bytes.fromhex(kept["signature"]),
    )
