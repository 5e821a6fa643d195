"""One case as its caseworker reads it, and the packet from which one is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.packets import Held
from muster.people.rules.packet import ASKS, ASKS_OUTSIDE, Field
from muster.policy.rules.profile import Profile
from muster.transition.commands.cases import open_case
from muster.transition.fallen import Fallen
from muster.transition.queries.casework import WholeCase, given_packet, whole_case
from muster.transition.queries.written import Written
from muster.transition.rules.faring import PAY, SATISFIED, WORKS
from muster.web import addresses
from muster.web.caseworker.board import at_case
from muster.web.caseworker.shown import needs_in_words, shares_in_words, shown
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_PACKET = _("A packet that was given")
_GONE = _("The course “{course}”, on which this case stands, does not take place.")
_MOVED = _("The course “{course}”, on which this case stands, is now from {begins} to {ends}.")
_UNNAMED = _("A case without a packet")
_SAYS = {
    "no_packet": _(
        "No packet stands: none was given, or it was taken back. You know nobody's name from here; "
        "ask the person for one."
    ),
    "newcomer": _("From outside: never served here, and nobody but this office knows of them."),
    "signs_in": _("How they sign in"),
    "erase": _("If they ask for everything to be erased"),
    "record": _("End the case, and give an administrator the number of their record, {record}."),
    "packet": _("What the person gave along"),
    "until": _("Until"),
    "open": _("Open a case and take it"),
    "steps": _("What may come next"),
    "act": _("What you may put on record"),
    "contact": _("A call or a talk"),
    "check": _("A check of the follow-along"),
    "conference": _("A conference of everybody who helps"),
    "remind": _("Remind me of something"),
    "support": _("Programmes of support for this person"),
    "reminders": _("Of what you are reminded"),
    "give": _("Give the case to a colleague"),
    "message": _("Write to the person"),
    "map": _("The map of needs"),
    "task": _("Give a task to a partner, or to the person"),
    "why_late": _("Say why this step takes longer"),
    "over": _p("on the way into work", "This case is over."),
    "goes": _("Every step"),
    "what": _("What"),
    "whom": _("On whom"),
    "since": _("Since"),
    "by": _("By"),
    "stands": _("Where it stands"),
    "why": _("Why it takes longer"),
    "needs": _("Needs"),
    "no_needs": _("No map of needs yet."),
    "care": _("In contact with care, as the person agreed to tell you"),
    "lead": _(
        "Three or more needs are open: one lead, a joint plan, and a conference every month, with "
        "the person."
    ),
    "words": _("What you wrote to each other"),
    "person": _("The person"),
    "you": _("The caseworker"),
    "notes": _("Notes"),
    "plan": _("The plan: who does what, until when"),
    "faring": _("What the person last said of how they fare"),
    "works": _("In work or training"),
    "where": _("Where, and as what"),
    "pay": _("The pay"),
    "satisfied": _("Satisfied"),
}


@serves(CASEWORKER, HEAD_OF_OFFICE)
def case(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show a case: where it stands, every step, the needs, and what was said."""
    found, language = whole_case(person=PersonId(person), by=by, at=at), language_of(request)
    steps = [
        shown(one, found.profile, found.owners, found.written.others, at, language)
        for one in found.state.steps
    ]
    rows = [
        (one, f"{at_case(person)}/tasks/{one.step.task}" if one.step.task else None)
        for one in steps
    ]
    wrote, track = found.written, found.profile.track
    care = track.care[wrote.care].said_in(language) if wrote.care else ""
    return page(
        request, "caseworker/case.html", title=name_of(found.held, found.taken_in), says=_SAYS,
        back=addresses.AFTER_SERVICE, found=found, wrote=wrote, rows=rows, at=at_case(person),
        given=_given(found.held, ASKS_OUTSIDE if found.taken_in else ASKS),
        next=list(_next(found, language)), care=care,
        needs=list(needs_in_words(wrote.needs, track, language)), acts=_acts(found),
        faring=_faring(wrote), shares=shares_in_words(wrote.shares, language),
        record=_SAYS["record"].of(record=found.person),
        fallen=[_fell(one) for one in found.fallen],
        several=wrote.needs is not None and wrote.needs.open >= track.lead_from,
        plan_at=f"{at_case(person)}/plan",
    )  # fmt: skip


def name_of(held: Held | None, taken_in: str) -> Sentence | str:
    """Return the name that the packet gives, or a newcomer gave, or that there is none."""
    return (held.words.get(Field.NAME.value) if held else None) or taken_in or _UNNAMED


def _given(held: Held | None, asks: Mapping[Field, Sentence] = ASKS) -> list[tuple[Sentence, str]]:
    if held is None:
        return []
    return [(asks[one], held.words[one.value]) for one in Field if one.value in held.words]


def _next(found: WholeCase, language: str) -> Iterator[tuple[str, str]]:
    for key, step in found.profile.track.path.steps_from(found.state.state):
        if "caseworker" in step.by:
            yield step.name.said_in(language), f"{at_case(found.person)}/step/{key}"


def _acts(found: WholeCase) -> list[tuple[Sentence, str]]:
    if found.state.ended is not None:
        return [(_SAYS["message"], "message")]
    acts = [
        "message",
        "contact",
        "task",
        "support",
        "map",
        "remind",
        "why_late",
        "conference",
        "give",
    ]
    acts += ["check"] if found.state.placed is not None else []
    where = {
        "task": "tasks/new", "map": "needs", "why_late": "why-late", "remind": "reminders/new",
    }  # fmt: skip
    return [(_SAYS[one], where.get(one, one)) for one in acts]


def _fell(one: Fallen) -> Sentence:
    """Return what became of a course on which the case stands."""
    if one.now is None:
        return _GONE.of(course=one.title)
    begins, ends = one.now
    return _MOVED.of(course=one.title, begins=begins, ends=ends)


def _faring(wrote: Written) -> list[tuple[Sentence, Sentence | str]]:
    """Return what the person last said of how they fare, line by line; nothing where nothing."""
    if wrote.faring is None:
        return []
    said = wrote.faring[1]
    rows = [
        (_SAYS["works"], WORKS.get(said.works)),
        (_SAYS["where"], said.where), (_SAYS["pay"], PAY.get(said.pay)),
        (_SAYS["satisfied"], SATISFIED.get(said.satisfied)),
    ]  # fmt: skip
    return [(asks, told) for asks, told in rows if told]


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def packet(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show a packet that somebody gave; posted, open a case from it and take it."""
    held = given_packet(person=PersonId(person), by=by, at=at)
    if request.method == "POST":
        open_case(person=PersonId(person), case=new_id(), by=by, at=at)
        return HttpResponseRedirect(at_case(person), status=303)
    return page(
        request, "caseworker/packet.html", title=_PACKET, says=_SAYS,
        back=addresses.AFTER_SERVICE, given=_given(held), held=held,
        open_at=f"{at_case(person)}/packet",
    )  # fmt: skip


def late_reasons(profile: Profile, language: str) -> list[tuple[str, str]]:
    """Return why a step may take longer, as a field offers it."""
    return [(code, one.said_in(language)) for code, one in profile.reasons.late.items()]
