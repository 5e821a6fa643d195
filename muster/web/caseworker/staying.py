"""The head of an office: how many stay in the work they began, and whether all fare as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse

from muster.access.roles import HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.queries.staying import Staying, Told
from muster.transition.queries.staying import staying as told_of
from muster.transition.rules.faring import PAY, SATISFIED, WORKS
from muster.transition.rules.staying import ADJUSTED, RANK, SEX, rounded
from muster.web import addresses
from muster.web.charts.staying import staircase
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Who stays in work")
_SAYS = {
    "none": _("Too few people have begun work here to tell how many stay."),
    "from": _(
        "Of everybody who began work or training by this office, so many in a hundred were still "
        "there after so many days. Who still is counts for as long as they have been (Kaplan and "
        "Meier); in brackets, between what it lies in 95 of 100."
    ),
    "groups": _("Does everybody fare as well?"),
    "say": _(
        "Counted as people themselves said, by their own wish. Figures are rounded to five, are "
        "made once a month, and are told of no group of fewer than {least}."
    ),
    "people": _("Began work"),
    "days": _("After {days} days"),
    "group": _("Group"),
    "all": _("All together"),
    "not_said": _("Did not say"),
    "hidden": _("Groups too small to be told of, or hidden with one that is: {count}."),
    "nobody": _("Nobody who began work has said so yet."),
    "counted": _("Counted on"),
    "answers": _("What people say of their work"),
    "answers_from": _(
        "The last answer of everybody who said how they are, to the next five in a hundred of "
        "those whose answers can be told. An answer that fewer than {least} gave is told of nobody."
    ),
    "answer": _("What they say"),
    "share": _("In a hundred"),
}
_KINDS: Mapping[str, tuple[Sentence, Mapping[str, Sentence]]] = {
    "sex": (_("By sex"), SEX),
    "region": (_("By region"), {}),
    "rank": (_("By rank"), RANK),
    "adjusted": (_("By whether an adjustment is needed at work"), ADJUSTED),
}
_ANSWERS: Mapping[str, tuple[Sentence, Mapping[str, Sentence]]] = {
    "works": (_("In work or training"), WORKS),
    "pay": (_("The pay"), PAY),
    "satisfied": (_("Satisfied"), SATISFIED),
}
_DESCRIBED = _("{share} in a hundred after {days} days")
_SHARE, _FIVE = _("{share} % ({low} to {high})"), _("{share} %")


@serves(HEAD_OF_OFFICE)
def staying(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the curve of everybody with its table, and the groups side by side."""
    found, language = told_of(by=by, at=at), language_of(request)
    whole = found.everybody
    return page(
        request, "caseworker/staying.html", title=_TITLE, says=_SAYS, back=addresses.OFFICE,
        whole=whole, chart=None if whole is None else _chart(whole, found, language),
        heads=[_SAYS["days"].of(days=days) for days in found.marks],
        everybody=[] if whole is None else list(_shares(whole, found)),
        answers=list(_answers(found)), answers_say=_SAYS["answers_from"].of(least=found.least),
        groups=list(_groups(found, language)), groups_say=_SAYS["say"].of(least=found.least),
    )  # fmt: skip


def _chart(whole: Told, found: Staying, language: str) -> object:
    described = "; ".join(
        _DESCRIBED.of(share=f"{point.share:.0f}", days=days).said_in(language)
        for days in found.marks
        if (point := whole.at(days)) is not None
    )
    steps = [(one.days, one.share, one.low, one.high) for one in whole.points]
    title = _TITLE.said_in(language)
    return staircase(steps, found.marks, title=title, description=described)


def _shares(whole: Told, found: Staying) -> Iterator[Sentence | str]:
    for days in found.marks:
        point = whole.at(days)
        yield (
            "–"
            if point is None
            else _SHARE.of(
                share=f"{point.share:.0f}", low=f"{point.low:.0f}", high=f"{point.high:.0f}"
            )
        )


def _groups(
    found: Staying, language: str
) -> Iterator[tuple[Sentence, list[tuple[object, int, list[object]]], object]]:
    for kind, (says, named) in _KINDS.items():
        rows = []
        for one in found.groups[kind]:
            name: object = named.get(one.group, one.group) or _SAYS["not_said"]
            shares = [_five(one, days) for days in found.marks]
            rows.append((name, one.people, shares))
        hidden = found.hidden[kind]
        yield says, rows, _SAYS["hidden"].of(count=hidden) if hidden else ""


def _answers(found: Staying) -> Iterator[tuple[Sentence, list[tuple[Sentence, object]], object]]:
    """Yield each question with its answers that can be told, and that some are not."""
    for question, (says, named) in _ANSWERS.items():
        told = {one.group: one.people for one in found.said[question]}
        whole, hidden = sum(told.values()), found.hidden[question]
        rows = (
            []
            if hidden and len(told) == 1
            else [
                (words, _FIVE.of(share=rounded(100 * told[code] / whole)))
                for code, words in named.items()
                if code in told
            ]
        )  # of one answer beside hidden ones a share says nothing
        yield says, rows, _SAYS["hidden"].of(count=hidden) if hidden else ""


def _five(one: Told, days: int) -> object:
    point = one.at(days)
    return "–" if point is None else _FIVE.of(share=rounded(point.share))
