"""A person's own page: which peer was asked to talk with them, by when, and how to decline."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.problems import NOT_FOUND
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.commands.talks import decline_talks
from muster.programmes.queries.talks import talks_with
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Question
from muster.web.member import own
from muster.web.pages import page
from muster.web.peer.words import KINDS, standing

_TITLE = _("Talks with a peer")
_SAYS = {
    "none": _("No peer was asked to talk with you."),
    "event": _("After what"),
    "peer": _("Who was asked"),
    "opens": _("From"),
    "due": _("By"),
    "stands": _("Where it stands"),
    "private": _(
        "A peer reads your name, how to reach you, and by when. Neither your commander nor the "
        "coordinator learns whether you talked; your psychologist does only if you agree to that "
        "under your consents."
    ),
    "decline": _("Decline the talks"),
    "freely": _("You may decline without a reason, and ask for a talk later all the same."),
}
_SAVE = _("Put on record")


class Declining(Question):
    sure = Choice(
        asks=_("Decline the talks after this event?"), options=[("decline", _SAYS["decline"])],
        required=_("Select it, or go back"),
    )  # fmt: skip


@serves(MEMBER, fresh=True)
def talks(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the talks that were set for the person."""
    found = talks_with(person=own.own(by), by=by, at=at)
    today = own.place(by, at).calendar.local_date(at)
    rows = [(one, KINDS[one.kind], standing(one.state, one.due_on, today)) for one in found]
    waiting = {one.event: KINDS[one.kind] for one in found if not one.state.settled}
    left = [(says, f"{addresses.OWN_TALKS}/{event}/decline") for event, says in waiting.items()]
    return page(
        request, "peer/own.html", title=_TITLE, says=_SAYS, rows=rows, left=left,
        back=addresses.MEMBER,
    )  # fmt: skip


@serves(MEMBER, posts=True, fresh=True)
def decline(request: HttpRequest, *, by: Viewer, at: Instant, event: UUID) -> HttpResponse:
    """Ask once more, then decline what is still open after an event."""
    person = own.own(by)
    form = Declining(request.POST or None)
    own_events = {one.event for one in talks_with(person=person, by=by, at=at)}
    if event not in own_events:
        raise NOT_FOUND.refused()
    if form.is_valid():
        decline_talks(person=person, event=event, by=by, at=at)
        return own.to(addresses.OWN_TALKS)
    return page(
        request, "form.html", title=_SAYS["decline"], form=form, back=addresses.OWN_TALKS,
        intro=(_SAYS["freely"],), button=_SAVE,
    )  # fmt: skip
