"""An hour for a few more questions: the member picks one, changes it, or gives it up.

Nothing of it stands on a page that others see, and command never learns of it.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands.appointments import book, give_up
from muster.assessments.due import Due
from muster.assessments.queries import due_for
from muster.assessments.queries.appointments import free_slots
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.components.times import when
from muster.web.doors import serves
from muster.web.forms import Choice, Question
from muster.web.member import own
from muster.web.pages import page
from muster.web.speaking import speaking_to

_TITLE = _("Pick an hour")
_SAYS = {
    "intro": _(
        "A psychologist or a physician goes through a few more questions with you, just the two of "
        "you. Your commander does not learn of it."
    ),
    "none": _("No hour is free at the moment."),
    "none_more": _("Ask to talk to someone, and an hour is found with you."),
    "take": _("Take this hour"),
}
_ASKS = _("Which hour suits you?")
_NEEDED = _("Select an hour")


class Picking(Question):
    hour = Choice(asks=_ASKS, options=[], required=_NEEDED)


@serves(MEMBER, posts=True, fresh=True)
def pick(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the free hours for what waits; posted, take one."""
    person = own.own(by)
    waiting = waits_for(due_for(person=person, by=by, at=at))
    if waiting is None:
        return own.to(own.NEXT)
    free = free_slots(person=person, by=by, at=at)
    form = Picking(request.POST or None)
    zone = own.place(by, at).calendar.zone
    with speaking_to(request):
        form.options(
            hour=[(str(one.slot), when(one.starts, zone).striptags(), one.place) for one in free]
        )
    if form.is_valid():
        try:
            book(
                person=person, slot=UUID(form.cleaned_data["hour"]), campaign=waiting.campaign,
                window=waiting.window, by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "hour")
        else:
            return own.to(own.NEXT)
    return page(
        request,
        "member/hours.html",
        title=_TITLE,
        says=_SAYS,
        form=form,
        back=own.NEXT,
        free=free,
    )


@serves(MEMBER, posts=True, fresh=True)
def leave(request: HttpRequest, *, by: Viewer, at: Instant, appointment: UUID) -> HttpResponse:
    """Give an appointment up; another hour can be picked."""
    if request.method == "POST":
        give_up(person=own.own(by), booking=appointment, by=by, at=at)
    return own.to(own.NEXT)


def waits_for(dues: list[Due]) -> Due | None:
    """Return the second stage for which an hour can be picked, None where none waits."""
    return next((one for one in dues if one.bookable), None)
