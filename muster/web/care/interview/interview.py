"""The structured interview of a case: part by part, in any order, over as many days as it takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.interviews import NOT_NEEDED, ORDER, finish_interview, keep_part
from muster.care.queries import case_of
from muster.care.queries.interviews import InterviewRead, blank, interviews_of
from muster.care.rules.interviews import Found, Part, missing
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.cases.listing import owner_names
from muster.web.care.coded import in_force, said
from muster.web.care.limitations.person import about
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Structured interview")
_WRITTEN, _EMPTY = Status(_("On record"), "green"), Status(_("Not yet"), "grey")
_SAYS = {
    "intro": _("Go through it in any order and come back to it; each part is kept by itself."),
    "proposes": _("What was found proposes that a limitation be considered: {functions}."),
    "never": _("Nothing is ordered by this. You decide, and write why where you decide against."),
    "crisis": _("What was found may be a crisis. Act first, write afterwards."),
    "to_crisis": _("To the crisis step"),
    "finish": _("Finish the interview"),
    "finished": _("Finished"),
    "order": _("A limitation was to be ordered."),
    "not_needed": _("A limitation was not needed."),
}
_SAVE = _("Put on record")
_CASE = addresses.PEOPLE + "/{}/cases/{}"


class OnePart(fields.Form):
    """What was found in one part."""

    codes = fields.Choices(
        asks=_("What did you find?"), options=[], required=_("Select what you found")
    )
    words = fields.LongText(asks=_("In words, the person's own where you can"), longest=1500)


class Finish(fields.Form):
    """What is decided on what the interview proposes."""

    decided = fields.Choice(
        asks=_("What do you decide on the limitation?"),
        options=[(ORDER, _("I order one")), (NOT_NEEDED, _("It is not needed"))],
        required=_("Select what you decide on the limitation"),
    )
    words = fields.LongText(asks=_("If it is not needed: why not?"), rows=3, longest=1000)


class Plain(fields.Form):
    """Nothing was proposed, so there is nothing to decide."""


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def interview(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Show the parts of the interview under way, what it proposes, and those before it."""
    who, language, here = about(PersonId(person), by, at), language_of(request), request.path
    every = interviews_of(person=PersonId(person), case=case, by=by, at=at)
    now_open = next((one for one in every if one.ended is None), None) or blank()
    ended = [one for one in every if one.ended is not None]
    names = owner_names([by for one in every for by, _at in one.by.values()])
    return page(
        request,
        "care/interview.html",
        title=_TITLE,
        back=_CASE.format(person, case),
        who=who,
        says=_SAYS,
        here=here,
        tasks=[_task(part, now_open, here, names, language) for part in now_open.form.parts],
        proposal=_proposal(now_open, language),
        crisis=f"{_CASE.format(person, case)}/steps/raise-crisis"
        if now_open.proposes.crisis
        else None,
        can_finish=not missing(now_open.form, now_open.found),
        before=[_drawn(one, language) for one in ended],
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def part(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID, part: str
) -> HttpResponse:
    """Ask for one part, filled in as it stands."""
    who, language = about(PersonId(person), by, at), language_of(request)
    every = interviews_of(person=PersonId(person), case=case, by=by, at=at)
    now_open = next((one for one in every if one.ended is None), None) or blank()
    known = now_open.form.part(part)
    if known is None:
        raise Http404
    before = now_open.found.get(part)
    start = {"codes": list(before.codes), "words": before.words} if before else {}
    form = OnePart(request.POST or None, initial=start)
    form.options(codes=[(one.code, one.says.said_in(language)) for one in known.options])
    back = f"{_CASE.format(person, case)}/interview"
    if form.is_valid():
        given = form.cleaned_data
        try:
            keep_part(
                person=PersonId(person), case=case, part=part,
                found=Found(tuple(given["codes"]), given["words"] or ""), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=known.name.said_in(language), form=form, back=back,
        who=who, intro=(known.hint.said_in(language),), button=_SAVE,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def finish(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Finish the interview, with a decision on what it proposes."""
    who, language = about(PersonId(person), by, at), language_of(request)
    every = interviews_of(person=PersonId(person), case=case, by=by, at=at)
    now_open = next((one for one in every if one.ended is None), None)
    lines = [one.case for one in case_of(person=PersonId(person), by=by, at=at) if not one.ended]
    back = f"{_CASE.format(person, case)}/interview"
    if now_open is None or case not in lines:
        return HttpResponseRedirect(back)
    proposal = _proposal(now_open, language)
    form = (Finish if proposal else Plain)(request.POST or None)
    if form.is_valid():
        decided = form.cleaned_data.get("decided", "")
        try:
            functions = finish_interview(
                person=PersonId(person), case=case, decided=decided,
                words=form.cleaned_data.get("words") or "", by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            wanted = "&".join(f"functions={one}" for one in functions)
            order = f"{addresses.PEOPLE}/{person}/limitations/order?{wanted}"
            return HttpResponseRedirect(order if decided == ORDER else back)
    return page(
        request, "care/about.html", title=_SAYS["finish"], form=form, back=back, who=who,
        intro=(proposal, _SAYS["never"]) if proposal else (), button=_SAYS["finish"],
    )  # fmt: skip


def _task(
    part: Part, read: InterviewRead, here: str, names: dict[str, str], language: str
) -> dict[str, Any]:
    found, hint = read.found.get(part.key), ""
    if found is not None:
        hint = f"{_found(part, found, language)} · {names.get(str(read.by[part.key][0]), '–')}"
    return {
        "title": part.name.said_in(language),
        "href": f"{here}/{part.key}",
        "status": _WRITTEN if found is not None else _EMPTY,
        "hint": hint,
    }


def _found(part: Part, found: Found, language: str) -> str:
    known = [one for code in found.codes if (one := part.option(code)) is not None]
    words = "; ".join(one.says.said_in(language) for one in known)
    return f"{words}. “{found.words}”" if found.words else words


def _proposal(read: InterviewRead, language: str) -> Any:
    functions = read.proposes.functions
    if not functions:
        return None
    words = ", ".join(said(functions, in_force().functions, language))
    return _SAYS["proposes"].of(functions=words)


def _drawn(read: InterviewRead, language: str) -> dict[str, Any]:
    assert read.ended is not None
    return {
        "at": read.ended.at,
        "parts": [
            (part.name.said_in(language), _found(part, read.found[part.key], language))
            for part in read.form.parts
            if part.key in read.found
        ],
        "decided": {ORDER: _SAYS["order"], NOT_NEEDED: _SAYS["not_needed"]}.get(read.ended.decided),
        "words": read.ended.words,
    }
