"""Answers item by item: asked for with a reason, after signing in again, and journalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.queries import ScoreLine, answers
from muster.instruments.packs import Pack, packs
from muster.instruments.wording import Wording
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_name, who
from muster.web.psychologist.person.reading import Results, read_results
from muster.web.psychologist.queue.sheet import coded

_TITLE = _("Answers of {who}: {instrument} of {on}")
TEXTS = {
    "item": _p("column", "Question"),
    "answer": _p("column", "Answer"),
    "mark": _p("column", "Remark"),
    "left_out": _("left out"),
    "acted_on": _("An answer that is always acted on"),
    "words": _("Where the words are from"),
    "no_words": _("The wording of this questionnaire is not installed here; its codes are shown."),
    "journalled": _("This reading, and the reason, are in the journal; the person can see it."),
}


class WhyRead(Form):
    """The reason for reading answers."""

    reason = Choice(
        asks=_("Why do you need these answers?"),
        hint=_("The reason is kept in the journal. The person can see that you looked."),
        required=_("Select why you need these answers"),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answer; `says` is the answer's own words, "" where left out."""

    code: str
    asks: str
    value: int | None
    says: str
    acted_on: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sitting's answers in the words that the person read, where these are installed."""

    items: tuple[Item, ...]
    language: str
    mark: Sentence | None
    source: str
    worded: bool


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True, fresh=True)
def answers_page(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, sitting: UUID
) -> HttpResponse:
    """Ask for the reason, then show the answers of one sitting."""
    here = f"{addresses.PEOPLE}/{person}"
    whole = read_results(PersonId(person), by=by, at=at)
    line = line_of(whole, sitting)
    title = _TITLE.of(
        who=who(whole.listed.card),
        instrument=instrument_name(line.instrument),
        on=whole.calendar.local_date(line.at),
    )
    form = WhyRead(request.POST or None)
    form.options(reason=coded(in_force().reasons.reading, request))
    if not form.is_valid():
        return page(request, "form.html", title=title, form=form, back=here)
    sheet = read_sheet(whole, line, form.cleaned_data["reason"], language_of(request), by, at)
    return page(
        request,
        "psychologist/answers.html",
        title=title,
        back=here,
        texts=TEXTS,
        sheet=sheet,
    )


def line_of(whole: Results, sitting: UUID) -> ScoreLine:
    """Return a line of the sitting; Http404 where it is not one of this person's."""
    found = next((one for one in whole.lines if one.sitting == sitting), None)
    if found is None:
        raise Http404
    return found


def read_sheet(
    whole: Results, line: ScoreLine, reason: str, language: str, by: Viewer, at: Instant
) -> Sheet:
    """Read one sitting's answers; `reason` stands in the journal.

    Of a person with two records each sitting is read under the one it was entered for.
    """
    owner = whole.owners[line.sitting]
    values = answers(person=owner, sitting=line.sitting, reason=reason, by=by, at=at)
    pack = packs()[line.instrument]
    known = pack.wordings
    wording = known.get(line.language) or known.get(language) or next(iter(known.values()), None)
    return Sheet(
        items=tuple(_item(pack, wording, code, value) for code, value in values.items()),
        language=wording.language if wording else language,
        mark=wording.mark if wording else None,
        source=wording.source if wording else "",
        worded=wording is not None,
    )


def _item(pack: Pack, wording: Wording | None, code: str, value: int | None) -> Item:
    item = pack.specification.by_code[code]
    option = item.by_value.get(value) if value is not None else None
    says = ""
    if option is not None:
        says = _option_words(wording, code, option.code) or option.code
    critical = item.critical_at is not None and value is not None and value >= item.critical_at
    asks = wording.items.get(code, code) if wording else code
    return Item(code, asks, value, says, critical)


def _option_words(wording: Wording | None, item: str, option: str) -> str:
    options: Mapping[str, str] = wording.options.get(item, {}) if wording else {}
    return options.get(option, "")
