"""The calm page: behind a critical answer, and behind “I need help now”.

It says that somebody is calling, whom one can call oneself, and asks again how the person is
reached. In a room everybody gets a page of this shape at the same place, so the page of whoever is
in danger looks like everyone's; what it says differs, and nobody reads it from the next chair.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from muster.access.viewers import Viewer
from muster.assessments.answering import UnderWay
from muster.assessments.rules.said import Step
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web.components.words import WORDS
from muster.web.everyone.help_now import numbers_in
from muster.web.language import language_of
from muster.web.member.sitting.reaching import reach_form, said_where
from muster.web.member.sitting.sittings import address, place_of
from muster.web.member.sitting.wording import token_of
from muster.web.pages import page


@dataclass(frozen=True, slots=True)
class Calm:
    """What a calm page says: its heading, its sentences, and what leads on."""

    title: Sentence
    says: tuple[Sentence, ...]
    check: Sentence
    button: Sentence


_NUMBERS = _("You can also call somebody yourself, now:")
_CHECK = _("Please check that we can reach you:")
_STOP = _("Stop here")
_CALLING = Calm(
    _("Please stay with someone. We are calling you."),
    (
        _("You are not alone with this. The psychologist on duty knows, and is calling you now."),
        _("If you are alone, go to somebody: a comrade, a friend, whoever is near."),
    ),
    _CHECK,
    _("Go on with the questions"),
)
ASKED = Calm(
    _("Please stay with someone. We are calling you."),
    (
        _("It is good that you said so. The psychologist on duty knows, and is calling you now."),
        _("If you are alone, go to somebody: a comrade, a friend, whoever is near."),
    ),
    _CHECK,
    _("This is how you reach me"),
)
# On a shared device others can read the heading: it says no more than that somebody is coming.
ASKED_IN_ROOM = Calm(
    _("Please wait here for a moment"),
    (
        _("Somebody from the team is coming to talk with you. You are not alone with this."),
        _("Please stay in this room, near the others, until somebody has spoken with you."),
    ),
    _CHECK,
    _("This is how you reach me"),
)
# In a room: the same heading, the same shape and about as many words for everybody.
_ROOM = _("Before you go on")
_ROOM_CALLING = Calm(
    _ROOM,
    (
        _("Somebody from the team is coming to talk with you. You are not alone with this."),
        _("Please stay in this room, near the others, until somebody has spoken with you."),
    ),
    _CHECK,
    WORDS["continue"],
)
_ROOM_EVERYBODY = Calm(
    _ROOM,
    (
        _("Somebody from the team talks with each of you for a moment when you are done."),
        _("Please stay in this room, at your place, until somebody has spoken with you."),
    ),
    _CHECK,
    WORDS["continue"],
)


def calm_of(now: UnderWay) -> Calm:
    """Return what this sitting's calm page says."""
    if not now.plan.room:
        return _CALLING
    return _ROOM_CALLING if now.critical else _ROOM_EVERYBODY


def said(request: HttpRequest, by: Viewer, at: Instant) -> bool:
    """Keep how the person is reached, where the page was sent with it."""
    return said_where(reach_form(request, by, at), by, at)


def calm_page(
    request: HttpRequest, now: UnderWay, step: Step, by: Viewer, at: Instant
) -> HttpResponse:
    """Show the calm page of a sitting."""
    place = place_of(now, step)
    stop = None if now.plan.room else address(now.id, "end")
    return shown(
        request, calm_of(now), by, at, step=token_of(now.id, step), stop=stop,
        back=address(now.id, place - 1),
    )  # fmt: skip


def shown(
    request: HttpRequest,
    calm: Calm,
    by: Viewer,
    at: Instant,
    *,
    step: str = "",
    stop: str | None = None,
    back: str | None = None,
) -> HttpResponse:
    """Show a calm page; `stop` is where somebody goes who has had enough of questions."""
    form = reach_form(request, by, at)
    if request.method == "POST":
        form.is_valid()
    return page(
        request,
        "member/sitting/calm.html",
        title=calm.title,
        says=calm.says,
        numbers_say=_NUMBERS,
        numbers=numbers_in(language_of(request)),
        check=calm.check,
        form=form,
        step=step,
        button=calm.button,
        stop=stop,
        stop_says=_STOP,
        back=back,
    )
