"""Evaluations that commanders asked for: taken up, declined, and reported by another clinician."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.queries.colleagues import account_names
from muster.access.roles import HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.evaluations import (
    accept_evaluation,
    decline_evaluation,
    report_evaluation,
)
from muster.care.queries.evaluations import (
    ForAnswer,
    ForClinicians,
    evaluations,
    one_evaluation,
)
from muster.care.rules.evaluations import seen_by_command
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options, said
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Evaluations that commanders asked for")
_ONE = _("An evaluation that a commander asked for")
_ACCEPT, _DECLINE = _("Take it up and name an evaluator"), _("Decline it")
_REPORT = _("Report the result")
_SAVE = _("Put on record")
SAYS = {
    "none": _("No evaluation waits."),
    "who": _("Who"),
    "state": _p("column", "State"),
    "seen": _("What the commander saw"),
    "asked": _("Asked for"),
    "by": _("Asked for by"),
    "consulted": _("Consulted first"),
    "place": _("Notice handed over"),
    "not_before": _("Not before"),
    "evaluator": _("Evaluator"),
    "meets": _("They meet"),
    "reason": _("Declined, because"),
    "words": _("Beside it"),
    "urgent": _("The commander calls it an emergency."),
    "accept": _ACCEPT,
    "decline": _DECLINE,
    "report": _REPORT,
    "limitations": _("Limitations of duty"),
}
_ACCEPT_INTRO = (
    _("Whoever treats the person is not on the list: an evaluation for command is another's."),
    _("The person reads who evaluates them and when; the commander reads the time alone."),
)
_DECLINE_INTRO = (
    _("The commander reads that it was not taken up, and no reason. The person reads the reason."),
)
_WILL_BE_LIMITATION = (
    _("You ordered a limitation that stands, so the commander reads: a limitation was made."),
    _("What exactly it says, they read in its notice alone."),
)
_WILL_BE_NONE = (
    _("No limitation that you ordered stands, so the commander reads: no limitation."),
    _("If the person needs one, order it first, then come back here."),
)
WAITS = Status(_p("evaluation", "waits for a clinician"), "amber")
TAKEN_UP = Status(_p("evaluation", "taken up"), "blue")
DECLINED = Status(_p("evaluation", "not taken up"), "grey")
RESULTS: Mapping[str, Status] = {
    "limitation": Status(_p("evaluation", "a limitation was made"), "green"),
    "none": Status(_p("evaluation", "no limitation"), "green"),
}


class Accepting(fields.Form):
    """Who evaluates, and when they meet."""

    evaluator = fields.Choice(
        asks=_("Who evaluates the person?"), options=[], required=_("Select who evaluates")
    )
    day = fields.Day(
        asks=_("On which day do they meet?"), required=_("Enter the day on which they meet")
    )
    hour = fields.Clock(asks=_("At what time?"), required=_("Enter the time at which they meet"))


class Declining(fields.Form):
    """Why it is not taken up."""

    reason = fields.Choice(
        asks=_("Why is it not taken up?"), options=[], required=_("Select the reason")
    )
    words = fields.LongText(
        asks=_("What should be known of it?"),
        hint=_("Stays in the record of care."),
        longest=1000,
    )


class Reporting(fields.Form):
    """What the evaluator writes for care; command reads none of it."""

    words = fields.LongText(
        asks=_("What did the evaluation come to?"),
        hint=_("Stays in the record of care."),
        longest=1000,
    )


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a form is about, as its head names them."""

    name: str
    unit_code: str = ""


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, HEAD_OF_SERVICE)
def listed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List what waits and what is taken up, the oldest first."""
    rows = [
        {
            "name": one.name,
            "href": _at(one.asking.person, one.asking.id),
            "state": state_of(one.accepted, one.outcome),
            "urgent": one.asking.urgent,
            "asked_at": one.asking.asked_at,
            "not_before": one.asking.not_before,
            "zone": one.zone,
        }
        for one in evaluations(by=by, at=at)
    ]
    return page(request, "care/evaluations.html", title=_TITLE, says=SAYS, rows=rows)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, HEAD_OF_SERVICE)
def evaluation(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, evaluation: UUID
) -> HttpResponse:
    """Show one request, and what this viewer may do with it."""
    found, language = _found(person, evaluation, by, at).seen, language_of(request)
    asking, profile = found.asking, in_force()
    names = _names(found)
    return page(
        request,
        "care/evaluation.html",
        title=_ONE,
        back=addresses.EVALUATIONS,
        says=SAYS,
        here=request.path,
        one=found,
        state=state_of(found.accepted, found.outcome),
        seen=said(asking.behaviours, seen_by_command(profile.caring.observed), language),
        reason=said([found.reason], profile.evaluation.declines, language)[0],
        asked_by=names.get(asking.asked_by, "–"),
        consulted=names.get(asking.consulted, "–"),
        evaluator=names.get(found.evaluator, "–") if found.evaluator else None,
        mine=found.evaluator == by.account and by.role is not HEAD_OF_SERVICE,
        limitations_at=f"{addresses.PEOPLE}/{person}/limitations",
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, HEAD_OF_SERVICE, posts=True)
def accept(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, evaluation: UUID
) -> HttpResponse:
    """Take one up: name the evaluator and the time."""
    found, form = _found(person, evaluation, by, at), Accepting(request.POST or None)
    form.options(evaluator=[(str(account), name) for account, name in found.able])

    def carry_out(given: Mapping[str, Any]) -> None:
        meets = datetime.combine(given["day"], given["hour"], ZoneInfo(found.seen.zone))
        accept_evaluation(
            person=PersonId(person), evaluation=evaluation,
            evaluator=AccountId(UUID(given["evaluator"])), meets=meets, by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _ACCEPT, _ACCEPT_INTRO, found)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, HEAD_OF_SERVICE, posts=True)
def decline(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, evaluation: UUID
) -> HttpResponse:
    """Decline one for a coded reason."""
    found, form = _found(person, evaluation, by, at), Declining(request.POST or None)
    form.options(reason=options(in_force().evaluation.declines, language_of(request)))

    def carry_out(given: Mapping[str, Any]) -> None:
        decline_evaluation(
            person=PersonId(person), evaluation=evaluation, reason=given["reason"],
            words=given["words"] or "", by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _DECLINE, _DECLINE_INTRO, found)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def report(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, evaluation: UUID
) -> HttpResponse:
    """Report what it came to: what is told follows from the limitations that stand."""
    found, form = _found(person, evaluation, by, at), Reporting(request.POST or None)

    def carry_out(given: Mapping[str, Any]) -> None:
        report_evaluation(
            person=PersonId(person), evaluation=evaluation, words=given["words"] or "", by=by,
            at=at,
        )  # fmt: skip

    intro = _WILL_BE_LIMITATION if found.result else _WILL_BE_NONE
    return _sheet(request, form, carry_out, _REPORT, intro, found)


def state_of(accepted: bool | None, outcome: str) -> Status:
    """Return how a request stands, in one word and colour."""
    if outcome:
        return RESULTS[outcome]
    if accepted is None:
        return WAITS
    return TAKEN_UP if accepted else DECLINED


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[Mapping[str, Any]], None],
    title: Sentence,
    intro: tuple[Sentence, ...],
    found: ForAnswer,
) -> HttpResponse:
    back = _at(found.seen.asking.person, found.seen.asking.id)
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=title, form=form, back=back, who=Who(found.seen.name),
        intro=intro, button=_SAVE,
    )  # fmt: skip


def _found(person: UUID, evaluation: UUID, by: Viewer, at: Instant) -> ForAnswer:
    return one_evaluation(person=PersonId(person), evaluation=evaluation, by=by, at=at)


def _at(person: PersonId, evaluation: UUID) -> str:
    return f"{addresses.EVALUATIONS}/{person}/{evaluation}"


def _names(found: ForClinicians) -> dict[AccountId, str]:
    asking = found.asking
    accounts = [one for one in (asking.asked_by, asking.consulted, found.evaluator) if one]
    return read_as(Audience.PLATFORM, lambda: account_names(accounts))
