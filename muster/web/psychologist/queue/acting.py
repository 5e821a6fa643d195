"""What is done about whoever is to be called: take, record a call, hand on, close, set a tier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.detection import commands
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Pick, YesNo
from muster.web.language import language_of
from muster.web.psychologist.fragments import fragment, is_part
from muster.web.psychologist.queue.listing import WORDS
from muster.web.psychologist.queue.sheet import (
    NEXT_OUTCOME,
    coded,
    colleagues_for,
    row_about,
    sheet,
)
from muster.web.psychologist.queue.wanting import kept_wishes, list_address


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def take_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Take a person on. Who was a moment too late is told who has the person, and since when."""
    who, told = PersonId(person), None
    query = kept_wishes(request.POST.get("list", ""))
    if request.method != "POST":
        return HttpResponseRedirect(list_address(query))
    try:
        commands.take(person=who, by=by, at=at)
    except Refused as refusal:
        if not is_part(request):
            raise
        told = refusal.problem.kind.says.of(**dict(refusal.problem.values))
    if not is_part(request):
        return HttpResponseRedirect(list_address(query, done="taken"))
    row = row_about(who, language_of(request), by=by, at=at, shown=told is None)
    if row is None:
        return HttpResponse()
    return fragment(
        request, "psychologist/queue_row.html", row=row, texts=WORDS, query=query, told=told
    )


class Called(Form):
    """Whether a call reached the person, and why not."""

    spoke = YesNo(
        asks=_("Did you speak with the person?"),
        required=_("Select whether you spoke with the person"),
    )
    reason = Pick(
        asks=_("If not: why was the person not reached?"),
        hint=_(
            "The promise stands: the next try comes after the time your force set for this tier."
        ),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("spoke") is False and not said.get("reason"):
            self.refuse(_("Select why the person was not reached"), "reason")
        return said


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def record_call(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Record a call: spoken with, and then what came of it; or not reached, and why."""
    form = Called(request.POST or None)
    form.options(reason=coded(in_force().reasons.not_reached, request))

    def carry_out(said: dict[str, Any]) -> str:
        if said["spoke"]:
            commands.reached(person=PersonId(person), by=by, at=at)
            return NEXT_OUTCOME
        commands.not_reached(person=PersonId(person), reason=said["reason"], by=by, at=at)
        return "called"

    return sheet(
        request, form, carry_out, _("Record a call"), person=PersonId(person), by=by, at=at
    )


class HandOn(Form):
    """To whom."""

    to = Choice(
        asks=_("Who is to call this person?"),
        hint=_("Everybody listed here serves the person's unit."),
        required=_("Select who is to call this person"),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def hand_on(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Hand the calling of a person to a colleague."""
    form = HandOn(request.POST or None)
    form.options(
        to=[(str(one.account), one.name) for one in colleagues_for(PersonId(person), by=by, at=at)]
    )

    def carry_out(said: dict[str, Any]) -> str:
        to = AccountId(UUID(said["to"]))
        commands.assign(person=PersonId(person), to=to, by=by, at=at)
        return "handed"

    return sheet(request, form, carry_out, _("Hand on"), person=PersonId(person), by=by, at=at)


class Outcome(Form):
    """What came of it."""

    reason = Choice(
        asks=_("What came of it?"),
        hint=_("Whoever leaves without care leaves for one of these reasons; it is counted."),
        required=_("Select what came of it"),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def close_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Close what is open about a person with its outcome."""
    reasons = in_force().reasons
    form = Outcome(request.POST or None)
    form.options(reason=coded({**reasons.outcome, **reasons.exit}, request))

    def carry_out(said: dict[str, Any]) -> str:
        commands.close(person=PersonId(person), reason=said["reason"], by=by, at=at)
        return "closed"

    return sheet(request, form, carry_out, _("Close"), person=PersonId(person), by=by, at=at)


class NewTier(Form):
    """Another tier, and why: a clinician judges, never the machine."""

    tier = Choice(
        asks=_("Which tier is right?"),
        options=[(one.value, one.word) for one in Tier],
        required=_("Select the tier"),
    )
    reason = Choice(asks=_("Why?"), required=_("Select why"))


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def set_tier(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Override a person's tier with a coded reason."""
    form = NewTier(request.POST or None)
    form.options(reason=coded(in_force().reasons.override, request))

    def carry_out(said: dict[str, Any]) -> str:
        tier, reason = Tier(said["tier"]), said["reason"]
        commands.retier(person=PersonId(person), tier=tier, reason=reason, by=by, at=at)
        return "tier"

    return sheet(
        request, form, carry_out, _("Change the tier"), person=PersonId(person), by=by, at=at
    )
