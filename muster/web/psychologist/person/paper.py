"""A summary as a one-page PDF: the same words and the same charts as on the page.

Typst sets it, in this process, from files held in memory; the typeface stands in the document.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from muster.kernel.words import Sentence
from muster.web.printing import typeset

_SOURCE = Path(__file__).with_name("summary.typ")
MOST_SCALES = 4
MOST_ROWS = 4
MOST_REASONS = 6
MOST_DONE = 8
"""What one page holds; the record on the screen holds the rest, and the footer says so."""


def as_pdf(said: dict[str, Any], charts: dict[str, str], language: str) -> bytes:
    """Return the document; `charts` are SVG by the names that `said` gives them."""
    plain = msgspec.json.encode(_plain(said, language))
    files = {
        "main.typ": _SOURCE.read_bytes(),
        "said.json": plain,
        **{name: svg.encode() for name, svg in charts.items()},
    }
    return typeset(files)


def _plain(value: Any, language: str) -> Any:
    """Return everything said, as JSON has it."""
    if isinstance(value, Sentence):
        return value.said_in(language)
    if isinstance(value, dict):
        return {name: _plain(one, language) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, language) for one in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)
