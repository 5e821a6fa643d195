"""What an instrument asks and how it is scored, as plain data with no words in it.

A specification is read from `library/KEY/instrument.toml`, and `plain()` gives it back as data that
any engine can read from JSON: the scalar scorer, the columnar scorer, the browser. It holds codes
and whole numbers only; wording stands beside it, per language, and never decides a score.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec


class Method(enum.StrEnum):
    """How a scale's answers become its score."""

    SUM = "sum"
    MEAN = "mean"
    LEVELS = "levels"  # named levels, each reached by a stated answer; no number is made
    NONE = "none"  # answers are read one by one; there is no score at all


class Sex(enum.StrEnum):
    """The sex a published cut-off may depend on; unknown is None."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Option:
    """One answer that may be given: its code, and its value as printed (FHIR: `ordinalValue`)."""

    code: str
    value: int


@dataclass(frozen=True)
class Condition:
    """Holds when `item` was answered with one of `codes`."""

    item: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question.

    `reversed` items count as lowest + highest - value. `critical_at` is the value from which the
    answer matters for itself, before and regardless of any total. `asks_for_contact_at` is the
    value from which the person is asking to be called. `asked_when` says when the form asks the
    item at all (FHIR: `enableWhen`); None: always.
    """

    code: str
    options: tuple[Option, ...]
    reversed: bool = False
    critical_at: int | None = None
    asks_for_contact_at: int | None = None
    asked_when: Condition | None = None

    @cached_property
    def by_code(self) -> dict[str, Option]:
        return {option.code: option for option in self.options}

    @cached_property
    def by_value(self) -> dict[int, Option]:
        return {option.value: option for option in self.options}

    @cached_property
    def lowest(self) -> int:
        return min(option.value for option in self.options)

    @cached_property
    def highest(self) -> int:
        return max(option.value for option in self.options)

    def weight(self, value: int) -> int:
        """Return what an answer of `value` adds to a total."""
        return self.lowest + self.highest - value if self.reversed else value


@dataclass(frozen=True)
class Band:
    """A named range of totals, from `least` up to where the next band begins."""

    key: str
    least: int


@dataclass(frozen=True)
class CutOff:
    """The total from which a scale is positive, and where the number was published.

    `male` and `female` differ from `at` only where a publication says so; a person whose sex is
    unknown is judged by `at`. `published` is the range of cut-offs in the literature, where the
    authors leave the choice to the user.
    """

    at: int
    male: int | None = None
    female: int | None = None
    published: tuple[int, int] | None = None
    source: str = ""

    def for_sex(self, sex: Sex | None) -> int:
        """Return the cut-off for a person of this sex, `at` where the sex is unknown."""
        own = {Sex.MALE: self.male, Sex.FEMALE: self.female}.get(sex) if sex else None
        return self.at if own is None else own


@dataclass(frozen=True)
class Cluster:
    """Part of a symptom rule: at least `needed` of `items` answered with `counts_from` or more."""

    key: str
    items: tuple[str, ...]
    counts_from: int
    needed: int


@dataclass(frozen=True)
class Prorating:
    """The authors' own rule for missing answers: with `at_least` answered, the sum is scaled up.

    The scaled sum is total * items / answered, rounded half up.
    """

    at_least: int
    source: str


@dataclass(frozen=True)
class Level:
    """A level of a `Method.LEVELS` scale, reached when any of its conditions holds."""

    key: str
    any_of: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class ReliableChange:
    """How far two scores of one person must lie apart to exceed measurement error.

    `points` is in the scale's own points. `basis` says which reliability it stands on
    ("internal-consistency", "retest", or "published" where the authors give points alone).
    """

    points: float
    basis: str
    source: str
    reliability: float | None = None
    deviation: float | None = None


@dataclass(frozen=True)
class Scale:
    """One score of an instrument.

    `multiplier` turns a sum into the reported score (DASS-21 doubles). Bands, cut-off and
    `severe_at` are in points of the whole scale's sum so multiplied, for a mean scale too: whole
    numbers compare the same in every engine. With a `gate` that is answered otherwise, the total
    is 0 whatever stands in the other items; the gate is counted in the completeness. `levels` rise
    from the first, which needs no answer; a cut-off on levels is a rank (0 is the first).
    """

    key: str
    items: tuple[str, ...]
    method: Method = Method.SUM
    multiplier: int = 1
    bands: tuple[Band, ...] = ()
    cutoff: CutOff | None = None
    severe_at: int | None = None
    clusters: tuple[Cluster, ...] = ()
    gate: Condition | None = None
    prorating: Prorating | None = None
    levels: tuple[Level, ...] = ()
    reliable_change: tuple[ReliableChange, ...] = ()
    noise_up_to: int | None = None
    meaningful_from: int | None = None
    recovered_up_to: int | None = None


@dataclass(frozen=True)
class Specification:
    """An instrument's whole scoring specification.

    `numbered` are the items that a pattern such as `phq{}` numbers from 1, in the printed order;
    items outside every scale (the PHQ-9's difficulty question) are asked and kept, never scored.
    """

    instrument: str
    version: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]

    @cached_property
    def by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        scored = {code for scale in self.scales for code in self.expected(scale)}
        return tuple(item.code for item in self.items if item.code in scored)

    @cached_property
    def critical(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.critical_at is not None)

    def scale(self, key: str) -> Scale:
        """Return the scale called `key`; KeyError where there is none."""
        return {scale.key: scale for scale in self.scales}[key]

    def expected(self, scale: Scale) -> tuple[str, ...]:
        """Return the items a complete answer to `scale` needs, its gate first."""
        return ((scale.gate.item,) if scale.gate else ()) + scale.items

    def reported_with(self, scale: Scale) -> tuple[Item, ...]:
        """Return the items whose own flags travel with `scale`.

        Each item is reported once: with the first scale it belongs to, and an item of no scale
        with the first scale of all.
        """
        return self._homes[scale.key]

    @cached_property
    def _homes(self) -> dict[str, tuple[Item, ...]]:
        expected = {scale.key: frozenset(self.expected(scale)) for scale in self.scales}
        first = self.scales[0].key
        home = {
            item.code: next((key for key, codes in expected.items() if item.code in codes), first)
            for item in self.items
        }
        return {
            key: tuple(item for item in self.items if home[item.code] == key) for key in expected
        }


def plain(specification: Specification) -> dict[str, Any]:
    """Return the specification as lists, dictionaries, strings and numbers."""
    data: dict[str, Any] = msgspec.to_builtins(specification)
    return data


def from_plain(data: object) -> Specification:
    """Read what `plain` wrote; `msgspec.ValidationError` names what does not fit."""
    return msgspec.convert(data, Specification, strict=True)
