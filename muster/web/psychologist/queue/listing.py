"""The morning's list: who needs me now, why, since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.detection.queries import Counts, morning, newer
from muster.detection.queries.places import MOST
from muster.detection.rules.morning import Wanted
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.formation import units_below
from muster.people.unit_names import unit_names
from muster.vault.zones import Audience
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.fragments import fragment, is_part
from muster.web.psychologist.queue.rows import rows_of
from muster.web.psychologist.queue.shown import already_shown, mark_shown
from muster.web.psychologist.queue.wanting import (
    list_address,
    place_as_text,
    place_in,
    wanted_in,
    wishes,
)
from muster.web.reading import read_as

ON_A_PAGE = 25

TITLE = _("Who needs you now")
WORDS = {
    "list": _("People to be called"),
    "who": _p("column", "Who"),
    "why": _p("column", "Why"),
    "when": _p("column", "When"),
    "reach": _p("column", "How to reach"),
    "done": _p("column", "Who calls"),
    "take": _("Take"),
    "record": _("Record a call"),
    "hand_on": _("Hand on"),
    "more": _("More reasons"),
    "also": _("Also, from the roster: {number}"),
    "nobody": _("Nobody is waiting to be called."),
    "nobody_so": _("Nobody matches these filters."),
    "show_all": _("Show everybody"),
    "filter": _("Show only a part of the list"),
    "apply": _("Show these"),
    "by_unit": _("Counts by unit"),
    "unit": _("Only {unit} and what is below it."),
    "keyboard": _("Keys"),
    "keyboard_says": _("These keys work while nothing is being typed."),
    "back_to_top": _("To the top of the list"),
}
KEYS = (
    ("j", _("the next person")),
    ("k", _("the person before")),
    ("Enter", _("open the person")),
    ("t", _("take the person on")),
    ("c", _("record a call")),
    ("h", _("hand the person on")),
    ("n", _("the next page")),
    ("r", _("show what is new")),
    ("?", _("these keys")),
)
DONE = {
    "called": _("The call is on record."),
    "closed": _("It is closed."),
    "handed": _("The person was handed on."),
    "tier": _("The tier was changed."),
    "taken": _("You took the person on."),
}
_MANY = _("more than {most}")
_NEW = _n("{count} person is new. Show", "{count} people are new. Show")


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def queue(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the list, red first; POST renews it without entering again whom it showed already."""
    form, wanted = wanted_in(request.GET)
    if wanted.unit is not None and wanted.unit not in _own_units(by):
        raise Http404
    shown = already_shown(request.POST.get("shown"), by.account)
    after = place_in(request.GET.get("after"))
    found = morning(wanted=wanted, after=after, limit=ON_A_PAGE, already_shown=shown, by=by, at=at)
    query = urlencode(wishes(wanted))
    given: dict[str, Any] = {
        "texts": WORDS,
        "rows": rows_of(found.calls, language_of(request), by=by, at=at, already_shown=shown),
        "query": query,
        "next": list_address(query, after=place_as_text(found.after)) if found.after else None,
        "top": list_address(query) if after else None,
        "here": list_address(query),
        "narrowed": not wanted.everything,
        "mark": mark_shown([call.person for call in found.calls], by.account),
        "news": news_address(query, at),
        "figures": figures(found.counts, wanted),
        "part": is_part(request),
    }
    if is_part(request):
        return fragment(request, "psychologist/queue_list.html", **given)
    if request.method == "POST":
        return HttpResponseRedirect(request.get_full_path())
    return page(
        request,
        "psychologist/queue.html",
        title=TITLE,
        filter=form,
        unit=_unit_name(wanted),
        done=DONE.get(request.GET.get("done", "")),
        keys=KEYS,
        **given,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def queue_news(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say how many are new since the list was read; nobody is shown, so nothing is entered."""
    _form, wanted = wanted_in(request.GET)
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        raise Http404 from None
    if since.tzinfo is None:
        raise Http404
    count = newer(than=since, wanted=wanted, already_shown=(), by=by, at=at)
    query = urlencode(wishes(wanted))
    return fragment(
        request,
        "psychologist/queue_news.html",
        count=count,
        says=_NEW.of(count=min(count, MOST)),
        here=list_address(query),
    )


def news_address(query: str, since: Instant) -> str:
    """Return where it is asked how many are new since an instant."""
    return f"/queue/news?{urlencode({'since': since.isoformat()})}{'&' if query else ''}{query}"


def figures(counts: Counts, wanted: Wanted) -> list[tuple[str | Sentence, Sentence, str]]:
    """Return the numbers on top, each with its words and the part of the list that it counts.

    Who filtered by unit, by questionnaire or by who calls stays among these.
    """
    kept = urlencode(wishes(replace(wanted, tier=None, overdue=False, outcome=False)))
    missing = _n("without an outcome", "without an outcome")
    said = (
        (counts.red, _n("red", "red"), list_address(kept, tier="red")),
        (counts.overdue, _n("overdue", "overdue"), list_address(kept, overdue="on")),
        (counts.waiting, _n("to call", "to call"), list_address(kept)),
        (counts.spoken_with, missing, list_address(kept, outcome="on")),
    )
    return [
        (_MANY.of(most=MOST) if count > MOST else str(count), words.of(count=count), leads)
        for count, words, leads in said
    ]


def _own_units(by: Viewer) -> set[object]:
    return set(read_as(Audience.PLATFORM, lambda: units_below(by.units)))


def _unit_name(wanted: Wanted) -> object:
    if wanted.unit is None:
        return None
    unit = wanted.unit
    return read_as(Audience.PLATFORM, lambda: unit_names([unit])).get(unit)
