"""The scalar engine: one sitting's answers in, one result per scale out.

It is the plain reading of the specification, item by item; `columns` must agree with it on every
field of every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.instruments.rules.reading import Answer, read_sheet, refuse
from muster.instruments.rules.results import CriticalAnswer, Result
from muster.instruments.rules.specification import (
    Condition,
    CutOff,
    Item,
    Method,
    Scale,
    Sex,
    Specification,
)

CutOffs = Mapping[str, int | CutOff]
"""Cut-offs of a force profile by scale; they rule over the pack's own."""


def score(
    specification: Specification,
    answers: Mapping[str, Answer],
    *,
    sex: Sex | None = None,
    cutoffs: CutOffs | None = None,
) -> tuple[Result, ...]:
    """Score one sitting; `Refused` carries the first thing wrong with its answers.

    `answers` are by item code, as `reading.read_answer` takes them; an item left out is not
    answered. Use `reading.read_sheet` and `score_values` to see every problem at once.
    """
    sheet = read_sheet(specification, answers)
    refuse(sheet)
    return score_values(specification, sheet.values, sex=sex, cutoffs=cutoffs)


def score_values(
    specification: Specification,
    values: Mapping[str, int],
    *,
    sex: Sex | None = None,
    cutoffs: CutOffs | None = None,
) -> tuple[Result, ...]:
    """Score a sitting whose answers have been read: the value of each answered item."""
    form = _Form(specification, values)
    chosen = cutoffs or {}
    return tuple(
        _result(form, scale, _cutoff(scale, chosen.get(scale.key), sex))
        for scale in specification.scales
    )


def _cutoff(scale: Scale, chosen: int | CutOff | None, sex: Sex | None) -> int | None:
    if isinstance(chosen, int):
        return chosen
    ruling = chosen or scale.cutoff
    return ruling.for_sex(sex) if ruling else None


@dataclass(frozen=True, slots=True)
class _Form:
    """A sitting's values together with what the form's own rules ask for."""

    specification: Specification
    values: Mapping[str, int]

    def asked(self, item: Item) -> bool | None:
        """Does the form ask this item? None while the answer that decides it is missing."""
        return True if item.asked_when is None else self.holds(item.asked_when)

    def holds(self, condition: Condition) -> bool | None:
        """Does the condition hold? None where its item should have been answered and was not."""
        item = self.specification.by_code[condition.item]
        value = self.values.get(item.code)
        if value is not None:
            return item.by_value[value].code in condition.codes
        return False if self.asked(item) is False else None

    def missing(self, code: str) -> bool:
        """Was this item asked, or perhaps asked, and not answered?"""
        item = self.specification.by_code[code]
        return code not in self.values and self.asked(item) is not False

    def lowest(self, code: str) -> int:
        """Return the least this item adds to a total, given what was answered."""
        item = self.specification.by_code[code]
        if code in self.values:
            return item.weight(self.values[code])
        return item.lowest if self.asked(item) else 0

    def highest(self, code: str) -> int:
        """Return the most this item can still add to a total."""
        item = self.specification.by_code[code]
        if code in self.values:
            return item.weight(self.values[code])
        return 0 if self.asked(item) is False else item.highest


def _result(form: _Form, scale: Scale, cutoff: int | None) -> Result:
    expected = form.specification.expected(scale)
    unasked = {code for code in expected if form.asked(form.specification.by_code[code]) is False}
    items = len(expected) - len(unasked)
    missing = sum(form.missing(code) for code in expected)
    least, most = _bounds(form, scale)
    total, prorated = _judged_total(scale, items, missing, least, most)
    own = form.specification.reported_with(scale)
    return Result(
        instrument=form.specification.instrument,
        version=form.specification.version,
        scale=scale.key,
        method=scale.method,
        score=_score(scale, total, least, items - missing),
        answered=items - missing,
        items=items,
        prorated=prorated,
        least=least,
        most=most,
        band=_band(scale, total),
        cutoff=cutoff,
        positive=None if total is None or cutoff is None else total >= cutoff,
        unjudged=total is None and scale.method is not Method.NONE,
        severe=None if total is None or scale.severe_at is None else total >= scale.severe_at,
        clusters_met=_clusters_met(form, scale),
        critical=_critical(form, own),
        critical_missing=tuple(
            item.code for item in own if item.critical_at is not None and form.missing(item.code)
        ),
        asks_for_contact=_asks_for_contact(form, own),
        unasked=tuple(
            item.code for item in own if item.code in form.values and form.asked(item) is False
        ),
    )


