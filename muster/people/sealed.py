"""Who a person is, sealed; and the keyed hashes by which they are found and compared.

A hash is 32 hexadecimal digits, which PostgreSQL keeps as a uuid: 16 bytes, compared in one step.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from muster.people.rules.moves import Details
from muster.people.rules.names import words
from muster.vault.installation import installation
from muster.vault.sealing import pad, unpad

TABLE = "people_detail"
WIDTH, WIDER = 512, 1024
"""Sealed records have one width; only names of a length that few alphabets reach need the other."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[int, Details]).decode
_VERSION = 1


def packed(details: Details) -> bytes:
    """Return details as they are sealed: one width, whatever they say."""
    plain = _encode((_VERSION, details))
    return pad(plain, WIDTH if len(plain) <= WIDTH - 2 else WIDER)


def unpacked(plain: bytes) -> Details:
    """Undo `packed`."""
    return _decode(unpad(plain))[1]


def number_key(key: str) -> str:
    """Return the hash by which a service number (`names.service_number`) is found."""
    return _hash("number", key)


def subject_key(campaign: str, subject: str) -> str:
    """Return the hash by which a campaign's subject is found again by the campaign's own id."""
    return _hash("subject", f"{campaign}\x00{subject}")


def word_key(word: str) -> str:
    """Return the hash of one word of a name, whichever name it is."""
    return _hash("name", word)


def word_keys(phrases: Iterable[str]) -> set[str]:
    """Return the hashes of every word in names that are given as looked-up phrases."""
    return {word_key(word) for phrase in phrases for word in phrase.split()}


def name_keys(details: Details) -> set[str]:
    """Return the hashes of every word of a person's names."""
    return word_keys(" ".join(words(name)) for name in details.names)


def namesake_key(surname: str, given: str, born: str) -> str:
    """Return the hash of one name and birthday; `surname` and `given` are looked-up phrases."""
    return _hash("namesake", f"{surname}|{given}|{born}")


def namesake_of(details: Details) -> str | None:
    """Return the namesake key of details that are complete enough to have one."""
    if not details.surname or not details.given or details.born is None:
        return None
    surname, given = (" ".join(words(name)) for name in (details.surname, details.given))
    return namesake_key(surname, given, details.born.isoformat())


def roster_key(said: str) -> str:
    """Return the hash of all that a roster said of a person, to see that it says so again."""
    return _hash("roster", said)


def _hash(field: str, word: str) -> str:
    return installation().lookup_hash(field, word).hex()
