"""Somebody who asked for a place on a course: what they sent, and what the school says next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.rules.packet import HEADS, Field
from muster.transition.commands.places import answer_place, complete_course
from muster.transition.queries.places import learner
from muster.transition.rules.places import FOLLOWS, LEFT_REASONS, REASONS, Act, Stage
from muster.transition.schooling import LONGEST_CERTIFICATE
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, Pick, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.shown import PLACE_STAGES, options, place_reason

_UNNAMED, _SAVE = _("Somebody who asked"), _("Put on record")
_SAYS = {
    "sent": _("What they sent you"),
    "stands": _("Where it stands"),
    "vacancy": _("Course"),
    "why": _("Why"),
    "since": _("Completed on"),
    "kept": _("Was there, days"),
    "answer": _("Say what comes next"),
    "fair": _("Ask nobody about their health, their family or their beliefs."),
}
ACTS: dict[Act, Sentence] = {
    Act.ADMITTED: _("Give them a place"),
    Act.WAITLISTED: _("Put them on the waiting list"),
    Act.DECLINED: _("Decline"),
    Act.COMPLETED: _("They completed the course"),
    Act.LEFT: _("They left the course"),
}


class Placing(Form):
    act = Choice(asks=_("What do you say?"), options=[], required=_("Select what you say"))
    reason = Pick(asks=_("If you decline: why?"), options=options(REASONS))
    left = Pick(asks=_("If they left: why?"), options=options(LEFT_REASONS))
    day = Day(asks=_("If they completed it: on which day?"))
    words = Text(
        asks=_("If they completed it: what does the certificate say?"),
        hint=_("What they may do now, and its number"), longest=LONGEST_CERTIFICATE,
    )  # fmt: skip


@serves(PARTNER, posts=True)
def place(request: HttpRequest, *, by: Viewer, at: Instant, place: UUID) -> HttpResponse:
    """Show what somebody sent, and ask what is said next; posted, say it."""
    found, language = learner(place=place, by=by, at=at), language_of(request)
    stage = found.learner.state.stage
    acts = [(act.value, says) for act, says in ACTS.items() if stage in FOLLOWS[act]]
    form = Placing(request.POST or None)
    form.options(act=acts)
    _leave_out(form, stage)
    here = f"{addresses.PARTNER}/places/{place}"
    if acts and form.is_valid():
        try:
            _say(place, form.cleaned_data, found.today, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(here, status=303)
    words = found.learner.words
    return page(
        request, "partner/place.html", title=found.learner.name or _UNNAMED, says=_SAYS,
        back=f"{addresses.PARTNER}/courses/{found.course}", found=found.learner,
        course=found.title, stage=PLACE_STAGES[stage], form=form if acts else None,
        why=place_reason(found.learner.state, language), button=_SAVE,
        sent=[(HEADS[one], words[one.value]) for one in Field if one.value in words],
    )  # fmt: skip


def _leave_out(form: Form, stage: Stage) -> None:
    if stage not in FOLLOWS[Act.DECLINED]:
        del form.fields["reason"]
    if stage not in FOLLOWS[Act.COMPLETED]:
        for name in ("left", "day", "words"):
            del form.fields[name]


def _say(place: UUID, given: dict[str, Any], today: date, by: Viewer, at: Instant) -> None:
    act = Act(given["act"])
    if act is Act.COMPLETED:
        day = given["day"] or today
        complete_course(place=place, day=day, words=given["words"], by=by, at=at)
        return
    reason = {Act.DECLINED: given.get("reason"), Act.LEFT: given.get("left")}.get(act) or ""
    answer_place(place=place, act=act, reason=reason, by=by, at=at)
