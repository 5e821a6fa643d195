"""What became of posts for a time, in counts; small groups are hidden with their complements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from babel.numbers import format_decimal
from django.http import HttpRequest, HttpResponse

from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.queries.several import report_moves
from muster.people.rules.outcomes import Outcome
from muster.people.rules.small_groups import Cell
from muster.people.rules.temporary import View
from muster.web.administrator import addresses as here
from muster.web.care.coded import in_force
from muster.web.care.moves.words import VIEWS
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import today_of

A_YEAR = timedelta(days=365)
OUTCOMES: Mapping[Outcome, Sentence] = {
    Outcome.ON_TIME: _p("outcome of a move", "Back on time"),
    Outcome.EARLIER: _p("outcome of a move", "Back earlier"),
    Outcome.AGAIN: _p("outcome of a move", "Moved again within 30 days"),
    Outcome.ELSEWHERE: _p("outcome of a move", "Posted elsewhere"),
}
_TITLE = _("What became of posts for a time")
_SAYS = {
    "intro": _(
        "Moves that ended in the last 365 days, whatever they were for. Groups of fewer than "
        "{least} are hidden, and so is what would give them away."
    ),
    "part": _p("column", "Unit"),
    "total": _p("column", "All"),
    "by_unit": _("How they ended"),
    "views": _("What people said of them"),
    "unsaid": _("Said nothing"),
    "restored": _("Back on time or earlier"),
    "days": _("Mean length in days"),
    "few": _("too few to say"),
    "hidden": _("hidden"),
}


@serves(PERSONNEL_OFFICER)
def report(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show how the moves of a year ended, how long they lasted, and how people found them."""
    least, today = in_force().small_groups.clinical_cell, today_of(by, at)
    found = report_moves(since=today - A_YEAR, until=today, least=least, by=by, at=at)
    outcomes, language = found.outcomes, language_of(request)
    rows = [
        (part, *map(_cell, cells), _cell(total))
        for part, cells, total in zip(found.parts, outcomes.cells, outcomes.rows, strict=False)
    ]
    rows.append((_SAYS["total"], *map(_cell, outcomes.columns), _cell(outcomes.total)))
    days = found.days
    return page(
        request,
        "administrator/moves_report.html",
        title=_TITLE,
        back=here.MOVES,
        says=_SAYS,
        intro=_SAYS["intro"].of(least=least),
        heads=[_SAYS["part"], *(OUTCOMES[one] for one in Outcome), _SAYS["total"]],
        rows=rows,
        views=[
            *((VIEWS[one], _cell(cell)) for one, cell in zip(View, found.views.cells[0][:-1],
                                                             strict=True)),
            (_SAYS["unsaid"], _cell(found.views.cells[0][-1])),
        ],
        restored=_SAYS["few"] if found.restored is None else f"{found.restored} %",
        days=_SAYS["few"] if days is None else format_decimal(days, locale=language),
    )  # fmt: skip


def _cell(count: Cell) -> Sentence | str:
    return _SAYS["hidden"] if count is None else str(count)
