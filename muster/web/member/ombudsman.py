"""Asking the ombudsman: a question, a complaint, and one press that says: results were demanded."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.queries.own_journal import look
from muster.access.roles import MEMBER, NEWCOMER, THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.commands.complaining import add_to_complaint, complain
from muster.people.complaints import LONGEST, Complaint, ComplaintKind
from muster.people.queries import own_complaints
from muster.people.unit_names import unit_names
from muster.vault.work import unit_of_work
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Hidden, LongText
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.looked import who_looked_at
from muster.web.pages import page

_TITLE = _("Ask the ombudsman, or complain")
_ASK = _("Write to the ombudsman")
_INTRO_OUTSIDE = _(
    "The ombudsman stands outside the office that helps you. They read your words and which office "
    "it is, and not your name, unless you write it. The answer comes back to this page, and nobody "
    "else reads either."
)
_ABOUT = _("Ask the ombudsman about a reading")
_DEMANDED = _("Somebody asked to see my results")
_SENT = _("It has arrived")
ANSWERED, WAITS = Status(_("Answered"), "green"), Status(_("Waits for an answer"), "grey")
_SAYS = {
    "intro": _(
        "The ombudsman stands outside your chain of command. They read your words and in which "
        "unit you serve, and not your name, unless you write it. The answer comes back to this "
        "page, and nobody else reads either."
    ),
    "yours": _("What you wrote"),
    "none": _("You have not written anything."),
    "write": _("Write to the ombudsman"),
    "you": _("You"),
    "ombudsman": _("The ombudsman"),
    "sent": _("The ombudsman has it now."),
    "sent_more": _(
        "You need not do anything more. If you like, add who it was, when, and what they said: "
        "that makes it easier to stop. The answer comes back to you."
    ),
    "to_answers": _("What you wrote, and the answers"),
    "unanswered": _("There is no answer yet."),
    "add": _("Add something"),
    "send": _("Send"),
    "about": _("You ask about this: {at}, {who}. {what} The ombudsman sees which entry it is."),
    "one_press": _(
        "Nobody may ask you to show your results, whatever their rank. One press tells the "
        "ombudsman at once."
    ),
    "demanded": _DEMANDED,
}
KINDS: dict[ComplaintKind, Sentence] = {
    ComplaintKind.QUESTION: _("Your question"),
    ComplaintKind.COMPLAINT: _("Your complaint"),
    ComplaintKind.RESULTS_DEMANDED: _("Your report that somebody asked to see your results"),
}
_WORDS = _("What do you want to say?")
_WORDS_NEEDED = _("Write what you want to say")


class Writing(Form):
    kind = Choice(
        asks=_("What is it?"),
        options=[
            (ComplaintKind.QUESTION.value, ComplaintKind.QUESTION.says),
            (ComplaintKind.COMPLAINT.value, ComplaintKind.COMPLAINT.says),
        ],
        required=_("Select whether it is a question or a complaint"),
    )
    text = LongText(asks=_WORDS, required=_WORDS_NEEDED, longest=LONGEST, rows=8)
    once = Hidden(required=_WORDS_NEEDED)


class Adding(Form):
    text = LongText(asks=_WORDS, required=_WORDS_NEEDED, longest=LONGEST, rows=5)


@serves(*THEMSELVES, fresh=True)
def listed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what the member wrote to the ombudsman, and whether it was answered."""
    found = own_complaints(person=own.own(by), by=by, at=at)
    return page(
        request,
        "member/ombudsman.html",
        title=_TITLE,
        says={**_SAYS, "intro": _intro(by)},
        back=addresses.MEMBER,
        lines=[
            (KINDS[one.kind], one, WAITS if one.waits else ANSWERED, own.complaint_at(one.id))
            for one in found
        ],
        to_write=own.ASK_OMBUDSMAN,
        to_demanded=None if by.role is NEWCOMER else own.DEMANDED,
        once=new_id(),
        zone=own.place(by, at).calendar.zone,
    )


