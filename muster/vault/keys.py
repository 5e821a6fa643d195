"""The keys of one node: made once, kept in files beside the database, never inside a backup.

`node.key` wraps every data key; `lookup.key` makes the keyed hashes by which people are found;
`signing.key` (Ed25519) signs the journal's heads. Whoever holds the database without this folder
reads no name, no answer and no note.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from muster.kernel.faults import why
from muster.kernel.words import _
from muster.vault import problems

KEY_BYTES = 32
NONCE_BYTES = 12
NAMES = ("node", "lookup", "signing")
LEAST_PASSPHRASE = 16
# RFC 7914's interactive parameters, raised: about a second and 128 MB on a small machine.
_SCRYPT = {"n": 2**17, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True, repr=False)
class NodeKeys:
    """The three secrets of a node, each 32 bytes. Has no repr, so that no log shows them."""

    node: bytes
    lookup: bytes
    signing: bytes

    @property
    def signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing)

    @property
    def verifying(self) -> bytes:
        """The public half of the signing key, 32 bytes."""
        return self.signer.public_key().public_bytes_raw()


class KeyFolder:
    """Where a node's keys live."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def exists(self) -> bool:
        return all(self._path(name).exists() for name in NAMES)

    def make(self) -> NodeKeys:
        """Make a new node's keys; Refused where keys stand already."""
        if self.begun():
            raise problems.KEYS_STAND.refused(folder=str(self.folder))
        keys = NodeKeys(*(os.urandom(KEY_BYTES) for _name in NAMES))
        self._write(keys)
        return keys

    def read(self) -> NodeKeys:
        """Return the node's keys; Refused where one is missing or has the wrong length."""
        found = {}
        for name in NAMES:
            path = self._path(name)
            try:
                found[name] = path.read_bytes()
            except OSError as error:
                raise problems.KEYS_UNREADABLE.refused(path=str(path), why=why(error)) from error
            if len(found[name]) != KEY_BYTES:
                raise problems.KEYS_UNREADABLE.refused(
                    path=str(path), why=_("its length is not a key's")
                )
        return NodeKeys(**found)

    def begun(self) -> bool:
        """Does any of the node's keys stand here?"""
        return any(self._path(name).exists() for name in NAMES)

    def export(self, passphrase: str) -> bytes:
        """Return the recovery copy: the keys, sealed under a passphrase, as JSON text."""
        if len(passphrase) < LEAST_PASSPHRASE:
            raise problems.WEAK_PASSPHRASE.refused(least=LEAST_PASSPHRASE)
        keys, salt, nonce = self.read(), os.urandom(16), os.urandom(NONCE_BYTES)
        plain = keys.node + keys.lookup + keys.signing
        sealed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, plain, b"muster recovery 1")
        copy = {
            "muster": "recovery copy of a node's keys",
            "version": 1,
            "salt": b64encode(salt).decode(),
            "nonce": b64encode(nonce).decode(),
            "sealed": b64encode(sealed).decode(),
        }
        return json.dumps(copy, indent=1).encode()

    def bring_back(self, copy: bytes, passphrase: str) -> NodeKeys:
        """Put a recovery copy's keys in place; Refused where keys stand or it will not open."""
        if self.exists():
            raise problems.KEYS_STAND.refused(folder=str(self.folder))
        try:
            parts = json.loads(copy)
            salt, nonce, sealed = (b64decode(parts[name]) for name in ("salt", "nonce", "sealed"))
            plain = AESGCM(_stretch(passphrase, salt)).decrypt(nonce, sealed, b"muster recovery 1")
        except (ValueError, KeyError, TypeError, InvalidTag) as error:
            raise problems.WRONG_PASSPHRASE.refused() from error
        keys = NodeKeys(*(plain[i : i + KEY_BYTES] for i in range(0, 3 * KEY_BYTES, KEY_BYTES)))
        for name in NAMES:
            # One of three may have been lost; those that are left must be of the same node.
            if self._path(name).exists() and self._path(name).read_bytes() != getattr(keys, name):
                raise problems.KEYS_STAND.refused(folder=str(self.folder))
        self._write(keys)
        return keys

    def record_export(self, destination: Path) -> None:
        """Remember that a recovery copy was made, so that `doctor` stops asking for one."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(self.exported_mark, flags, 0o600), "w") as mark:
            mark.write(destination.name + "\n")

    @property
    def exported_mark(self) -> Path:
        return self.folder / "recovery-copy-made"

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _write(self, keys: NodeKeys) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)
        for name in (one for one in NAMES if not self._path(one).exists()):
            # O_EXCL: two processes that set up at once cannot leave halves of two key sets.
            handle = os.open(self._path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(getattr(keys, name))
                file.flush()
                os.fsync(file.fileno())


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, **_SCRYPT).derive(passphrase.encode())
