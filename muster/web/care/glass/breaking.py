"""Opening the record of somebody who serves elsewhere, in an emergency, with a reason each time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.glass import break_glass
from muster.care.queries.glass import own_openings
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Open a record in an emergency")
_INTRO = (
    _("You open one record, for some hours. Nothing else of that unit is opened to you."),
    _("The person, the auditors and the privacy officer are told at once, with your reason."),
    _("A second person reviews it within a day."),
)
_OPEN = _("Open the record")
_SAYS = {
    "standing": _("Open to you now"),
    "until": _("A record, until"),
}
_NOBODY = _("Nobody has this service number")


class Breaking(fields.Form):
    """Whose record, and why."""

    number = fields.Text(
        asks=_("Service number"),
        hint=_("The whole number. Names are not searched beyond your own units."),
        required=_("Enter the service number"),
        longest=40,
        attributes={"autocomplete": "off", "spellcheck": "false"},
    )
    reason = fields.Choice(
        asks=_("Why must you open it?"), options=[], required=_("Select why you must open it")
    )
    words = fields.LongText(
        asks=_("What has happened, and why can it not wait?"),
        hint=_("Whoever reviews it reads this, and so does the person."),
        longest=600,
        required=_("Enter what has happened, and why it cannot wait"),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True, fresh=True)
def break_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for the number and the reason; posted, open that one record."""
    form = Breaking(request.POST or None)
    form.options(reason=options(in_force().oversight.glass.reasons, language_of(request)))
    if form.is_valid():
        given, opening = form.cleaned_data, new_id()
        try:
            break_glass(
                opening=opening, number=given["number"], reason=given["reason"],
                words=given["words"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.problem.kind is NOT_FOUND:
                form.refuse(_NOBODY, "number")
            else:
                form.refuse(refusal, "words")
        else:
            return HttpResponseRedirect(f"{addresses.GLASS}/{opening}")
    return page(
        request, "care/break_glass.html", title=_TITLE, form=form, intro=_INTRO, button=_OPEN,
        back=addresses.ALERTS, cancel=addresses.ALERTS, says=_SAYS,
        standing=[(f"{addresses.GLASS}/{one}", until) for one, until in own_openings(by, at)],
    )  # fmt: skip
