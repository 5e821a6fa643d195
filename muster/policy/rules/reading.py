"""From a TOML table to typed, frozen data: every key known, every value of its kind, or a problem.

The shapes in `profile.py` are the whole grammar. Nothing is guessed, nothing is passed over in
silence, and reading goes on after a problem, so that one attempt shows all of them.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from muster.kernel.problems import Problem
from muster.kernel.time import Span
from muster.kernel.words import Sentence, _
from muster.policy import problems as kinds
from muster.policy.rules.periods import Period

T = TypeVar("T")

_KINDS: dict[Any, Sentence] = {
    str: _("a text"),
    bool: _("true or false"),
    int: _("a whole number"),
    float: _("a number"),
    date: _("a date"),
    Span: _("a span such as “24 hours” or “5 working days”"),
    Period: _("a period such as “10 years” or “18 months 1 day”"),
}
_LONGEST_SPAN = 100_000  # of any measure: 273 years of days, 69 days of minutes
_MOST_MONTHS = 12 * 200
_A_TABLE = _("a table")
_A_LIST = _("a list")


class Reader:
    """Reads one table; `problems` fills with what does not fit."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, shape: type[T], table: Mapping[str, Any], where: str = "") -> T | None:
        """Return `table` as a `shape`, or None with at least one problem noted."""
        before = len(self.problems)
        fields, hints = {f.name: f for f in dataclasses.fields(shape)}, _hints(shape)  # type: ignore[arg-type]
        for key in table:
            if key not in fields:
                known = ", ".join(fields)
                self.problems.append(kinds.UNKNOWN.at(table=where or _top(), key=key, known=known))
        values = {}
        for name, wanted in fields.items():
            if name in table:
                values[name] = self._value(hints[name], table[name], where, name)
            elif _required(wanted):
                self.problems.append(kinds.MISSING.at(table=where or _top(), key=name))
        return None if len(self.problems) > before else shape(**values)

    def _value(self, kind: Any, given: Any, where: str, key: str) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return self._value(next(a for a in arguments if a is not type(None)), given, where, key)
        if origin is tuple:
            return self._list(arguments[0], given, where, key)
        if origin is Mapping:
            return self._mapping(arguments[0], arguments[1], given, where, key)
        if dataclasses.is_dataclass(kind) and kind not in (Span, Period):
            if not isinstance(given, dict):
                return self._wrong(_A_TABLE, given, where, key)
            return self.read(kind, given, _inside(where, key))  # type: ignore[arg-type]
        return self._single(kind, given, where, key)

    def _list(self, kind: Any, given: Any, where: str, key: str) -> tuple[Any, ...]:
        if not isinstance(given, list):
            self._wrong(_A_LIST, given, where, key)
            return ()
        return tuple(
            self._value(kind, value, where, f"{key}[{place}]")
            for place, value in enumerate(given, start=1)
        )

    def _mapping(
        self, key_kind: Any, kind: Any, given: Any, where: str, key: str
    ) -> Mapping[Any, Any]:
        if not isinstance(given, dict):
            self._wrong(_A_TABLE, given, where, key)
            return {}
        inside = _inside(where, key)
        return MappingProxyType(
            {
                self._single(key_kind, name, inside, name): self._value(kind, value, inside, name)
                for name, value in given.items()
            }
        )

    def _single(self, kind: Any, given: Any, where: str, key: str) -> Any:
        if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
            if given in [member.value for member in kind]:
                return kind(given)
            one_of = _("one of {choices}").of(choices=", ".join(kind))
            return self._wrong(one_of, given, where, key)
        if kind in (Span, Period):
            length = _length(kind, given)
            return self._wrong(_KINDS[kind], given, where, key) if length is None else length
        if kind is float and type(given) is int:
            return float(given)
        if kind is date and isinstance(given, str):  # as a version that was kept writes it
            day = _day(given)
            return self._wrong(_KINDS[kind], given, where, key) if day is None else day
        return given if type(given) is kind else self._wrong(_KINDS[kind], given, where, key)

    def _wrong(self, expected: Sentence, given: Any, where: str, key: str) -> None:
        place, value = where or _top(), str(given)[:60]
        self.problems.append(
            kinds.WRONG_VALUE.at(table=place, key=key, value=value, expected=expected)
        )


def _length(kind: type[Span] | type[Period], given: Any) -> Span | Period | None:
    """Return the span or period that was written; None where it is none, or beyond all reason."""
    try:
        length = kind.parse(given)
    except (AttributeError, ValueError):
        return None
    if isinstance(length, Span):
        return length if 0 <= length.count <= _LONGEST_SPAN else None
    return length if abs(length.months) <= _MOST_MONTHS >= abs(length.days) / 31 else None


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _top() -> Sentence:
    return _("the head of the file")


def _inside(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _required(wanted: dataclasses.Field[Any]) -> bool:
    return wanted.default is dataclasses.MISSING and wanted.default_factory is dataclasses.MISSING


@cache
def _hints(shape: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `own` laid over it: tables key by key, everything else replaced whole."""
    result = dict(base)
    for key, value in own.items():
        below = result.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        result[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return result
