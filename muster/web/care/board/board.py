"""The board of a case: what the person wants, what helps and how sure that is, who signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.boards import ask_duty, dissent, open_board, sign_board
from muster.care.queries.boards import BoardRead, ViewRead, board_in
from muster.care.queries.interviews import interviews_of
from muster.care.rules.boards import NO_CARE, Stance
from muster.care.rules.boards import OWN as OWN_OPTIONS
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.programmes.offered import catalogue
from muster.web import addresses
from muster.web.care.board import forms
from muster.web.care.board.words import EVIDENCE, OWN, STANCES
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, options, said
from muster.web.care.limitations.person import about
from muster.web.care.limitations.telling import commanders
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Decision")
_SAYS = {
    "none": _("Nothing has been put to the table in this case yet."),
    "own": _("What the person wants, in their own words"),
    "present": _("The person sat at the table."),
    "absent": _("The person did not sit at the table."),
    "options": _("What is proposed, and how sure it is"),
    "dose": _("{sessions} sessions in {weeks} weeks"),
    "source": _("Source"),
    "not_offered": _("What is not offered, and why"),
    "said": _("Who signed, and who does not agree"),
    "nobody": _("Nobody has signed yet. Two disciplines have to."),
    "put": _("Put options to the table"),
    "change": _("Put something else to the table"),
    "sign": _("Sign"),
    "dissent": _("I do not agree"),
    "duty": _("Ask command about the duty part"),
}
_DUTY_INTRO = (
    _("Command reads the name, these codes and the day of the answer. No reason, and no word of a "
      "board."),
    _("Show the person exactly this first. What keeps them from harm is ordered, not asked."),
)  # fmt: skip
_SAVE = _("Put on record")
_SIGN_INTRO = (_("You sign what stands on the page you came from, with your own name."),)
_DISSENT_INTRO = (_("It stays beside the decision, and whoever reads that reads this."),)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def board(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Show the board that stands, and what may be said to it."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = _read(person, case, by, at)
    return page(
        request,
        "care/board.html",
        title=_TITLE,
        back=f"{addresses.PEOPLE}/{person}/cases/{case}",
        who=who,
        says=_SAYS,
        here=request.path,
        board=found,
        options=[_option(code, language) for code in found.options] if found else [],
        withheld=[
            (one.name.said_in(language), one.why.said_in(language), one.source)
            for one in catalogue().not_offered
        ],
        views=_views(found, language) if found else [],
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def put(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID) -> HttpResponse:
    """Put options to the table; what the interview noted of the person's wish comes filled in."""
    language, found = language_of(request), _read(person, case, by, at)
    start = {"own_words": found.own_words if found else _wish(person, case, by, at)}
    form = forms.Putting(request.POST or None, initial=start)
    programmes = [
        (key, one.name.said_in(language), one.aim.said_in(language))
        for key, one in catalogue().programmes.items()
    ]
    form.options(options=[*programmes, *((code, OWN[code]) for code in OWN_OPTIONS)])

    def carry_out(given: dict[str, Any]) -> None:
        open_board(
            person=PersonId(person), case=case, board=new_id(), own_words=given["own_words"],
            options=given["options"], present=bool(given["present"]), by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["put"], (), (person, case), by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def sign(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Sign the board that stands."""
    found, language = _read(person, case, by, at), language_of(request)
    if found is None:
        return HttpResponseRedirect(_back((person, case)))
    form = (forms.SigningNoCare if NO_CARE in found.options else forms.Signing)(
        request.POST or None, initial={"board": str(found.board)}
    )
    if NO_CARE in found.options:
        form.options(reason=options(in_force().reasons.closing, language))

    def carry_out(given: dict[str, Any]) -> None:
        sign_board(
            person=PersonId(person), case=case, board=_id(given["board"]),
            reason=given.get("reason", ""), words=given["words"] or "", by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["sign"], _SIGN_INTRO, (person, case), by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def disagree(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Put on record that one does not agree with the board that stands."""
    found = _read(person, case, by, at)
    if found is None:
        return HttpResponseRedirect(_back((person, case)))
    form = forms.Dissenting(request.POST or None, initial={"board": str(found.board)})

    def carry_out(given: dict[str, Any]) -> None:
        dissent(
            person=PersonId(person), case=case, board=_id(given["board"]), words=given["words"],
            by=by, at=at,
        )  # fmt: skip

    title = _SAYS["dissent"]
    return _sheet(request, form, carry_out, title, _DISSENT_INTRO, (person, case), by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def duty(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Ask command whether the unit can do what the board wants for duty."""
    who, language, profile = about(PersonId(person), by, at), language_of(request), in_force()
    if _read(person, case, by, at) is None:
        return HttpResponseRedirect(_back((person, case)))
    form, rule = forms.AskingDuty(request.POST or None), profile.notices
    asked = {code: one for code, one in rule.actions.items() if code not in rule.harm_actions}
    form.options(
        functions=options(profile.functions, language),
        actions=options(asked, language),
        readers=[(str(one.account), one.name) for one in commanders(who, at)],
    )

    def carry_out(given: dict[str, Any]) -> None:
        ask_duty(
            person=PersonId(person), case=case, functions=given["functions"],
            actions=given["actions"], readers=[AccountId(UUID(one)) for one in given["readers"]],
            told_on=who.today if given["shown"] else None, by=by, at=at,
        )  # fmt: skip

    return _sheet(request, form, carry_out, _SAYS["duty"], _DUTY_INTRO, (person, case), by, at)


def _read(person: UUID, case: UUID, by: Viewer, at: Instant) -> BoardRead | None:
    return board_in(person=PersonId(person), case=case, by=by, at=at)


def _wish(person: UUID, case: UUID, by: Viewer, at: Instant) -> str:
    for one in interviews_of(person=PersonId(person), case=case, by=by, at=at):
        if "wish" in one.found:
            return one.found["wish"].words
    return ""


def _back(of: tuple[UUID, UUID]) -> str:
    return f"{addresses.PEOPLE}/{of[0]}/cases/{of[1]}/board"


def _sheet(
    request: HttpRequest,
    form: Any,
    carry_out: Callable[[dict[str, Any]], None],
    title: Sentence,
    intro: tuple[Sentence, ...],
    of: tuple[UUID, UUID],
    by: Viewer,
    at: Instant,
) -> HttpResponse:
    if form.is_valid():
        try:
            carry_out(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(_back(of))
    return page(
        request, "care/about.html", title=title, form=form, back=_back(of),
        who=about(PersonId(of[0]), by, at), intro=intro, button=_SAVE,
    )  # fmt: skip


def _option(code: str, language: str) -> dict[str, Any]:
    known = catalogue().programmes.get(code)
    if known is None:
        return {"name": OWN.get(code, code), "aim": EVIDENCE.get(code, ""), "evidence": []}
    dose = _SAYS["dose"].of(sessions=known.dose.sessions, weeks=known.dose.weeks)
    return {
        "name": known.name.said_in(language),
        "aim": known.aim.said_in(language),
        "dose": dose,
        "evidence": [(one.says.said_in(language), one.source) for one in known.evidence],
    }


def _views(found: BoardRead, language: str) -> list[dict[str, Any]]:
    names = owner_names([one.by for one in found.views])
    profile = in_force()
    duty = {**profile.functions, **profile.notices.actions}

    def shown(one: ViewRead) -> dict[str, Any]:
        hand = said([one.hand], profile.case.hands, language)[0]
        return {
            "status": STANCES[one.stance],
            "name": names.get(str(one.by), "–"),
            "hand": "" if one.stance == Stance.DUTY else hand,
            "codes": said(one.codes, duty, language),
            "words": one.words,
            "at": one.at,
        }

    return [shown(one) for one in found.views]


def _id(text: str) -> UUID:
    """Return the board that the page showed; what cannot be read is none that stands."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()
