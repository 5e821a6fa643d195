"""How something that one may ask for stands, as the person says."""

from __future__ import annotations

from collections.abc import Mapping

from muster.kernel.words import Sentence, _p

STANDS: Mapping[str, Sentence] = {
    "have": _p("a benefit", "I have it"),
    "asked": _p("a benefit", "I have asked for it"),
    "not-mine": _p("a benefit", "It is not for me"),
}
