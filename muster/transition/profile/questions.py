"""The questionnaire on interests, as data: thirty items of our own wording, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from muster.transition.guidance.starter import FOLDER

PAGES, ON_A_PAGE = 5, 6


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that people do at work, and the kind of interest of which it tells."""

    key: str
    kind: str
    says: Mapping[str, str]


@cache
def items() -> tuple[Item, ...]:
    """Return the items in their order: each page of six has one of each kind."""
    read = tomllib.loads((FOLDER / "interests.toml").read_text(encoding="utf-8"))
    return tuple(
        Item(one["key"], one["kind"], {"en": one["en"], "ru": one["ru"]}) for one in read["items"]
    )


def on_page(number: int) -> tuple[Item, ...]:
    """Return the items of a page, counted from 1; empty where there is no such page."""
    return items()[max(number - 1, 0) * ON_A_PAGE : number * ON_A_PAGE]


@cache
def kinds() -> Mapping[str, str]:
    """Return the kind of each item."""
    return {one.key: one.kind for one in items()}
