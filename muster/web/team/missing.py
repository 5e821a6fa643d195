"""Who of a unit has not answered a campaign yet, and noting that they declined or are excused."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import excuse
from muster.assessments.queries import campaign as read_campaign
from muster.assessments.queries import not_done
from muster.assessments.rules.windows import Standing
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Hidden, Pick
from muster.web.pages import page
from muster.web.team import own

_TITLE = _("Who has not answered: {name}")
_SAYS: Mapping[str, Sentence] = {
    "who": _("Who"),
    "rank": _("Rank"),
    "unit": _("Unit"),
    "window": _("Window"),
    "state": _p("of a window", "State"),
    "show": _("Show these"),
    "none": _("Everybody of this unit who is asked has answered, declined, or is excused."),
    "note": _("Note it, and nobody sees a difference from having answered."),
    "private": _(
        "Second stages are not in this list. Whoever comes and declines is done, and nobody asks "
        "why."
    ),
}
_MORE = _n("{count} more: choose a smaller unit.", "{count} more: choose a smaller unit.")
STANDINGS: Mapping[Standing, Status] = {
    Standing.OPEN: Status(_p("a window", "Due"), "blue"),
    Standing.LATE: Status(_p("a window", "Late"), "amber"),
    Standing.MISSED: Status(_p("a window", "Missed"), "grey"),
}
ENDING = (Came.DECLINED, Came.EXCUSED)


class Units(Form):
    marks_optional = False
    unit = Pick(asks=_("Which unit?"), required=_("Select the unit"))


class Noting(Form):
    window = Hidden()
    unit = Hidden()
    came = Choice(
        asks="", options=[(one.value, one.says) for one in ENDING],
        required=_("Select what happened"),
    )  # fmt: skip


@serves(*own.EVERYBODY)
def missing(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Show who of a unit has not answered; the viewer's own unit where none is named."""
    ordered = read_campaign(campaign=campaign, by=by, at=at).ordered
    options = own.unit_options(request, by)
    form = Units(request.GET if "unit" in request.GET else {"unit": str(by.units[0])})
    form.options(unit=options)
    unit = UnitId(UUID(form.cleaned_data["unit"])) if form.is_valid() else by.units[0]
    found = not_done(campaign=campaign, unit=unit, by=by, at=at)
    here = f"{own.campaign_at(campaign)}/missing"
    return page(
        request, "team/missing.html", title=_TITLE.of(name=ordered.name), form=form, says=_SAYS,
        back=own.campaign_at(campaign), unit=unit, here=here, ending=ENDING,
        links=by.role is UNIT_PSYCHOLOGIST,
        rows=[
            (one, STANDINGS[one.standing], own.window_words(one.window, ordered.windows))
            for one in found.people
        ],
        more=_MORE.of(count=found.more) if found.more else None,
    )  # fmt: skip


@serves(*own.EVERYBODY, posts=True)
def end(
    request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID, person: UUID
) -> HttpResponse:
    """Note that somebody declined or is excused, and show the unit again."""
    form, back = Noting(request.POST or None), f"{own.campaign_at(campaign)}/missing"
    if request.method != "POST" or not form.is_valid():
        return own.to(back)
    given = form.cleaned_data
    excuse(
        person=PersonId(person), campaign=campaign, window=given["window"],
        came=Came(given["came"]), by=by, at=at,
    )  # fmt: skip
    known = {key for key, _says in own.unit_options(request, by)}
    return own.to(f"{back}?unit={given['unit']}" if given["unit"] in known else back)
