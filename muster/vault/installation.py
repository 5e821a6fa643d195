"""This installation: where its home is and which keys it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from muster.vault.keys import KeyFolder, NodeKeys
from muster.vault.sealing import Wrapping

_HASH_BYTES = 16


@dataclass(frozen=True)
class Installation:
    """One node of Muster: its home folder and what is derived from its keys."""

    home: Path

    @property
    def key_folder(self) -> KeyFolder:
        return KeyFolder(self.home / "keys")

    @cached_property
    def keys(self) -> NodeKeys:
        return self.key_folder.read()

    @cached_property
    def wrapping(self) -> Wrapping:
        return Wrapping(self.keys.node)

    @cached_property
    def node(self) -> UUID:
        """The node's id: the first half of its public signing key's hash, so it cannot be lent."""
        digest = int.from_bytes(hashlib.sha256(self.keys.verifying).digest()[:16])
        # Version 8 (RFC 9562, section 5.8): an id of our own making, variant bits as the RFC asks.
        return UUID(int=digest & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62)

    def derived_key(self, use: str) -> bytes:
        """Return a 32-byte key for one use of the node's own, such as bodies without a person."""
        derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"muster " + use.encode())
        return derivation.derive(self.keys.node)

    @cached_property
    def journal_key(self) -> bytes:
        """The key of journal bodies that concern no single person."""
        return self.derived_key("journal")

    def lookup_hash(self, field: str, word: str) -> bytes:
        """Return the keyed hash (16 bytes) by which an exact normalised word is found."""
        text = f"{field}\x00{word}".encode()
        return hashlib.blake2b(text, key=self.keys.lookup, digest_size=_HASH_BYTES).digest()


_known: dict[str | Path, Installation] = {}


def installation() -> Installation:
    """Return the installation that settings.MUSTER_HOME names."""
    home = settings.MUSTER_HOME
    here = _known.get(home)
    if here is None:
        here = _known[home] = Installation(Path(home))
    return here
