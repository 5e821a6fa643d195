"""What a caseworker wants to be reminded of on a case: put down, moved to another day, done."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.problems import NOT_FOUND
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import agency_problems
from muster.transition.commands.reminders import move_reminder, set_reminder
from muster.transition.notes import LONGEST
from muster.web.caseworker.acting import asked, found_case
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, LongText

TITLE = _("Remind me of something")
_ONE = _("A reminder on this case")
_INTRO = _(
    "On that day it stands on the first page of whoever has the case then, and a message without "
    "content goes to them."
)
_FOR = _("For {day}")


class Setting(Form):
    day = Day(asks=_("On which day?"), required=_("Enter the day"))
    words = LongText(
        asks=_("Of what?"), hint=_("Of what is needed, and not why; nothing of anybody's health"),
        required=_("Write of what you want to be reminded"), longest=LONGEST, rows=3,
    )  # fmt: skip


class Moving(Form):
    what = Choice(
        asks=_("What became of it?"),
        options=[("done", _("It is done")), ("move", _("Remind me on another day"))],
        required=_("Select what became of it"),
    )
    day = Day(asks=_("On which other day?"))


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask for a day and a few words; posted, keep them."""
    found_case(person, by, at)
    form = Setting(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        set_reminder(
            person=PersonId(person), reminder=new_id(), day=given["day"], words=given["words"],
            by=by, at=at,
        )  # fmt: skip

    return asked(request, form, TITLE, person, act, (_INTRO,))


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def reminder(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, reminder: UUID
) -> HttpResponse:
    """Show one reminder; posted, move it or take it off."""
    there = {one.reminding.reminder: one for one in found_case(person, by, at).reminders}
    if reminder not in there:
        raise NOT_FOUND.refused()
    one, form = there[reminder], Moving(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        move_reminder(person=PersonId(person), reminder=reminder, day=_day(given), by=by, at=at)

    intro = (_FOR.of(day=one.reminding.day), one.words)
    return asked(request, form, _ONE, person, act, intro)


def _day(given: dict[str, Any]) -> date | None:
    """Return the day it is moved to, None where it is done; Refused where no day is given."""
    if given["what"] == "done":
        return None
    if given["day"] is None:
        raise agency_problems.NOT_A_DAY_AHEAD.refused()
    day: date = given["day"]
    return day
