"""Vacancies found by one's own words, in Russian or in English."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.transition.queries.searching import search_vacancies
from muster.web.doors import serves
from muster.web.forms import Question, Text
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import pay_of

_TITLE = _("Look for vacancies by words")
_SAYS = {
    "read": _("Read it, and ask"),
    "none": _("No vacancy that stands open says these words."),
    "find": _("Find"),
    "how": _("In Russian or English; endings do not matter. A minus before a word leaves it out."),
}
_FOUND = _n("{count} vacancy was found.", "{count} vacancies were found.")


class Looking(Question):
    words = Text(asks=_("Which words?"), hint=_SAYS["how"], longest=200, required=_("Enter a word"))


@serves(*THEMSELVES, fresh=True)
def search(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for words, and show which vacancies say them."""
    form = Looking(request.GET if "words" in request.GET else None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = search_vacancies(person=own.own(by), words=words, by=by, at=at) if words else ()
    return page(
        request, "member/search.html", title=_TITLE, says=_SAYS, back=own.WORK, form=form,
        here=f"{own.WORK}/search", asked=bool(words), count=_FOUND.of(count=len(found)),
        found=[(one, pay_of(one), f"{own.WORK}/{one.key}") for one in found],
    )  # fmt: skip
