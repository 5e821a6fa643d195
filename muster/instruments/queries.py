"""The packs as this installation has them: what came with Muster, and the texts it has licensed.

No person is in any of it, so reading leaves no entry. Call these inside a unit of work.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.instruments import problems
from muster.instruments.licensed import read_licensed_text
from muster.instruments.models import LicensedText
from muster.instruments.packs import Pack, pack
from muster.instruments.wording import Wording
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES
from muster.vault.trips import Filled, Statement
from muster.vault.work import current

_HAS_TEXT = Statement("SELECT EXISTS (SELECT FROM instruments_licensedtext WHERE instrument = $1)")


@dataclass(frozen=True, slots=True)
class Licence:
    """Who holds the licence for an added text, on what terms, and who added it when."""

    language: str
    terms: str
    holder: str
    added_at: Instant
    added_by: UUID


def installed(key: str) -> Pack:
    """Return the pack with its licensed wording, if this installation has added one.

    Refused where there is no such instrument, and where a stored text is no longer what was added
    or no longer fits the pack: it is never half used.
    """
    chosen = pack(key)
    for row in _newest(key):
        chosen = chosen.with_wording(_read(row))
    return chosen


def has_text(key: str) -> bool:
    """Has this installation added a licensed text of the instrument, in any language?"""
    return bool(current().ask(_HAS_TEXT, key)[0][0])


def text_asked(key: str) -> Filled:
    """Return what `has_text` asks, to be asked ahead."""
    return _HAS_TEXT.of(key)


def licences(key: str) -> list[Licence]:
    """Return under what licences the instrument's added texts are used, one for each language."""
    return [
        Licence(row.language, row.terms, row.licence_holder, row.added_at, row.added_by)
        for row in _newest(key)
    ]


def newest_text(key: str, language: str) -> bytes | None:
    """Return the bytes of the text that counts for an instrument and language, None for none."""
    return next((bytes(row.raw) for row in _newest(key) if row.language == language), None)


def _newest(key: str) -> list[LicensedText]:
    """Return the text that counts for each language, in the order of the house's languages."""
    rows = LicensedText.objects.filter(instrument=key).order_by("added_at", "id")
    last = {row.language: row for row in rows}
    return [last[language] for language in LANGUAGES if language in last]


def _read(row: LicensedText) -> Wording:
    wording = read_licensed_text(bytes(row.raw)).wording
    if (wording.checksum, wording.instrument) != (row.checksum, row.instrument):
        raise problems.WORDING_CHANGED.refused(
            instrument=row.instrument, language=row.language, found=wording.checksum
        )
    return wording
