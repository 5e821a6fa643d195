"""Crisis numbers: called and confirmed by a person, entered, and no longer shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.commands import add_crisis_number, verify_crisis_number, withdraw_crisis_number
from muster.policy.queries import HelpLine, every_line, in_force, stale_lines
from muster.policy.rules.profile import Label
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import unit_codes, unit_options
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, Phone, Pick, Text, Tick
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Crisis numbers")
_ADD = _("Enter a crisis number")
WORKS = Status(_p("crisis number", "works"), "green")
SILENT = Status(_p("crisis number", "not known to work"), "red")
INVENTED = Status(_p("crisis number", "invented, reaches nobody"), "amber")
WORDS = {
    "says": _(
        "These numbers stand on the page of everybody in need. Call each one yourself; where "
        "somebody answers who can help, say so here. While one is not known to work, no new "
        "campaign opens, and nothing that runs is stopped."
    ),
    "add": _("Enter a number"),
    "verify": _("I called it, and somebody answered"),
    "withdraw": _("No longer show it"),
    "about": _("{name}, {number}"),
    "verified": _("The number is verified as of today."),
    "added": _("The number is entered. Call it, then say that it answered."),
    "withdrawn": _("The number is no longer shown."),
    "number": _p("column", "Number"),
    "name": _p("column", "Name"),
    "unit": _p("column", "Unit"),
    "last": _p("column", "Last called"),
    "state": _p("column", "State"),
    "never": _("never"),
    "force": _("the whole force"),
    "caption": _("Numbers that are shown"),
}
DONE = {name: WORDS[name] for name in ("verified", "added", "withdrawn")}


class Add(Form):
    """A number of one of the profile's kinds."""

    kind = Pick(asks=_("What kind of number is it?"), required=_("Select the kind"), options=[])
    number = Phone(asks=_("Number"), required=_("Enter the number"))
    unit = Pick(asks=_("For one unit, with all below it"), hint=_("Else for the whole force."))
    name_en = Text(asks=_("Name in English"), hint=_("Else as the profile calls it."), longest=120)
    name_ru = Text(asks=_("Name in Russian"), hint=_("Else as the profile calls it."), longest=120)
    invented = Tick(asks=_("It is invented, for a demonstration, and reaches nobody"))


@dataclass(frozen=True, slots=True)
class Row:
    """One number as the list shows it; `code` names it, `own` says that it was entered here."""

    code: str
    number: str
    name: Label
    unit: str | Sentence
    line: HelpLine
    state: Status
    own: bool


@serves(ADMINISTRATOR)
def crisis_numbers(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List every number that is shown, with when somebody last called it."""
    lines, stale = read_as(
        Audience.PLATFORM, lambda: (every_line(), [one.line for one in stale_lines(at)])
    )
    codes = unit_codes(by=by, at=at)
    return page(
        request,
        "administrator/crisis.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        done=DONE.get(request.GET.get("done", "")),
        rows=[_row(one, one in stale, codes) for one in lines],
        place=here.CRISIS,
    )


@serves(ADMINISTRATOR, posts=True)
def add(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Enter a number in the place of the one before it."""
    form, language = Add(request.POST or None), language_of(request)
    form.options(
        kind=[(one.code, one.name.said_in(language)) for one in in_force().crisis.numbers],
        unit=unit_options(request, by=by, at=at),
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_crisis_number(
                kind=said["kind"], number=said["number"], name_en=said["name_en"] or None,
                name_ru=said["name_ru"] or None, invented=bool(said["invented"]),
                unit=UnitId(UUID(said["unit"])) if said["unit"] else None, by=by, at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{here.CRISIS}?done=added")
        except Refused as refusal:
            form.refuse(refusal, "number")
    return page(request, "form.html", title=_ADD, form=form, back=here.CRISIS)


@serves(ADMINISTRATOR, posts=True)
def verify(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Record that a number was called and answered."""
    if request.method == "POST":
        verify_crisis_number(code=request.POST.get("code", ""), by=by, at=at)
    return HttpResponseRedirect(f"{here.CRISIS}?done=verified")


@serves(ADMINISTRATOR, posts=True, fresh=True)
def withdraw(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Stop showing a number that was entered here."""
    if request.method == "POST":
        withdraw_crisis_number(code=request.POST.get("code", ""), by=by, at=at)
    return HttpResponseRedirect(f"{here.CRISIS}?done=withdrawn")


def _row(line: HelpLine, stale: bool, codes: dict[UnitId, str]) -> Row:
    unit = WORDS["force"] if line.unit is None else codes.get(line.unit, "–")
    state = INVENTED if line.invented else SILENT if stale else WORKS
    code = line.kind if line.entered is None else str(line.entered)
    return Row(code, line.number, line.name, unit, line, state, line.entered is not None)
