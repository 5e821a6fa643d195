"""What is offered, as typed, frozen data: a programme's aim, dose, evidence and doors."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from muster.policy.rules.labels import Label


class Kind(enum.StrEnum):
    """What a programme is; a place in a treatment is as confidential as the treatment."""

    TREATMENT = "treatment"
    SUPPORT = "support"
    COURSE = "course"


class Format(enum.StrEnum):
    """How it is held."""

    ONE_TO_ONE = "one-to-one"
    GROUP = "group"
    ONLINE = "online"
    CALLS = "calls"
    MESSAGES = "messages"


class Door(enum.StrEnum):
    """The low-stigma way in: one comes to sleep or to do better, and to nothing else."""

    SLEEP = "sleep"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much: sessions of so many minutes (from, to) within so many weeks.

    Whoever attended `completes_after` sessions has completed the programme.
    """

    sessions: int
    minutes: tuple[int, ...]
    weeks: int
    completes_after: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of it, in one sentence, and who found it."""

    says: Label
    source: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `eligibility` are codes that care answers; none where one may come oneself.

    `alternatives` are programmes offered to whoever has waited too long for this one;
    `certificate` ends the sentence that begins with the name of whoever completed it.
    """

    key: str
    kind: Kind
    name: Label
    aim: Label
    formats: tuple[Format, ...]
    delivered_by: tuple[str, ...]
    languages: tuple[str, ...]
    dose: Dose
    evidence: tuple[Evidence, ...]
    eligibility: tuple[str, ...] = ()
    door: Door | None = None
    self_booking: bool = False
    alternatives: tuple[str, ...] = ()
    certificate: Label | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What care is asked under one eligibility code, and on which scores a “yes” may be proposed.

    The score stays in care; what is handed in here is yes or no.
    """

    asks: Label
    positive_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Something that people ask for and that is not offered, with the reason."""

    key: str
    name: Label
    why: Label
    source: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Who delivers, and what is asked of care."""

    deliverers: Mapping[str, Label]
    eligibility: Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class Withheld:
    """The file of what is not offered."""

    not_offered: tuple[NotOffered, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is offered, by key, and what is not."""

    programmes: Mapping[str, Programme]
    codes: Codes
    not_offered: tuple[NotOffered, ...]
