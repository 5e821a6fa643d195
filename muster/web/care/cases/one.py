"""One case: where it stands, what happened, and what this viewer may do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.queries.colleagues import Colleague, colleagues
from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care import commands
from muster.care.commands.cases import REPORTS
from muster.care.evaluating import evaluation_of
from muster.care.hands import hands_of
from muster.care.queries import happened
from muster.care.queries.cases import Happening
from muster.care.queries.interviews import interview_held
from muster.care.rules.cases import CaseState
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.formation import units_above
from muster.policy.rules.case_path import Step
from muster.policy.rules.profile import Profile
from muster.policy.versions import profile_or_in_force
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names
from muster.web.care.cases.words import ACTS, ENDED, LATE, PAUSED, RUNNING
from muster.web.care.coded import in_force, options, said
from muster.web.care.limitations.person import About, about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _p("care", "Case")
_SAYS = {
    "stands": _("Where it stands"),
    "owner": _("On whom"),
    "due": _("Has to move on by"),
    "waits": _("Waits for"),
    "next": _("What can happen next"),
    "nothing": _("From here, the path gives this role no step."),
    "story": _("What happened"),
    "offer": _("Offer it to a colleague"),
    "hand": _("Hand this case over"),
    "pool": _("Give it to the team's pool"),
    "pause": _("Let the clock rest"),
    "resume": _("Let the clock go on"),
    "accept": _("Accept the case"),
    "decline": _("Decline it"),
    "record": _("See the whole record"),
    "limitations": _("Limitations of duty"),
    "plan": _("Plan"),
    "board": _("Decision"),
    "interview": _("Structured interview"),
    "refer": _("Refer on"),
    "referrals": _("Referrals"),
    "noticed": _("What others noticed"),
    "programmes": _("Programmes"),
    "offered": _("This case was offered to you. Until you accept, it stays with its owner."),
    "signature": _("Two disciplines sign this step."),
    "no_interview": _(
        "No structured interview of this case is finished. Hold it first, or say why there is none."
    ),
}
_LEADS = {
    "plan": _("Open the plan and its appointments"),
    "crisis": _("Open the crisis"),
    "interview": _("Go on with the interview"),
    "board": _("Open the decision"),
}
_AWAY = frozenset({"crisis", "hospital", "closed"})
_SAVE = _("Put on record")


class Reasoned(fields.Form):
    """A step that asks for a coded reason."""

    reason = fields.Choice(
        asks=_("Which reason fits best?"), options=[], required=_("Select the reason")
    )
    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Plain(fields.Form):
    """A step that asks for none."""

    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Offer(fields.Form):
    """To whom a case is offered."""

    to = fields.Choice(
        asks=_("To whom do you offer the case?"),
        options=[],
        required=_("Select to whom you offer the case"),
    )


class Pause(fields.Form):
    """Why, and until when, a clock rests."""

    reason = fields.Choice(
        asks=_("Why does the clock rest?"), options=[], required=_("Select why the clock rests")
    )
    until = fields.Day(
        asks=_("On which day does it go on?"), required=_("Enter the day on which it goes on")
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def case(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Show a case with the steps that the path gives this viewer."""
    who, language = about(PersonId(person), by, at), language_of(request)
    began, state, story = happened(person=PersonId(person), case=case, by=by, at=at)
    profile, here = profile_or_in_force(state.path or began.path), request.path
    path = profile.case
    hands = hands_of(by, state)
    steps = [
        (
            _way(here, key, step, _asked(key, person, evaluation_of(began))),
            step.name.said_in(language),
            step.signatures > 1,
        )
        for key, step in sorted(path.steps_from(state.state), key=_leads_away)
        if not state.ended and set(step.by) & set(hands)
    ]
    accounts = {one.by for one in story} | {UUID(state.owner)}
    names = owner_names([*accounts, *(one.to for one in story if one.to)])
    return page(
        request,
        "care/case.html",
        title=_TITLE,
        back=addresses.CASES,
        who=who,
        says=_SAYS,
        here=here,
        state=state,
        mark=_status(state, at),
        stands=path.states[state.state].name.said_in(language),
        waits=path.states[state.state].waits_for,
        owner=names.get(state.owner, "–"),
        steps=steps,
        lead=None if state.ended else _lead(state.state, here, PersonId(person), by),
        offered=state.offered_to == str(by.account),
        record=f"{addresses.PEOPLE}/{person}",
        owned=state.owner == str(by.account),
        may_interview=Permission.INTERVIEW in by.role.may,
        limitations_at=f"{addresses.PEOPLE}/{person}/limitations",
        story=[_told(one, names, profile, language) for one in reversed(story)],
    )


def _way(here: str, key: str, step: Step, asked: str | None) -> str:
    """Return where a step is taken: on its own page, the board's, or the evaluation's."""
    if asked is not None:
        return asked
    return f"{here}/board" if step.signatures > 1 else f"{here}/steps/{key}"


def _asked(step: str, person: UUID, evaluation: UUID | None) -> str | None:
    """Return the page of the evaluation that command asked for, where the step is its report."""
    if step != REPORTS or evaluation is None:
        return None
    return f"{addresses.EVALUATIONS}/{person}/{evaluation}"


def _leads_away(key_and_step: tuple[str, Step]) -> bool:
    """Put what ends care, or interrupts it, below the steps that go on with it."""
    return key_and_step[1].enters in _AWAY


