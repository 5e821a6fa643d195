"""The files of answers that came in, and bringing another."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.arriving import MOST_BYTES, State
from muster.assessments.commands.arriving import bring_file
from muster.assessments.queries.arriving import Arrival, file_arrivals
from muster.instruments.packs import packs
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.queries import units
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, Pick, Upload
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name

STATES: Mapping[State, Status] = {
    State.WAITING: Status(_("Waits to be confirmed"), "blue"),
    State.CONFIRMED: Status(_("Waits for the worker"), "blue"),
    State.ENTERING: Status(_("Being entered"), "blue"),
    State.ENTERED: Status(_("Entered"), "green"),
    State.REFUSED: Status(_("Not entered"), "red"),
    State.DROPPED: Status(_("Dropped"), "grey"),
}
_TITLE = _("Files of answers")
_SAYS = _(
    "A file waits, sealed, until somebody has looked at what is in it and confirmed it. It is "
    "entered whole or not at all, and the second time adds nothing."
)
_BRING = _("Bring in a file")
_NONE = _("No file has been brought in.")
_HEAD = (_("File"), _("Questionnaire"), _("Brought in"), _("State"))
_CAPTION = _("The latest files")


class Bring(Form):
    file = Upload(
        asks=_("File of answers"),
        hint=_("A table as CSV or Excel (XLSX), one row for each form that was filled in"),
        required=_("Choose a file"),
        kinds=".csv,.tsv,.txt,.xlsx",
        largest=MOST_BYTES,
    )
    instrument = Pick(
        asks=_("Which questionnaire is in it?"), required=_("Select the questionnaire")
    )
    unit = Pick(
        asks=_("Whose psychologist calls those who have to be called?"),
        required=_("Select the unit"),
    )


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM)
def files(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the files that came in, and what became of each."""
    return page(
        request,
        "psychologist/importing/list.html",
        title=_TITLE,
        says=_SAYS,
        bring=_BRING,
        to_bring=f"{addresses.IMPORTING}/new",
        nothing=_NONE,
        caption=_CAPTION,
        head=_HEAD,
        rows=[
            {
                "name": one.name,
                "address": address(one),
                "form": instrument_name(one.instrument),
                "at": one.arrived_at,
                "status": STATES[one.state],
            }
            for one in file_arrivals(by=by, at=at)
        ],
    )


def address(arrival: Arrival) -> str:
    """Return where a file's page is."""
    return f"{addresses.IMPORTING}/{arrival.id}"


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def bring(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take a file in; it is kept sealed, and nothing of it is entered yet."""
    posted = request.method == "POST"
    form = Bring(request.POST if posted else None, request.FILES if posted else None)
    language = language_of(request)
    form.options(
        instrument=[(key, one.titles[language]) for key, one in packs().items()],
        unit=[
            (str(one.unit), f"{one.code} · {one.name_ru if language == 'ru' else one.name_en}")
            for one in units(by=by, at=at)
            if one.stands
        ],
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = bring_file(
                unit=UnitId(given["unit"]), name=given["file"].name, data=given["file"].read(),
                instrument=given["instrument"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "file")
        else:
            return HttpResponseRedirect(f"{addresses.IMPORTING}/{made}/columns", status=303)
    return page(request, "form.html", title=_BRING, form=form, back=addresses.IMPORTING)
