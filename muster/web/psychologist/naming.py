"""What people, questionnaires and coded reasons are called on a psychologist's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from muster.detection.queries import Call
from muster.detection.rules.reasons import BASES
from muster.instruments.packs import packs
from muster.kernel.words import Sentence, _, _p
from muster.people.cards import Card
from muster.policy.queries import in_force
from muster.policy.rules.profile import Label

_ROW = _("{label} in {file}")
_UNNAMED = _("Somebody without a name here")
_NAMES: Mapping[str, Sentence] = {
    "muster-check-in": _p("instrument", "Muster check-in"),
    "c-ssrs-screener": _p("instrument", "C-SSRS"),
}


def instrument_name(key: str) -> Sentence | str:
    """Return what clinicians call an instrument: PHQ-9, GAD-7."""
    return _NAMES.get(key) or key.upper()


def instrument_title(key: str, language: str) -> str:
    """Return the instrument's full title in a language."""
    return packs()[key].titles[language] if key in packs() else key


def who(card: Card | None, call: Call | None = None) -> str | Sentence:
    """Return a name; for a subject of a file, the file and what the row is called there."""
    if card is not None and card.name:
        return card.name
    if call is not None and call.origin is not None:
        return _ROW.of(label=call.origin.label, file=call.origin.campaign)
    return _UNNAMED


def basis_name(basis: str | None) -> Sentence | str:
    """Return on which reliability a constant of change stands."""
    return BASES.get(basis or "", basis or "")


def at_clock(moment: datetime, zone: str, language: str, now: datetime) -> str:
    """Return a moment by a unit's own clock; the year is said where it is another."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    pattern = "d MMM, HH:mm" if local.year == today.year else "d MMM y, HH:mm"
    return str(format_datetime(local, pattern, locale=language))


def label(code: str | None, labels: Mapping[str, Label], language: str) -> str:
    """Return what a coded reason is called; the code where this profile does not know it."""
    found = labels.get(code or "")
    return getattr(found, language) if found else code or "–"


def reason_labels() -> dict[str, Label]:
    """Return every coded reason of the profile that may stand in a signal's history."""
    known = in_force().reasons
    return {**known.exit, **known.outcome, **known.override, **known.not_reached}
