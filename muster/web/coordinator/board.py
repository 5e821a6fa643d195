"""The coordinator's first page: who waits longest, which group has places, who missed twice.

And one person's place on a list: a place given, a contact noted, somebody taken off it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.policy.queries import in_force
from muster.programmes.commands.allocating import wish_company
from muster.programmes.commands.places import give_up_place, leave, note_contact, place
from muster.programmes.offered import offered
from muster.programmes.queries.board import EnrolmentLine, board, enrolment_line
from muster.programmes.queries.own import groups_open
from muster.programmes.rules.enrolments import Priority, Stage
from muster.web import forms as fields
from muster.web.care.coded import options
from muster.web.components.statuses import Status
from muster.web.coordinator import own
from muster.web.coordinator.certificate import certificate_of
from muster.web.coordinator.words import CONTACT_DUE, OFFERED, PRIORITIES, STAGES
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Who waits, and where places are")
_NOBODY_SAYS = _("Somebody without a name here")
SAYS: Mapping[str, Sentence] = {
    "waiting": _("Who waits"),
    "none_waiting": _("Nobody waits for a place."),
    "groups": _("Groups that have not begun"),
    "none_groups": _("No group lies ahead."),
    "missing": _("Who missed two sessions or more, one after the other"),
    "none_missing": _("Nobody missed two sessions one after the other."),
    "open": _("Open a group"),
    "fill": _("Fill groups from the list"),
    "name": _p("a person", "Name"),
    "unit": _("Unit"),
    "programme": _("Programme"),
    "soon": _("How soon"),
    "since": _("Waits since"),
    "line": _("In line"),
    "contact": _("Next contact"),
    "begins": _("Begins"),
    "where": _("Where"),
    "free": _("Places free"),
    "call": _("Whom to call"),
    "alone": _("came by themselves"),
    "safety": _(
        "You read no answers and no notes. If something worries you about somebody, call the "
        "clinician who is named beside them, or the duty clinician, at once."
    ),
    "stands": _("Where it stands"),
    "expected": _("Expected to begin"),
    "give": _("Give a place"),
    "spoken": _("I have spoken with them"),
    "give_up": _("The person gives the place up"),
    "leave": _("Take them off the list"),
    "company": _("With whom, or without whom"),
    "no_why": _("Nobody asks why, and no reason is kept."),
    "no_group": _("No group with a free place lies ahead for this programme."),
    "missed": _("Missed one after the other"),
    "attended": _("Attended"),
    "certificate": _("Certificate"),
}
_OF = _n("{free} of {count} place", "{free} of {count} places")
_SAVE = _("Put on record")


class Placing(fields.Question):
    group = fields.Choice(asks=_("Into which group?"), options=[], required=_("Select the group"))


class Company(fields.Form):
    other = fields.Pick(asks=_("Who is the other?"), options=[], required=_("Select the other"))
    company = fields.Choice(
        asks=_("How are the two to be seated?"),
        options=[
            ("together", _p("two people in a group", "Together")),
            ("apart", _p("two people in a group", "Never in one group")),
            ("either", _p("two people in a group", "As it comes")),
        ],
        required=_("Select how the two are to be seated"),
    )


class Leaving(fields.Question):
    reason = fields.Choice(
        asks=_("Why do they leave?"), options=[], required=_("Select the reason")
    )


@serves(PROGRAMME_COORDINATOR)
def waiting(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show who waits, which groups have places, and who stays away."""
    language = language_of(request)
    found = board(programme="", already_shown=(), by=by, at=at)
    groups = [
        (one, own.name_of(one.programme, language), own.group_at(one.group),
         _OF.of(free=one.free, count=one.bookable))
        for one in found.groups
    ]  # fmt: skip
    return page(
        request, "coordinator/board.html", title=_TITLE, says=SAYS, zone=own.zone_of(by),
        waiting=[_row(one, at, language) for one in found.waiting], groups=groups,
        missing=[_row(one, at, language) for one in found.missing],
        open_at=f"{own.GROUPS}/new", fill_at=own.FILL,
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR)
def waiter(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Show one person's place on a list, and what can be done about it."""
    line = _line(person, enrolment, by, at)
    return page(
        request, "coordinator/waiter.html", title=line.name or _NOBODY_SAYS, says=SAYS,
        back=own.WAITING, here=request.path, zone=own.zone_of(by),
        row=_row(line, at, language_of(request)), stage=line.stage.value,
        group=own.group_at(line.group) if line.group else None, paper=_has_paper(line),
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR, posts=True)
def give(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Ask into which group, then give the place."""
    line = _line(person, enrolment, by, at)
    groups = groups_open(person=PersonId(person), programme=line.programme, by=by, at=at)
    form = Placing(request.POST or None)
    form.options(group=own.group_options(request, groups))

    def carry_out(given: dict[str, Any]) -> None:
        place(
            person=PersonId(person), enrolment=enrolment, group=UUID(given["group"]), by=by, at=at
        )

    intro = () if groups else (SAYS["no_group"],)
    return _sheet(request, form, carry_out, SAYS["give"], own.waiter_at(person, enrolment), intro)


@serves(PROGRAMME_COORDINATOR, posts=True)
def take_off(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Ask why, then take somebody off the list or out of the programme."""
    _line(person, enrolment, by, at)
    form = Leaving(request.POST or None)
    form.options(reason=options(in_force().reasons.exit, language_of(request)))

    def carry_out(given: dict[str, Any]) -> None:
        leave(person=PersonId(person), enrolment=enrolment, reason=given["reason"], by=by, at=at)

    return _sheet(request, form, carry_out, SAYS["leave"], own.waiter_at(person, enrolment), ())


@serves(PROGRAMME_COORDINATOR, posts=True)
def contacted(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Note that somebody was spoken with."""
    _line(person, enrolment, by, at)
    if request.method == "POST":
        note_contact(person=PersonId(person), enrolment=enrolment, by=by, at=at)
    return HttpResponseRedirect(own.waiter_at(person, enrolment))


@serves(PROGRAMME_COORDINATOR, posts=True)
def given_up(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Note that somebody gives a place up, and waits again."""
    _line(person, enrolment, by, at)
    if request.method == "POST":
        give_up_place(person=PersonId(person), enrolment=enrolment, by=by, at=at)
    return HttpResponseRedirect(own.waiter_at(person, enrolment))


@serves(PROGRAMME_COORDINATOR, posts=True)
def company(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Ask with whom somebody is to be seated, or without whom; why is not asked."""
    line = _line(person, enrolment, by, at)
    others = board(programme=line.programme, already_shown=(line.person,), by=by, at=at).waiting
    form = Company(request.POST or None)
    form.options(other=[(str(one.person), one.name) for one in others if one.person != line.person])

    def carry_out(given: dict[str, Any]) -> None:
        wish_company(
            person=PersonId(person), enrolment=enrolment, other=PersonId(UUID(given["other"])),
            company=given["company"], by=by, at=at,
        )  # fmt: skip

    back = own.waiter_at(person, enrolment)
    return _sheet(request, form, carry_out, SAYS["company"], back, (SAYS["no_why"],))


@serves(PROGRAMME_COORDINATOR)
def certificate(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, enrolment: UUID
) -> HttpResponse:
    """Answer with the certificate of a course that was completed, to hand over."""
    return certificate_of(PersonId(person), enrolment, own.zone_of(by), by, at)


def _line(person: UUID, enrolment: UUID, by: Viewer, at: Instant) -> EnrolmentLine:
    found = enrolment_line(person=PersonId(person), enrolment=enrolment, by=by, at=at)
    if found is None:
        raise NOT_FOUND.refused()
    return found


def _has_paper(line: EnrolmentLine) -> bool:
    found = offered(line.programme)
    ended = line.stage is Stage.COMPLETED
    return ended and found is not None and found.certificate is not None


def _row(one: EnrolmentLine, at: Instant, language: str) -> dict[str, Any]:
    marks: list[Status] = []
    if one.late(at):
        marks.append(CONTACT_DUE)
    if one.offered and one.stage is Stage.WAITING:
        marks.append(OFFERED)
    return {
        "line": one,
        "name": one.name or _NOBODY_SAYS,
        "href": own.waiter_at(one.person, one.enrolment),
        "programme": own.name_of(one.programme, language),
        "soon": PRIORITIES[Priority(one.priority)],
        "stage": STAGES[one.stage],
        "call": one.clinician or SAYS["alone"],
        "marks": marks,
    }


def _sheet(
    request: HttpRequest,
    form: fields.Form,
    carry_out: Callable[[dict[str, Any]], None],
    title: Sentence,
    back: str,
    intro: tuple[Sentence, ...],
) -> HttpResponse:
    """Show a form, or do what it says and go back."""
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(request, "form.html", title=title, form=form, back=back, intro=intro, button=_SAVE)
