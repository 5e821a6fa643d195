"""A member is asked whether they would swap posts with somebody for a time: which post, how long.

The page knows neither for whom nor why, and asks for no reason in return.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.people.commands.swapping import answer_swap
from muster.people.queries.swaps import Swap, SwapPost, own_swaps
from muster.people.rules.swaps import Became, Word
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.care.coded import functions_of, in_force
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Question
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.reading import read_as

SAYS = {
    "title": _("You are asked whether you would swap posts for a time"),
    "own": _("Your post"),
    "other": _("The post you would take"),
    "demands": _("It demands"),
    "nothing": _("nothing that is listed"),
    "days": _("From {starts} to {ends}. On the day after, you are back in your own post."),
    "answer": _("Say yes or no"),
    "again": _("Answer otherwise"),
    "taken": _("{who} took this answer down for you on {day}. If it is not so, answer otherwise."),
}
_FREELY = _(
    "You may decline, and nobody asks why. Command reads that whoever holds the post agreed or did "
    "not; your answer is used for nothing else."
)
_UNSAID = _("Why a post is looked for is not known here: training, family, rotation and more are "
            "asked for in the same words.")  # fmt: skip
_NIGHTS = _n("{count} night in a month", "{count} nights in a month")
_SAVE = _("Send the answer")
_WORDS = {
    Word.ASKED: Status(_("Waits for your answer"), "amber"),
    Word.AGREED: Status(_("You agreed; command decides"), "blue"),
    Word.DECLINED: Status(_("You declined"), "grey"),
}
_BECAME = {
    Became.SWAPPED: Status(_("Decided: you swap"), "green"),
    Became.DROPPED: Status(_("No longer needed"), "grey"),
}


class Answering(Question):
    agrees = Choice(
        asks=_("Would you swap posts for this time?"),
        options=[("yes", _("Yes, I agree")), ("no", _("No, I decline"))],
        required=_("Select yes or no"),
    )


@serves(MEMBER, posts=True, fresh=True)
def answer(request: HttpRequest, *, by: Viewer, at: Instant, swap: UUID) -> HttpResponse:
    """Ask whether they would swap; until anything came of it, the last word counts."""
    found = own_swaps(person=own.own(by), by=by, at=at)
    one = next((one for one in found if one.question == swap and one.became is None), None)
    if one is None:
        raise Http404
    form, language = Answering(request.POST or None), language_of(request)
    if form.is_valid():
        agrees = form.cleaned_data["agrees"] == "yes"
        answer_swap(person=own.own(by), question=swap, agrees=agrees, by=by, at=at)
        return own.to(own.MOVES)
    return page(
        request, "member/swap.html", title=SAYS["title"], says=SAYS, one=drawn(one, language),
        form=form, button=_SAVE, intro=(_UNSAID, _FREELY), back=own.MOVES,
    )  # fmt: skip


def drawn(one: Swap, language: str) -> dict[str, object]:
    """Return what a page shows of a question."""
    return {
        "taken": _taken(one),
        "status": _WORDS[one.word] if one.became is None else _BECAME[one.became],
        "own": _named(one.own),
        "other": _named(one.other),
        "demands": _demands(one.other, language),
        "days": SAYS["days"].of(starts=one.starts, ends=one.ends),
        "answer": f"{addresses.OWN_SWAPS}/{one.question}" if one.became is None else None,
        "says": SAYS["answer"] if one.word is Word.ASKED else SAYS["again"],
    }


def _taken(one: Swap) -> Sentence | None:
    """Return who took an answer down on the reader's behalf, and when; None where nobody did."""
    if one.taken_by is None or one.said_on is None or one.became is not None:
        return None
    taken_by = one.taken_by
    names = read_as(Audience.PLATFORM, lambda: account_names([taken_by]))
    return SAYS["taken"].of(who=names.get(taken_by, "–"), day=one.said_on)


def _named(post: SwapPost) -> object:
    return WORDS["post"].of(post=post.title, unit=post.unit.code)


def _demands(post: SwapPost, language: str) -> list[object]:
    said: list[object] = [*functions_of(in_force(), sorted(post.demands.functions), language)]
    if post.demands.nights:
        said.append(_NIGHTS.of(count=post.demands.nights))
    return said or [SAYS["nothing"]]
