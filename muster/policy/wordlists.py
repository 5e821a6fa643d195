"""The lists of words that have no place in what command reads, from their files.

word_kinds()                         the lists that are shipped
word_kinds(Path("our-words.toml"))   with a force's own laid over them
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from muster.policy.profiles import ProfileRefused
from muster.policy.rules.reading import Reader
from muster.policy.rules.wording import WordKind

SHIPPED = Path(__file__).parent / "wording" / "notices.toml"


@cache
def word_kinds(own: Path | None = None) -> Mapping[str, WordKind]:
    """Return the kinds of words by key; a force's own patterns are added to ours.

    `ProfileRefused` names what is wrong with a file.
    """
    kinds = _read(SHIPPED)
    if own is not None:
        for key, more in _read(own).items():
            kinds[key] = _added(kinds[key], more) if key in kinds else more
    return MappingProxyType(kinds)


def _read(path: Path) -> dict[str, WordKind]:
    reader = Reader()
    table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("kinds", {})
    read = {key: reader.read(WordKind, one, f"kinds.{key}") for key, one in table.items()}
    if reader.problems:
        raise ProfileRefused(tuple(reader.problems))
    return {key: kind for key, kind in read.items() if kind is not None}


def _added(ours: WordKind, more: WordKind) -> WordKind:
    return WordKind(
        more.name,
        (*ours.block, *more.block),
        (*ours.ask, *more.ask),
        (*ours.innocent, *more.innocent),
    )
