"""Codes to be handed out: slips for a list of people, each with a name, a code and its QR."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, TEAM_LEAD, UNIT_PSYCHOLOGIST
from muster.access.rules.codes import written
from muster.access.viewers import Viewer
from muster.assessments.queries import visit_day
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.people.commands.codes import Issued, issue_codes, issue_codes_to_unit
from muster.people.formation import Formation
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Pick
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.pictures import picture_of

_TITLE = _("Codes for a shared device")
_TITLE_SHEET = _("Codes to hand out")
_INTRO = (
    _("Everybody in the unit you choose, and below it, gets a code that works once, today."),
    _("Codes given out before and not used stop working."),
)
_EXPECTED = _n(
    "{count} person who is expected and has not come yet gets a code that works once, today.",
    "{count} people who are expected and have not come yet get a code each that works once, today.",
)
_NOBODY = _("Nobody serves in this unit or below it")
_GIVE = _("Make the codes")
_SAYS = {
    "once": _("These codes are shown once. Print them now, or make new ones later."),
    "until": _("Works once, until {until}"),
    "where": _("Open {address} and type the code, or scan the picture with the tablet."),
    "alone": _(
        "Hand each slip to its owner, folded: whoever has the code is asked as that person."
    ),
}


TEAMS = (UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, TEAM_LEAD)


class UnitForm(Form):
    unit = Pick(asks=_("Unit"), required=_("Select the unit"))


@serves(*TEAMS, posts=True)
def codes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Make codes for everybody placed in one unit, and show them as slips, once."""
    form = UnitForm(request.POST or None)
    form.options(unit=read_as(by.role.audience, lambda: units_of(by)))
    if form.is_valid():
        unit = UnitId(UUID(form.cleaned_data["unit"]))
        try:
            issued = issue_codes_to_unit(unit=unit, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "unit")
        else:
            if issued:
                return sheet(request, issued, again=addresses.KIOSK_CODES)
            form.refuse(_NOBODY, "unit")
    return page(request, "form.html", title=_TITLE, form=form, intro=_INTRO, button=_GIVE)


@serves(*TEAMS, posts=True)
def codes_of_visit(request: HttpRequest, *, by: Viewer, at: Instant, visit: UUID) -> HttpResponse:
    """Make codes for those who are expected at a visit and have not come yet."""
    found = visit_day(visit=visit, already_shown=(), by=by, at=at)
    waiting = [one.person for one in found.guests if one.came is None]
    back = f"{addresses.VISITS}/{visit}"
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not waiting:
            return HttpResponseRedirect(back)
        return sheet(request, issue_codes(persons=waiting, holds=None, by=by, at=at), again=back)
    intro = [_EXPECTED.of(count=len(waiting)), _INTRO[1]]
    return page(request, "form.html", title=_TITLE, form=form, intro=intro, button=_GIVE, back=back)


def units_of(by: Viewer) -> list[tuple[str, str]]:
    """Return the units for which the viewer may give codes: id and code, in the order of codes."""
    formation = Formation.read()
    own = (formation.units[key] for key in formation.below(by.units))
    return sorted(((str(one.id), one.code) for one in own if one.stands), key=lambda one: one[1])


def sheet(request: HttpRequest, issued: Sequence[Issued], again: str | None = None) -> HttpResponse:
    """Show codes as slips to print and cut. They stand nowhere else: this page is the only one."""
    address = f"{settings.MUSTER_ORIGIN or request.build_absolute_uri('/')[:-1]}{addresses.KIOSK}"
    return page(
        request,
        "sign_in/cards.html",
        title=_TITLE_SHEET,
        says=_SAYS,
        where=_SAYS["where"].of(address=address),
        back=again,
        slips=[
            {
                "name": one.name,
                "unit": one.unit_code,
                "code": written(one.code),
                "until": _SAYS["until"].of(until=one.until),
                "picture": picture_of(f"{address}#{one.code}"),
            }
            for one in issued
        ],
    )
