"""Sealed fields: AES-256-GCM under one data key for each person and zone.

A sealed value is `version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`. Its associated data names
table, row and version, so a value moved to another row or table does not open. Plain texts are
padded to a fixed width before sealing, because the length of a ciphertext tells what was answered.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from muster.vault import problems
from muster.vault.keys import KEY_BYTES, NONCE_BYTES

VERSION = b"\x01"
_KEY_TABLE = b"vault_datakey"


def seal(key: bytes, *, table: str, row: UUID, plain: bytes) -> bytes:
    """Seal `plain` for one field of one row. `key` is 32 bytes; `plain` is already padded."""
    nonce = os.urandom(NONCE_BYTES)
    bound = table.encode() + row.bytes + VERSION
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound)


def open_sealed(key: bytes, *, table: str, row: UUID, sealed: bytes) -> bytes:
    """Return the padded plain text; Refused where the seal is broken or stands in a wrong row."""
    bound = table.encode() + row.bytes + VERSION
    data = bytes(sealed)
    if data[:1] != VERSION:
        raise problems.SEAL_BROKEN.refused(table=table)
    try:
        return AESGCM(key).decrypt(data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :], bound)
    except InvalidTag as error:
        raise problems.SEAL_BROKEN.refused(table=table) from error


def pad(plain: bytes, width: int) -> bytes:
    """Return `plain` at exactly `width` bytes: two bytes of length, the text, zeros.

    Refused where it does not fit; choose widths by what the field must hold, not by what it holds.
    """
    if len(plain) > width - 2:
        raise problems.TOO_LONG.refused(limit=width - 2)
    return len(plain).to_bytes(2) + plain + bytes(width - 2 - len(plain))


def pad_to_step(plain: bytes, step: int = 256) -> bytes:
    """Pad to the next multiple of `step`, for texts without a natural width."""
    needed = len(plain) + 4
    return len(plain).to_bytes(4) + plain + bytes(-needed % step)


def unpad(padded: bytes) -> bytes:
    """Undo `pad`."""
    return padded[2 : 2 + int.from_bytes(padded[:2])]


def unpad_step(padded: bytes) -> bytes:
    """Undo `pad_to_step`."""
    return padded[4 : 4 + int.from_bytes(padded[:4])]


class Wrapping:
    """Wraps data keys under the node's key. One object serves a whole batch: it is set up once."""

    def __init__(self, node_key: bytes) -> None:
        self._node = AESGCM(node_key)

    def new_key(self, *, person: UUID, zone: str) -> tuple[bytes, bytes]:
        """Return a fresh data key (32 bytes) and its wrapping (nonce ‖ ciphertext ‖ tag, 60)."""
        key = os.urandom(KEY_BYTES)
        return key, self.wrap(key, person=person, zone=zone)

    def wrap(self, key: bytes, *, person: UUID, zone: str) -> bytes:
        """Return the wrapping of a data key that was just drawn, 60 bytes."""
        [wrapped] = self.wrap_many([key], persons=[person.bytes], zone=zone)
        return wrapped

    def wrap_many(
        self, keys: Sequence[bytes], *, persons: Sequence[bytes], zone: str
    ) -> list[bytes]:
        """Return the wrappings of many data keys; `persons` are the bytes of the people's ids."""
        nonces, encrypt = os.urandom(NONCE_BYTES * len(keys)), self._node.encrypt
        tail = zone.encode()
        wrapped = []
        for place, (key, person) in enumerate(zip(keys, persons, strict=True)):
            nonce = nonces[place * NONCE_BYTES : (place + 1) * NONCE_BYTES]
            wrapped.append(nonce + encrypt(nonce, key, _KEY_TABLE + person + tail))
        return wrapped

    def unwrap(self, wrapped: bytes, *, person: UUID, zone: str) -> bytes:
        """Return the data key; Refused where the node's key is another or the row was changed."""
        data = bytes(wrapped)
        try:
            return self._node.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _bound(person, zone))
        except InvalidTag as error:
            raise problems.SEAL_BROKEN.refused(table="vault_datakey") from error


def _bound(person: UUID, zone: str) -> bytes:
    return _KEY_TABLE + person.bytes + zone.encode()
