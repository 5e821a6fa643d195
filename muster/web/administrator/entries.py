"""The service entries of one person: what stands on the record, and what was entered wrongly."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.people.commands.entries import take_back_entry
from muster.people.queries import card
from muster.people.queries.entries import service_entries
from muster.web.administrator import addresses as here
from muster.web.administrator.people import NAMELESS, person_at
from muster.web.doors import serves
from muster.web.forms import Choice, Question
from muster.web.language import language_of
from muster.web.pages import page

TITLE = _("Service entries of {who}")
_SAYS = {
    "intro": _(
        "What this person learned, held and did in service, as lists said it. They read it "
        "themselves and choose what of it goes into their profile for work."
    ),
    "none": _("No service entry is on record."),
    "bring": _("Bring in a list of service entries"),
    "wrong": _("Take a wrong entry back"),
    "kind": _p("column", "Kind of entry"),
    "what": _p("column", "What"),
    "since": _p("column", "From"),
    "until": _p("column", "To"),
    "people": _p("column", "People led"),
}
_DONE = _("The entry was taken back.")
_TAKE_BACK = _("Take this entry back")


class Wrong(Question):
    entry = Choice(asks=_("Which entry is wrong?"), required=_("Select the entry that is wrong"))


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def entries(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show the entries of a person."""
    found = service_entries(person=PersonId(person), by=by, at=at)
    who = card(person=PersonId(person), by=by, at=at)
    place = f"{person_at(person)}/entries"
    return page(
        request, "administrator/entries.html", title=TITLE.of(who=who.name or NAMELESS),
        back=person_at(person), says=_SAYS, rows=list(found.values()), bring_at=here.ENTRY_LISTS,
        wrong_at=f"{place}/wrong", done=_DONE if request.GET.get("done") == "back" else "",
    )  # fmt: skip


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def wrong(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask which entry is wrong; posted, take it back."""
    found, language = service_entries(person=PersonId(person), by=by, at=at), language_of(request)
    place = f"{person_at(person)}/entries"
    form = Wrong(request.POST or None)
    form.options(entry=[
        (str(key), f"{one.kind.says.said_in(language)}: {one.name or one.people}")
        for key, one in found.items()
    ])  # fmt: skip
    if form.is_valid():
        try:
            take_back_entry(
                person=PersonId(person), entry=UUID(form.cleaned_data["entry"]), by=by, at=at
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "entry")
        else:
            return HttpResponseRedirect(f"{place}?done=back")
    return page(
        request, "form.html", title=_SAYS["wrong"], form=form, back=place, button=_TAKE_BACK,
        cancel=place,
    )  # fmt: skip
