"""What is to be answered now; what to know before the first question; going on where one left."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import begin, decline
from muster.assessments.queries import Due, due_for, unfinished_sittings
from muster.assessments.rules.again import WINDOW as AGAIN
from muster.assessments.rules.said import Kind
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member.sitting import help_asked, who_sees
from muster.web.member.sitting.sittings import address, own, sitting_of, to, where_left
from muster.web.pages import page
from muster.web.standing import in_kiosk

_TITLE = _("What is to be answered now")
_NOTHING = _("Nothing is to be answered now.")
_NOTHING_MORE = _("You can ask to talk to someone all the same, at any time.")
_BEGIN, _GO_ON = _("Begin"), _("Go on where you left off")
_TALK_INSTEAD = _("You do not have to answer anything to get help")
_BEFORE = _("Before you begin")
_COUNT = _n(
    "There is {count} question, one on each page. You may pass it over.",
    "There are {count} questions, one on each page. You may pass over any of them.",
)
_LEAVE = _(
    "You can leave at any time and go on within 72 hours. What you have answered is kept until "
    "then."
)
_WHO_SEES = _("Who will see what")
_NEXT = _("What happens next")
_NEXT_SAYS = _(
    "First we ask how you can be reached. At the end you can read through your answers and change "
    "them before they are sent."
)
_DECLINE = _("I do not want to answer these questions")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is due: why, and what its button says and sends."""

    why: Sentence
    button: Sentence
    sends: dict[str, object]


@serves(MEMBER, posts=True, kiosk=True)
def what_is_due(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what is to be answered now; posted, begin it or go on with it."""
    if request.method == "POST":
        return _begun(request, by, at)
    person = own(by)
    begun = {(one.campaign, one.window) for one in unfinished_sittings(person=person, by=by, at=at)}
    lines = [
        Line(
            due.why,
            _GO_ON if (due.campaign, due.window) in begun else _BEGIN,
            {"campaign": due.campaign, "window": due.window},
        )
        for due in _offered(request, due_for(person=person, by=by, at=at))
    ]
    return page(
        request,
        "member/sitting/due.html",
        title=_TITLE,
        lines=lines,
        nothing=_NOTHING,
        nothing_more=_NOTHING_MORE,
        instead=_TALK_INSTEAD,
        help_buttons=help_asked.buttons(),
    )


def _offered(request: HttpRequest, dues: list[Due]) -> list[Due]:
    """Return what may be offered here: on a shared device nothing that only this person has."""
    if not in_kiosk(request):
        return dues
    open_ones = [one for one in dues if not one.private]
    whole = [one for one in open_ones if one.whole_unit]
    return whole or open_ones


def _begun(request: HttpRequest, by: Viewer, at: Instant) -> HttpResponse:
    try:
        campaign = UUID(request.POST.get("campaign", ""))
    except ValueError:
        return to(addresses.SITTING)
    sitting = begin(
        person=own(by), sitting=new_id(), campaign=campaign,
        window=request.POST.get("window", "")[:40], language=language_of(request),
        room=in_kiosk(request), by=by, at=at,
    )  # fmt: skip
    return to(address(sitting))


@serves(MEMBER, kiosk=True)
def go_on(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Lead to where the person left off: to what to know first, or to how they are reached now."""
    now = sitting_of(request, sitting, by, at, first=True).now
    if now.ended:
        return to(where_left(now))
    return to(address(sitting, "reach" if now.said.answers else "before"))


@serves(MEMBER, posts=True, kiosk=True)
def before(request: HttpRequest, *, by: Viewer, at: Instant, sitting: UUID) -> HttpResponse:
    """Say who will see what and what happens next; posted, the person does not want to answer."""
    now = sitting_of(request, sitting, by, at).now
    if now.ended:
        return to(where_left(now))
    if request.method == "POST":
        try:
            decline(person=own(by), sitting=sitting, profile=in_force(), by=by, at=at)
        except Refused:
            return to(where_left(now))  # something was answered already
        return to(address(sitting, "end"))
    asked = [step for step in now.steps if step.kind in (Kind.ITEM, Kind.NEUTRAL)]
    return page(
        request,
        "member/sitting/before.html",
        title=_BEFORE,
        count=_COUNT.of(count=len(asked)),
        leave=_LEAVE,
        who_sees=_WHO_SEES,
        lines=who_sees.lines(by_a_plan=now.row.window == AGAIN),
        next=_NEXT,
        next_says=_NEXT_SAYS,
        to_reach=address(sitting, "reach"),
        decline=_DECLINE,
        can_decline=not now.said.answers,
        back=addresses.SITTING,
    )
