"""One person's posting: moved to another unit or post, or ended with its last day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.moving import end_posting, move
from muster.people.queries import card
from muster.people.rules.moves import Outcome
from muster.web.administrator.naming import unit_options
from muster.web.administrator.people import NAMELESS, person_at
from muster.web.doors import serves
from muster.web.forms import Day, Form, Pick, Text
from muster.web.pages import page

_MOVE = _("Move {who}")
_LEAVE = _("The last day of {who}")


class Move(Form):
    """Where to, and from when."""

    unit = Pick(asks=_("To which unit?"), required=_("Select the unit"), options=[])
    post = Text(asks=_("To which post?"), longest=120)
    since = Day(asks=_("From which day?"), hint=_("If it is left empty: from today."))
    until = Day(asks=_("Until which day?"), hint=_("Only where the last day is known."))


class Leave(Form):
    """The last day."""

    until = Day(
        asks=_("Which day is the last one?"),
        hint=_("The person stays within sight of this unit until another one has them."),
        required=_("Enter the last day"),
    )


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def move_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Move a person to another unit or post."""
    found = card(person=PersonId(person), by=by, at=at)
    start = {"unit": str(found.unit or ""), "post": found.post}
    form = Move(request.POST or None, initial=start)
    form.options(unit=unit_options(request, by=by, at=at))
    if form.is_valid():
        said = form.cleaned_data
        try:
            done = move(
                person=PersonId(person), unit=UnitId(UUID(said["unit"])), post=said["post"],
                since=said["since"], until=said["until"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, _field(form, refusal))
        else:
            return HttpResponseRedirect(f"{person_at(person)}?done={done.value}")
    title = _MOVE.of(who=found.name or NAMELESS)
    return page(request, "form.html", title=title, form=form, back=person_at(person))


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def last_day(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Record the last day of a person's present posting."""
    found = card(person=PersonId(person), by=by, at=at)
    form = Leave(request.POST or None)
    if form.is_valid():
        try:
            end_posting(person=PersonId(person), until=form.cleaned_data["until"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "until")
        else:
            return HttpResponseRedirect(f"{person_at(person)}?done={Outcome.LEFT.value}")
    title = _LEAVE.of(who=found.name or NAMELESS)
    return page(request, "form.html", title=title, form=form, back=person_at(person))


def _field(form: Form, refusal: Refused) -> str | None:
    column = refusal.problem.column
    return column if column in form.fields else None
