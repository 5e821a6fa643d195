"""A handover as the person it is about sees it: who, when, and exactly what goes along.

They leave out what they do not want to go along, add words and wishes of their own, and say yes or
no; and they may take a summary of their care with them, on paper and as a file.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.care.commands.letters import answer_letter
from muster.care.queries.caring import own_caring
from muster.care.queries.letters import OwnHandover, own_handovers, own_summary
from muster.care.rules.handovers import Stage
from muster.care.rules.letters import LONGEST, PARTS, OwnWords, Part
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.consents import Item
from muster.people.queries.own import own_record
from muster.web import addresses
from muster.web.care.coded import in_force, said
from muster.web.care.handovers.passing import mark_of, sections_of
from muster.web.care.handovers.summary import Made, fhir_of, pdf_of
from muster.web.care.handovers.words import STAGES
from muster.web.doors import serves
from muster.web.forms import Choices, Form, LongText, YesNo
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.consents import address_of
from muster.web.pages import page

_TITLE = _("When somebody else takes over your care")
_SAYS = {
    "none": _("Nobody takes over your care at the moment."),
    "stays": _(
        "Whoever has your care now stays responsible until you have met whoever takes over."
    ),
    "outside": _(
        "You leave the force, and your care goes on with a clinic near home. Your consents are "
        "asked anew then; look at them before you go."
    ),
    "why": _("Why"),
    "day": _("From"),
    "stands": _("Where it stands"),
    "who": _("Who takes over"),
    "visit": _("Your first visit"),
    "letter": _("What is to go along"),
    "no_letter": _("Your clinician has not written anything yet. You see it here first."),
    "answered": _("What you said to it"),
    "yours": _("A summary of your care, for you to hold"),
    "yours_says": _("It is yours. Give it to whoever you choose, or to nobody."),
    "pdf": _("Keep it as a PDF"),
    "fhir": _("Keep it as a file for a clinic's system (FHIR)"),
    "consents": _("Your consents"),
    "caring": _("Caring messages over the year after you leave or move"),
    "caring_says": _(
        "Eleven short messages in twelve months: somebody thinks of you, and no answer is needed. "
        "They say nothing about you or your care."
    ),
    "caring_no": _("You get none, because you have not agreed to them."),
    "caring_agree": _("Agree to them"),
    "caring_last": _("The last one came on {day}."),
    "caring_next": _("The next one comes on {day}."),
    "caring_stop": _("Stop these messages"),
}
_ANSWER = _("Say this")


class Saying(Form):
    """Yes or no, what goes along, and words of one's own."""

    agrees = YesNo(
        asks=_("Do you agree that this goes along?"),
        required=_("Select whether you agree that this goes along"),
    )
    stays = Choices(
        asks=_("What goes along?"), hint=_("Take out what you do not want to go along.")
    )
    words = LongText(
        asks=_("What should whoever takes over know from you?"),
        hint=_("In your own words."),
        rows=3,
        longest=LONGEST,
    )
    wishes = LongText(asks=_("What do you wish for?"), rows=3, longest=LONGEST)


@serves(MEMBER, posts=True, fresh=True, takes_late=True)
def handover(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the handover that is open, or was last; posted, answer its letter."""
    found = next(iter(own_handovers(person=own.own(by), by=by, at=at)), None)
    language, form = language_of(request), None
    if found is not None and found.letter is not None and found.stage not in _OVER:
        form = _form(request, found)
        if form.is_valid() and _answered(form, found, by, at):
            return own.to(own.HANDOVER)
    if request.method == "POST" and form is not None:
        return page(
            request, "form.html", title=_ANSWER, form=form, button=_ANSWER, back=own.HANDOVER
        )
    if request.method == "POST":
        return own.to(own.HANDOVER)
    return page(
        request,
        "member/handover.html",
        title=_TITLE,
        back=addresses.MEMBER,
        says=_SAYS,
        form=form,
        answer=_ANSWER,
        consents_at=own.CONSENTS,
        summary_at=f"{own.HANDOVER}/summary",
        caring=own_caring(person=own.own(by), by=by, at=at),
        caring_at=address_of(Item.CONTACTS),
        **_drawn(found, language),
    )


@serves(MEMBER, fresh=True)
def summary(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give the person the summary of their care on paper."""
    return pdf_of(_made(by, at), language_of(request))


@serves(MEMBER, fresh=True)
def summary_as_fhir(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give it as a FHIR document."""
    return fhir_of(_made(by, at), language_of(request))


_OVER = (Stage.KEPT, Stage.ENDED)


def _made(by: Viewer, at: Instant) -> Made:
    person = own.own(by)
    record = own_record(person=person, by=by, at=at)
    return Made(record.card, own_summary(person=person, by=by, at=at), at)


def _form(request: HttpRequest, found: OwnHandover) -> Saying:
    letter = found.letter
    assert letter is not None
    going = [one for one in letter.offered if one not in letter.left_out]
    start = {"stays": going, "words": letter.own.words, "wishes": letter.own.wishes}
    form = Saying(request.POST or None, initial={**start, "agrees": letter.agreed})
    form.options(stays=[(one, PARTS[Part(one)]) for one in letter.offered])
    return form


def _answered(form: Saying, found: OwnHandover, by: Viewer, at: Instant) -> bool:
    given, letter = form.cleaned_data, found.letter
    assert letter is not None
    try:
        answer_letter(
            person=own.own(by), letter=letter.letter, agrees=given["agrees"],
            left_out=[one for one in letter.offered if one not in given["stays"]],
            own=OwnWords(given["words"] or "", given["wishes"] or ""), by=by, at=at,
        )  # fmt: skip
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _drawn(found: OwnHandover | None, language: str) -> dict[str, Any]:
    if found is None:
        return {"found": None}
    offered = () if found.letter is None else tuple(Part(one) for one in found.letter.offered)
    return {
        "found": found,
        "why": said([found.why], in_force().reasons.handover, language)[0],
        "mark": STAGES[found.stage],
        "letter_mark": mark_of(found.letter),
        "sections": list(sections_of(found.letter, found.everything, offered, language)),
    }
