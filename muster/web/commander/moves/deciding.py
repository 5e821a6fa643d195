"""Requests for a post for a time as a commander reads them: who, how long, which posts fit, at what
price. Nothing says why, because nothing that stands here knows it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.deciding import ask_to_swap, decide_move
from muster.people.move_forms import Offered
from muster.people.queries.temporary import FormRead, move_form, move_forms
from muster.people.rules.swaps import Word
from muster.people.unit_names import UnitName
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.commander.moves.lines import cost, reasons
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Posts for a time")
_ONE = _("A post for a time")
_WAITS = Status(_("Waits for you"), "amber")
_SAID = Status(_("Decided; it is being carried out"), "blue")
_RUNS = Status(_("Decided"), "green")
WORDS_OF_SWAPS = {
    Word.NOT_ASKED: Status(_("Whoever holds it was not asked yet"), "grey"),
    Word.ASKED: Status(_("Asked whether they would swap; no answer yet"), "amber"),
    Word.AGREED: Status(_("Whoever holds it agreed to swap"), "green"),
    Word.DECLINED: Status(_("Whoever holds it would rather not swap"), "grey"),
}
_DECIDE = _("Decide")
_NONE = "none"
_SAYS = {
    "intro": _(
        "Each request says what a post is not to demand, and for how long. Family, training, "
        "rotation and health use the same form; it does not say which, and you need not ask."
    ),
    "none": _("Nobody of yours is to have another post for a time at the moment."),
    "look": _("Look at the posts that fit"),
    "gone": _("A request leaves this page with its last day; the person is then back."),
    "proposed": _("Personnel proposes this post, together with those for others."),
    "beyond": _("It belongs to a unit that you do not lead: whoever leads both decides."),
    "more": _("More posts fit that are farther away: {count}."),
    "no_fit": _(
        "No post that fits is vacant or can be swapped at the moment. Posts are looked for again "
        "every quarter of an hour."
    ),
    "reasons": _("Why it fits, and what it costs"),
    "ask": _("Let whoever holds it be asked"),
    "swaps": _(
        "A post that somebody holds can be chosen once they agree to swap. They read which post "
        "they would take and for how long; not for whom, and not why. They may decline without a "
        "reason."
    ),
    "return": _("The return to the present post comes by itself on the day after."),
}


class Deciding(fields.Form):
    """One of the posts that fit, or none of them."""

    post = fields.Choice(
        asks=_("Which post will it be?"), options=[], required=_("Select a post, or none of them")
    )


@serves(COMMANDER)
def forms(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the requests that stand before command, those that wait first."""
    found = move_forms(by=by, at=at)
    return page(
        request,
        "commander/moves.html",
        title=_TITLE,
        says={**WORDS, **_SAYS},
        rows=[
            {
                "name": one.form.name,
                "unit": one.names[one.form.unit].code,
                "status": _status(one),
                "days": _days(one),
                "href": f"{addresses.COMMAND_MOVES}/{one.id}",
            }
            for one in found
        ],
    )


@serves(COMMANDER, posts=True)
def form(request: HttpRequest, *, by: Viewer, at: Instant, form: UUID) -> HttpResponse:
    """Show the posts that fit, the nearest first, and take the decision."""
    found, language = move_form(form=form, by=by, at=at), language_of(request)
    stands = found.form
    asking = None if found.decided is not None else Deciding(request.POST or None)
    if asking is not None:
        mine = [one for one in stands.options if one.unit in found.mine and one.open]
        choices = [(str(one.post), _named(one.title, found.names[one.unit])) for one in mine]
        asking.options(post=[*choices, (_NONE, _("None of them"))])
        if asking.is_valid():
            given = asking.cleaned_data["post"]
            post = None if given == _NONE else UUID(given)
            try:
                decide_move(form=form, post=post, by=by, at=at)
            except Refused as refusal:
                asking.refuse(refusal, "post")
            else:
                return HttpResponseRedirect(addresses.COMMAND_MOVES)
    return page(
        request,
        "commander/move.html",
        title=_ONE,
        back=addresses.COMMAND_MOVES,
        says={**WORDS, **_SAYS},
        name=stands.name,
        unit=found.names[stands.unit].code,
        post=stands.post,
        mark=_status(found),
        days=_days(found),
        options=_options(found, language),
        more=_SAYS["more"].of(count=stands.more) if stands.more else None,
        swaps=_SAYS["swaps"] if any(one.asked for one in stands.options) else None,
        ask_at=f"{addresses.COMMAND_MOVES}/{form}/ask",
        asking=asking,
        decide=_DECIDE,
    )


class AskingToSwap(fields.Form):
    """The post of which somebody is to be asked."""

    post = fields.Hidden()


@serves(COMMANDER, posts=True)
def ask(request: HttpRequest, *, by: Viewer, at: Instant, form: UUID) -> HttpResponse:
    """Let whoever holds a post be asked whether they would swap."""
    there, given = f"{addresses.COMMAND_MOVES}/{form}", AskingToSwap(request.POST or None)
    if request.method == "POST" and given.is_valid():
        try:
            post = UUID(given.cleaned_data["post"])
        except ValueError:
            raise NOT_FOUND.refused() from None
        ask_to_swap(form=form, post=post, by=by, at=at)
    return HttpResponseRedirect(there)


def _options(found: FormRead, language: str) -> list[dict[str, object]]:
    return [
        {
            "title": _named(one.title, found.names[one.unit]),
            "where": found.names[one.unit].said_in(language),
            "reasons": reasons(one, found.form, language),
            "cost": cost(one),
            "proposed": one.post == found.form.proposed,
            "beyond": one.unit not in found.mine,
            "post": one.post,
            "swap": (word := _word(one, found)) and WORDS_OF_SWAPS[word],
            "to_ask": word is Word.NOT_ASKED and one.unit in found.mine and found.decided is None,
        }
        for one in found.form.options
    ]


def _word(one: Offered, found: FormRead) -> Word | None:
    """Return how it stands with whoever would swap, None where nobody has to."""
    if not one.asked:
        return None
    return Word.ASKED if one.post in found.asking else Word(one.asked)


def _named(title: str, unit: UnitName) -> str:
    return f"{title}, {unit.code}"


def _days(one: FormRead) -> object:
    form = one.form
    return WORDS["from_to"].of(starts=form.starts, ends=form.ends, review=form.review)


def _status(one: FormRead) -> Status:
    if one.form.chosen is not None:
        return _RUNS
    return _WAITS if one.decided is None else _SAID
