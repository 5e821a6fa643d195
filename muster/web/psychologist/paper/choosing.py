"""Whose paper form it is, and which questionnaire."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.instruments.packs import packs
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.cards import Card
from muster.people.queries import card, find
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Pick, Question, Text
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Whose form is it?")
_FOUND = _("People found")
_NOBODY = _("Nobody by that name or number serves in your units.")
_MORE = _("There are more. Add another name, or the service number.")
_HEAD = (_("Who"), _("Service number"), _("Unit"))
_WHICH = _("Which questionnaire is it?")
_NOBODY_MORE = _("Names are found by whole words, exactly as they are written in the record.")


class Search(Question):
    text = Text(
        asks=_TITLE,
        hint=_("The service number, or the surname and the given name"),
        required=_("Enter a name or a service number"),
        attributes={"autocomplete": "off"},
    )


class Which(Question):
    instrument = Pick(asks=_WHICH, required=_("Select the questionnaire"))


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def choose(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Find the person. A name is sent in the form and never stands in an address."""
    form = Search(request.POST or None)
    cards: list[Card] | None = None
    more = False
    if form.is_valid():
        found = find(text=form.cleaned_data["text"], by=by, at=at)
        cards, more = found.cards, found.more
        if len(cards) == 1:
            return HttpResponseRedirect(_address(cards[0].person), status=303)
    return page(
        request,
        "psychologist/paper/choose.html",
        title=_TITLE,
        form=form,
        cards=cards,
        found=_FOUND,
        head=_HEAD,
        nobody=_NOBODY,
        nobody_more=_NOBODY_MORE,
        more=_MORE if more else None,
        address_of=_address,
        back=addresses.PAPER,
    )


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def choose_form(request: HttpRequest, *, by: Viewer, at: Instant, person: PersonId) -> HttpResponse:
    """Choose the questionnaire; every one of the library can be typed in by its codes."""
    whose = card(person=person, by=by, at=at)
    form = Which(request.POST or None)
    language = language_of(request)
    form.options(instrument=[(key, one.titles[language]) for key, one in packs().items()])
    if form.is_valid():
        chosen = form.cleaned_data["instrument"]
        return HttpResponseRedirect(f"{_address(person)}/{chosen}", status=303)
    return page(
        request,
        "psychologist/paper/which.html",
        title=_WHICH,
        form=form,
        who=whose.name,
        unit=whose.unit_code,
        back=f"{addresses.PAPER}/new",
    )


def _address(person: PersonId) -> str:
    return f"{addresses.PAPER}/new/{person}"
