"""Somebody who asked: what they sent, where it stands, and what the partner says next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.people.rules.packet import HEADS, Field
from muster.transition.commands.candidacies import answer_candidate
from muster.transition.queries.partners import Candidate, candidate
from muster.transition.rules.candidacies import (
    FOLLOWS,
    OF_PERSON,
    REASONS,
    Act,
    Stage,
)
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, Pick
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.shown import STAGES, options, reason_of

_UNNAMED = _("Somebody who asked")
_SAYS = {
    "sent": _("What they sent you"),
    "stands": _("Where it stands"),
    "vacancy": _("Vacancy"),
    "why": _("Why it was declined"),
    "talk": _("The day of the talk"),
    "since": _("At work since"),
    "kept": _("Still there after, days"),
    "answer": _("Say what comes next"),
    "fair": _("Ask nobody about their health, their family or their beliefs."),
}
_SAVE = _("Put on record")
ACTS: dict[Act, Sentence] = {
    Act.INVITED: _("Invite to a talk"),
    Act.OFFERED: _("Offer the place"),
    Act.DECLINED: _("Decline"),
    Act.STARTED: _("They began to work"),
    Act.LEFT: _("They no longer work here"),
}
_KEPT = _n("They still work here after {count} day", "They still work here after {count} days")


class Answering(Form):
    act = Choice(asks=_("What do you say?"), options=[], required=_("Select what you say"))
    reason = Pick(asks=_("If you decline: why?"), options=options(REASONS))
    talk = Day(
        asks=_("If you invite: to a talk on which day?"),
        hint=_("It stands on their page and in their calendar; empty: agree by telephone"),
    )  # fmt: skip
    day = Day(asks=_("If they began: on which day?"))


@serves(PARTNER, posts=True)
def asked(request: HttpRequest, *, by: Viewer, at: Instant, candidacy: UUID) -> HttpResponse:
    """Show what somebody sent, and ask what is said next; posted, say it."""
    found, language = candidate(candidacy=candidacy, by=by, at=at), language_of(request)
    form = Answering(request.POST or None)
    acts = list(_acts(found))
    form.options(act=acts)
    stage = found.state.stage
    if not stage_allows(stage, Act.DECLINED):
        del form.fields["reason"]
    if not stage_allows(stage, Act.INVITED):
        del form.fields["talk"]
    if not stage_allows(stage, Act.STARTED):
        del form.fields["day"]
    if form.is_valid():
        try:
            _say(found, form.cleaned_data, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{addresses.PARTNER}/asked/{candidacy}", status=303)
    return page(
        request, "partner/asked.html", title=found.name or _UNNAMED, says=_SAYS,
        back=f"{addresses.PARTNER}/vacancies", found=found, stage=STAGES[stage],
        form=form if acts else None, why=reason_of(found.state, language), button=_SAVE,
        sent=[(HEADS[one], found.words[one.value]) for one in Field if one.value in found.words],
    )  # fmt: skip


def stage_allows(stage: Stage, act: Act) -> bool:
    return stage in FOLLOWS[act]


def _acts(found: Candidate) -> Iterator[tuple[str, Sentence]]:
    """Yield what may be said next: each act, and each mark that was reached."""
    for mark in found.due:
        yield f"kept-{mark}", _KEPT.of(count=mark)
    for act, says in ACTS.items():
        if act not in OF_PERSON and stage_allows(found.state.stage, act):
            yield act.value, says


def _say(found: Candidate, given: dict[str, Any], by: Viewer, at: Instant) -> None:
    said, _dash, mark = given["act"].partition("-")
    act = Act(said)
    answer_candidate(
        candidacy=found.candidacy, act=act,
        reason=given.get("reason", "") if act is Act.DECLINED else "",
        day=given.get({Act.STARTED: "day", Act.INVITED: "talk"}.get(act, "")),
        mark=int(mark) if mark else None, by=by, at=at,
    )  # fmt: skip
