"""What others told, as clinicians read it: whom it means, and a unit's address for the next one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.observing import draw_door, drop_report, match_report
from muster.care.queries.observing import (
    Observed,
    Waiting,
    doors_of,
    observed_of,
    waiting_report,
    waiting_reports,
)
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.queries import find
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names, way_back
from muster.web.care.coded import in_force, options, said
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import who as name_of
from muster.web.sign_in.pictures import picture_of

_TITLE = _("Reports of a change")
_ONE = _("Whom does it mean?")
_OBSERVED = _("What others noticed")
_DOORS = _("Where a change is reported")
_SAYS = {
    "intro": _(
        "A report that means one person of the unit goes to the queue by itself. These need you to "
        "say whom they mean."
    ),
    "none": _("No report waits for you."),
    "addresses": _("The address for families and others"),
    "call_back": _("May be asked more under"),
    "find": _("Who is meant?"),
    "look": _("Find"),
    "nobody": _("Nobody in your units has all these words in their name, or this number."),
    "this": _("This is who is meant"),
    "drop": _("Nobody is meant"),
    "settle": _("Settle the report"),
}
_OF_PERSON = {
    "none": _("Nobody has told us anything about this person."),
    "call_back": _SAYS["call_back"],
}
_OF_DOORS = {
    "none": _("No address has been drawn yet."),
    "draw": _("Draw an address"),
    "again": _("Draw another, and close this one"),
    "picture": _("The address as a code for a phone's camera"),
}
_DOORS_INTRO = (
    _("Hang it up, and send it home with the soldiers: families and friends need no account."),
    _("Whoever has the address can tell what they noticed, and reads nothing."),
)


class Meant(fields.Form):
    """Whom a report may mean. It is sent in the body: no name stands in an address."""

    text = fields.Text(
        asks=_("Name or service number"),
        required=_("Enter a name or a service number"),
        longest=120,
        attributes={"autocomplete": "off", "spellcheck": "false"},
    )


class Settling(fields.Form):
    """Why a report can be brought to nobody."""

    why = fields.Choice(
        asks=_("Why can it be brought to nobody?"),
        options=[],
        required=_("Select why it can be brought to nobody"),
    )


@serves(UNIT_PSYCHOLOGIST)
def reports(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the reports that wait until somebody says whom they mean."""
    language = language_of(request)
    rows = [_drawn(one, language) for one in waiting_reports(by=by, at=at)]
    return page(
        request, "noticed/reports.html", title=_TITLE, back=addresses.CASES, says=_SAYS, rows=rows,
        addresses_at=f"{addresses.REPORTS}/addresses",
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, posts=True)
def report(request: HttpRequest, *, by: Viewer, at: Instant, report: UUID) -> HttpResponse:
    """Show one report, look for whom it may mean, or settle it where nobody is."""
    one, language = waiting_report(report=report, by=by, at=at), language_of(request)
    settles = "settle" in request.GET
    form = Meant(None if settles else request.POST or None, initial={"text": one.told.who})
    settling = Settling(request.POST if settles and request.POST else None)
    settling.options(why=options(in_force().caring.observed.unmatched, language))
    if settling.is_valid():
        drop_report(report=report, why=settling.cleaned_data["why"], by=by, at=at)
        return HttpResponseRedirect(addresses.REPORTS)
    found = None
    if form.is_valid():
        cards = find(text=form.cleaned_data["text"], by=by, at=at).cards
        found = [(name_of(card), card.unit_code, f"{request.path}/{card.person}") for card in cards]
    return page(
        request, "noticed/report.html", title=_ONE, back=addresses.REPORTS, says=_SAYS,
        one=_drawn(one, language), form=settling if settling.errors else form, settling=settling,
        found=found,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, posts=True)
def match(
    request: HttpRequest, *, by: Viewer, at: Instant, report: UUID, person: UUID
) -> HttpResponse:
    """Bring a report to the person it means; only a press does it."""
    if request.method == "POST":
        match_report(person=PersonId(person), report=report, by=by, at=at)
        return HttpResponseRedirect(addresses.REPORTS)
    about(PersonId(person), by, at)
    waiting_report(report=report, by=by, at=at)
    return HttpResponseRedirect(f"{addresses.REPORTS}/{report}")


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def observed(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show what others noticed about a person, and who told it where that is known."""
    who = about(PersonId(person), by, at)
    told, language = observed_of(person=PersonId(person), by=by, at=at), language_of(request)
    names = owner_names([one.account for one in told if one.account is not None])
    rows = [{**_shown(one, language), "name": names.get(str(one.account), "")} for one in told]
    return page(
        request, "noticed/observed.html", title=_OBSERVED,
        back=way_back(PersonId(person), by, at), who=who, says=_OF_PERSON, rows=rows,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, posts=True)
def doors(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show each unit's address for reports, and draw one."""
    if request.method == "POST":
        unit = next((one for one in by.units if str(one) == request.POST.get("unit")), None)
        if unit is not None:
            draw_door(unit=UnitId(unit), by=by, at=at)
        return HttpResponseRedirect(request.path, status=303)
    language, rows = language_of(request), []
    for unit, name, code in doors_of(by=by, at=at):
        address = request.build_absolute_uri(f"{addresses.NOTICED}/{code}") if code else None
        picture = picture_of(address) if address else None
        rows.append(
            {"unit": unit, "name": name.said_in(language), "address": address, "picture": picture}
        )
    return page(
        request, "noticed/doors.html", title=_DOORS, back=addresses.REPORTS, says=_OF_DOORS,
        intro=_DOORS_INTRO, rows=rows, here=request.path,
    )  # fmt: skip


def _drawn(one: Waiting, language: str) -> dict[str, Any]:
    return {
        **_shown(one, language),
        "who": one.told.who,
        "unit": one.unit.said_in(language) if one.unit else "",
        "href": f"{addresses.REPORTS}/{one.report}",
    }


def _shown(one: Waiting | Observed, language: str) -> dict[str, Any]:
    rule = in_force().caring.observed
    known = {code: behaviour.name for code, behaviour in rule.behaviours.items()}
    return {
        "at": one.at,
        "reporter": said([one.reporter], rule.reporters, language)[0],
        "seen": said(one.told.behaviours, known, language),
        "words": one.told.words,
        "call_back": one.told.call_back,
    }
