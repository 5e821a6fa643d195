"""Part of the list of partners: by name and kind, so many to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from muster.kernel.words import _
from muster.transition.queries.partners import PartnerLine
from muster.transition.rules.terms import KINDS
from muster.web import addresses
from muster.web.forms import Form, Pick, Text
from muster.web.partner.shown import options

AT_ONCE = 25
PAGE = "page"


class Showing(Form):
    """What is to be shown; both may be left empty."""

    marks_optional = False

    name = Text(asks=_("Part of the name"), longest=120, wide=20)
    kind = Pick(asks=_("What is it?"), options=options(KINDS))


@dataclass(frozen=True, slots=True)
class Part:
    """One page of what was asked for, out of `of`; the addresses of its neighbours, "" for none."""

    lines: Sequence[PartnerLine]
    of: int
    form: Showing
    narrowed: bool
    previous: str
    next: str


def part_of(lines: Sequence[PartnerLine], request: HttpRequest) -> Part:
    """Return the page that is asked for; the first one where that is none."""
    form = Showing(request.GET if {"name", "kind"} & request.GET.keys() else None)
    given = form.cleaned_data if form.is_valid() else {}
    wanted = {key: said for key in ("name", "kind") if (said := (given.get(key) or "").strip())}
    found = [one for one in lines if _is_meant(one, wanted)]
    place = _page(request.GET.get(PAGE, ""), len(found))
    start = place * AT_ONCE
    return Part(
        found[start : start + AT_ONCE], len(found), form, bool(wanted),
        _address(wanted, place - 1) if place else "",
        _address(wanted, place + 1) if start + AT_ONCE < len(found) else "",
    )  # fmt: skip


def _is_meant(one: PartnerLine, wanted: dict[str, str]) -> bool:
    named = wanted.get("name", "").casefold() in one.name.casefold()
    return named and wanted.get("kind", one.kind) == one.kind


def _page(text: str, count: int) -> int:
    """Return the place of a page, counted from 0, that stands in an address counted from 1."""
    last = max(count - 1, 0) // AT_ONCE
    return min(max(int(text) - 1, 0), last) if text.isascii() and text.isdigit() else 0


def _address(wanted: dict[str, str], place: int) -> str:
    return f"{addresses.PARTNERS}?{urlencode({**wanted, PAGE: place + 1})}"
