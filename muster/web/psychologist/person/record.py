"""One person: what is open, every result over time, what was done, where they served."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries import case_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.charts.drawing import drawn
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import who
from muster.web.psychologist.person.charting import chart_of, corridor_says, title_of
from muster.web.psychologist.person.reading import Whole, events_of, line_of_list, read_whole
from muster.web.psychologist.person.series import Series
from muster.web.psychologist.person.telling import (
    Line,
    comparable,
    facts_of,
    service_of,
    table_of,
    told_of,
)
from muster.web.psychologist.person.worth import worth_of

TEXTS = {
    "open": _("What is open"),
    "nothing_open": _("No call to this person is due."),
    "care": _("Care"),
    "case": _p("care", "Case"),
    "crisis": _("Crisis"),
    "safety": _("Safety plan"),
    "limitations": _("Limitations of duty"),
    "programmes": _("Programmes"),
    "posts": _("Posts for a time"),
    "noticed": _("What others noticed"),
    "referrals": _("Referrals"),
    "results": _("Results"),
    "no_results": _("There is no result yet."),
    "chart": _("Chart: {scale}"),
    "worth": _("What these flags are worth"),
    "history": _("What was raised, and what was done"),
    "service": _("Service"),
    "facts": _("Who this is"),
    "take": _("Take"),
    "record": _("Record a call"),
    "hand_on": _("Hand on"),
    "close": _("Close"),
    "tier": _("Change the tier"),
    "on": _p("column", "Day"),
    "score": _p("column", "Score"),
    "band": _p("column", "Range"),
    "complete": _p("column", "Completeness"),
    "change": _p("column", "Change"),
    "remarks": _p("column", "Remarks"),
    "answers": _p("column", "Answers"),
    "read": _("Read item by item"),
    "compare": _("Compare two sittings item by item"),
    "print": _("Summary to print"),
    "reach": _("How to reach"),
    "who_calls": _("Who calls"),
    "place": _("Was at: {place}"),
    "legend": _(
        "A filled mark reached the cut-off. A diamond is a sitting with a critical item answered. A"
        " bar without a mark is an incomplete sitting: from the least to the most that its answers"
        " allow. Below stand deployments, and calls (filled: spoken with)."
    ),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One scale as the page shows it; `chart` is None where there is no number to draw."""

    key: str
    title: Sentence
    chart: Markup | None
    corridor: Sentence | None
    table: list[Line]


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def person_page(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show a person's record."""
    language = language_of(request)
    whole = read_whole(PersonId(person), by=by, at=at)
    row = line_of_list(whole, language, by, at)
    return page(
        request,
        "psychologist/person.html",
        title=who(whole.listed.card, whole.call),
        back=addresses.QUEUE,
        texts=TEXTS,
        here=f"{addresses.PEOPLE}/{person}",
        acts=f"{addresses.QUEUE}/{person}",
        row=row,
        cases=_cases(PersonId(person), language, by, at),
        facts=facts_of(whole, language),
        reach=whole.reach.reach if whole.reach else None,
        scales=drawn_scales(whole, language, at),
        worth=worth_of(whole.series, whole.call, in_force(), whole.listed.card.sex),
        stories=[told_of(story, whole, language, at) for story in whole.stories],
        service=service_of(whole, language),
        compare=comparable(whole),
    )


def _cases(person: PersonId, language: str, by: Viewer, at: Instant) -> list[tuple[str, str]]:
    """Return the person's cases, the open one first: where each is read, and how it stands."""
    states = in_force().case.states
    return [
        (
            f"{addresses.PEOPLE}/{person}/cases/{one.case}",
            states[one.state].name.said_in(language) if one.state in states else one.state,
        )
        for one in case_of(person=person, by=by, at=at)
    ]


def drawn_scales(whole: Whole, language: str, at: Instant) -> list[Drawn]:
    """Return every scale with its chart and its table, the one answered last first."""
    events, today = events_of(whole, language), whole.calendar.local_date(at)

    def chart(series: Series) -> Markup | None:
        if not series.drawable:
            return None
        return drawn(chart_of(series, events, today=today, language=language))

    return [
        Drawn(one.key, title_of(one), chart(one), corridor_says(one), table_of(one))
        for one in whole.series
    ]
