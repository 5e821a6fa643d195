"""What is written in the invented cases, in the person's own language; from `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

SHELF = Path(__file__).with_name("words.toml")


def said(key: str, language: str, place: int = 0) -> str:
    """Return one of the texts under a key, the `place`-th, and from the first again after all."""
    texts = _texts()[key][language]
    return texts[place % len(texts)]


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(SHELF.read_text(encoding="utf-8"))
