"""What was said in a sitting so far: each answer as it is sealed, and all of them folded.

A question is named by its step (`flow.Step`). An answer is the value as printed; None where the
person would rather not answer, and where nothing is kept of it (a neutral question).
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

import msgspec

WIDTH = 128
"""Bytes of a sealed answer before sealing, whatever it says: see `vault.sealing.pad`."""


class Kind(enum.StrEnum):
    """What a page of a sitting asks."""

    ITEM = "item"  # a question of an instrument
    FOLLOW_UP = "follow-up"  # a question of the follow-up that a critical answer opened
    NEUTRAL = "neutral"  # stands where others are asked something, so that nobody stands out
    REACH = "reach"  # how and where the person is reached; after a critical answer, the calm page


class Step(NamedTuple):
    """One page of a sitting. `code` is the item's, or names a place beside the item.

    A tuple, because every press looks steps up by the dozen.
    """

    kind: Kind
    instrument: str
    code: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as it was given, in the language the question was read in."""

    step: Step
    value: int | None
    language: str = ""


_plain = msgspec.msgpack.Decoder(tuple[Kind, str, str, int | None, str])


def plain(answered: Answered) -> bytes:
    """Return an answer as it is padded and sealed."""
    step = answered.step
    return msgspec.msgpack.encode(
        (step.kind.value, step.instrument, step.code, answered.value, answered.language)
    )


def from_plain(data: bytes) -> Answered:
    """Undo `plain`."""
    kind, instrument, code, value, language = _plain.decode(data)
    return Answered(Step(kind, instrument, code), value, language)


@dataclass(frozen=True)
class Said:
    """All answers of a sitting, in the order they were given."""

    answers: tuple[Answered, ...] = ()

    @classmethod
    def of(cls, answers: Iterable[Answered]) -> Said:
        return cls(tuple(answers))

    def and_then(self, answered: Answered) -> Said:
        """Return what is said once one more answer is given."""
        return Said((*self.answers, answered))

    @cached_property
    def latest(self) -> Mapping[Step, int | None]:
        """The latest answer to each question."""
        return {one.step: one.value for one in self.answers}

    @cached_property
    def highest(self) -> Mapping[Step, int]:
        """The gravest value that was ever given to each question: it cannot be taken back."""
        found: dict[Step, int] = {}
        for one in self.answers:
            if one.value is not None:
                found[one.step] = max(one.value, found.get(one.step, one.value))
        return found

    def values(self, instrument: str, kind: Kind = Kind.ITEM) -> dict[str, int]:
        """Return one instrument's answers by item code, as printed."""
        return {
            step.code: value
            for step, value in self.latest.items()
            if value is not None and step.instrument == instrument and step.kind is kind
        }

    def language(self, instrument: str) -> str:
        """Return the language most of an instrument's questions were last read in."""
        last = {one.step: one.language for one in self.answers if one.step.instrument == instrument}
        return Counter(last.values()).most_common(1)[0][0] if last else ""


def sitting_id(answering: UUID, instrument: str) -> UUID:
    """Return the id under which one instrument of a sitting in progress is submitted.

    Always the same one, so that what is sent twice is entered once; a UUIDv7 of the same moment.
    """
    tail = blake2b(instrument.encode(), key=answering.bytes, digest_size=8).digest()
    spare = int.from_bytes(tail) & (1 << _RANDOM_BITS) - 1
    return UUID(int=answering.int >> _RANDOM_BITS << _RANDOM_BITS | spare)


_RANDOM_BITS = 62  # what a UUIDv7 leaves to chance (RFC 9562, section 5.7)
