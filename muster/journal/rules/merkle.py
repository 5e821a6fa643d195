"""Merkle tree hashing of an append-only log: RFC 9162, section 2.1.1 (the same as RFC 6962's).

A leaf is hashed with the prefix 0x00 and an inner node with 0x01, so that no entry can be dressed
up as a node. The left half of every tree is the largest full tree that fits.

    log = Frontier()
    log.append(leaf_hash(entry))
    stored = log.to_bytes()             # 8 bytes and 32 for each one-bit of the size
    Frontier.from_bytes(stored).root()  # the head of the log, without reading the log again
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NewType

Hash = NewType("Hash", bytes)

HASH_LENGTH = 32
EMPTY_ROOT = Hash(sha256(b"").digest())

_LEAF, _NODE = b"\x00", b"\x01"
_SIZE_LENGTH = 8


def leaf_hash(data: bytes) -> Hash:
    """Return the hash of one entry of the log, SHA-256 over 0x00 and the entry's bytes."""
    return Hash(sha256(_LEAF + data).digest())


def node_hash(left: Hash, right: Hash) -> Hash:
    """Return the hash that stands over two trees, SHA-256 over 0x01 and both their hashes."""
    return Hash(sha256(_NODE + left + right).digest())


def root(leaves: Sequence[Hash]) -> Hash:
    """Return the root over `leaves`, the leaf hashes of the whole log in order.

    This is the definition of RFC 9162 written down; a `Frontier` gives the same answer as it grows.
    """
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root(leaves[:half]), root(leaves[half:]))


class Frontier:
    """The right edge of a log's tree: all that must be remembered to make the log longer.

    It holds the roots of the full trees that the log falls into, the largest first: one for each
    one-bit of the log's size. A log of a billion entries is carried on from at most 30 hashes.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self, leaves: Iterable[Hash] = ()) -> None:
        self._size = 0
        self._peaks: list[Hash] = []
        self.extend(leaves)

    @property
    def size(self) -> int:
        """How many entries the log has."""
        return self._size

    def append(self, leaf: Hash) -> None:
        """Add one leaf hash (32 bytes, from `leaf_hash`) at the end of the log."""
        if len(leaf) != HASH_LENGTH:
            raise ValueError(f"a leaf hash has {HASH_LENGTH} bytes, this has {len(leaf)}")
        carried = leaf
        # Like adding one to a binary number: every trailing one-bit is a tree to join with.
        bits = self._size
        while bits & 1:
            carried = node_hash(self._peaks.pop(), carried)
            bits >>= 1
        self._peaks.append(carried)
        self._size += 1

    def extend(self, leaves: Iterable[Hash]) -> None:
        """Add leaf hashes in their order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> Hash:
        """Return the root over every leaf added so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *larger, whole = self._peaks
        for peak in reversed(larger):
            whole = node_hash(peak, whole)
        return whole

    def copy(self) -> Frontier:
        """Return a frontier of the same log that grows on its own."""
        twin = Frontier()
        twin._size, twin._peaks = self._size, list(self._peaks)
        return twin

    def to_bytes(self) -> bytes:
        """Return the size (8 bytes, big-endian) and the trees' roots, the largest tree first."""
        return self._size.to_bytes(_SIZE_LENGTH) + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Frontier:
        """Read what `to_bytes` wrote; ValueError where size and number of hashes disagree."""
        size = int.from_bytes(stored[:_SIZE_LENGTH])
        wanted = _SIZE_LENGTH + HASH_LENGTH * size.bit_count()
        if len(stored) != wanted:
            raise ValueError(f"a frontier of size {size} has {wanted} bytes, not {len(stored)}")
        frontier = cls()
        frontier._size = size
        frontier._peaks = [
            Hash(stored[start : start + HASH_LENGTH])
            for start in range(_SIZE_LENGTH, wanted, HASH_LENGTH)
        ]
        return frontier

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Frontier):
            return NotImplemented
        return self._size == other._size and self._peaks == other._peaks

    __hash__ = None  # type: ignore[assignment]  # it changes as it grows

    def __repr__(self) -> str:
        return f"Frontier(size={self._size}, root={self.root().hex()})"
