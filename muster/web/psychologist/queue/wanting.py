"""What of the list a reader wants to see, as it stands in the page's address."""

from __future__ import annotations

import base64
import binascii
import struct
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, QueryDict

from muster.detection.rules.morning import Place, Section, Wanted, Whose
from muster.instruments.packs import packs
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.words import Sentence, _
from muster.policy.rules.findings import Tier
from muster.web import addresses
from muster.web.forms import Form, Hidden, Pick, Tick
from muster.web.psychologist.naming import instrument_name

KEPT = ("tier", "whose", "form", "overdue", "outcome", "unit")
"""The wishes that stand in an address, and nothing else that somebody may have put there."""


class Part(Pick):
    """A filter: one of several, or, as it is called by `everything`, no filter at all."""

    def __init__(self, *, everything: Sentence, **more: Any) -> None:
        self.everything = everything
        super().__init__(**more)

    def _offer(self, options: Any) -> None:
        super()._offer(options)
        self.choices = [("", self.everything), *self.choices[1:]]

    options = property(lambda self: self.choices, _offer)


class Filter(Form):
    """A part of the list."""

    marks_optional = False

    tier = Part(
        asks=_("Tier"),
        everything=_("All tiers"),
        options=[(one.value, one.word) for one in Tier if one.queued],
    )
    whose = Part(
        asks=_("Who calls"),
        everything=_("Anybody or nobody yet"),
        options=[(Whose.MINE.value, _("I do")), (Whose.NOBODYS.value, _("Nobody yet"))],
    )
    form = Part(asks=_("Questionnaire"), everything=_("All questionnaires"))
    overdue = Tick(asks=_("Only what is overdue"))
    outcome = Tick(asks=_("Only what has no outcome yet"))
    unit = Hidden(required=_("Select the unit"))

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["unit"].required = False
        self.options(form=[(key, instrument_name(key)) for key in packs()])


def wanted_in(asked: QueryDict) -> tuple[Filter, Wanted]:
    """Return the filter as it was filled in, and what it amounts to; Http404 for nonsense."""
    form = Filter(asked)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    return form, Wanted(
        tier=Tier(said["tier"]) if said["tier"] else None,
        unit=_unit(said["unit"]),
        whose=Whose(said["whose"]) if said["whose"] else Whose.ANYBODYS,
        overdue=said["overdue"],
        instrument=said["form"],
        outcome=said["outcome"],
    )


def _unit(text: str) -> UnitId | None:
    try:
        return UnitId(UUID(text)) if text else None
    except ValueError:
        raise Http404 from None


def wishes(wanted: Wanted) -> dict[str, str]:
    """Return what is wanted as it stands in an address."""
    said = {
        "tier": wanted.tier.value if wanted.tier else "",
        "whose": "" if wanted.whose is Whose.ANYBODYS else wanted.whose.value,
        "form": wanted.instrument,
        "overdue": "on" if wanted.overdue else "",
        "outcome": "on" if wanted.outcome else "",
        "unit": str(wanted.unit) if wanted.unit else "",
    }
    return {name: value for name, value in said.items() if value}


def kept_wishes(text: str) -> str:
    """Return those of the wishes in `text`, a query string, that the list knows."""
    asked = QueryDict(text)
    return urlencode({name: asked[name] for name in KEPT if asked.get(name)})


def list_address(query: str = "", **more: str) -> str:
    """Return the address of the list with these wishes."""
    said = "&".join(filter(None, (query, urlencode({k: v for k, v in more.items() if v}))))
    return f"{addresses.QUEUE}?{said}" if said else addresses.QUEUE


# Where a page ended, packed: three instants in microseconds, the stretch, and the last person.
_PLACE = struct.Struct(">qBqq16s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


def place_as_text(place: Place) -> str:
    """Return where a page ended as it stands in the address of the next."""
    packed = _PLACE.pack(
        (place.begun - _EPOCH) // _STEP,
        place.section.value,
        (place.clock - _EPOCH) // _STEP,
        (place.since - _EPOCH) // _STEP,
        place.person.bytes,
    )
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def place_in(text: str | None) -> Place | None:
    """Undo `place_as_text`; None where nothing is said, Http404 for what cannot be read."""
    if not text:
        return None
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        begun, section, clock, since, person = _PLACE.unpack(packed)
        return Place(
            _EPOCH + begun * _STEP,
            Section(section),
            _EPOCH + clock * _STEP,
            _EPOCH + since * _STEP,
            PersonId(UUID(bytes=person)),
        )
    except (binascii.Error, struct.error, ValueError, OverflowError):
        raise Http404 from None
