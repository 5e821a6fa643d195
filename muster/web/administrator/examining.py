"""The doctor as a page: what is wrong with the installation, how bad it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.errands import ask_examination
from muster.access.errands import ErrandKind, ended_well
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.vault.zones import Audience
from muster.web import errands
from muster.web.administrator import addresses as here
from muster.web.administrator.home import GOOD, NOW, SOON
from muster.web.administrator.naming import zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.fragments import fragment, is_part
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Examination of the installation")
COLOURS: Mapping[str, Status] = {"red": NOW, "amber": SOON, "green": GOOD}
ORDER = ("red", "amber", "green")
WORDS = {
    "says": _(
        "The doctor looks at the keys, the database, the journal, the worker, backups, and at what "
        "people in need rely on. The worker asks it every hour; you may ask it now."
    ),
    "ask": _("Examine now"),
    "never": _("Nobody has examined this installation yet."),
    "examined": _("Examined"),
    "do": _("What to do:"),
    "good": _n("{count} thing is good", "{count} things are good"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at, in the reader's language; `do` is empty where nothing is."""

    name: str
    status: Status
    red: bool
    says: str
    do: str


@serves(ADMINISTRATOR, posts=True)
def examination(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for an examination, or show how far it is and what the last one found."""
    if request.method == "POST":
        ask_examination(by=by, at=at)
        return HttpResponseRedirect(here.EXAMINATION)
    errand = errands.last_of(ErrandKind.EXAMINE, at)
    last = next(iter(read_as(Audience.PLATFORM, lambda: ended_well(ErrandKind.EXAMINE, 1))), None)
    found = [] if last is None else _found(last.told or {}, language_of(request))
    given = {
        "texts": WORDS,
        "errand": errand,
        "progress_words": errands.WORDS,
        "looks_at": here.EXAMINATION,
        "zone": zone_of(by),
        "examined_at": None if last is None else last.ended_at,
        "wrong": [one for one in found if one.status is not GOOD],
        "good": [one for one in found if one.status is GOOD],
        "good_title": WORDS["good"].of(count=sum(one.status is GOOD for one in found)),
    }
    if is_part(request):
        return fragment(request, "administrator/examination_part.html", **given)
    return page(
        request, "administrator/examination.html", title=_TITLE, back=here.ADMINISTRATION, **given
    )


def _found(told: Mapping[str, Any], language: str) -> list[Finding]:
    """Return what an examination told: the worst first, and otherwise in the doctor's order."""
    ordered = sorted(told.get("findings", ()), key=lambda one: ORDER.index(one["colour"]))
    return [
        Finding(
            one["name"], COLOURS[one["colour"]], one["colour"] == "red", one[language]["says"],
            one[language]["do"] or "",
        )
        for one in ordered
    ]  # fmt: skip
