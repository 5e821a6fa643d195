"""“What if”: the head of an office asks what a change would come to, and where that comes from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.queries import in_force
from muster.transition.queries.office import MOST_WORKERS, WhatIf, own_steps, what_if
from muster.transition.rules.what_if import Change, Estimate
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Number, Pick
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("What if")
_SAYS = {
    "what": _("Days"),
    "now": _("As it is"),
    "then": _("As it would be"),
    "apart": _("The difference"),
    "from": _("Where this comes from"),
    "takes": _(
        "Everybody takes the times of a real case, drawn by chance, and waits until a caseworker "
        "has room. The office has room for as many at once as it was ever seen to carry. What "
        "people would do differently because of the change, nobody knows."
    ),
}
_ASK, _INTRO = (
    _("Work it out"),
    _("The office is played through twice on the same cases: as it is, and as it would be."),
)
_ROWS = (
    _("From the opening to work: half within"),
    _("From the opening to work: nine in ten within"),
    _("Waiting for a caseworker, on average"),
)
_BETWEEN = _("{value} ({low} to {high})")
_COUNTED = _(
    "{count} played cases in ten runs, on {real} real ones from {since} to {until}: {workers} "
    "caseworkers, {room} cases carried at once at most, {busy} now. The real half was within "
    "{observed} days. In brackets: where the truth of such runs lies in 95 of 100."
)


class Asked(Form):
    workers = Number(
        asks=_("How many caseworkers more?"), at_least=0, at_most=MOST_WORKERS,
        required=_("Enter how many, 0 for none"),
    )  # fmt: skip
    intake = Choice(
        asks=_("How many people come?"),
        options=[
            ("1", _p("people", "As many as now")),
            ("1.5", _p("people", "Half as many again")),
            ("2", _p("people", "Twice as many")),
        ],
        required=_("Select how many people come"),
    )
    without = Pick(asks=_("Which step is left out?"), options=[])
    first = Pick(asks=_("Which step runs at the same time"), options=[])
    second = Pick(asks=_("as which other?"), options=[])


@serves(HEAD_OF_OFFICE, posts=True)
def asking(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a change; posted, show what it would come to."""
    language, answer = language_of(request), None
    states = in_force().track.path.states
    steps = [(key, states[key].name.said_in(language)) for key in own_steps(in_force())]
    form = Asked(request.POST or None, initial={"workers": 0, "intake": "1"})
    form.options(without=steps, first=steps, second=steps)
    if form.is_valid():
        try:
            answer = what_if(change=_change(form.cleaned_data), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
    return page(
        request, "caseworker/what_if.html", title=_TITLE, says=_SAYS, form=form,
        back=addresses.OFFICE, button=_ASK, intro=_INTRO,
        rows=[] if answer is None else _rows(answer),
        counted=None if answer is None else _counted(answer),
    )  # fmt: skip


def _change(given: dict[str, object]) -> Change:
    both = tuple(str(given[name]) for name in ("first", "second") if given[name])
    return Change(
        int(str(given["workers"])), str(given["without"]),
        both if len(set(both)) == 2 else (), float(str(given["intake"])),
    )  # fmt: skip


def _rows(answer: WhatIf) -> list[tuple[Sentence, Sentence, Sentence, Sentence]]:
    sides = (answer.compared.now, answer.compared.then, answer.compared.difference)
    return [
        (says, *(_said(getattr(side, name)) for side in sides))
        for says, name in zip(_ROWS, ("median", "most", "wait"), strict=True)
    ]  # type: ignore[misc] — each side says three sentences


def _said(one: Estimate) -> Sentence:
    value, low, high = (round(days, 1) for days in (one.value, one.low, one.high))
    return _BETWEEN.of(value=value, low=low, high=high)


def _counted(answer: WhatIf) -> Sentence:
    source = answer.source
    return _COUNTED.of(
        count=answer.compared.cases, real=len(source.profiles), since=source.since.date(),
        until=source.until.date(), workers=source.workers, room=source.room, busy=source.busy,
        observed=f"{source.observed:.0f}",
    )  # fmt: skip
