"""Finding a person by whole words of their name, or by their service number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _, _n, _p
from muster.people.queries import find
from muster.people.unit_names import unit_names
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Text
from muster.web.pages import page
from muster.web.reading import read_as

TITLE = _("Find a person")
_TEXTS = {
    "find": _("Find"),
    "name": _p("column", "Name"),
    "rank": _p("column", "Rank"),
    "unit": _p("column", "Unit"),
    "born": _p("column", "Born"),
    "nobody": _("Nobody in your units has all these words in their name, or this number."),
    "hint": _("Parts of words are not searched. Latin and Cyrillic letters are not the same."),
    "more": _("There are more. Add another word of the name."),
    "glass": _("The person serves elsewhere, and it is an emergency"),
}
_FOUND = _n("{count} person", "{count} people")


class Find(Form):
    """What to look for. It is sent in the body: no name stands in an address or a log."""

    text = Text(
        asks=_("Name or service number"),
        hint=_("Whole words in any order, such as a surname; or the whole service number."),
        required=_("Enter a name or a service number"),
        longest=120,
        attributes={"autocomplete": "off", "spellcheck": "false"},
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def find_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a name, and show whom it is; nothing else of them is read."""
    return found_page(request, leads=addresses.PEOPLE, by=by, at=at)


def found_page(
    request: HttpRequest, *, leads: str, by: Viewer, at: Instant, back: str | None = None
) -> HttpResponse:
    """Show the form and whom it found; each name leads to that person's page below `leads`."""
    form, found, units = Find(request.POST or None), None, {}
    if form.is_valid():
        found = find(text=form.cleaned_data["text"], by=by, at=at)
        named = {card.unit for card in found.cards if card.unit is not None}
        units = read_as(Audience.PLATFORM, lambda: unit_names(named))
    return page(
        request,
        "psychologist/find.html",
        title=TITLE,
        back=back,
        leads=leads,
        form=form,
        found=found,
        says=_FOUND.of(count=len(found.cards)) if found else None,
        units=units,
        texts=_TEXTS,
        in_emergency=Permission.BREAK_GLASS in by.role.may,
    )
