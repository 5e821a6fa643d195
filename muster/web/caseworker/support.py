"""Programmes of support for somebody: what is left of each quota, and a task given on one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.tasks import Task, give_task
from muster.transition.notes import LONGEST
from muster.transition.queries.support import support_for
from muster.transition.rules.support import KINDS
from muster.web.caseworker.acting import asked, found_case
from muster.web.caseworker.board import at_case
from muster.web.doors import serves
from muster.web.forms import Form, LongText, Pick, Tick
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.supported import STAGES, used_of

HAND = "local-authority"
TITLE = _("Programmes of support for this person")
_GIVE = _("Ask for it with the person")
_SAYS = {
    "regions": _("Those of the places that the person named for work: {regions}."),
    "everywhere": _("The person named no place yet, so these are those of every region."),
    "programme": _("Programme"),
    "kind": _("Kind of help"),
    "whom": _("For whom"),
    "used": _("Taken and left"),
    "waits": _("In line"),
    "asked": _("Asked for with the person"),
    "none": _("No local authority has put in a programme for these places yet."),
    "full": _("No place is left; the task would wait in line."),
}


class Giving(Form):
    kind = Pick(asks=_("Which task?"), options=[], required=_("Select the task"))
    agreed = Tick(asks=_("The person agreed that it reads their name and what is needed"))
    words = LongText(
        asks=_("What exactly is needed"), longest=LONGEST, rows=3,
        hint=_("Of what is needed, and not why; nothing of anybody's health"),
    )  # fmt: skip


@serves(CASEWORKER, HEAD_OF_OFFICE)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show the programmes of somebody's regions, and what was asked for with them."""
    found_case(person, by, at)
    found = support_for(person=PersonId(person), by=by, at=at)
    here = f"{at_case(person)}/support"
    return page(
        request, "caseworker/support.html", title=TITLE, says=_SAYS, back=at_case(person),
        regions=_SAYS["regions"].of(regions=", ".join(found.regions)) if found.regions
        else _SAYS["everywhere"],
        asked=[
            (one, STAGES[one.state.stage], f"{at_case(person)}/tasks/{one.task}")
            for one in found.asked
            if one.state.stage is not None
        ],
        lines=[
            (one, KINDS[one.programme.kind], used_of(one, found.year), f"{here}/{one.key}")
            for one in found.offers
        ],
    )  # fmt: skip


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, aid: UUID) -> HttpResponse:
    """Ask what exactly is needed; posted, give the authority a task on its programme."""
    case, language = found_case(person, by, at), language_of(request)
    offers = support_for(person=PersonId(person), by=by, at=at)
    held = {one.key: one for one in offers.offers}.get(aid)
    if held is None:
        raise Http404
    tasks = case.profile.track.tasks
    kinds = [
        (key, one.name.said_in(language)) for key, one in tasks.items() if HAND in one.partners
    ]
    form = Giving(request.POST or None, initial={"kind": held.programme.kind})
    form.options(kind=kinds)

    def act(given: dict[str, Any]) -> None:
        task = Task(given["kind"], HAND, "", held.partner, bool(given["agreed"]), support=aid)
        give_task(
            person=PersonId(person), task=new_id(), given=task, words=given["words"], by=by, at=at
        )

    full = () if held.quota.free(offers.year) else (_SAYS["full"],)
    intro = (held.programme.title, held.by, used_of(held, offers.year), *full)
    return asked(request, form, _GIVE, person, act, intro)