@serves(*THEMSELVES, posts=True, takes_late=True)
def ask(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask a question or complain."""
    return _asked(request, by, at, None, _intro(by))


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def ask_about(request: HttpRequest, *, by: Viewer, at: Instant, entry: UUID) -> HttpResponse:
    """Ask about an entry of the member's own journal, and say which it is before it is asked."""
    about = _said(entry, request, by, at)
    shown = [] if request.method == "POST" else [about]
    return _asked(request, by, at, entry, _intro(by), *shown)


def _asked(
    request: HttpRequest, by: Viewer, at: Instant, entry: UUID | None, *intro: Sentence
) -> HttpResponse:
    kind = {"kind": ComplaintKind.QUESTION.value} if entry else {}
    form = Writing(request.POST or None, initial={"once": str(new_id()), **kind})
    if form.is_valid():
        try:
            complain(
                person=own.own(by), complaint=_once(form.cleaned_data["once"]),
                kind=ComplaintKind(form.cleaned_data["kind"]), entry=entry,
                text=form.cleaned_data["text"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "text")
        else:
            return own.to(own.SENT)
    return page(
        request, "form.html", title=_ABOUT if entry else _ASK, form=form, intro=intro,
        button=_SAYS["send"], back=own.LOOKED if entry else own.OMBUDSMAN,
    )  # fmt: skip


@serves(MEMBER, posts=True)
def demanded(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Report at once that somebody asked to see results; what happened can be said afterwards."""
    if request.method != "POST":
        return own.to(own.OMBUDSMAN)
    made = _once(request.POST.get("once", ""))
    complain(
        person=own.own(by), complaint=made, kind=ComplaintKind.RESULTS_DEMANDED, entry=None,
        text="", by=by, at=at,
    )  # fmt: skip
    return own.to(own.SENT)


@serves(*THEMSELVES)
def sent(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say that it has arrived, and nothing of what it was."""
    return page(
        request, "member/sent.html", title=_SENT, says=_SAYS, back=addresses.MEMBER,
        to_ombudsman=own.OMBUDSMAN,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def one(request: HttpRequest, *, by: Viewer, at: Instant, complaint: UUID) -> HttpResponse:
    """Show what was said on one of the member's own, and let them add to it."""
    found = _of_own(complaint, by, at)
    form = Adding(request.POST or None)
    if form.is_valid():
        try:
            add_to_complaint(
                person=own.own(by), complaint=complaint, text=form.cleaned_data["text"], by=by,
                at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "text")
        else:
            return own.to(own.complaint_at(complaint))
    if request.method == "POST":
        return page(
            request, "form.html", title=_SAYS["add"], form=form, intro=(_intro(by),),
            button=_SAYS["send"], back=own.complaint_at(complaint),
        )  # fmt: skip
    return page(
        request,
        "member/complaint.html",
        title=KINDS[found.kind],
        says=_SAYS,
        back=own.OMBUDSMAN,
        form=form,
        complaint=found,
        zone=own.place(by, at).calendar.zone,
    )


def _intro(by: Viewer) -> Sentence:
    return _INTRO_OUTSIDE if by.role is NEWCOMER else _SAYS["intro"]


def _said(entry: UUID, request: HttpRequest, by: Viewer, at: Instant) -> Sentence:
    """Say which entry of the member's own journal it is about; 404 where it is not theirs."""
    found = look(person=own.own(by), entry=entry, by=by, at=at)
    with unit_of_work(by.standing()):
        names = unit_names(found.units)
    zone = ZoneInfo(own.place(by, at).calendar.zone)
    who = who_looked_at(found, names, language_of(request))
    return _SAYS["about"].of(at=found.at.astimezone(zone), who=who, what=found.what)


def _of_own(complaint: UUID, by: Viewer, at: Instant) -> Complaint:
    """Return one of the member's own; 404 where they have none by that id."""
    for found in own_complaints(person=own.own(by), by=by, at=at):
        if found.id == complaint:
            return found
    raise Http404


def _once(text: str) -> UUID:
    """Return the id that a form came with, so that sending it twice is sending it once."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()
