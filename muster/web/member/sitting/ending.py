"""The end of a sitting: where the answers went, what happens, when, and how to talk sooner.

No number, no name of an illness, and never that a risk is low. Where a critical answer was given it
is no thank-you: it says that somebody is calling. In a room it is the same page for everybody.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.answering import UnderWay
from muster.assessments.rules.said import sitting_id
from muster.detection.queries.own import own_steps
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web.components.words import WORDS
from muster.web.doors import serves
from muster.web.everyone.help_now import numbers_in
from muster.web.language import language_of
from muster.web.member.sitting import help_asked
from muster.web.member.sitting.sittings import own, sitting_of, to, where_left
from muster.web.pages import page

_SENT = _("Your answers have been sent")
_CALLING = _("Please stay with someone. We are calling you.")
_STAY = _("If you are alone, go to somebody: a comrade, a friend, whoever is near.")
_KEPT = _("What you have answered so far is kept. You need not answer the rest.")
_WAIT = _("Please wait here for a moment")
_WAIT_SAYS = (
    _("Your answers have been sent. Somebody from the team now talks with each of you."),
    _("Please stay until somebody has spoken with you, and then press “{button}”.").of(
        button=WORDS["leave_device"]
    ),
    _("If somebody is to call you later, it is on the number that you gave."),
)
_NOT_ANSWERED = _("You did not answer the questions")
_NOT_ANSWERED_SAYS = _("That counts as having taken part. Nobody is told why.")
_WENT = _(
    "Your answers went to the psychologists and physicians who look after your unit. Nobody else "
    "sees them: your commander sees only that you took part."
)
_MEANS = _(
    "A questionnaire does not tell what somebody has. It tells us whom to ask, and how soon. You "
    "can read your answers later, after signing in again."
)
_NEXT = _("What happens next")
_NOBODY_CALLS = _(
    "Because of these answers nobody is going to call you. They cannot say how you really are: if "
    "something weighs on you, tell us."
)
_SOONER = _("If you would like to talk sooner")
_SOONER_SAYS = _("One press is enough. You need not give a reason.")
_NUMBERS = _("You can also call somebody yourself, now:")


@serves(MEMBER, kiosk=True)
def end(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Show the end, or lead back to the questions that are left."""
    now = sitting_of(request, sitting, by, at).now
    if not now.ended and not (now.critical and not now.plan.room):
        return to(where_left(now))
    title, says = _said(now)
    return page(
        request,
        "member/sitting/end.html",
        title=title,
        says=says,
        next=_NEXT,
        steps=_steps(now, by, at),
        numbers_say=_NUMBERS,
        numbers=numbers_in(language_of(request)) if now.critical and not now.plan.room else [],
        sooner=_SOONER,
        sooner_says=_SOONER_SAYS,
        help_buttons=help_asked.buttons(),
    )


def _said(now: UnderWay) -> tuple[Sentence, tuple[Sentence, ...]]:
    if now.ended == "declined" and not now.critical:
        return _NOT_ANSWERED, (_NOT_ANSWERED_SAYS,)
    if now.plan.room:
        return _WAIT, _WAIT_SAYS
    if now.critical:
        return _CALLING, (_STAY, _WENT if now.ended else _KEPT)
    return _SENT, (_WENT, _MEANS)


def _steps(now: UnderWay, by: Viewer, at: Instant) -> list[Sentence]:
    """Return what happens first because of this sitting; on a shared device nothing of it."""
    if now.plan.room or now.ended == "declined":
        return []
    sources = {sitting_id(now.id, form.instrument) for form in now.plan.asked}
    if now.plan.follow_up is not None:
        sources.add(sitting_id(now.id, now.plan.follow_up.instrument))
    open_ones = [
        one for one in own_steps(person=own(by), by=by, at=at)
        if one.source_id in sources and one.step.open
    ]  # fmt: skip
    soonest = min(open_ones, key=lambda one: one.due or at, default=None)
    if soonest is None:
        return [] if now.critical else [_NOBODY_CALLS]
    return list(soonest.step.says)
