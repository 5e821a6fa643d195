"""What a file comes to, before and after: counts, tiers, and every row that was refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.problems import NOT_FOUND
from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.arriving import State
from muster.assessments.commands.arriving import confirm_file, drop_file
from muster.assessments.files import AnswerFile
from muster.assessments.matched import read_arrival
from muster.assessments.problems import NO_SUCH_FILE
from muster.assessments.queries.arriving import Arrival, file_arrival
from muster.detection.screening import tiers_of
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.importing.bringing import STATES
from muster.web.psychologist.importing.columns import content_of
from muster.web.psychologist.naming import instrument_title

SHOWN_PROBLEMS = 200
_SAYS = _("Nothing of this file is entered yet. This is what it holds.")
_ROWS, _TIERS, _FAULTS = (
    _("Which rows it holds"),
    _("Who would be called"),
    _("Rows that are not entered"),
)
_COUNT = _("How many")
_FAULT_HEAD = (_("Row"), _("Column"), _("What is wrong"), _("What to do"))
_MORE = _n("{count} more problem is not shown.", "{count} more problems are not shown.")
_CONFIRM = _("Enter this file")
_CHANGE = _("Change the columns")
_DROP = _("Drop the file")
_COUNTS: Mapping[str, Sentence] = {
    "rows": _("Rows in the file"),
    "complete": _("Complete forms"),
    "incomplete": _("Incomplete forms, judged by what they prove"),
    "empty": _("Rows without any answer, which are no sittings"),
    "refused": _("Rows refused"),
    "positive": _("Complete forms that are positive"),
    "critical": _("Forms with an answer that is always acted on"),
}
_WORKING = _n(
    "{count} row is being entered. This page looks again by itself.",
    "{count} rows are being entered. This page looks again by itself.",
)
_SLOW = _(
    "If nothing happens for some minutes, the worker does not run: tell whoever looks after Muster."
)
_ENTERED = _n("{count} sitting was entered.", "{count} sittings were entered.")
_ADDED_NOTHING = _("Nothing was entered: the file has been entered before, or holds nothing.")
_TO_QUEUE = _("See who is to be called")
_DROPPED = _("The file was dropped, and nothing of it is kept.")


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def preview(request: HttpRequest, *, by: Viewer, at: Instant, arrival: UUID) -> HttpResponse:
    """Show what a file holds, and what became of it; posted, let it be entered."""
    found = _arrival(arrival, by, at)
    if request.method == "POST":
        confirm_file(arrival=arrival, by=by, at=at)
        return HttpResponseRedirect(request.path, status=303)
    if found.state is not State.WAITING:
        return _became(request, found)
    if not found.layout.items:
        return HttpResponseRedirect(f"{request.path}/columns", status=303)
    _again, data = content_of(arrival, by, at)
    file = read_arrival(found, data, profile=in_force(), by=by, at=at)
    facts, tiers = file.facts(), tiers_of(file)
    return page(
        request,
        "psychologist/importing/preview.html",
        title=found.name,
        what=instrument_title(found.instrument, language_of(request)),
        says=_SAYS,
        count=_COUNT,
        rows_title=_ROWS,
        rows=[(says, facts[name]) for name, says in _COUNTS.items()],
        tiers_title=_TIERS,
        tiers=[(tier.word, tiers[tier.value]) for tier in Tier if tier.queued],
        faults=_faults(file, language_of(request)),
        faults_title=_FAULTS,
        fault_head=_FAULT_HEAD,
        more=_more(file),
        confirm=_CONFIRM if len(file.intake) else None,
        change=_CHANGE,
        to_change=f"{request.path}/columns",
        drop=_DROP,
        to_drop=f"{request.path}/drop",
        back=addresses.IMPORTING,
    )


@serves(UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM, posts=True)
def drop(request: HttpRequest, *, by: Viewer, at: Instant, arrival: UUID) -> HttpResponse:
    """Drop a file that waits."""
    _arrival(arrival, by, at)
    if request.method == "POST":
        drop_file(arrival=arrival, by=by, at=at)
    return HttpResponseRedirect(addresses.IMPORTING, status=303)


def _arrival(arrival: UUID, by: Viewer, at: Instant) -> Arrival:
    try:
        return file_arrival(arrival=arrival, by=by, at=at)
    except Refused as refusal:
        if refusal.problem.code == NO_SUCH_FILE.code:
            raise NOT_FOUND.refused() from None
        raise


def _faults(file: AnswerFile, language: str) -> list[tuple[object, ...]]:
    def line(problem: Problem) -> tuple[object, ...]:
        says = problem.kind.says.of(**dict(problem.values))
        return (problem.row or "–", problem.column or "–", says, problem.remedy(language))

    return [line(one) for one in file.problems[:SHOWN_PROBLEMS]]


def _more(file: AnswerFile) -> Sentence | None:
    left = len(file.problems) - SHOWN_PROBLEMS
    return _MORE.of(count=left) if left > 0 else None


def _became(request: HttpRequest, found: Arrival) -> HttpResponse:
    """Show how far it is, or how it ended; while it is being entered, the page looks again."""
    working = found.state in (State.CONFIRMED, State.ENTERING)
    return page(
        request,
        "psychologist/importing/became.html",
        title=found.name,
        status=200,
        stands=STATES[found.state],
        says=list(_ends(found, language_of(request))),
        working=working,
        to_queue=_TO_QUEUE if found.added else None,
        back=addresses.IMPORTING,
    )


def _ends(found: Arrival, language: str) -> list[Sentence | str]:
    if found.state is State.ENTERED:
        return [_ENTERED.of(count=found.added) if found.added else _ADDED_NOTHING]
    if found.state is State.REFUSED:
        return [found.why.get(language, "–")]
    if found.state is State.DROPPED:
        return [_DROPPED]
    return [_WORKING.of(count=found.rows - found.refused), _SLOW]
