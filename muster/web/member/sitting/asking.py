"""One question a page; and, behind a critical answer, the calm page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.answering import UnderWay
from muster.assessments.commands import answer
from muster.assessments.problems import NOT_ASKED
from muster.assessments.rules.said import Kind, Step
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.queries import in_force
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member.sitting import calm
from muster.web.member.sitting.sittings import address, own, place_of, sitting_of, to, where_left
from muster.web.member.sitting.wording import (
    RATHER_NOT,
    progress,
    question_form,
    step_of,
    worded,
)
from muster.web.pages import page
from muster.web.standing import in_kiosk

CHANGE = "change"
"""Asked for from the page that checks: afterwards the person goes back there."""

_FOLLOWS = _(
    "Thank you for telling us. A few more questions help us to understand. Please answer as well "
    "as you can."
)
_BETWEEN = _("Before we go on, here are a few short questions. Please answer as well as you can.")


@serves(MEMBER, posts=True, kiosk=True)
def ask(
    request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID, place: int
) -> HttpResponse:
    """Show one page of the sitting; posted, keep its answer and go on to the next."""
    asked = sitting_of(request, sitting, by, at)
    now = asked.now
    step = _shown(request, now, place)
    if now.ended or step is None:
        return to(where_left(now))
    if step.kind is Kind.REACH:
        if request.method == "POST" and calm.said(request, by, at):
            return _kept(request, now, step, None, "", by, at)
        return calm.calm_page(request, now, step, by, at)
    said = worded(asked, step, language_of(request))
    before = now.said.latest.get(step, -1)
    sent = request.POST if request.method == "POST" else None
    initial = {} if before == -1 else {"answer": RATHER_NOT if before is None else str(before)}
    if step.kind is Kind.NEUTRAL:
        initial = {}  # what was answered is not kept
    form = question_form(said, step, sitting)(sent, initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data["answer"]
        value = None if chosen == RATHER_NOT else int(chosen)
        return _kept(request, now, step, value, said.language, by, at)
    return page(
        request,
        "member/sitting/question.html",
        title=progress(now, step),
        form=form,
        stem=said.stem,
        opening=_opening(now, step),
        words_in=None if said.language == language_of(request) else said.language,
        back=address(sitting, place - 1) if place > 1 else address(sitting, "reach"),
    )


def _shown(request: HttpRequest, now: UnderWay, place: int) -> Step | None:
    """Return the step that a page shows or that it answers; None: none that may be shown yet."""
    if request.method == "POST" and "step" in request.POST:
        return step_of(now, request.POST["step"])
    if not 1 <= place <= len(now.steps):
        return None
    furthest = len(now.steps) if now.unanswered is None else place_of(now, now.unanswered)
    return now.steps[place - 1] if place <= furthest else None


def _kept(
    request: HttpRequest,
    now: UnderWay,
    step: Step,
    value: int | None,
    language: str,
    by: Viewer,
    at: Instant,
) -> HttpResponse:
    """Keep an answer, given to words in `language`, and lead to the page behind it."""
    try:
        after = answer(
            person=own(by), sitting=now.id, kind=step.kind.value, instrument=step.instrument,
            code=step.code, value=value, language=language, room=in_kiosk(request),
            profile=in_force(), by=by, at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.problem.code != NOT_ASKED.code:
            raise
        return to(address(now.id))  # the page is older than what was answered since
    if CHANGE in request.GET or place_of(after, step) == len(after.steps):
        return to(where_left(after))
    return to(address(now.id, place_of(after, step) + 1))


def _opening(now: UnderWay, step: Step) -> Sentence | None:
    """Say why other questions come in between; in a room the same to everybody."""
    between = (Kind.FOLLOW_UP, Kind.NEUTRAL)
    if step.kind not in between or now.steps[place_of(now, step) - 2].kind in between:
        return None
    return _BETWEEN if now.plan.room else _FOLLOWS
