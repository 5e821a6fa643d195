"""What came of programmes, in sums: for command at brigade level or above, never by person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access.roles import COMMANDER, HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.programmes.queries.outcomes import OutcomeLine, outcomes
from muster.programmes.rules.outcomes import Half, wilson
from muster.web.coordinator.own import name_of
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("What came of programmes")
_SAYS = {
    "none": _("Nothing can be shown yet."),
    "none_more": _(
        "Outcomes are counted once for each half of a year, for brigades and above, and only where "
        "enough people took part that nobody can be made out."
    ),
    "meaning": _(
        "A dash means that too few stand there, or that they could be worked out from the rest. "
        "Better and worse are changes larger than measurement error. Nobody may be asked whether "
        "they took part."
    ),
    "programme": _("Programme"),
    "started": _("Began"),
    "completed": _("Completed"),
    "improved": _("Reliably better"),
    "unchanged": _("Unchanged"),
    "worse": _("Reliably worse"),
    "not_known": _("Not compared"),
    "waited": _("Waited, median"),
}
_HALF = {
    1: _("January to June {year}: {unit}"),
    2: _("July to December {year}: {unit}"),
}
_SHARE = _("{count} ({low}–{high} of 100)")
_DAYS = _n("{count} day", "{count} days")
HIDDEN = "–"


@serves(COMMANDER, HEAD_OF_SERVICE)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what came of programmes in the viewer's formations, the latest half of a year first."""
    language = language_of(request)
    tables: dict[tuple[str, str], list[OutcomeLine]] = {}
    for one in outcomes(by=by, at=at):
        tables.setdefault((one.half, str(one.unit)), []).append(one)
    return page(
        request, "commander/outcomes.html", title=_TITLE, says=_SAYS,
        tables=[(_titled(lines[0], language), [_row(one, language) for one in lines])
                for lines in tables.values()],
    )  # fmt: skip


def _titled(one: OutcomeLine, language: str) -> Sentence:
    half = Half.parse(one.half)
    return _HALF[half.number].of(year=half.year, unit=one.name.said_in(language))


def _row(one: OutcomeLine, language: str) -> dict[str, Any]:
    compared = [one.improved, one.unchanged, one.worse]
    among = sum(count or 0 for count in compared) if None not in compared else 0
    return {
        "name": name_of(one.programme, language),
        "started": one.started,
        "completed": _share(one.completed, one.started),
        "improved": _share(one.improved, among),
        "unchanged": _share(one.unchanged, among),
        "worse": _share(one.worse, among),
        "not_known": HIDDEN if one.not_known is None else one.not_known,
        "waited": HIDDEN if one.waited is None else _DAYS.of(count=one.waited),
    }


def _share(count: int | None, among: int) -> Sentence | str | int:
    """Return a count with the interval of its share; the count alone where others are hidden."""
    if count is None:
        return HIDDEN
    if not among:
        return count
    low, high = wilson(count, among)
    return _SHARE.of(count=count, low=round(100 * low), high=round(100 * high))
