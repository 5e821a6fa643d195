"""A person's summary to print: asked for after signing in again, and entered in the journal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.queries import card
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.charts.drawing import drawn
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.language import language_of
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.psychologist.naming import who
from muster.web.psychologist.person.charting import chart_of, corridor_says, title_of
from muster.web.psychologist.person.paper import (
    MOST_DONE,
    MOST_REASONS,
    MOST_ROWS,
    MOST_SCALES,
    as_pdf,
)
from muster.web.psychologist.person.reading import Whole, events_of, line_of_list, read_whole
from muster.web.psychologist.person.series import Series
from muster.web.psychologist.person.telling import facts_of, table_of, told_of
from muster.web.psychologist.person.worth import worth_of

_TITLE = _("Summary to print")
_FOOTER = _(
    "Made on {when} by {account}. Health data: for whoever treats this person, and nobody else."
    " One page holds the latest; the record holds everything."
)
_WORDS = {
    "open_title": _("What is open"),
    "nothing_open": _("No call to this person is due."),
    "results_title": _("Results"),
    "no_results": _("There is no result yet."),
    "done_title": _("What was raised, and what was done"),
}
_HEAD = (_p("column", "Day"), _p("column", "Score"), _p("column", "Change"))
_DONE = _("{when}: {what}")
_INTRO = (
    _("One page with what is open, the latest results with their charts, and what was done."),
    _("That it was made is entered in the journal, and the person can see it there."),
)


class Printed(Form):
    """In which language."""

    language = Choice(
        asks=_("In which language?"),
        options=LANGUAGE_NAMES,
        required=_("Select the language"),
        inline=True,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True, fresh=True)
def summary_page(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask in which language, then answer with the document."""
    here = f"{addresses.PEOPLE}/{person}"
    form = Printed(request.POST or None, initial={"language": language_of(request)})
    if not form.is_valid():
        card(person=PersonId(person), by=by, at=at)  # whoever is out of reach is not there
        return page(
            request,
            "form.html",
            title=_TITLE,
            form=form,
            back=here,
            intro=_INTRO,
            button=_("Make the summary"),
        )
    language = form.cleaned_data["language"]
    whole = read_whole(PersonId(person), by=by, at=at, printed=True)
    account = request.user.get_username()
    said, charts = said_of(whole, language, by, at, account)
    response = HttpResponse(as_pdf(said, charts, language), content_type="application/pdf")
    # The name of the file is the same for everybody: it stays in folders and histories.
    response.headers["Content-Disposition"] = 'attachment; filename="summary.pdf"'
    return response


def said_of(
    whole: Whole, language: str, by: Viewer, at: Instant, account: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the document says, and its charts by name."""
    row = line_of_list(whole, language, by, at)
    worth = worth_of(whole.series, whole.call, in_force(), whole.listed.card.sex)
    events, today = events_of(whole, language), whole.calendar.local_date(at)
    scales, charts = [], {}
    # What has a number to draw comes first: a page has no room for rows that only say a day.
    ranked = sorted(whole.series, key=lambda one: not one.drawable)
    for place, series in enumerate(ranked[:MOST_SCALES]):
        name = None
        if series.drawable:
            name = f"chart-{place}.svg"
            charts[name] = str(drawn(chart_of(series, events, today=today, language=language)))
        scales.append(_scale(series, name, language))
    told = [told_of(story, whole, language, at) for story in whole.stories]
    # What was done about a person stands with every open signal; on paper it is said once.
    done = list(dict.fromkeys(event for story in told for event in story.events))
    said = {
        **_WORDS,
        "language": language,
        "title": who(whole.listed.card, whole.call),
        "facts": [str(_said(value, language)) for _what, value in facts_of(whole, language)],
        "tier": row.tier.word if row else "",
        "clock": row.clock if row else "",
        "open": list(row.reasons[:MOST_REASONS]) if row else [],
        "worth": list(worth.says),
        "scales": scales,
        "done": [_DONE.of(when=when, what=what) for when, what in done[:MOST_DONE]],
        "footer": _FOOTER.of(when=at.astimezone(whole.zone), account=account),
    }
    return said, charts


def _scale(series: Series, chart: str | None, language: str) -> dict[str, Any]:
    rows = [
        [
            format_date(line.on, "d MMM y", locale=language),
            line.score or line.band,
            line.change or "–",
        ]
        for line in table_of(series)[:MOST_ROWS]
    ]
    return {
        "title": title_of(series),
        "says": title_of(series),
        "chart": chart,
        "head": list(_HEAD),
        "rows": rows,
        "corridor": corridor_says(series),
    }


def _said(value: object, language: str) -> object:
    if isinstance(value, Sentence):
        return value.said_in(language)
    return value
