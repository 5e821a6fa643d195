"""Asking a clinician outside the force: a link to send, a call to record, the first visit kept."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.rules.codes import written
from muster.access.viewers import Viewer
from muster.care.commands.outside import (
    keep_outside_visit,
    record_outside_call,
    send_outside_link,
)
from muster.care.outsiders import Who
from muster.care.queries.handovers import handover_of
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.handovers.one import Noting
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.pages import page

_TITLE_LINK = _("Ask a clinician outside the force")
_TITLE_SENT = _("The link for the clinician outside")
_TITLE_CALL = _("A clinician outside took the case over in a call")
_TITLE_VISIT = _("The first visit was kept")
_INTRO = (
    _("They learn the person's name, your name and number, and the day; nothing of their health."),
    _("You stay responsible until the first visit was kept."),
)
_INTRO_CALL = (_INTRO[1],)
_SENT = (
    _("Send the address in one message and the digits in another, or say the digits in a call."),
    _("It holds for one answer, and for two weeks at most. It is shown here once."),
)
_ADDRESS, _ALL = _("The address: {address}"), _("Or both in one: {address}")
_MAKE, _SAVE, _ON = _("Make the link"), _("Put on record"), _("Go on to the handover")


class Called(fields.Form):
    """Who accepted, and when the first visit is."""

    name = fields.Text(
        asks=_("Who takes over?"), required=_("Enter who takes over"), longest=120, wide=30
    )
    place = fields.Text(asks=_("Where do they work?"), longest=160)
    number = fields.Phone(
        asks=_("On which number are they reached?"),
        required=_("Enter the number on which they are reached"),
    )
    visit_on = fields.Day(
        asks=_("On which day is the first visit?"), required=_("Enter the day of the first visit")
    )


class Linked(fields.Form):
    """Whom the link is for, and whom they can call."""

    name = fields.Text(
        asks=_("Which clinician do you ask?"),
        required=_("Enter who is asked"),
        longest=120,
        wide=30,
    )
    place = fields.Text(asks=_("Where do they work?"), longest=160)
    number = fields.Phone(
        asks=_("On which number are they reached?"),
        required=_("Enter the number on which they are reached"),
    )
    call_back = fields.Phone(
        asks=_("On which number can they call you?"),
        required=_("Enter the number on which they can call you"),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def link(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Make a link for a clinician outside, and show it once."""
    handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    form, back = Linked(request.POST or None), _handover(person, handover)
    if form.is_valid():
        given = form.cleaned_data
        who = Who(given["name"], given["place"] or "", given["number"], given["call_back"])
        try:
            digits = send_outside_link(
                person=PersonId(person), handover=handover, who=who, by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _shown(request, digits, back)
    return page(
        request, "care/about.html", title=_TITLE_LINK, form=form, back=back, intro=_INTRO,
        who=about(PersonId(person), by, at), button=_MAKE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def call(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Record a call in which a clinician outside took the case over."""
    handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    form, back = Called(request.POST or None), _handover(person, handover)
    if form.is_valid():
        given = form.cleaned_data
        who = Who(given["name"], given["place"] or "", given["number"])
        try:
            record_outside_call(
                person=PersonId(person), handover=handover, who=who, visit_on=given["visit_on"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TITLE_CALL, form=form, back=back, intro=_INTRO_CALL,
        who=about(PersonId(person), by, at), button=_SAVE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def visit(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Say that the first visit outside was kept."""
    handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    form, back = Noting(request.POST or None), _handover(person, handover)
    if form.is_valid():
        try:
            keep_outside_visit(
                person=PersonId(person), handover=handover,
                words=form.cleaned_data["words"] or "", by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TITLE_VISIT, form=form, back=back, intro=(),
        who=about(PersonId(person), by, at), button=_SAVE,
    )  # fmt: skip


def _shown(request: HttpRequest, digits: str, back: str) -> HttpResponse:
    origin = settings.MUSTER_ORIGIN or request.build_absolute_uri("/")[:-1]
    where = f"{origin}{addresses.OUTSIDE_CARE}"
    # After the “#” no server and no log sees the digits.
    both = f"{where}#{digits}"
    said = (*_SENT, _ADDRESS.of(address=where), _ALL.of(address=both))
    return page(
        request, "sign_in/handed_over.html", title=_TITLE_SENT, code=written(digits), said=said,
        on_to=back, on=_ON,
    )  # fmt: skip


def _handover(person: UUID, handover: UUID) -> str:
    return f"{addresses.PEOPLE}/{person}/handovers/{handover}"
