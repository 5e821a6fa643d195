"""Programmes of support where one would live; asking for one; and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.agency import Words
from muster.transition.commands.support import ask_for_support, take_support_back
from muster.transition.notes import LONGEST
from muster.transition.queries.support import MySupport, one_support, own_support
from muster.transition.rules.support import FOLLOWS, KINDS, OVER, Act
from muster.transition.support import Held
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText, Question, Text, Tick
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.supported import AHEAD, FIRST, STAGES, free_of, lines_of, reason_of

SUPPORT = f"{own.TRACK}/support"
TITLE = _("Programmes of support where you would live")
_SAYS = {
    "intro": _(
        "Towns and regions say here what they give to people who leave service: housing, money, "
        "transport, help for the family. You may ask yourself, or your caseworker does it with you."
    ),
    "regions": _("You see those of the places that you named for work: {regions}."),
    "everywhere": _("You named no place yet, so you see those of every region."),
    "change": _("Change where you would live"),
    "of_kind": _("{kind} ({count})"),
    "none": _("No local authority has put in a programme for these places yet."),
    "asked": _("Programmes that you asked for"),
    "read": _("Read it, and ask for it"),
    "since": _("Asked on"),
    "due": _("Answered by"),
    "back": _("Take it back"),
    "task": _("Your caseworker asked for it with you."),
    "report": _("This partner asked me something it may not ask"),
    "only": _(
        "This local authority reads your name and what you write here, and nothing else of you. "
        "You may take it back; from that moment it reads nothing more."
    ),
}
MANY = 12
"""More programmes than this stand folded by their kind, so that a phone shows what there is."""
Offer = tuple[Held, Sentence, Status, str]
"""A programme, the name of its kind, whether a place is free, and its address."""
_ASK, _SAVE = _("Ask for it"), _("Put on record")


class Asking(Form):
    name = Text(asks=_("Your name"), longest=LONGEST, required=_("Enter your name"))
    needed = LongText(
        asks=_("What do you need, and how are you reached?"), rows=4, longest=LONGEST,
        hint=_("Only what you need, and never why"), required=_("Write what you need"),
    )  # fmt: skip
    agreed = Tick(asks=_("This local authority may read what I write here"))


class Back(Question):
    sure = Choice(
        asks=_("Take it back?"),
        options=[("back", _("Take it back; the place goes to whoever is next"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the programmes of one's regions, and what became of those one asked for."""
    found, language = own_support(person=own.own(by), by=by, at=at), language_of(request)
    waits = {one.held.key for one in found.asked if one.state.stage not in OVER}
    offers = [
        (one, KINDS[one.programme.kind], free_of(one, found.year), f"{SUPPORT}/{one.key}")
        for one in found.offers
        if one.key not in waits
    ]
    return page(
        request, "member/support.html", title=TITLE, says=_SAYS, back=own.TRACK,
        regions=_SAYS["regions"].of(regions=", ".join(found.regions)) if found.regions
        else _SAYS["everywhere"],
        wishes_at=f"{own.WORK}/wishes",
        asked=[_asked(one, language) for one in found.asked if one.state.stage is not None],
        offers=offers, kinds=_by_kind(offers) if len(offers) > MANY else [],
    )  # fmt: skip


def _by_kind(offers: Sequence[Offer]) -> list[tuple[Sentence, list[Offer]]]:
    """Return many programmes by their kind, each kind to be opened by itself."""
    kinds = [(KINDS[key], [one for one in offers if one[0].programme.kind == key]) for key in KINDS]
    return [(_SAYS["of_kind"].of(kind=says, count=len(here)), here) for says, here in kinds if here]


def _asked(one: MySupport, language: str) -> tuple[object, ...]:
    state = one.state
    told: object = reason_of(state, language)
    if state.ahead is not None:
        told = AHEAD.of(count=state.ahead) if state.ahead else FIRST
    may = one.task is None and state.stage in FOLLOWS[Act.TAKEN_BACK]
    return (
        one, None if state.stage is None else STAGES[state.stage], told,
        f"{SUPPORT}/asked/{one.ask}" if may else "", f"{own.WORK}/report/{one.held.partner}",
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def programme(request: HttpRequest, *, by: Viewer, at: Instant, aid: UUID) -> HttpResponse:
    """Show one programme; posted, ask for it."""
    person, language = own.own(by), language_of(request)
    held, name, year = one_support(person=person, support=aid, by=by, at=at)
    form = Asking(request.POST or None, initial={"name": name})
    if form.is_valid():
        given = form.cleaned_data
        try:
            ask_for_support(
                person=person, support=aid, ask_id=new_id(),
                words=Words(given["name"], given["needed"]), agreed=bool(given["agreed"]), by=by,
                at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(SUPPORT)
    return page(
        request, "member/support_one.html", title=held.programme.title, says=_SAYS, back=SUPPORT,
        held=held, free=free_of(held, year), lines=lines_of(held, language), form=form,
        button=_ASK, report_at=f"{own.WORK}/report/{held.partner}",
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def back(request: HttpRequest, *, by: Viewer, at: Instant, ask: UUID) -> HttpResponse:
    """Ask once more, then take back what one asked for."""
    person = own.own(by)
    asked = own_support(person=person, by=by, at=at).asked
    one = next((mine for mine in asked if mine.ask == ask), None)
    if one is None or one.task is not None or one.state.stage not in FOLLOWS[Act.TAKEN_BACK]:
        raise Http404
    form = Back(request.POST or None)
    if form.is_valid():
        take_support_back(person=person, ask_id=ask, by=by, at=at)
        return own.to(SUPPORT)
    return page(
        request, "form.html", title=one.held.programme.title, form=form, back=SUPPORT,
        intro=(one.held.by,), button=_SAVE,
    )  # fmt: skip
