"""The letter that goes along: written for whoever takes over, and shown to the person first."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.letters import note_letter_answer, write_letter
from muster.care.queries.letters import letter_of
from muster.care.rules.letters import ASKS, LONGEST, PARTS, Asked, Letter, OwnWords, Part
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.pages import page

_TITLE = _("The letter that goes along")
_TITLE_SAID = _("What the person said to the letter")
_INTRO = (
    _("Write it together where you can. The person reads every word before it goes anywhere."),
    _("What goes along is what you put in, without what the person leaves out."),
)
_INTRO_SAID = (_("Show the letter, read it through together, and note what they say."),)
_SHOW = _("Show it to the person")
_SAVE = _("Put on record")


def _asked(asked: Asked) -> fields.LongText:
    return fields.LongText(asks=ASKS[asked], rows=3, longest=LONGEST)


class Writing(fields.Form):
    """Five short answers, and what of the record goes along."""

    why = _asked(Asked.WHY)
    done = _asked(Asked.DONE)
    helps = _asked(Asked.HELPS)
    avoid = _asked(Asked.AVOID)
    next = _asked(Asked.NEXT)
    parts = fields.Choices(
        asks=_("What goes along?"),
        options=[(part.value, PARTS[part]) for part in Part],
        required=_("Select at least one part that goes along"),
    )


class Answering(fields.Form):
    """What the person said: yes or no, what goes in, words of their own."""

    agrees = fields.YesNo(
        asks=_("Does the letter go along?"), required=_("Select whether the letter goes along")
    )
    stays = fields.Choices(asks=_("What goes along?"))
    words = fields.LongText(
        asks=_("What should whoever takes over know, in the person's own words?"),
        rows=3,
        longest=LONGEST,
    )
    wishes = fields.LongText(asks=_("What does the person wish for?"), rows=3, longest=LONGEST)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def letter(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Write the letter of a handover, or write it anew from the one that stands."""
    found = letter_of(person=PersonId(person), handover=handover, by=by, at=at)
    start: dict[str, object] = {"parts": [part.value for part in Part]}
    if found.letter is not None:
        start = {**found.letter.says.words, "parts": list(found.letter.offered)}
    form, back = Writing(request.POST or None, initial=start), _handover(person, handover)
    if form.is_valid():
        given = form.cleaned_data
        says = Letter({one.value: given[one.value] or "" for one in Asked})
        try:
            write_letter(
                person=PersonId(person), handover=handover, letter=new_id(), says=says,
                parts=given["parts"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TITLE, form=form, back=back, intro=_INTRO,
        who=about(PersonId(person), by, at), button=_SHOW,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def said(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, handover: UUID
) -> HttpResponse:
    """Note what the person said to the letter, face to face."""
    found = letter_of(person=PersonId(person), handover=handover, by=by, at=at)
    if found.letter is None:
        raise Http404
    offered, back = found.letter.offered, _handover(person, handover)
    form = Answering(request.POST or None, initial={"stays": list(offered)})
    form.options(stays=[(one, PARTS[Part(one)]) for one in offered])
    if form.is_valid():
        given = form.cleaned_data
        try:
            note_letter_answer(
                person=PersonId(person), letter=found.letter.letter, agrees=given["agrees"],
                left_out=[one for one in offered if one not in given["stays"]],
                own=OwnWords(given["words"] or "", given["wishes"] or ""), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    return page(
        request, "care/about.html", title=_TITLE_SAID, form=form, back=back, intro=_INTRO_SAID,
        who=about(PersonId(person), by, at), button=_SAVE,
    )  # fmt: skip


def _handover(person: UUID, handover: UUID) -> str:
    return f"{addresses.PEOPLE}/{person}/handovers/{handover}"
