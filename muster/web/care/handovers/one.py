"""One handover: where it stands, what each side does next, and what was written on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.permissions import Permission
from muster.access.queries.colleagues import Colleague, colleagues
from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands import handovers as commands
from muster.care.queries import happened
from muster.care.queries.handovers import HandoverStory, handover_of
from muster.care.queries.letters import letter_of
from muster.care.rules.handovers import Stage
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.formation import units_above
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, options, said
from muster.web.care.handovers.board import named
from muster.web.care.handovers.passing import passed_of
from muster.web.care.handovers.words import ACTS, LATE, STAGES
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Handover of a case")
_SAYS = {
    "why": _("Why it changes hands"),
    "way": _("From and to"),
    "day": _("On which day"),
    "owner": _("On whom"),
    "gaining": _("Who takes over"),
    "due": _("Has to move on by"),
    "outside": _("outside"),
    "responsible": _("Whoever gives stays responsible until the first contact was kept."),
    "asked": _("You were asked to take this case over."),
    "taken": _("You have accepted by name. Meet the person, then say so here."),
    "accept": _("Accept by name"),
    "decline": _("Decline it"),
    "kept": _("The first contact was kept"),
    "offer": _("Ask a colleague by name"),
    "off": _("Call the handover off"),
    "open": _("Hand this case over"),
    "story": _("What happened"),
    "case": _("See the case"),
    "letter": _("What goes along"),
    "write_letter": _("Write the letter that goes along"),
    "letter_again": _("Write it anew"),
    "note_answer": _("Note what the person said to it"),
    "own_words": _("In the person's own words"),
    "wishes": _("What the person wishes for"),
    "left_out": _("The person leaves out"),
    "summary": _("Print the summary for the person"),
    "link": _("Send a clinician outside a link"),
    "call": _("Record a call with a clinician outside"),
    "visit": _("The first visit was kept"),
    "visit_on": _("First visit"),
    "outsider": _("Asked outside"),
}
_SAVE = _("Put on record")


class Asking(fields.Form):
    """Whom to ask, and what they should know."""

    to = fields.Choice(
        asks=_("Who should take the case over?"),
        options=[],
        required=_("Select who should take the case over"),
    )
    words = fields.LongText(
        asks=_("What should they know before the first contact?"),
        hint=_("What helps, what to avoid, the next appointment, the safety plan."),
        longest=1000,
    )


class Noting(fields.Form):
    """Words beside what has happened."""

    words = fields.LongText(asks=_("What should be known of it?"), longest=1000)


class Opening(fields.Form):
    """Why a case changes hands within the unit, and by which day."""

    why = fields.Choice(
        asks=_("Why does the case change hands?"),
        options=[],
        required=_("Select why the case changes hands"),
    )
    day = fields.Day(
        asks=_("By which day?"), required=_("Enter the day by which the case changes hands")
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def handover(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Show a handover with what this viewer may do next."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    passed = letter_of(person=PersonId(person), handover=handover, by=by, at=at)
    state, own = found.state, str(by.account)
    accounts = [*(one.by for one in found.told), *(one.to for one in found.told if one.to)]
    names = owner_names(accounts)
    if passed.outsider is not None:
        names[str(passed.outsider.asked)] = passed.outsider.who.name
    return page(
        request,
        "care/handover.html",
        title=_TITLE,
        back=addresses.HANDOVERS,
        who=who,
        says=_SAYS,
        here=request.path,
        mark=LATE if state.late(at) else STAGES[state.stage],
        found=found,
        why=said([found.why], in_force().reasons.handover, language)[0],
        way=[_code(found, one) for one in (found.from_unit, found.to_unit)],
        owner=named(names, state.owner),
        gaining=named(names, state.gaining),
        over=state.stage.over,
        asked=state.stage is Stage.OFFERED and state.gaining == own,
        taken=state.stage is Stage.ACCEPTED and state.gaining == own,
        may_ask=state.stage in (Stage.OPEN, Stage.OFFERED) and state.gaining != own,
        outside=found.to_unit is None,
        visit=found.to_unit is None and state.stage is Stage.ACCEPTED,
        **passed_of(passed, language),
        case_at=f"{addresses.PEOPLE}/{person}/cases/{found.case}",
        story=[
            {
                "what": ACTS[one.act],
                "by": named(names, one.by) if str(one.by) in names else "",
                "to": named(names, one.to) if one.to else "",
                "at": one.at,
                "words": one.words,
            }
            for one in reversed(found.told)
        ],
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def ask(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Ask a clinician of the unit that takes over by name."""
    found = handover_of(person=PersonId(person), handover=handover, by=by, at=at)
    form = Asking(request.POST or None)
    form.options(to=[(str(one.account), one.name) for one in takers_of(found, at)])

    def carry_out(given: dict[str, Any]) -> None:
        commands.offer_handover(
            person=PersonId(person), handover=handover, to=AccountId(UUID(given["to"])),
            words=given["words"] or "", by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["offer"], person, handover, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def write(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID, what: str
) -> HttpResponse:
    """Say that the first contact was kept, or call the handover off, with a note."""
    acts = {"kept": commands.keep_first_contact, "off": commands.call_handover_off}
    handover_of(person=PersonId(person), handover=handover, by=by, at=at)

    def carry_out(given: dict[str, Any]) -> None:
        words = given["words"] or ""
        acts[what](person=PersonId(person), handover=handover, words=words, by=by, at=at)

    form = Noting(request.POST or None)
    return _sheet(request, form, carry_out, _SAYS[what], person, handover, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def answer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID, what: str
) -> HttpResponse:
    """Accept by name, or decline."""
    acts = {"accept": commands.accept_handover, "decline": commands.decline_handover}
    if what not in acts:
        raise Http404
    if request.method == "POST":
        acts[what](person=PersonId(person), handover=handover, by=by, at=at)
    return HttpResponseRedirect(_address(person, handover))


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def begin(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Open a handover within the unit; a move to another opens its own."""
    who, back = about(PersonId(person), by, at), f"{addresses.PEOPLE}/{person}/cases/{case}"
    happened(person=PersonId(person), case=case, by=by, at=at)
    form = Opening(request.POST or None)
    form.options(why=options(in_force().reasons.handover, language_of(request)))
    if form.is_valid():
        made, given = new_id(), form.cleaned_data
        try:
            commands.open_handover(
                person=PersonId(person), case=case, handover=made, why=given["why"],
                to_unit=None, day=given["day"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(_address(person, made))
    return page(
        request, "care/about.html", title=_SAYS["open"], form=form, back=back, who=who,
        intro=(_SAYS["responsible"],), button=_SAVE,
    )  # fmt: skip


def takers_of(found: HandoverStory, at: Instant) -> list[Colleague]:
    """Return the clinicians of the unit that takes over, but for whoever gives."""
    unit = found.to_unit
    if unit is None:
        return []
    those = read_as(
        Audience.PLATFORM, lambda: colleagues(Permission.WORK_CASE, units_above(unit), at)
    )
    return [one for one in those if str(one.account) != found.state.owner]


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[dict[str, Any]], None],
    title: Sentence,
    person: UUID,
    handover: UUID,
    by: Viewer,
    at: Instant,
    intro: Sequence[Sentence] = (),
) -> HttpResponse:
    """Show a form about a handover, or do what it says and go back to it."""
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(_address(person, handover))
    return page(
        request, "care/about.html", title=title, form=form, back=_address(person, handover),
        who=about(PersonId(person), by, at), intro=intro, button=_SAVE,
    )  # fmt: skip


def _address(person: UUID, handover: UUID) -> str:
    return f"{addresses.PEOPLE}/{person}/handovers/{handover}"


def _code(found: HandoverStory, unit: UnitId | None) -> str:
    known = None if unit is None else found.names.get(unit)
    return "" if known is None else known.code
