"""A person's own case for work after service: where it is, on whom, since when, what is next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.track import PERSON
from muster.transition.commands.cases import end_own_case, open_own_case
from muster.transition.commands.needs import say_of_care
from muster.transition.commands.tasks import finish_own_task
from muster.transition.commands.words import write_to_caseworker
from muster.transition.notes import LONGEST
from muster.transition.queries.own import OwnCase, own_case
from muster.web import addresses
from muster.web.caseworker.shown import ShownStep, next_steps, shown
from muster.web.doors import serves
from muster.web.forms import Choice, LongText, Question
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page

_TITLE = _("Your way into work after service")
_SAYS = {
    "intro": _(
        "A caseworker goes with you from a year before you leave until you have been in work for "
        "a year. They read your packet and what you tell them; nothing of your health, your "
        "answers or your care reaches them."
    ),
    "none": _("You have no case yet."),
    "begin": _("Begin"),
    "packet": _("Your packet: what they read of you"),
    "where": _("Where your case is"),
    "whom": _("On whom"),
    "since": _("Since"),
    "by": _("By"),
    "stands": _("Where it stands"),
    "why": _("Why it takes longer"),
    "next": _("What is next"),
    "takes": _("How long this step takes others"),
    "meanwhile": _("What helps meanwhile"),
    "asked": _("What others were asked to do for you"),
    "asked_none": _("Nobody else was asked to do anything yet."),
    "what": _("What"),
    "behind": _("What is behind you"),
    "words": _("What you wrote to each other"),
    "you": _("You"),
    "caseworker": _("Your caseworker"),
    "write": _("Write to your caseworker"),
    "complain": _("Complain to somebody outside the office"),
    "care": _("Whether your caseworker knows that you are in contact with care"),
    "care_says": _(
        "Only you decide. They learn one of three words and no more, and no partner ever does."
    ),
    "not_told": _("They do not know."),
    "change": _("Change it"),
    "end": _("End your case"),
    "ended": _("This case is over. You may begin another at any time."),
    "lasted": _("Lasted"),
    "plan": _("Your plan: who does what, until when"),
    "sharing": _("Who may know of each other"),
    "papers": _("Your papers that run out"),
    "benefits": _("What you may ask for"),
    "counted": _("Help to see whether everybody fares as well"),
    "faring": _("Say how you are getting on"),
    "done": _("It is done"),
    "bring": _("What exactly"),
    "mine": _("What is yours to bring, or where you are expected"),
    "address": _("Your address for messages"),
    "support": _("Programmes of support where you would live"),
}
_TITLE_OUTSIDE = _("Your way into work")
_SAYS_OUTSIDE = {
    **_SAYS,
    "intro": _(
        "A caseworker goes with you until you have been in work for a year. They read your packet "
        "and what you tell them; they ask nothing about your health, and reach nothing else."
    ),
}
_WRITE, _SEND = _("What do you want to say?"), _("Send")
_WHERE = f"{own.TRACK}"
_FREELY = _("You may end it without a reason, and begin anew when you like.")
_SAVE = _("Put on record")
_DONE = {
    "sent": _("It is sent to your caseworker."),
    "benefits": _("It is put on record what you have, asked for, or do not need."),
}


class Writing(Question):
    text = LongText(
        asks=_WRITE, required=_("Write what you want to say"), longest=LONGEST, rows=6,
        hint=_("Your caseworker reads it; the answer stands on the page of your case"),
    )  # fmt: skip


class Ending(Question):
    sure = Choice(
        asks=_("End your case?"), options=[("end", _("End it"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


class Care(Question):
    care = Choice(
        asks=_("Are you in contact with care?"), options=[],
        required=_("Select an answer; “I would rather not say” is one"),
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def track(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show where the case is, on whom, since when, what is next, and how long it takes."""
    found, language = own_case(person=own.own(by), by=by, at=at), language_of(request)
    steps = [] if found is None else _steps(found, at, language)
    current = next((one for one in steps if one.step.task is None and one.ended is None), None)
    kept = "" if found is None else found.written.care
    care = found.profile.track.care[kept].said_in(language) if found and kept else ""
    return page(
        request, "member/track.html", title=_TITLE_OUTSIDE if own.is_outside(by) else _TITLE,
        says=_SAYS_OUTSIDE if own.is_outside(by) else _SAYS, back=addresses.MEMBER,
        found=found, current=current,
        mine=[one for one in steps if one.step.task is not None and one.step.hand == PERSON],
        tasks=[one for one in steps if one.step.task is not None and one.step.hand != PERSON],
        address_at=addresses.OWN_ADDRESS,
        behind=[one for one in steps if one.step.task is None and one.ended is not None],
        next=[] if found is None else list(next_steps(found.profile, found.state.state, language)),
        clock="" if found is None else found.profile.track.clock_starts.said_in(language),
        care=care, at=_WHERE, packet_at=own.PACKET, complain_at=own.ASK_OMBUDSMAN,
        done=_DONE.get(request.GET.get("done", "")),
    )  # fmt: skip


def _steps(found: OwnCase, at: Instant, language: str) -> list[ShownStep]:
    return [
        shown(one, found.profile, found.owners, found.written.others, at, language)
        for one in found.state.steps
    ]


@serves(*THEMSELVES, posts=True, fresh=True)
def begin(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Open one's own case."""
    if request.method == "POST":
        open_own_case(person=own.own(by), case=new_id(), by=by, at=at)
    return own.to(own.TRACK)


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def write(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Write to whoever has the case."""
    form = Writing(request.POST or None)
    if form.is_valid():
        try:
            write_to_caseworker(person=own.own(by), text=form.cleaned_data["text"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(f"{own.TRACK}?done=sent")
    return page(request, "form.html", title=_SAYS["write"], form=form, back=own.TRACK, button=_SEND)


@serves(*THEMSELVES, posts=True, fresh=True)
def care(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say whether one is in contact with care, or take back what was said."""
    form, language = Care(request.POST or None), language_of(request)
    known = in_force().track.care
    offered = [(code, label.said_in(language)) for code, label in known.items()]
    form.options(care=[*offered, ("not-said", _("I would rather not say"))])
    if form.is_valid():
        given = form.cleaned_data["care"]
        say_of_care(person=own.own(by), care="" if given == "not-said" else given, by=by, at=at)
        return own.to(own.TRACK)
    return page(
        request, "form.html", title=_SAYS["care"], form=form, back=own.TRACK,
        intro=(_SAYS["care_says"],), button=_SAVE,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def end(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask once more, then end the case."""
    form = Ending(request.POST or None)
    if form.is_valid():
        try:
            end_own_case(person=own.own(by), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.TRACK)
    return page(
        request, "form.html", title=_SAYS["end"], form=form, back=own.TRACK, intro=(_FREELY,),
        button=_SAVE,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def done(request: HttpRequest, *, by: Viewer, at: Instant, task: UUID) -> HttpResponse:
    """Say that what was one's own to bring or to attend is done."""
    if request.method == "POST":
        finish_own_task(person=own.own(by), task=task, by=by, at=at)
    return own.to(own.TRACK)
