"""How a sitting's answers lie in their sealed record: one byte an item, always the same length.

The length of a ciphertext must not tell what was answered, so every item takes a byte whether it
was answered or not, and the record is filled up to a multiple of 64 bytes.

    byte 0        the layout's version, 1
    byte 1, 2     how many items the instrument has
    byte 3 …      each item's value as printed plus 1, in the specification's order; 0: not answered
    the rest      zeros
    last 64       what the row was called in the file it came from: two bytes of length, the text,
                  zeros; empty where the person is known otherwise
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from muster.instruments.rules.specification import Specification

LAYOUT = 1
_HEAD = 3
_STEP = 64
LABEL = 64
LONGEST_LABEL = LABEL - 2


def width(items: int) -> int:
    """Return the record's length in bytes for an instrument of so many items."""
    return _answers_width(items) + LABEL


def _answers_width(items: int) -> int:
    return -(-(_HEAD + items) // _STEP) * _STEP


def packed(
    specification: Specification, values: Mapping[str, int | None], label: str = ""
) -> bytes:
    """Return one sitting's answers as a record; `values` are by item code, None: not answered."""
    codes = [item.code for item in specification.items]
    answers = np.array([[-1 if values.get(c) is None else values[c]] for c in codes], dtype=np.int8)
    return packed_columns(answers, [label])[0]


def packed_columns(answers: NDArray[np.int8], labels: Sequence[str]) -> list[bytes]:
    """Return the records of many sittings; `answers` is items × sittings, -1: not answered.

    ValueError where a label is longer than LONGEST_LABEL bytes.
    """
    items, sittings = answers.shape
    length = _answers_width(items)
    records = np.zeros((sittings, length), dtype=np.uint8)
    records[:, 0] = LAYOUT
    records[:, 1:_HEAD] = np.frombuffer(items.to_bytes(2), dtype=np.uint8)
    records[:, _HEAD : _HEAD + items] = (answers.T.astype(np.int16) + 1).astype(np.uint8)
    whole = records.tobytes()
    return [
        whole[place * length : (place + 1) * length] + _labelled(label)
        for place, label in enumerate(labels)
    ]


def _labelled(label: str) -> bytes:
    text = label.encode()
    if len(text) > LONGEST_LABEL:
        raise ValueError(f"a label has at most {LONGEST_LABEL} bytes")
    return (len(text).to_bytes(2) + text).ljust(LABEL, b"\x00")


def label_of(record: bytes) -> str:
    """Return what the row was called in the file it came from; "" where it was not in one."""
    tail = record[-LABEL:]
    return tail[2 : 2 + int.from_bytes(tail[:2])].decode()


def unpacked(specification: Specification, record: bytes) -> dict[str, int | None]:
    """Return the values by item code; ValueError where the record is of another instrument."""
    values = unpacked_columns(specification, [record])[:, 0].tolist()
    codes = [item.code for item in specification.items]
    return {code: None if value < 0 else value for code, value in zip(codes, values, strict=True)}


def unpacked_columns(specification: Specification, records: Sequence[bytes]) -> NDArray[np.int8]:
    """Return many records' answers, items × sittings, -1: not answered; ValueError as above."""
    items, length = len(specification.items), width(len(specification.items))
    head = bytes([LAYOUT]) + items.to_bytes(2)
    if any(len(record) != length or record[:_HEAD] != head for record in records):
        raise ValueError(f"this record does not hold answers to {specification.instrument}")
    whole = np.frombuffer(b"".join(records), dtype=np.uint8).reshape(len(records), length)
    stored = whole[:, _HEAD : _HEAD + items].astype(np.int16) - 1
    return np.ascontiguousarray(stored.T.astype(np.int8))