def _bounds(form: _Form, scale: Scale) -> tuple[int, int]:
    """Return the lowest and highest total (or level) that the answers still allow."""
    if scale.method is Method.NONE:
        return 0, 0
    if scale.method is Method.LEVELS:
        return _level_bounds(form, scale)
    opened = form.holds(scale.gate) if scale.gate else True
    least = sum(form.lowest(code) for code in scale.items) if opened else 0
    most = 0 if opened is False else sum(form.highest(code) for code in scale.items)
    return least * scale.multiplier, most * scale.multiplier


def _level_bounds(form: _Form, scale: Scale) -> tuple[int, int]:
    least = most = 0
    for rank, level in enumerate(scale.levels):
        answers = [form.holds(condition) for condition in level.any_of]
        if True in answers:
            least = rank
        if True in answers or None in answers:
            most = rank
    return least, most


def _judged_total(
    scale: Scale, items: int, missing: int, least: int, most: int
) -> tuple[int | None, bool]:
    """Return the total that is judged, None where there is none, and whether it was prorated."""
    if scale.method is Method.NONE:
        return None, False
    if scale.method is Method.LEVELS:
        return (least if least == most else None), False
    if missing == 0:
        return least, False
    answered = items - missing
    if scale.prorating is None or answered < scale.prorating.at_least:
        return None, False
    return prorate(least, items, answered, scale.multiplier), True


def prorate(total: int, items: int, answered: int, multiplier: int) -> int:
    """Return the sum scaled to all items, rounded half up, then multiplied.

    `total` is the (multiplied) sum of the answered items; whole numbers throughout, so that every
    engine rounds alike.
    """
    raw = total // multiplier
    return (2 * raw * items + answered) // (2 * answered) * multiplier


def _score(scale: Scale, total: int | None, least: int, answered: int) -> float | None:
    if total is None or scale.method is Method.LEVELS:
        return None
    if scale.method is Method.MEAN:
        return least / answered if answered else 0.0
    return float(total)


def _band(scale: Scale, total: int | None) -> str | None:
    if total is None:
        return None
    if scale.method is Method.LEVELS:
        return scale.levels[total].key
    return next((band.key for band in reversed(scale.bands) if total >= band.least), None)


def _clusters_met(form: _Form, scale: Scale) -> bool | None:
    """Return True or False as soon as the answers settle it; None before, or without a rule."""
    if not scale.clusters:
        return None
    settled: set[bool | None] = set()
    for cluster in scale.clusters:
        counted = sum(
            code in form.values and form.lowest(code) >= cluster.counts_from
            for code in cluster.items
        )
        possible = counted + sum(form.missing(code) for code in cluster.items)
        settled.add(
            True if counted >= cluster.needed else None if possible >= cluster.needed else False
        )
    return False if False in settled else None if None in settled else True


def _critical(form: _Form, own: tuple[Item, ...]) -> tuple[CriticalAnswer, ...]:
    return tuple(
        CriticalAnswer(item.code, form.values[item.code])
        for item in own
        if item.critical_at is not None and form.values.get(item.code, -1) >= item.critical_at
    )


def _asks_for_contact(form: _Form, own: tuple[Item, ...]) -> bool | None:
    asking = [item for item in own if item.asks_for_contact_at is not None]
    if any(form.values.get(item.code, -1) >= (item.asks_for_contact_at or 0) for item in asking):
        return True
    return None if not asking or any(form.missing(item.code) for item in asking) else False
