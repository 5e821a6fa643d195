"""Check your answers: all of them on one page, each with a way to change it, and then sent."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import finish
from muster.assessments.problems import NO_SUCH_SITTING, NOT_ALL_ASKED
from muster.assessments.queries import Asked
from muster.assessments.rules.said import Kind
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.queries import in_force
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member.sitting.asking import CHANGE
from muster.web.member.sitting.sittings import address, own, place_of, sitting_of, to, where_left
from muster.web.member.sitting.wording import answer_said, worded
from muster.web.pages import page
from muster.web.standing import in_kiosk

_TITLE = _("Check your answers")
_SAYS = _("Read through them. You can change each of them until you send them.")
_SEND = _("Send my answers")
_PART = _("Part {number} of {parts}")

Row = tuple[Sentence | str, Sentence | str, str]


@serves(MEMBER, posts=True, kiosk=True)
def check(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Show what was answered; posted, send it. Sent twice, nothing changes."""
    if request.method == "POST":
        return _sent(request, sitting, by, at)
    asked = sitting_of(request, sitting, by, at)
    if asked.now.ended or asked.now.unanswered is not None:
        return to(where_left(asked.now))
    return page(
        request,
        "member/sitting/check.html",
        title=_TITLE,
        says=_SAYS,
        parts=list(_parts(asked, language_of(request))),
        send=_SEND,
        back=address(sitting, len(asked.now.steps)),
    )


def _sent(request: HttpRequest, sitting: UUID, by: Viewer, at: Instant) -> HttpResponse:
    """Send the answers; where some are missing, lead back to the first of them."""
    try:
        finish(
            person=own(by), sitting=sitting, room=in_kiosk(request), profile=in_force(), by=by,
            at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.problem.code == NO_SUCH_SITTING.code:
            raise Http404 from None
        if refusal.problem.code != NOT_ALL_ASKED.code:
            raise
        return to(address(sitting))
    return to(address(sitting, "end"))


def _parts(asked: Asked, language: str) -> list[tuple[Sentence | None, list[Row]]]:
    """Return the rows of each instrument, under a heading where there are several.

    What was asked in between stands here for nobody.
    """
    now = asked.now
    items = [one for one in now.steps if one.kind is Kind.ITEM]
    forms = list(dict.fromkeys(one.instrument for one in items))
    parts = []
    for number, form in enumerate(forms, 1):
        rows: list[Row] = []
        for step in (one for one in items if one.instrument == form):
            said = worded(asked, step, language)
            change = f"{address(now.id, place_of(now, step))}?{CHANGE}=1"
            rows.append((said.asks, answer_said(said, now.said.latest[step]), change))
        heading = _PART.of(number=number, parts=len(forms)) if len(forms) > 1 else None
        parts.append((heading, rows))
    return parts
