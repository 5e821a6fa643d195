"""A paper form typed in: the day, then a digit for each item, with the keyboard alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import type_in
from muster.assessments.rules.paper import Check
from muster.instruments.packs import Pack, packs
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.queries import card
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, Hidden, Text
from muster.web.language import language_of
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.psychologist.naming import instrument_title
from muster.web.psychologist.paper.rows import (
    add_items,
    field_of,
    lines_of,
    numbers_of,
    read_row,
    typed,
)

_ENTER = _("Enter the form")
_READ = _("Put the row into the lines")
_LINES = _("The answers, one by one")
_LINES_SAY = _("Leave a line empty where nothing was answered.")
_NOTHING = _("Type at least one answer: a form without any is not entered")
_LOOK_OVER = _("The row stands in the lines below. Look it over against the paper, then enter it.")


class Typing(Form):
    marks_optional = False

    sitting = Hidden()
    answered_on = Day(
        asks=_("On which day was it filled in?"),
        hint=_("For example 27 3 2026"),
        required=_("Enter the day on which it was filled in"),
    )
    language = Choice(
        asks=_("In which language was the form?"),
        options=LANGUAGE_NAMES,
        required=_("Select the language of the form"),
        inline=True,
    )
    row = Text(
        asks=_("All answers in one row"),
        hint=_(
            "One digit for each item, in the order of the form; a full stop where none was given"
        ),
        longest=400,
        wide=20,
        attributes={"autocomplete": "off", "inputmode": "decimal", "spellcheck": "false"},
    )


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def type_form(
    request: HttpRequest, *, by: Viewer, at: Instant, person: PersonId, instrument: str
) -> HttpResponse:
    """Show the lines of a form; posted with a row, fill them in; posted without one, enter it."""
    chosen = packs().get(instrument)
    if chosen is None:
        raise Http404
    whose = card(person=person, by=by, at=at)
    read: bool = False
    form = _form(chosen, request.POST or None)
    if form.is_valid():
        row = form.cleaned_data["row"]
        if row:
            form, read = _from_row(chosen, request.POST, row)
        elif (entered := _entered(form, chosen, person, by, at)) is not None:
            return HttpResponseRedirect(_after(person, *entered), status=303)
    items, numbers = chosen.specification.items, numbers_of(chosen)
    wording = chosen.wordings.get(language_of(request))
    return page(
        request,
        "psychologist/paper/type.html",
        title=instrument_title(instrument, language_of(request)),
        form=form,
        who=whose.name,
        unit=whose.unit_code,
        lines=lines_of(form, items, numbers, wording.items if wording else {}),
        lines_title=_LINES,
        lines_say=_LINES_SAY,
        enter=_ENTER,
        read_button=_READ,
        looked=_LOOK_OVER if read else None,
        back=f"{addresses.PAPER}/new/{person}",
    )


def _form(chosen: Pack, sent: Any) -> Typing:
    form = Typing(sent, initial={"sitting": str(new_id())})
    add_items(form, chosen.specification.items, numbers_of(chosen))
    return form


def _from_row(chosen: Pack, sent: Any, row: str) -> tuple[Typing, bool]:
    """Return the form with the row in its lines; where it cannot be read, it says why."""
    filled = read_row(row, chosen.specification.items, numbers_of(chosen))
    if not isinstance(filled, dict):
        form = _form(chosen, sent)
        form.refuse(filled, "row")
        return form, False
    values = {**sent.dict(), **filled, "row": ""}
    form = _form(chosen, None)
    form.initial = {**values, "answered_on": _day_sent(sent)}
    return form, True


def _day_sent(sent: Any) -> tuple[str, ...]:
    return tuple(sent.get(f"answered_on-{part}", "") for part in ("day", "month", "year"))


def _entered(
    form: Typing, chosen: Pack, person: PersonId, by: Viewer, at: Instant
) -> tuple[UUID, Check] | None:
    """Enter the form; None where something on it is wrong, which the form then says."""
    items = chosen.specification.items
    values = typed(form, items, numbers_of(chosen))
    try:
        sitting = UUID(form.cleaned_data["sitting"])
    except ValueError:
        sitting = new_id()
    if not values and not form.errors:
        form.refuse(_NOTHING, field_of(items[0].code))
    if form.errors:
        return None
    try:
        check = type_in(
            person=person, sitting=sitting, instrument=chosen.key,
            language=form.cleaned_data["language"], answered_on=form.cleaned_data["answered_on"],
            values=values, profile=in_force(), by=by, at=at,
        )  # fmt: skip
    except Refused as refusal:
        form.refuse(refusal, "answered_on")
        return None
    return sitting, check


def _after(person: PersonId, sitting: UUID, check: Check) -> str:
    if check is Check.WAITING:
        return f"{addresses.PAPER}/{person}/{sitting}"
    return f"{addresses.PAPER}?done=typed"
