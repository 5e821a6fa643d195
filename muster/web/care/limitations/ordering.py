"""A person's limitations: the list, and ordering one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.limitations import (
    lift_limitation,
    order_limitation,
    renew_limitation,
    review_limitation,
)
from muster.care.limiting import Act
from muster.care.queries.limitations import Limited, limitations_of
from muster.care.rules.limitations import Basis, Form, Terms, review_due
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import functions_of, in_force, options, said
from muster.web.care.limitations.person import About, about
from muster.web.care.limitations.words import ACTS, BASES, FORMS, ONGOING, OVER
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Limitations of duty")
_SAYS = {
    "none": _("No limitation of duty has been ordered for this person."),
    "order": _("Order a limitation"),
    "tell": _("Tell command"),
    "lift": _("Lift it today"),
    "review": _("Review it"),
    "carry_on": _("Carry it on by a new one"),
    "review_due": _("Review due"),
    "post": _("Ask for a post for a time"),
    "moves": _("Posts for a time"),
    "from_to": _("From {starts} to {ends}, review by {review}"),
    "story": _("What happened"),
    "nothing": _("Nothing yet: command has not been told, and the person has not seen it."),
}
_ORDER = _("Order a limitation")
_LIFT = _("Lift the limitation")
_STAYS = _(
    "Once put on record, the next review is due by the force's own clock: in a crisis weekly."
)
_INTRO = (
    _("A limitation says what somebody should not do, and until when. It never says why."),
    _("It rests on your judgement; a questionnaire alone is no ground for it."),
)


class Order(fields.Form):
    """What the limitation says."""

    form = fields.Choice(
        asks=_("What kind of limitation is it?"),
        options=[(one.value, FORMS[one]) for one in Form],
        required=_("Select what kind of limitation it is"),
    )
    basis = fields.Choice(
        asks=_("What does your judgement rest on?"),
        options=[(one.value, BASES[one]) for one in Basis],
        required=_("Select what your judgement rests on"),
    )
    functions = fields.Choices(
        asks=_("What should the person not do?"),
        hint=_("The same list serves injury, sleep, medication and family."),
        options=[],
        required=_("Select at least one thing the person should not do"),
    )
    voice = fields.Clock(
        asks=_("If it was ordered by voice: at what time?"),
        hint=_("An interim order by voice is written within an hour, and ends after 72 hours."),
    )
    ends = fields.Day(asks=_("Last day"), required=_("Enter the last day"))
    review = fields.Day(
        asks=_("When will it be reviewed?"), required=_("Enter the day of the review")
    )
    restoration = fields.Choice(
        asks=_("How does the person come back to full duty?"),
        options=[],
        required=_("Select how the person comes back to full duty"),
    )


class Review(fields.Form):
    """What the review found, for the record of care alone."""

    words = fields.LongText(
        asks=_("Why does it stay?"),
        hint=_("Kept in the record of care. Command reads nothing of a review."),
        longest=600,
        required=_("Enter why it stays"),
    )


class Lift(fields.Form):
    """Why it is lifted, for the record of care alone."""

    words = fields.LongText(
        asks=_("What has changed?"),
        hint=_("Kept in the record of care. Command reads only that the limitation is over."),
        longest=600,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def limitations(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show what was ordered for a person, and what happened to each limitation."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = limitations_of(person=PersonId(person), by=by, at=at)
    return page(
        request,
        "care/limitations.html",
        title=_TITLE,
        back=f"{addresses.PEOPLE}/{person}",
        who=who,
        says=_SAYS,
        order_at=f"{request.path}/order",
        moves_at=f"{addresses.PEOPLE}/{person}/moves",
        rows=[_row(one, request.path, language) for one in found],
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def order(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Order a limitation, from today."""
    who, language, profile = about(PersonId(person), by, at), language_of(request), in_force()
    # What an interview proposed comes filled in; it is chosen by whoever orders all the same.
    start = {"functions": request.GET.getlist("functions")}
    form = Order(request.POST or None, initial=start)
    form.options(
        functions=options(profile.functions, language),
        restoration=options(profile.notices.restoration, language),
    )
    back = f"{addresses.PEOPLE}/{person}/limitations"
    if form.is_valid():
        made = new_id()
        try:
            order_limitation(
                person=PersonId(person), limitation=made, terms=_terms(form, who, at),
                case=None, by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{back}/{made}/tell")
    return page(
        request, "care/about.html", title=_ORDER, form=form, back=back, who=who, intro=_INTRO,
        button=_ORDER,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def review(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Put on record that a limitation was reviewed, and stays until its next review."""
    _own(person, limitation, by, at)
    form, back = Review(request.POST or None), f"{addresses.PEOPLE}/{person}/limitations"
    if form.is_valid():
        try:
            review_limitation(
                person=PersonId(person), limitation=limitation,
                words=form.cleaned_data["words"] or "", by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    who = about(PersonId(person), by, at)
    return page(
        request, "care/about.html", title=_SAYS["review"], form=form, back=back, who=who,
        intro=(_STAYS,), button=_SAYS["review"],
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def carry_on(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Let a new limitation take this one's place; command reads of it by a notice anew."""
    _own(person, limitation, by, at)
    who, language, profile = about(PersonId(person), by, at), language_of(request), in_force()
    form, back = Order(request.POST or None), f"{addresses.PEOPLE}/{person}/limitations"
    form.options(
        functions=options(profile.functions, language),
        restoration=options(profile.notices.restoration, language),
    )
    if form.is_valid():
        made = new_id()
        try:
            renew_limitation(
                person=PersonId(person), limitation=limitation, renewed=made,
                terms=_terms(form, who, at), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{back}/{made}/tell")
    return page(
        request, "care/about.html", title=_SAYS["carry_on"], form=form, back=back, who=who,
        intro=_INTRO, button=_SAYS["carry_on"],
    )  # fmt: skip


def _own(person: UUID, limitation: UUID, by: Viewer, at: Instant) -> None:
    if limitation not in {one.id for one in limitations_of(person=PersonId(person), by=by, at=at)}:
        raise Http404


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def lift(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Lift a limitation before its last day."""
    own = {one.id for one in limitations_of(person=PersonId(person), by=by, at=at)}
    if limitation not in own:
        raise Http404
    form, back = Lift(request.POST or None), f"{addresses.PEOPLE}/{person}/limitations"
    if form.is_valid():
        lift_limitation(
            person=PersonId(person), limitation=limitation, words=form.cleaned_data["words"] or "",
            by=by, at=at,
        )  # fmt: skip
        return HttpResponseRedirect(back)
    who = about(PersonId(person), by, at)
    return page(
        request, "care/about.html", title=_LIFT, form=form, back=back, who=who, intro=(),
        button=_LIFT,
    )  # fmt: skip


def _terms(form: Order, who: About, at: Instant) -> Terms:
    given = form.cleaned_data
    return Terms(
        Form(given["form"]), Basis(given["basis"]), tuple(given["functions"]), who.today,
        given["ends"], given["review"], given["restoration"], _ordered(given["voice"], who, at), at,
    )  # fmt: skip


def _ordered(voice: time | None, who: About, at: Instant) -> Instant:
    """Return when it was ordered: by voice at that hour, the last that is over, else now."""
    if voice is None:
        return at
    spoken = datetime.combine(who.today, voice, ZoneInfo(who.zone))
    return spoken if spoken <= at else spoken - timedelta(days=1)


def _row(one: Limited, here: str, language: str) -> dict[str, object]:
    terms, profile = one.terms, in_force()
    return {
        "functions": functions_of(profile, terms.functions, language),
        "days": _SAYS["from_to"].of(starts=terms.starts, ends=terms.ends, review=terms.review),
        "form": FORMS[terms.form],
        "status": ONGOING if one.holds else OVER,
        "restoration": said([terms.restoration], profile.notices.restoration, language)[0],
        "story": [(ACTS[step.act], step.at, step.words) for step in one.story],
        "tell": f"{here}/{one.id}/tell" if one.holds else None,
        "lift": f"{here}/{one.id}/lift" if one.holds else None,
        "review": f"{here}/{one.id}/review" if one.holds else None,
        "carry_on": f"{here}/{one.id}/carry-on" if one.holds else None,
        "due": review_due(terms, [s.day for s in one.story if s.act == Act.REVIEWED and s.day]),
        "post": f"{here}/{one.id}/post" if one.holds else None,
    }
