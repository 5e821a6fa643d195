"""A partner puts in vacancies: by a form, by a file that is shown before it is kept; and closes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.transition.commands.vacancies import close_vacancy, import_vacancies, put_vacancy
from muster.transition.queries.partners import partner_board
from muster.transition.rules.sorting import Sorted
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS
from muster.transition.rules.vacancies import COLUMNS, LONGEST_TEXT, MOST_PLACES, Draft
from muster.transition.vacancy_files import rows_of
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Day, Form, LongText, Number, Question, Text
from muster.web.pages import page
from muster.web.partner.filing import Filing, Rows, filed
from muster.web.partner.shown import options

VACANCIES = f"{addresses.PARTNER}/vacancies"
_NEW, _FILE, _CLOSE = _("Put in a vacancy"), _("Bring a file of vacancies"), _("Close the vacancy")
_KEEP = _("Put it in")
KINDS = ".csv,.xlsx,.tsv"
_FEEDS = KINDS + ",.xml,.json,.jsonld"
_COLUMNS = _(
    "A table with a heading row, as CSV or a workbook. It needs the columns title, region and "
    "begins; it may have text, licences, conditions, offers, pay_from, pay_to, places and "
    "reserved. Or an XML feed: a vacancies element with a vacancy element for each, in which each "
    "of these names is an element. Or JobPosting of schema.org, as JSON-LD."
)
_GOOD = _n("{count} vacancy can be put in.", "{count} vacancies can be put in.")
_ASIDE = _n(
    "{count} vacancy is set aside until a caseworker has read it:",
    "{count} vacancies are set aside until a caseworker has read them:",
)


class Vacant(Form):
    title = Text(
        asks=_("What is the work called?"), longest=200, required=_("Enter what the work is called")
    )
    text = LongText(
        asks=_("What is done there?"), hint=_("What is asked of the work, and not of the person"),
        longest=LONGEST_TEXT,
    )  # fmt: skip
    region = Text(
        asks=_("In which town or region?"), longest=80, required=_("Enter the town or region")
    )
    licences = Choices(asks=_("Which licences are needed?"), options=options(LICENCES))
    conditions = Choices(asks=_("Which conditions has the work?"), options=options(CONDITIONS))
    offers = Choices(asks=_("What do you offer?"), options=options(OFFERS))
    pay_from = Number(asks=_("Lowest pay of a month"), wide=10)
    pay_to = Number(asks=_("Highest pay of a month"), wide=10)
    begins = Day(
        asks=_("Until which day may work begin?"), required=_("Enter the last day for a beginning")
    )
    places = Number(
        asks=_("How many places are there?"), at_least=1, at_most=MOST_PLACES,
        required=_("Enter how many places there are"),
    )  # fmt: skip
    reserved = Number(asks=_("How many of them are kept for people who served?"), at_least=0)


class Closing(Question):
    sure = Choice(
        asks=_("Close the vacancy?"),
        options=[("close", _("Close it; whoever asked already is still answered"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


@serves(PARTNER, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what is offered; posted, put it in."""
    form = Vacant(request.POST or None, initial={"places": 1})
    if form.is_valid():
        try:
            put_vacancy(partner=by.units[0], said=_said(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            column = refusal.problem.column
            form.refuse(refusal, column if column in COLUMNS else None)
        else:
            return HttpResponseRedirect(VACANCIES)
    return page(
        request, "form.html", title=_NEW, form=form, back=VACANCIES, button=_KEEP,
        cancel=VACANCIES,
    )  # fmt: skip


def _said(given: Mapping[str, Any]) -> dict[str, str]:
    said = {}
    for name in COLUMNS:
        value = given[name]
        if isinstance(value, list):
            said[name] = ",".join(value)
        else:
            said[name] = "" if value is None else str(value)
    return said


@serves(PARTNER, posts=True)
def file(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a file; posted, show what it would put in; confirmed, put that in."""

    def carry(rows: Rows, digest: str, confirm: bool) -> Sorted[Draft]:
        return import_vacancies(
            partner=by.units[0], rows=rows, digest=digest, confirm=confirm, by=by, at=at
        )

    here = f"{VACANCIES}/file"
    return filed(
        request,
        Filing(_FILE, _COLUMNS, _GOOD, _ASIDE, VACANCIES, here, _FEEDS, rows_of, carry),
    )


@serves(PARTNER, posts=True)
def close(request: HttpRequest, *, by: Viewer, at: Instant, vacancy: UUID) -> HttpResponse:
    """Ask once more, then close a vacancy."""
    board = partner_board(by=by, at=at)
    there = {one.vacancy.key: one for one in board.vacancies if not one.closed}
    if vacancy not in there:
        raise Http404
    form = Closing(request.POST or None)
    if form.is_valid():
        close_vacancy(vacancy=vacancy, by=by, at=at)
        return HttpResponseRedirect(VACANCIES)
    return page(
        request, "form.html", title=_CLOSE, form=form, back=VACANCIES,
        intro=(there[vacancy].vacancy.title,), button=_CLOSE,
    )  # fmt: skip
