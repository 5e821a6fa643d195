"""Two sittings of one questionnaire, item by item: what rose, what fell, what stayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.queries import ScoreLine
from muster.instruments.packs import packs
from muster.instruments.rules.specification import Method, Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.components.statuses import Status, Tone
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Pick
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name, who
from muster.web.psychologist.person.answers import Item, Sheet, line_of, read_sheet
from muster.web.psychologist.person.reading import Results, read_results
from muster.web.psychologist.queue.sheet import coded

_ASK = _("Compare two sittings")
_TITLE = _("{who}: {instrument} of {first} and of {second}")
_OPTION = _("{instrument} of {on}")
_SAME = _("Choose two sittings of one questionnaire")
_TEXTS = {
    "item": _p("column", "Question"),
    "difference": _p("column", "Difference"),
    "left_out": _("left out"),
    "journalled": _("Both readings, and the reason, are in the journal; the person can see them."),
    "totals": _("Only items that were answered both times are compared."),
}
_HIGHER, _LOWER = _p("an answer", "Higher"), _p("an answer", "Lower")
_EQUAL = Status(_p("an answer", "The same"), "grey")
_UNKNOWN = Status(_p("an answer", "Not known"), "grey")


class Pair(Form):
    """Which two, and why."""

    first = Pick(asks=_("The earlier sitting"), required=_("Select the earlier sitting"))
    second = Pick(asks=_("The later sitting"), required=_("Select the later sitting"))
    reason = Choice(
        asks=_("Why do you need these answers?"),
        hint=_("The reason is kept in the journal. The person can see that you looked."),
        required=_("Select why you need these answers"),
    )

    def __init__(self, sittings: Mapping[str, ScoreLine], data: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self._sittings = sittings

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, second = (self._sittings.get(said.get(name, "")) for name in ("first", "second"))
        if first and second:
            if first.instrument != second.instrument or first.sitting == second.sitting:
                self.refuse(_SAME, "second")
            elif first.at > second.at:
                said["first"], said["second"] = said["second"], said["first"]
        return said


@dataclass(frozen=True, slots=True)
class Compared:
    """One item answered twice; `difference` is None where one of the answers was left out."""

    first: Item
    second: Item
    difference: int | None
    status: Status

    @property
    def signed(self) -> str:
        return "" if self.difference is None else f"{self.difference:+d}".replace("-", "−")


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True, fresh=True)
def compare_page(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask which two and why, then show them side by side."""
    here = f"{addresses.PEOPLE}/{person}"
    found = read_results(PersonId(person), by=by, at=at)
    sittings = _sittings(found)
    if len(sittings) < 2:
        raise Http404
    form = Pair(sittings, request.POST or None, initial=_last_two(sittings))
    options = [(key, _option(line, found)) for key, line in sittings.items()]
    form.options(first=options, second=options, reason=coded(in_force().reasons.reading, request))
    if not form.is_valid():
        return page(request, "form.html", title=_ASK, form=form, back=here)
    said, language = form.cleaned_data, language_of(request)
    first, second = (
        read_sheet(found, line_of(found, UUID(said[name])), said["reason"], language, by, at)
        for name in ("first", "second")
    )
    one, two = (sittings[said[name]] for name in ("first", "second"))
    return page(
        request,
        "psychologist/compared.html",
        title=_TITLE.of(
            who=who(found.listed.card), instrument=instrument_name(one.instrument),
            first=_day(one, found), second=_day(two, found),
        ),
        back=here,
        texts=_TEXTS,
        heads=[
            (day, format_date(day, "d MMM y", locale=language))
            for day in (_day(one, found), _day(two, found))
        ],
        sheet=second,
        lines=_compared(first, second, _weights(packs()[one.instrument].specification)),
    )  # fmt: skip


def _sittings(found: Results) -> dict[str, ScoreLine]:
    """Return one line of each sitting by its id, the latest first."""
    kept: dict[str, ScoreLine] = {}
    for one in sorted(found.lines, key=lambda line: line.at, reverse=True):
        kept.setdefault(str(one.sitting), one)
    return kept


def _last_two(sittings: Mapping[str, ScoreLine]) -> dict[str, str]:
    """Return the last two sittings of the questionnaire that was answered twice most recently.

    Of several, one whose answers are added up: there a difference means something.
    """
    pairs: dict[str, list[str]] = {}
    for key, line in sittings.items():
        pairs.setdefault(line.instrument, []).append(key)
    twice = [one for one, found in pairs.items() if len(found) > 1]
    twice.sort(key=lambda one: not _weights(packs()[one].specification))
    if not twice:
        return {}
    second, first = pairs[twice[0]][:2]
    return {"first": first, "second": second}


def _option(line: ScoreLine, found: Results) -> Sentence:
    return _OPTION.of(instrument=instrument_name(line.instrument), on=_day(line, found))


def _day(line: ScoreLine, found: Results) -> date:
    return found.calendar.local_date(line.at)


def _weights(specification: Specification) -> dict[str, int]:
    """Return for each item that is added up whether a higher answer is heavier (1) or lighter (-1).

    Of any other item nobody has said which way is worse, and no colour may say it.
    """
    return {
        code: -1 if specification.by_code[code].reversed else 1
        for scale in specification.scales
        if scale.method is not Method.NONE
        for code in scale.items
    }


def _compared(first: Sheet, second: Sheet, weights: Mapping[str, int]) -> list[Compared]:
    earlier = {item.code: item for item in first.items}
    return [
        _line(earlier[item.code], item, weights.get(item.code, 0))
        for item in second.items
        if item.code in earlier
    ]


def _line(first: Item, second: Item, weight: int) -> Compared:
    if first.value is None or second.value is None:
        return Compared(first, second, None, _UNKNOWN)
    difference = second.value - first.value
    if not difference:
        return Compared(first, second, difference, _EQUAL)
    heavier = difference * weight
    tone: Tone = "amber" if heavier > 0 else "green" if heavier < 0 else "blue"
    word = _HIGHER if difference > 0 else _LOWER
    return Compared(first, second, difference, Status(word, tone))
