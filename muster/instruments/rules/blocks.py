"""How the columnar engine reckons one block of sittings; `columns` puts the blocks together.

A block's answers are signed bytes, -1 where an item was not answered. A running sum of a scale's
items is therefore its total less the number missing; whole columns are added, compared and counted
in place, and bytes that wrap round come right again when the missing are added back.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.instruments.rules.scalar import CutOffs
from muster.instruments.rules.specification import (
    Cluster,
    Condition,
    CutOff,
    Item,
    Method,
    Scale,
    Sex,
    Specification,
)

Bytes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Totals = NDArray[Any]
"""Totals of one scale: unsigned bytes where they fit, else 16-bit integers."""

Share = tuple[int | None, int, int]
"""What items have in common: their cluster, and the lowest and the highest that they add."""
Absent = Mapping[Share, NDArray[np.uint8]]
"""How many answers are missing among the items of each share."""

MISSING = -1
SEXES: tuple[Sex | None, ...] = (None, Sex.FEMALE, Sex.MALE)
"""A column of sexes holds places in this list: 0 unknown, 1 female, 2 male."""


@dataclass(frozen=True)
class Plan:
    """One scale made ready: where its items lie, and what each contributes to."""

    scale: Scale
    rows: tuple[int, ...]
    expected: tuple[int, ...]
    dtype: np.dtype[Any]
    shares: tuple[Share, ...]  # of each item of `rows`
    conditional: bool  # is any expected item not always asked?
    cutoffs: tuple[int, ...] | None  # by place in SEXES

    @property
    def by_sex(self) -> bool:
        return self.cutoffs is not None and len(set(self.cutoffs)) > 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The columns of one scale, whole or a block of them; -1 in a signed column means unknown."""

    answered: NDArray[np.uint8]
    items: NDArray[np.uint8]
    least: Totals
    most: Totals
    total: Totals
    judged: Flags
    prorated: Flags
    band: Bytes
    positive: Bytes
    severe: Bytes
    clusters_met: Bytes

    @classmethod
    def empty(cls, plan: Plan, rows: int) -> Outcome:
        """Return columns for `rows` sittings.

        What this scale can never vary is one value seen many times, and `total` is `least` itself
        unless the scale is prorated.
        """

        def column(varies: object, dtype: Any, value: int) -> NDArray[Any]:
            constant: NDArray[Any] = np.broadcast_to(np.array(value, dtype), rows)
            return np.empty(rows, dtype) if varies else constant

        scale = plan.scale
        numbers = scale.method is not Method.NONE
        least = column(numbers, plan.dtype, 0)
        return cls(
            answered=np.empty(rows, np.uint8),
            items=column(plan.conditional, np.uint8, len(plan.expected)),
            least=least,
            most=column(numbers, plan.dtype, 0),
            total=column(numbers, plan.dtype, 0) if scale.prorating else least,
            judged=column(numbers, np.bool_, 0),
            prorated=column(scale.prorating, np.bool_, 0),
            band=column(scale.bands or scale.levels, np.int8, MISSING),
            positive=column(plan.cutoffs and numbers, np.int8, MISSING),
            severe=column(scale.severe_at is not None and numbers, np.int8, MISSING),
            clusters_met=column(scale.clusters, np.int8, MISSING),
        )

    def part(self, where: slice) -> Outcome:
        """Return views of these sittings' columns."""
        return Outcome(*(getattr(self, name)[where] for name in Outcome.__slots__))


def plan(specification: Specification, scale: Scale, cutoffs: CutOffs) -> Plan:
    """Make a scale ready for `reckon`."""
    place = {item.code: row for row, item in enumerate(specification.items)}
    items = [specification.by_code[code] for code in scale.items]
    highest = sum(item.highest for item in items) * scale.multiplier
    fits = highest <= 255 or scale.method is Method.LEVELS
    member = {code: n for n, cluster in enumerate(scale.clusters) for code in cluster.items}
    ruling = cutoffs.get(scale.key, scale.cutoff)
    if isinstance(ruling, int):
        ruling = CutOff(ruling)
    return Plan(
        scale=scale,
        rows=tuple(place[item.code] for item in items),
        expected=tuple(place[code] for code in specification.expected(scale)),
        dtype=np.dtype(np.uint8 if fits else np.int16),
        shares=tuple((member.get(item.code), item.lowest, item.highest) for item in items),
        conditional=any(
            specification.by_code[code].asked_when for code in specification.expected(scale)
        ),
        cutoffs=tuple(ruling.for_sex(sex) for sex in SEXES) if ruling else None,
    )