def _lead(state: str, here: str, person: PersonId, by: Viewer) -> tuple[Sentence, str] | None:
    """Return the page on which a case in this state is worked, None where its steps say it all."""
    if state in ("plan", "waiting", "review"):
        return _LEADS["plan"], f"{here}/plan"
    if Permission.INTERVIEW not in by.role.may:
        return None
    if state in ("crisis", "hospital"):
        return _LEADS["crisis"], f"{addresses.PEOPLE}/{person}/crisis"
    if state in ("triaged", "assessment"):
        return _LEADS["interview"], f"{here}/interview"
    return (_LEADS["board"], f"{here}/board") if state == "decision" else None


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def step(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID, step: str
) -> HttpResponse:
    """Take one step, or sign it."""
    began, state, _story = happened(person=PersonId(person), case=case, by=by, at=at)
    profile, language = profile_or_in_force(state.path or began.path), language_of(request)
    rule = profile.case.steps.get(step)
    if rule is None:
        raise Http404
    if (asked := _asked(step, person, evaluation_of(began))) is not None:
        return HttpResponseRedirect(asked)
    if rule.signatures > 1:
        happened(person=PersonId(person), case=case, by=by, at=at)
        return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/cases/{case}/board")
    missing = rule.unless_interviewed is not None and not interview_held(
        person=PersonId(person), case=case, by=by, at=at
    )
    asked_for = rule.unless_interviewed if missing else rule.reasons
    form = _step_form(request, asked_for, profile, language)

    def carry_out(given: dict[str, Any]) -> None:
        commands.take_step(
            person=PersonId(person), case=case, step=step, reason=given.get("reason", ""),
            words=given["words"] or "", to=None, by=by, at=at,
        )  # fmt: skip

    intro = (_SAYS["no_interview"],) if missing else ()
    title = rule.name.said_in(language)
    return _sheet(request, form, carry_out, title, intro, PersonId(person), case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def offer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Offer a case to a colleague of the person's unit."""
    who, form = about(PersonId(person), by, at), Offer(request.POST or None)
    form.options(to=[(str(one.account), one.name) for one in carers_of(who, by, at)])

    def carry_out(given: dict[str, Any]) -> None:
        to = AccountId(UUID(given["to"]))
        commands.offer(person=PersonId(person), case=case, to=to, by=by, at=at)

    return _sheet(request, form, carry_out, _SAYS["offer"], (), PersonId(person), case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def pause(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Let the clock of a case rest, for a reason and until a day."""
    form = Pause(request.POST or None)
    form.options(reason=options(in_force().reasons.pause, language_of(request)))

    def carry_out(given: dict[str, Any]) -> None:
        rests = given["until"] - about(PersonId(person), by, at).today
        until = at + rests
        commands.pause(
            person=PersonId(person), case=case, until=until, reason=given["reason"], by=by, at=at
        )

    return _sheet(request, form, carry_out, _SAYS["pause"], (), PersonId(person), case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def answer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID, what: str
) -> HttpResponse:
    """Accept or decline what was offered, or let a resting clock go on."""
    acts = {"accept": commands.accept, "decline": commands.decline, "resume": commands.resume}
    if what not in acts:
        raise Http404
    if request.method == "POST":
        acts[what](person=PersonId(person), case=case, by=by, at=at)
    return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/cases/{case}")


def carers_of(who: About, by: Viewer, at: Instant) -> list[Colleague]:
    """Return who else works on cases of the person's unit."""
    if who.unit is None:
        return []
    unit = who.unit
    found = read_as(
        Audience.PLATFORM, lambda: colleagues(Permission.WORK_CASE, units_above(unit), at)
    )
    return [one for one in found if one.account != by.account]


def _step_form(
    request: HttpRequest, reasons: str | None, profile: Profile, language: str
) -> fields.Form:
    if reasons is None:
        return Plain(request.POST or None)
    form = Reasoned(request.POST or None)
    form.options(reason=options(getattr(profile.reasons, reasons), language))
    return form


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[dict[str, Any]], None],
    title: Any,
    intro: tuple[Any, ...],
    person: PersonId,
    case: UUID,
    by: Viewer,
    at: Instant,
) -> HttpResponse:
    """Show a form about a case, or do what it says and go back to the case."""
    back = f"{addresses.PEOPLE}/{person}/cases/{case}"
    happened(person=person, case=case, by=by, at=at)
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=title, form=form, back=back,
        who=about(person, by, at), intro=intro, button=_SAVE,
    )  # fmt: skip


def _status(state: CaseState, at: Instant) -> Any:
    if state.ended:
        return ENDED
    if state.late(at):
        return LATE
    return PAUSED if state.paused_until is not None else RUNNING


def _told(one: Happening, names: dict[str, str], profile: Profile, language: str) -> dict[str, Any]:
    """Return one thing that happened as the story tells it."""
    steps, reasons = profile.case.steps, {}
    for labels in vars(profile.reasons).values():
        reasons.update(labels)
    return {
        "what": ACTS[one.act],
        "step": steps[one.step].name.said_in(language) if one.step in steps else "",
        "reason": said([one.reason], reasons, language)[0] if one.reason else "",
        "by": names.get(str(one.by), "–"),
        "to": names.get(str(one.to), "") if one.to else "",
        "at": one.at,
        "words": one.words,
    }
