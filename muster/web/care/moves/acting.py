"""What whoever asked for a post for a time does with it: review it, end it early, take it back.

The clinician's pages and the personnel officer's do the same, each at their own addresses.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.temporary import review_move, withdraw_move
from muster.web import forms as fields

SAYS = {
    "withdraw": _("Take the request back"),
    "review": _("Reviewed: it goes on"),
    "shorten": _("Bring the return forward"),
}
SHORTEN = _("Bring the return forward")
SHORTEN_INTRO = (
    _("The person returns to the old post on the day after; whoever swapped returns as well."),
)


class Shorten(fields.Form):
    """The new last day."""

    last = fields.Day(asks=_("Last day in the post for a time"), required=_("Enter the last day"))


def carry_out(what: str, person: PersonId, move: UUID, by: Viewer, at: Instant) -> None:
    """Do what one press asks; 404 for anything else."""
    if what == "withdraw":
        withdraw_move(person=person, move=move, by=by, at=at)
    elif what == "review":
        review_move(person=person, move=move, by=by, at=at)
    else:
        raise Http404
