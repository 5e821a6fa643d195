"""Who a person is, sealed; and the keyed hashes by which they are found and compared.

A hash is 32 hexadecimal digits, which PostgreSQL keeps as a uuid: 16 bytes, compared in one step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b

import msgspec

from muster.people.rules.moves import Details
from muster.people.rules.names import words
from muster.vault.installation import installation
from muster.vault.sealing import pad, unpad

TABLE = "people_detail"
WIDTHS = (320, 640, 1280)
"""Sealed records have one width; only names of a length that is seldom met need another."""

_encode = msgspec.msgpack.Encoder().encode
_VERSION = 1


class _Packed(msgspec.Struct, array_like=True, frozen=True):
    """Details as they are sealed; what was sealed before a part was known lacks it at its end."""

    version: int
    number: str
    surname: str
    given: str
    patronymic: str
    born: date | None
    rank: str
    phone: str
    email: str
    language: str
    qualifications: str = ""


_decode = msgspec.msgpack.Decoder(_Packed).decode


def packed(details: Details) -> bytes:
    """Return details as they are sealed: one width, whatever they say."""
    return packed_parts(
        details.number, details.surname, details.given, details.patronymic, details.born,
        details.rank, details.phone, details.email, details.language, details.qualifications,
    )  # fmt: skip


def packed_parts(*parts: str | date | None) -> bytes:
    """Return the parts of `Details`, in their order, as they are sealed."""
    plain = _encode((_VERSION, *parts))
    width = next((width for width in WIDTHS if len(plain) <= width - 2), WIDTHS[-1])
    return pad(plain, width)


def unpacked(plain: bytes) -> Details:
    """Undo `packed`."""
    one = _decode(unpad(plain))
    return Details(
        one.number, one.surname, one.given, one.patronymic, one.born, one.rank, one.phone,
        one.email, one.language, one.qualifications,
    )  # fmt: skip


def number_key(key: str) -> str:
    """Return the hash by which a service number (`names.service_number`) is found."""
    return hasher("number")(key)


def name_keys(details: Details) -> set[str]:
    """Return the hashes of every word of a person's names, whichever name it is."""
    hashed = hasher("name")
    return {hashed(word) for name in details.names for word in words(name)}


def namesake_phrase(surname: str, given: str, born: str) -> str:
    """Return one name and ISO birthday as they are hashed; the names are looked-up phrases."""
    return f"{surname}|{given}|{born}"


def namesake_of(details: Details) -> str | None:
    """Return the hash of a name and birthday, None where details are not complete enough."""
    if not details.surname or not details.given or details.born is None:
        return None
    surname, given = (" ".join(words(name)) for name in (details.surname, details.given))
    return hasher("namesake")(namesake_phrase(surname, given, details.born.isoformat()))


def hasher(field: str) -> Callable[[str], str]:
    """Return what hashes words of one field; made once for a batch, it costs a microsecond each.

    The same hashes as `Installation.lookup_hash`.
    """
    begun = blake2b(f"{field}\x00".encode(), key=installation().keys.lookup, digest_size=16)

    def hashed(word: str) -> str:
        one = begun.copy()
        one.update(word.encode())
        return one.hexdigest()

    return hashed
