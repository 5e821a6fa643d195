"""In which values two profiles differ: each named by its place, as the profile's file would."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from muster.policy.rules.profile import Profile

_APART = frozenset({"digest", "extends", "key", "name", "version"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; "" stands for what a profile does not state."""

    place: str
    now: str
    then: str


def differences(now: Profile, then: Profile) -> list[Difference]:
    """Return every value in which `then` differs from `now`, in the order of the profile's file."""
    before, after = dict(_values(now)), dict(_values(then))
    places = dict.fromkeys([*before, *after])
    return [
        Difference(place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place, "") != after.get(place, "")
    ]


def _values(profile: Profile) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(profile):
        if field.name not in _APART:
            yield from _inside(field.name, getattr(profile, field.name))


def _inside(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the values below one place: of a table each key, of a list of tables each entry."""
    if value is None:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = key.value if isinstance(key, enum.Enum) else str(key)
            yield from _inside(f"{place}.{name}", inner)
    elif dataclasses.is_dataclass(value) and not _is_one(value):
        for field in dataclasses.fields(value):
            yield from _inside(f"{place}.{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple) and any(dataclasses.is_dataclass(one) for one in value):
        for number, inner in enumerate(value, start=1):
            yield from _inside(f"{place}[{number}]", inner)
    elif isinstance(value, tuple):
        yield place, ", ".join(_said(one) for one in value)
    else:
        yield place, _said(value)


def _is_one(value: Any) -> bool:
    """Is this a value that is written in one line, such as “24 hours”?"""
    return "__str__" in vars(type(value))


def _said(value: Any) -> str:
    return str(value.value if isinstance(value, enum.Enum) else value)
