"""A case's plan: what was agreed on, what became of each appointment, what the scores say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.plans import KEPT, MOVED, hold_review, make_plan, note_session
from muster.care.queries.plans import PlanRead, measures_for, plan_of
from muster.care.rules.reviews import BASES, Compared, Proposal
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, options, said
from muster.web.care.limitations.person import about
from muster.web.care.plans import measures, words
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Plan")
_SAYS = {
    "none": _("No plan has been made in this case yet."),
    "goals": _("What was agreed on"),
    "owner": _("Who keeps the plan"),
    "next": _("Next review"),
    "measured": measures.TITLE,
    "measured_none": measures.NONE,
    "scores": _("What the scores say since this course began"),
    "proposes": _("The scores propose, and you decide"),
    "opens": _("A review is due within 7 days: there is no reliable gain, or a reliable loss."),
    "sessions": _("Appointments"),
    "reviews": _("Reviews"),
    "no_sessions": _("No appointment has been noted yet."),
    "make": _("Make the plan"),
    "change": _("Agree anew"),
    "note": _("Note an appointment"),
    "review": _("Hold the review"),
    "safety": _("Safety plan"),
    "at": _("{score} on {day}"),
    "by": _("{points} points, {basis}"),
    "corridor": _("Scores against the corridor of measurement error"),
    "scale": _("Questionnaire"),
    "first": _("At the beginning"),
    "latest": _("Last"),
    "difference": _("Difference"),
    "worse_from": _("Reliably worse from"),
    "better_from": _("Reliably better from"),
    "pdf": _("Print the plan for the person"),
    "minutes": _("{count} min"),
    "decided": _("Decided"),
}
_SAVE = _("Put on record")


class Agreed(fields.Form):
    """What person and clinician agree on."""

    goals = fields.LongText(
        asks=_("What does the person want to be different?"),
        hint=_("In the person's own words."),
        required=_("Write what the person wants to be different"),
        longest=1000,
    )
    review_on = fields.Day(
        asks=_("When is the first review?"), required=_("Enter the day of the first review")
    )
    measures = fields.Choices(asks=measures.ASKS, hint=measures.HINT, options=[])


class Appointment(fields.Form):
    """What became of one appointment: made to be filled in within a minute."""

    became = fields.Choice(
        asks=_("What became of the appointment?"),
        options=[],
        required=_("Select what became of the appointment"),
    )
    minutes = fields.Number(asks=_("How many minutes?"), at_least=1, at_most=480)
    words = fields.LongText(asks=_("What should be known next time?"), rows=3, longest=1000)


class Reviewing(fields.Form):
    """What is decided at a review."""

    decided = fields.Choice(
        asks=_("What do you decide?"),
        options=[(one.value, words.PROPOSALS[one]) for one in Proposal],
        required=_("Select what you decide"),
    )
    reason = fields.Pick(asks=_("If you decide otherwise than the scores propose: why?"))
    next_review = fields.Day(
        asks=_("When is the next review?"), required=_("Enter the day of the next review")
    )
    words = fields.LongText(asks=_("What should be known of it?"), rows=3, longest=1000)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def plan(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Show the plan of a case, measured."""
    who, found = about(PersonId(person), by, at), _read(person, case, by, at)
    language = language_of(request)
    return page(
        request,
        "care/plan.html",
        title=_TITLE,
        back=_case(person, case),
        who=who,
        says=_SAYS,
        here=request.path,
        safety_at=f"{addresses.PEOPLE}/{person}/safety-plan",
        plan=found,
        **(
            _drawn(found, language)
            if found
            else {"lines": [], "held": [], "course": None, "corridor": []}
        ),
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def agree(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Make the plan, or make it anew."""
    found = _read(person, case, by, at)
    today = about(PersonId(person), by, at).today
    offered = measures_for(person=PersonId(person), case=case, by=by, at=at)
    start = {"review_on": today + timedelta(days=14), "measures": measures.answered(offered)}
    if found:
        start = {
            "goals": found.goals, "review_on": found.review_on, "measures": list(found.measures)
        }  # fmt: skip
    form = Agreed(request.POST or None, initial=start)
    form.options(measures=measures.offered(offered, language_of(request)))

    def carry_out(given: dict[str, Any]) -> None:
        make_plan(
            person=PersonId(person), case=case, plan=new_id(), goals=given["goals"],
            programmes=found.programmes if found else (), review_on=given["review_on"],
            measures=given["measures"], by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["make"], (), person, case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def appointment(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Note what became of an appointment of today."""
    _read(person, case, by, at)  # whose case it is, before anything is asked
    today = about(PersonId(person), by, at).today
    form = Appointment(request.POST or None)
    reasons = options(in_force().reasons.exit, language_of(request))
    form.options(became=[(KEPT, words.KEPT), (MOVED, words.MOVED), *reasons])

    def carry_out(given: dict[str, Any]) -> None:
        note_session(
            person=PersonId(person), case=case, session=new_id(), on=today,
            became=given["became"], minutes=given["minutes"], words=given["words"] or "", by=by,
            at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["note"], (), person, case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def review(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Hold a review: the scores say and propose, the clinician decides."""
    found = _read(person, case, by, at)
    form = Reviewing(request.POST or None, initial={"next_review": _in_two_weeks(person, by, at)})
    form.options(reason=options(in_force().reasons.override, language_of(request)))
    intro = (*found.verdict.reasons, words.PROPOSALS[found.verdict.proposal]) if found else ()

    def carry_out(given: dict[str, Any]) -> None:
        hold_review(
            person=PersonId(person), case=case, review=new_id(),
            decided=Proposal(given["decided"]), reason=given["reason"] or "",
            next_review=given["next_review"], words=given["words"] or "", by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["review"], intro, person, case, by, at)


def _read(person: UUID, case: UUID, by: Viewer, at: Instant) -> PlanRead | None:
    return plan_of(person=PersonId(person), case=case, by=by, at=at)


def _case(person: UUID, case: UUID) -> str:
    return f"{addresses.PEOPLE}/{person}/cases/{case}"


def _in_two_weeks(person: UUID, by: Viewer, at: Instant) -> date:
    return about(PersonId(person), by, at).today + timedelta(days=14)


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[dict[str, Any]], None],
    title: Sentence,
    intro: tuple[Sentence, ...],
    person: UUID,
    case: UUID,
    by: Viewer,
    at: Instant,
) -> HttpResponse:
    back = f"{_case(person, case)}/plan"
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=title, form=form, back=back,
        who=about(PersonId(person), by, at), intro=intro, button=_SAVE,
    )  # fmt: skip


def _corridor(one: Compared) -> tuple[Any, ...]:
    """Return one scale as a row: first and latest score, and by which constants they differ."""
    change, norms = one.change, one.norms
    first = (
        _SAYS["at"].of(score=change.earlier.score, day=change.earlier.on) if change.earlier else "–"
    )
    latest = (
        _SAYS["at"].of(score=change.latest.score, day=change.latest.on) if change.latest else "–"
    )

    def limit(points: float | None, basis: str | None) -> Any:
        said_of = BASES.get(basis or "")
        return (
            "–"
            if points is None or said_of is None
            else _SAYS["by"].of(points=points, basis=said_of)
        )

    difference = "–" if change.difference is None else f"{change.difference:+g}"
    return (
        one.instrument.upper(), first, latest, difference, limit(norms.worse, norms.worse_basis),
        limit(norms.better, norms.better_basis),
    )  # fmt: skip


def _drawn(found: PlanRead, language: str) -> dict[str, Any]:
    names = owner_names([found.owner, *(one.by for one in found.sessions)])
    exits = in_force().reasons.exit
    became = {KEPT: words.KEPT, MOVED: words.MOVED}
    return {
        "owner": names.get(str(found.owner), "–"),
        "measured": measures.names(found.measures),
        "asked": measures.asked(found.asked),
        "course": words.COURSES[found.verdict.course],
        "proposal": words.PROPOSALS[found.verdict.proposal],
        "reasons": found.verdict.reasons,
        "opens": found.verdict.opens_review,
        "corridor": [_corridor(one) for one in found.verdict.compared],
        "lines": [
            (
                one.on,
                became.get(one.became) or said([one.became], exits, language)[0],
                _SAYS["minutes"].of(count=one.minutes) if one.minutes else "",
                names.get(str(one.by), "–"),
                one.words,
            )
            for one in found.sessions
        ],
        "held": [
            (one.held_at, words.COURSES[one.course], words.PROPOSALS[one.decided], one.words)
            for one in found.reviews
        ],
    }
