"""What a caseworker puts on record of a case: a step, a contact, a check, the needs, a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.commands.cases import (
    give_case,
    hold_check,
    hold_conference,
    note_contact,
    take_step,
)
from muster.transition.commands.needs import map_needs
from muster.transition.commands.words import write_to_person
from muster.transition.notes import LONGEST
from muster.transition.queries.casework import WholeCase, whole_case
from muster.web.caseworker.board import at_case
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText, Pick, Tick
from muster.web.language import language_of
from muster.web.pages import page

SAVE = _("Put on record")
_NOTE, _NOTE_HINT = (
    _("A note"),
    _(
        "Of what is needed, and not why; nothing of anybody's health. The person has it in the "
        "copy of their data."
    ),
)
_HOW_IT_STANDS = _("Select how it stands: {need}")
_WORK = (CASEWORKER, HEAD_OF_OFFICE)


def _note() -> LongText:
    return LongText(asks=_NOTE, hint=_NOTE_HINT, longest=LONGEST, rows=4)


class Stepping(Form):
    reason = Pick(asks=_("Why?"), options=[])
    words = _note()


class Contact(Form):
    reached = Choice(
        asks=_("Did you reach the person?"),
        options=[("yes", _("Yes, we talked")), ("no", _("No"))],
        required=_("Select whether you reached the person"),
    )
    words = _note()


class Check(Form):
    found = Choice(
        asks=_("How does the person fare?"), options=[], required=_("Select how they fare")
    )
    words = _note()


class Conference(Form):
    words = _note()


class Giving(Form):
    to = Pick(asks=_("Who takes the case?"), options=[], required=_("Select a colleague"))


class Message(Form):
    text = LongText(
        asks=_("What do you want to say?"), hint=_NOTE_HINT,
        required=_("Write what you want to say"), longest=LONGEST,
    )  # fmt: skip


class Needs(Form):
    words = _note()
    care = Choice(
        asks=_("In contact with care"), options=[],
        hint=_("Only if the person wants you to know; nobody else ever reads it."),
    )  # fmt: skip
    agreed = Tick(asks=_("The person agreed that I keep this one word about care"))


def _needs_form(request: HttpRequest, found: WholeCase, language: str) -> Needs:
    """Return the form with a question for each need that the profile knows, and the care word."""
    track = found.profile.track
    begins = _as_kept(found)
    form = Needs(request.POST or None, initial=begins)
    stands = [(code, one.said_in(language)) for code, one in track.stands.items()]
    for name, label in track.needs.items():
        need = label.said_in(language)
        form.fields[name] = Choice(
            asks=need, options=stands, inline=True, required=_HOW_IT_STANDS.of(need=need)
        )
    form.order_fields([*track.needs, "words", "care", "agreed"])
    form.options(care=[(code, one.said_in(language)) for code, one in track.care.items()])
    return form


def _as_kept(found: WholeCase) -> dict[str, str]:
    kept = found.written.needs
    return {} if kept is None else {**kept.stands, "words": kept.words}


def asked(
    request: HttpRequest,
    form: Form,
    title: Sentence | str,
    person: UUID,
    act: Callable[[dict[str, Any]], object],
    intro: tuple[Sentence | str, ...] = (),
) -> HttpResponse:
    """Ask, do what was asked, and go back to the case; say what is refused on the same page."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(at_case(person), status=303)
    return page(
        request, "form.html", title=title, form=form, back=at_case(person), button=SAVE,
        intro=intro, cancel=at_case(person),
    )  # fmt: skip


def found_case(person: UUID, by: Viewer, at: Instant) -> WholeCase:
    """Return the case that is acted on; what is not the reader's answers like nothing."""
    return whole_case(person=PersonId(person), by=by, at=at)


@serves(*_WORK, posts=True)
def step(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, step: str) -> HttpResponse:
    """Take a step of the track."""
    found, language = found_case(person, by, at), language_of(request)
    rule = dict(found.profile.track.path.steps_from(found.state.state)).get(step)
    if rule is None:
        raise Http404
    form = Stepping(request.POST or None)
    if rule.reasons is None:
        del form.fields["reason"]
    else:
        reasons = getattr(found.profile.reasons, rule.reasons)
        form.options(reason=[(code, one.said_in(language)) for code, one in reasons.items()])

    def act(given: dict[str, Any]) -> None:
        take_step(
            person=PersonId(person), step=step, reason=given.get("reason", ""),
            words=given["words"], by=by, at=at,
        )  # fmt: skip

    return asked(request, form, rule.name.said_in(language), person, act)


@serves(*_WORK, posts=True)
def contact(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Note a call or a talk."""
    found_case(person, by, at)

    def act(given: dict[str, Any]) -> None:
        note_contact(
            person=PersonId(person), reached=given["reached"] == "yes", words=given["words"],
            by=by, at=at,
        )  # fmt: skip

    return asked(request, Contact(request.POST or None), _("A call or a talk"), person, act)


@serves(*_WORK, posts=True)
def check(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Note a check of the follow-along."""
    found, language = found_case(person, by, at), language_of(request)
    form = Check(request.POST or None)
    checks = found.profile.track.checks
    form.options(found=[(code, one.said_in(language)) for code, one in checks.items()])

    def act(given: dict[str, Any]) -> None:
        hold_check(
            person=PersonId(person), found=given["found"], words=given["words"], by=by, at=at
        )

    return asked(request, form, _("A check of the follow-along"), person, act)


@serves(*_WORK, posts=True)
def conference(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Note that a conference was held, with the person."""
    found_case(person, by, at)

    def act(given: dict[str, Any]) -> None:
        hold_conference(person=PersonId(person), words=given["words"], by=by, at=at)

    form = Conference(request.POST or None)
    return asked(request, form, _("A conference of everybody who helps"), person, act)


@serves(*_WORK, posts=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Give the case to a colleague."""
    found = found_case(person, by, at)
    form = Giving(request.POST or None)
    form.options(to=[
        (str(one.account), one.name)
        for one in found.colleagues
        if one.account != found.state.owner
    ])  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        give_case(person=PersonId(person), to=AccountId(UUID(given["to"])), by=by, at=at)

    return asked(request, form, _("Give the case to a colleague"), person, act)


@serves(*_WORK, posts=True)
def message(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Write to the person."""
    found_case(person, by, at)

    def act(given: dict[str, Any]) -> None:
        write_to_person(person=PersonId(person), text=given["text"], by=by, at=at)

    return asked(request, Message(request.POST or None), _("Write to the person"), person, act)


@serves(*_WORK, posts=True)
def needs(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Map the needs with the person."""
    found, language = found_case(person, by, at), language_of(request)
    track, form = found.profile.track, _needs_form(request, found, language)

    def act(given: dict[str, Any]) -> None:
        map_needs(
            person=PersonId(person), stands={name: given[name] for name in track.needs},
            words=given["words"], care=given["care"], agreed=bool(given["agreed"]), by=by, at=at,
        )  # fmt: skip

    return asked(request, form, _("The map of needs"), person, act)
