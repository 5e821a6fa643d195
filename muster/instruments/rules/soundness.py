"""Is a specification sound? What both engines rely on is checked once, when a pack is read."""

from __future__ import annotations

from collections.abc import Iterator

from muster.instruments.rules.specification import Condition, Item, Method, Scale, Specification

HIGHEST_VALUE = 100
"""Values run from 0 to 100, so that a column of answers is one signed byte a person."""


def faults(specification: Specification) -> Iterator[str]:
    """Yield what is wrong with the specification, a plain sentence each; nothing where it is sound.

    The sentences are for the pack's author and stay in English.
    """
    yield from _twice("item", [item.code for item in specification.items])
    yield from _twice("scale", [scale.key for scale in specification.scales])
    if not specification.scales:
        yield "It has no scale; an instrument that is not one has a scale with the method “none”."
    asked: dict[str, Item] = {}
    for item in specification.items:
        yield from _item_faults(item, asked)
        asked[item.code] = item
    if not all(item.options for item in specification.items):
        return
    for scale in specification.scales:
        unknown = [code for code in _items_named(scale) if code not in asked]
        if unknown:
            yield f"The scale {scale.key} names unknown items: {', '.join(unknown)}."
        else:
            yield from _scale_faults(scale, asked)


def _twice(what: str, codes: list[str]) -> Iterator[str]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"The {what} {code} stands there twice."


def _item_faults(item: Item, earlier: dict[str, Item]) -> Iterator[str]:
    if len(item.options) < 2:
        yield f"The item {item.code} has fewer than two answers."
        return
    yield from _twice(f"answer of {item.code},", [option.code for option in item.options])
    values = [option.value for option in item.options]
    if len(set(values)) < len(values):
        yield f"Two answers of {item.code} have one value."
    if any(not 0 <= value <= HIGHEST_VALUE for value in values):
        yield f"The item {item.code} has a value outside 0 to {HIGHEST_VALUE}."
    for option in item.options:
        if not option.code or option.code[0].isdigit():
            yield f"The answer code “{option.code}” of {item.code} could be taken for a value."
    if item.asked_when is not None:
        yield from _condition_faults(item.code, item.asked_when, earlier)
        if item.lowest != 0:
            yield f"The item {item.code} is not always asked, so its lowest value must be 0."


def _condition_faults(where: str, condition: Condition, known: dict[str, Item]) -> Iterator[str]:
    decider = known.get(condition.item)
    if decider is None:
        yield f"{where} depends on {condition.item}, which is no earlier item."
        return
    for code in condition.codes:
        if code not in decider.by_code:
            yield f"{where} depends on the unknown answer {code} of {condition.item}."


def _items_named(scale: Scale) -> Iterator[str]:
    yield from scale.items
    for cluster in scale.clusters:
        yield from cluster.items
    if scale.gate is not None:
        yield scale.gate.item


def _scale_faults(scale: Scale, items: dict[str, Item]) -> Iterator[str]:
    yield from _twice(f"item in the scale {scale.key},", list(scale.items))
    if not scale.items:
        yield f"The scale {scale.key} has no items."
    yield from _gate_faults(scale, items)
    yield from _cluster_faults(scale)
    yield from _level_faults(scale, items)
    edges = [band.least for band in scale.bands]
    if edges and (edges[0] > 0 or edges != sorted(set(edges))):
        yield f"The bands of {scale.key} must rise from 0."
    if scale.prorating is not None:
        if scale.gate or any(items[code].asked_when for code in scale.items):
            yield f"The scale {scale.key} prorates items that are not always asked."
        if len({(items[code].lowest, items[code].highest) for code in scale.items}) > 1:
            yield f"The scale {scale.key} prorates items of different ranges."
        if not 1 <= scale.prorating.at_least <= len(scale.items):
            yield f"The scale {scale.key} prorates from an impossible number of answers."
    if scale.method is Method.MEAN and any(items[code].asked_when for code in scale.items):
        yield f"The mean {scale.key} has items that are not always asked."
    if scale.multiplier < 1:
        yield f"The scale {scale.key} has a multiplier below 1."
    if sum(items[code].highest for code in scale.items) * scale.multiplier > 30_000:
        yield f"The totals of {scale.key} are too large for the columns."


def _gate_faults(scale: Scale, items: dict[str, Item]) -> Iterator[str]:
    if scale.gate is None:
        return
    yield from _condition_faults(f"The gate of {scale.key}", scale.gate, items)
    if scale.method is not Method.SUM or scale.clusters:
        yield f"The gate of {scale.key} needs a plain sum."
    if any(items[code].asked_when != scale.gate for code in scale.items):
        yield f"Each item of {scale.key} must be asked when its gate is open, and only then."
    if items[scale.gate.item].asked_when is not None:
        yield f"The gate of {scale.key} must always be asked."


def _cluster_faults(scale: Scale) -> Iterator[str]:
    yield from _twice(
        f"item in the clusters of {scale.key},",
        [code for cluster in scale.clusters for code in cluster.items],
    )
    for cluster in scale.clusters:
        if cluster.counts_from < 1 or not 1 <= cluster.needed <= len(cluster.items):
            yield f"The cluster {cluster.key} of {scale.key} cannot be met, or is always met."
        if not set(cluster.items) <= set(scale.items):
            yield f"The cluster {cluster.key} of {scale.key} has items from outside the scale."


def _level_faults(scale: Scale, items: dict[str, Item]) -> Iterator[str]:
    if (scale.method is Method.LEVELS) != bool(scale.levels):
        yield f"The scale {scale.key} must have levels if, and only if, its method says so."
    for rank, level in enumerate(scale.levels):
        if bool(level.any_of) != (rank > 0):
            yield f"Every level of {scale.key} but the first needs a condition."
        for condition in level.any_of:
            yield from _condition_faults(f"The level {level.key}", condition, items)
            if condition.item not in scale.items:
                yield f"The level {level.key} rests on {condition.item}, outside the scale."