class Block:
    """The answers of one block, with the items that the form does not ask worked out."""

    def __init__(self, specification: Specification, answers: Bytes) -> None:
        self.specification = specification
        self.size = answers.shape[1]
        self.raw = answers
        self.place = {item.code: row for row, item in enumerate(specification.items)}
        self.unasked: dict[int, Flags] = {}
        self.weights: list[Bytes] = []
        for row, item in enumerate(specification.items):
            if item.asked_when is not None:
                self.unasked[row] = self._surely_not(item.asked_when)
            self.weights.append(self._weighed(row, item))

    def holds(self, condition: Condition) -> Flags:
        """Where was the condition's item answered with one of its codes?"""
        row = self.place[condition.item]
        item = self.specification.items[row]
        values = [item.by_code[code].value for code in condition.codes]
        answers = self.raw[row]
        found: Flags = answers == values[0]
        for value in values[1:]:
            found |= answers == value
        return found

    def missing(self, row: int) -> Flags:
        """Where was the item asked, or perhaps asked, and not answered?"""
        return self.weights[row] < 0

    def _surely_not(self, condition: Condition) -> Flags:
        row = self.place[condition.item]
        settled: Flags = self.raw[row] >= 0
        if row in self.unasked:
            settled |= self.unasked[row]
        settled &= ~self.holds(condition)
        return settled

    def _weighed(self, row: int, item: Item) -> Bytes:
        """Return what each answer adds to a total: 0 where not asked, -1 where missing."""
        answers: Bytes = self.raw[row]
        if not item.reversed and row not in self.unasked:
            return answers
        weighed = answers.copy()
        if item.reversed:
            turned = np.int16(item.lowest + item.highest) - answers.astype(np.int16)
            weighed = turned.astype(np.int8)
        np.copyto(weighed, MISSING, where=answers < 0)
        if row in self.unasked:
            np.copyto(weighed, 0, where=(answers < 0) & self.unasked[row])
        return weighed


class Scratch:
    """Columns used over and over within blocks of one size."""

    def __init__(self, size: int) -> None:
        self.flag = np.empty(size, np.bool_)
        self.ones = self.flag.view(np.uint8)
        self.unknown = np.empty(size, np.int8)


def reckon(block: Block, plan: Plan, sex: Bytes | None, out: Outcome, scratch: Scratch) -> None:
    """Fill `out` with the results of one scale for one block."""
    if plan.scale.method in (Method.SUM, Method.MEAN):
        missing = _add_up(block, plan, out, scratch)
    else:
        missing = np.zeros(block.size, np.uint8)
        for row in plan.expected:
            missing += block.missing(row)
    if plan.scale.method is Method.LEVELS:
        _rank(block, plan.scale, out)
    _complete(block, plan, missing, out)
    if plan.scale.method is not Method.NONE:
        _judge(plan, sex, out, scratch)


def _add_up(block: Block, plan: Plan, out: Outcome, scratch: Scratch) -> NDArray[np.uint8]:
    """Fill `least`, `most` and `clusters_met`; return how many expected answers are missing."""
    clusters = plan.scale.clusters
    absent = {share: np.zeros(block.size, np.uint8) for share in plan.shares}
    counted = [np.zeros(block.size, np.uint8) for _each in clusters]
    least, flag, ones = out.least, scratch.flag, scratch.ones
    bytewise = least.dtype == np.uint8
    least.fill(0)
    for row, share in zip(plan.rows, plan.shares, strict=True):
        answers = block.weights[row]
        np.add(least, answers.view(np.uint8) if bytewise else answers, out=least)
        np.less(answers, 0, out=flag)
        np.add(absent[share], ones, out=absent[share])
        if share[0] is not None:
            np.greater_equal(answers, clusters[share[0]].counts_from, out=flag)
            np.add(counted[share[0]], ones, out=counted[share[0]])
    _restore_missing(absent, out)
    if clusters:
        _settle_clusters(clusters, counted, absent, out.clusters_met)
    missing = functools.reduce(np.add, absent.values())
    if plan.scale.gate is not None:
        missing = missing + _pass_gate(block, plan.scale.gate, out)
    if plan.scale.multiplier > 1:
        np.multiply(least, plan.scale.multiplier, out=least)
        np.multiply(out.most, plan.scale.multiplier, out=out.most)
    return missing


