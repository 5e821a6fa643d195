"""Data keys for many people at once: two statements for a batch instead of two for each person."""

from __future__ import annotations

import os
from collections.abc import Sequence
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from muster.vault import problems
from muster.vault.bulk import csv_blocks, stage
from muster.vault.keys import KEY_BYTES, NONCE_BYTES
from muster.vault.sealing import VERSION
from muster.vault.work import Work, wrapping
from muster.vault.zones import Zone


def data_keys(
    work: Work, persons: Sequence[UUID], zone: Zone, *, newborn: bool = False
) -> dict[UUID, bytes]:
    """Return each person's data key for `zone`, making those that are missing. 32 bytes each.

    `newborn` says that the ids were made in this very command, so there is nothing to look up.
    Refused where one of the people was erased.
    """
    kept = work.remembered_keys(zone)
    known = {one: kept[one.bytes] for one in persons if one.bytes in kept} if kept else {}
    unknown = [one for one in dict.fromkeys(persons) if one not in known]
    if unknown and not newborn:
        known.update(_stored(unknown, zone))
    missing = [one for one in unknown if one not in known]
    if missing and not newborn:
        _refuse_erased(missing)
    if missing:
        known.update(_made(missing, zone))
    work.remember_keys(zone, known, known.values())
    return known


def _stored(persons: Sequence[UUID], zone: Zone) -> dict[UUID, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, wrapped FROM vault_datakey "
            "WHERE zone = %s AND person_id = ANY(%s::uuid[])",
            [zone.value, [str(one) for one in persons]],
        )
        unwrap = wrapping().unwrap
        return {
            person: unwrap(wrapped, person=person, zone=zone.value)
            for person, wrapped in cursor.fetchall()
        }


def _refuse_erased(persons: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM vault_erasure WHERE person_id = ANY(%s::uuid[]) LIMIT 1",
            [[str(one) for one in persons]],
        )
        if cursor.fetchone() is not None:
            raise problems.PERSON_ERASED.refused()


def _made(persons: Sequence[UUID], zone: Zone) -> dict[UUID, bytes]:
    drawn = os.urandom(KEY_BYTES * len(persons))
    keys = [drawn[start : start + KEY_BYTES] for start in range(0, len(drawn), KEY_BYTES)]
    wrapped = wrapping().wrap_many(keys, persons=[one.bytes for one in persons], zone=zone.value)
    rows = (
        (person.hex, zone.value, "\\x" + sealed.hex())
        for person, sealed in zip(persons, wrapped, strict=True)
    )
    columns = {"person_id": "uuid", "zone": "text", "wrapped": "bytea"}
    name = f"staged_key_{zone.value}"
    added = stage(name, columns, csv_blocks(rows)).into(
        "vault_datakey", on_conflict="ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE "{name}"')
    if added == len(persons):
        return dict(zip(persons, keys, strict=True))
    # Another unit of work made some of them first: theirs stand.
    return _stored(persons, zone)


def seal_many(
    keys: Sequence[bytes], *, table: str, rows: Sequence[UUID], plains: Sequence[bytes]
) -> list[bytes]:
    """Seal one field of many rows; the same bytes as `sealing.seal`, with less ado for each."""
    nonces = os.urandom(NONCE_BYTES * len(rows))
    head = table.encode()
    sealed = []
    for place, (key, row, plain) in enumerate(zip(keys, rows, plains, strict=True)):
        nonce = nonces[place * NONCE_BYTES : (place + 1) * NONCE_BYTES]
        bound = head + row.bytes + VERSION
        sealed.append(VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound))
    return sealed
