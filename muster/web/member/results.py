"""A member's results in plain words, and their answers; both behind signing in again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.queries.own import OwnSitting, own_answers, own_results
from muster.detection.queries.own import OwnStep, own_steps
from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.worded import lines_of
from muster.web.pages import page

_TITLE = _("Your results in plain words")
_ANSWERS = _("Your answers")
_SAYS = {
    "none": _("You have not answered anything yet."),
    "intro": _(
        "These pages are for you alone. No superior may ask to see them, and you need not show "
        "them to anybody."
    ),
    "demanded": _("Somebody asked to see my results"),
    "meant": _("What it meant"),
    "done": _p("to a person", "What was done"),
    "nothing_done": _(
        "Nobody was asked to call you because of it. If you would like a call, say so at any time."
    ),
    "corrected": _("This was entered wrongly and was set right; the right one stands here too."),
    "to_answers": _("Your answers, question by question"),
    "paper": _("From a paper form"),
    "unanswered": _("Not answered"),
    "question": _("Question"),
    "answer": _p("to a question", "Your answer"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sitting, and what was done because of it."""

    sitting: OwnSitting
    steps: tuple[OwnStep, ...]
    address: str


@serves(MEMBER, fresh=True)
def results(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what was asked, when, what it meant, and what was done; no number and no label."""
    person = own.own(by)
    steps = own_steps(person=person, by=by, at=at)
    lines = [
        Line(
            one,
            tuple(step for step in steps if step.source_id == one.sitting),
            own.answers_of(one.sitting),
        )
        for one in own_results(person=person, by=by, at=at)
    ]
    return page(
        request,
        "member/results.html",
        title=_TITLE,
        says=_SAYS,
        back=addresses.MEMBER,
        lines=lines,
        zone=own.place(by, at).calendar.zone,
        to_demanded=own.DEMANDED,
        once=new_id(),
    )


@serves(MEMBER, fresh=True)
def answers(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Show one sitting question by question, as it was answered."""
    found = own_answers(person=own.own(by), sitting=sitting, by=by, at=at)
    groups: dict[str, list[tuple[str, str | Sentence]]] = {}
    for one in lines_of(found, language_of(request), by):
        row = (one.question, one.answer or _SAYS["unanswered"])
        groups.setdefault(one.stem, []).append(row)
    return page(
        request,
        "member/answers.html",
        title=_ANSWERS,
        says=_SAYS,
        back=own.RESULTS,
        when_answered=found.when,
        groups=groups,
        zone=own.place(by, at).calendar.zone,
    )