def _restore_missing(absent: Absent, out: Outcome) -> None:
    """Turn the running sum, which holds -1 for each missing answer, into the two bounds."""
    for (_cluster, lowest, _highest), count in absent.items():
        np.add(out.least, count if lowest == 0 else count * (1 + lowest), out=out.least)
    np.copyto(out.most, out.least)
    for (_cluster, lowest, highest), count in absent.items():
        np.add(out.most, count * (highest - lowest), out=out.most, casting="same_kind")


def _settle_clusters(
    clusters: Sequence[Cluster], counted: list[NDArray[np.uint8]], absent: Absent, out: Bytes
) -> None:
    """Write 1 where every cluster is met, 0 where one no longer can be, -1 where it is open."""
    met = np.ones(len(out), np.bool_)
    possible = np.ones(len(out), np.bool_)
    for number, cluster in enumerate(clusters):
        met &= counted[number] >= cluster.needed
        for (owner, _lowest, _highest), count in absent.items():
            if owner == number:
                counted[number] += count
        possible &= counted[number] >= cluster.needed
    np.subtract(met.view(np.int8) * np.int8(2), possible.view(np.int8), out=out)


def _pass_gate(block: Block, gate: Condition, out: Outcome) -> NDArray[np.uint8]:
    """Close the totals where the gate was answered otherwise; return where it is missing."""
    missing = block.missing(block.place[gate.item])
    opened = block.holds(gate)
    np.multiply(out.least, opened, out=out.least)
    np.multiply(out.most, opened | missing, out=out.most)
    return missing.view(np.uint8)


def _rank(block: Block, scale: Scale, out: Outcome) -> None:
    """Fill `least` and `most` with the highest level proved, and the highest still possible."""
    out.least.fill(0)
    out.most.fill(0)
    for rank, level in enumerate(scale.levels):
        for condition in level.any_of:
            proved = block.holds(condition)
            np.copyto(out.least, rank, where=proved)
            np.copyto(out.most, rank, where=proved | block.missing(block.place[condition.item]))


def _complete(block: Block, plan: Plan, missing: NDArray[np.uint8], out: Outcome) -> None:
    """Fill the completeness, and say which sittings have a total to judge, and what it is."""
    if plan.conditional:
        out.items.fill(len(plan.expected))
        for row in plan.expected:
            if row in block.unasked:
                np.subtract(out.items, block.unasked[row].view(np.uint8), out=out.items)
    np.subtract(out.items, missing, out=out.answered)
    if plan.scale.method is Method.LEVELS:
        np.equal(out.least, out.most, out=out.judged)
    elif plan.scale.method is not Method.NONE:
        np.equal(missing, 0, out=out.judged)
    if plan.scale.prorating is not None:
        _prorate(plan.scale, plan.scale.prorating.at_least, out)


def _prorate(scale: Scale, at_least: int, out: Outcome) -> None:
    np.copyto(out.total, out.least)
    np.greater_equal(out.answered, at_least, out=out.prorated)
    np.logical_and(out.prorated, ~out.judged, out=out.prorated)
    where = np.flatnonzero(out.prorated)
    answered = out.answered[where].astype(np.int32)
    sums = out.least[where].astype(np.int32) // scale.multiplier
    scaled = (2 * sums * out.items[where] + answered) // (2 * answered) * scale.multiplier
    out.total[where] = scaled.astype(out.total.dtype)
    np.logical_or(out.judged, out.prorated, out=out.judged)


def _judge(plan: Plan, sex: Bytes | None, out: Outcome, scratch: Scratch) -> None:
    """Fill `band`, `positive` and `severe`, -1 where there is no total to judge."""
    scale = plan.scale
    unknown = np.subtract(out.judged.view(np.int8), 1, out=scratch.unknown)
    if scale.method is Method.LEVELS:
        np.bitwise_or(out.total.view(np.int8), unknown, out=out.band)
    elif scale.bands:
        out.band.fill(0)
        for band in scale.bands[1:]:
            np.greater_equal(out.total, band.least, out=scratch.flag)
            np.add(out.band, scratch.ones.view(np.int8), out=out.band)
        np.bitwise_or(out.band, unknown, out=out.band)
    if plan.cutoffs is not None:
        at: Any = plan.cutoffs[0]
        if plan.by_sex and sex is not None:
            at = np.array(plan.cutoffs, np.int16)[sex]
        np.greater_equal(out.total, at, out=scratch.flag)
        np.bitwise_or(scratch.ones.view(np.int8), unknown, out=out.positive)
    if scale.severe_at is not None:
        np.greater_equal(out.total, scale.severe_at, out=scratch.flag)
        np.bitwise_or(scratch.ones.view(np.int8), unknown, out=out.severe)
