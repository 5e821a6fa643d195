"""The words of an instrument in one language: exact, with source, terms and a checksum.

Wording is part of an instrument's definition and none of its scoring. A wording that came with
Muster carries the SHA-256 of what was proof-read; one changed letter and it is not used.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muster.kernel.words import Sentence, _


class Standing(enum.StrEnum):
    """Where a wording comes from, and so how far it may be trusted."""

    PUBLISHED = "published"
    OWN = "own"
    LICENSED = "licensed"
    NOT_VALIDATED = "not-validated"


_MARKS = {
    Standing.PUBLISHED: None,
    Standing.OWN: _("Muster's own wording, not a scale"),
    Standing.LICENSED: _("Licensed wording, added on this installation"),
    Standing.NOT_VALIDATED: _("Translation, not validated"),
}


@dataclass(frozen=True)
class Wording:
    """One language of one instrument.

    `sections` are the stems by section, `items` the questions by item code, `options` the answers
    by item code and option code. `source`, `year` and `terms` say whose words they are.
    """

    instrument: str
    language: str
    standing: Standing
    source: str
    year: int
    terms: str
    sections: Mapping[str, str]
    items: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]

    @property
    def validated(self) -> bool:
        """Was this wording published, or is it ours to word? False for a translation of our own."""
        return self.standing is not Standing.NOT_VALIDATED

    @property
    def mark(self) -> Sentence | None:
        """Return what a clinician must be shown beside the words, None where they are published."""
        return _MARKS[self.standing]

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the words, in hexadecimal.

        Over JSON in UTF-8 with sorted keys and no spaces: instrument, language, and every text
        under its code. Source, terms and the order in the file do not count.
        """
        words = {
            "instrument": self.instrument,
            "language": self.language,
            "sections": dict(self.sections),
            "items": dict(self.items),
            "options": {item: dict(texts) for item, texts in self.options.items()},
        }
        canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def mismatch(given: Mapping[str, object], wanted: Iterator[str] | set[str]) -> tuple[str, str]:
    """Return the codes that are wanted and missing, and those that are given and unknown."""
    needed = set(wanted)
    return (
        ", ".join(sorted(needed - given.keys())),
        ", ".join(sorted(given.keys() - needed)),
    )
