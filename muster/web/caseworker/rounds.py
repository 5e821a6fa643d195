"""A job fair or an intake of places: who would get what, both ways, who objects, gains or loses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.transition.commands.rounds import give_round
from muster.transition.queries.rounds import Looked, look_at_round, round_partners
from muster.transition.rules.rounds import Outcome, Pair, Tie
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Form, Pick, Question
from muster.web.pages import page

_WORK = (CASEWORKER, HEAD_OF_OFFICE)
_TITLE = _("Hold a round")
_PAIRS = 3
_SAYS = {
    "who": _("Who"),
    "stable": _("So that nobody has reason to object"),
    "best": _("So that the total is greatest"),
    "nothing": _p("a place in a round", "nothing"),
    "placed": _("Places given"),
    "first": _("Got their first wish"),
    "total": _("How well it suits, in all"),
    "objections": _("Have reason to object"),
    "pairs": _("Pairs together"),
    "compare": _("Both ways compared"),
    "gain": _("Would gain by the greatest total"),
    "lose": _("Would lose by it"),
    "nobody": _("Nobody has asked for an open vacancy of these partners."),
    "unnamed": _("Somebody without a name in the packet"),
    "says": _(
        "Wishes stand in the order in which people asked; partners would rather have whom the work "
        "suits better. Two who ask together are seated first where both can be together: a couple "
        "in one region, unit mates with one partner. To such a round somebody may always object."
    ),
}
_AWAY = _n(
    "{count} wish was left out because of a licence, a condition, the place or the first day.",
    "{count} wishes were left out because of a licence, a condition, the place or the first day.",
)
_COMES = _n(
    "{name}: {count} person waits for an answer", "{name}: {count} people wait for an answer"
)
_TOGETHER = {
    Tie.COUPLE: _("{one} and {other} asked together, as a couple."),
    Tie.MATE: _("{one} and {other} asked together, as unit mates."),
}
_LOOK, _DO = _("Look at the round"), _("Do it")
_TIES = [
    (Tie.COUPLE.value, _("A couple: in one region")),
    (Tie.MATE.value, _("Unit mates: with one partner")),
]


class Choosing(Question):
    partners = Choices(
        asks=_("Which partners take part?"), options=[],
        required=_("Select at least one partner"),
    )  # fmt: skip


class Holding(Form):
    """What is done with a round; pairs are asked for in rows of three fields."""

    what = Choice(
        asks=_("What is to be done?"),
        options=[
            ("look", _("Look again, with these pairs")),
            ("stable", _("Offer the places so that nobody has reason to object")),
            ("best", _("Offer the places so that the total is greatest")),
        ],
        required=_("Select what is to be done"),
    )


@serves(*_WORK, posts=True)
def choose(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask which partners take part; posted, show the round, or offer its places."""
    comes = round_partners(by=by, at=at)
    form = Choosing(request.POST or None)
    form.options(
        partners=[(str(one.partner), _COMES.of(name=one.name, count=one.waiting)) for one in comes]
    )
    if not comes:
        return page(
            request, "caseworker/round.html", title=_TITLE, says=_SAYS, back=addresses.PARTNERS
        )
    if form.is_valid():
        return _round(request, [UUID(one) for one in form.cleaned_data["partners"]], by, at)
    return page(
        request, "form.html", title=_TITLE, form=form, back=addresses.PARTNERS, button=_LOOK,
        intro=(_SAYS["says"],),
    )  # fmt: skip


def _round(request: HttpRequest, partners: list[UUID], by: Viewer, at: Instant) -> HttpResponse:
    plain = look_at_round(partners=partners, pairs=(), by=by, at=at)
    form = _form(request, plain)
    found = plain
    if "what" in request.POST and form.is_valid():
        pairs = list(_pairs(form.cleaned_data))
        found = look_at_round(partners=partners, pairs=pairs, by=by, at=at)
        what = form.cleaned_data["what"]
        if what != "look":
            outcome = found.round.best if what == "best" else found.round.stable
            try:
                give_round(
                    partners=partners, pairs=pairs, best=what == "best", expected=outcome.placed,
                    by=by, at=at,
                )  # fmt: skip
            except Refused as refusal:
                form.refuse(refusal)
            else:
                return HttpResponseRedirect(addresses.PARTNERS, status=303)
    return _shown(request, partners, found, form)


def _form(request: HttpRequest, found: Looked) -> Form:
    form = Holding(request.POST if "what" in request.POST else None, initial={"what": "look"})
    names = found.gathered.names
    agreed = {key for one in found.gathered.pairs for key in (one.one, one.other)}
    people: list[tuple[str, Sentence | str]] = [
        (one.key, names[one.key] or _SAYS["unnamed"])
        for one in found.gathered.comers
        if one.key not in agreed
    ]
    rows = []
    for number in range(min(_PAIRS, len(people) // 2)):
        one, other, tie = (f"{name}{number}" for name in ("one", "other", "tie"))
        form.fields[one] = Pick(asks=_("Who asks together with somebody?"), options=people)
        form.fields[other] = Pick(asks=_("With whom?"), options=people)
        form.fields[tie] = Choice(asks=_("As what?"), options=_TIES, inline=True)
        rows += [one, other, tie]
    form.order_fields([*rows, "what"])
    return form


def _pairs(given: dict[str, Any]) -> Iterator[Pair]:
    for number in range(_PAIRS):
        one, other = given.get(f"one{number}"), given.get(f"other{number}")
        if one and other and one != other:
            yield Pair(one, other, Tie(given.get(f"tie{number}") or Tie.MATE.value))


def _shown(request: HttpRequest, partners: list[UUID], found: Looked, form: Form) -> HttpResponse:
    gathered, held = found.gathered, found.round

    def name(key: str) -> Sentence | str:
        return gathered.names[key] or _SAYS["unnamed"]

    def place(outcome: Outcome, key: str) -> Sentence | str:
        got = outcome.given[key]
        if not got:
            return _SAYS["nothing"]
        one = gathered.vacancies[got]
        return f"{one.title}, {one.by}"

    ways = (held.stable, held.best)
    figures = [(_SAYS[says], *(value(one) for one in ways)) for says, value in _FIGURES.items()]
    return page(
        request, "caseworker/round.html", title=_TITLE, says=_SAYS, back=addresses.PARTNERS,
        rows=[
            (name(one.key), *(place(way, one.key) for way in ways)) for one in gathered.comers
        ],
        figures=figures, gain=[name(one) for one in held.gain],
        lose=[name(one) for one in held.lose], form=form, partners=partners, button=_DO,
        agreed=[
            _TOGETHER[one.tie].of(one=name(one.one), other=name(one.other))
            for one in gathered.pairs
        ],
        away=_AWAY.of(count=gathered.kept_away) if gathered.kept_away else "",
    )  # fmt: skip


_FIGURES = {
    "placed": lambda one: one.placed,
    "first": lambda one: one.wishes[0] if one.wishes else 0,
    "total": lambda one: one.total,
    "objections": lambda one: one.objections,
    "pairs": lambda one: one.pairs,
}
