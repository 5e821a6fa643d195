"""Tasks that an organisation was given: each with its standard and clock; closed, or said why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.profile import Profile
from muster.transition.carrying import carry_on
from muster.transition.commands.agency import answer_task
from muster.transition.queries.agency import AgencyTask, own_task, own_tasks
from muster.transition.rules.agency import Given
from muster.transition.sharing import Other
from muster.web import addresses
from muster.web.caseworker.shown import DONE, DONE_LATE, DROPPED, GOES_ON, LATE
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Pick
from muster.web.language import language_of
from muster.web.pages import page

TASKS = f"{addresses.PARTNER}/tasks"
_TITLE = _("Tasks given to you")
_SAYS = {
    "task": _("What is needed"),
    "whom": _("For whom"),
    "given": _("Given on"),
    "due": _("Standard until"),
    "stands": _("Where it stands"),
    "why": _("Why it takes longer"),
    "none": _("You have been given no task yet."),
    "clock": _(
        "The clock starts when the task was put on record, and everybody on the case sees it: the "
        "person, their caseworker and you."
    ),
    "unnamed": _("Somebody whose caseworker you may ask"),
    "became": _("What became of it?"),
    "others": _("What others were asked to do for the same person"),
    "others_why": _(
        "The person agreed that you know of each other, so that one can wait for the other."
    ),
    "until": _("Until {day}"),
    "done": _("Done on {day}"),
    "expected": _("People you may expect"),
    "expected_is": _("About {count} people on their way into work named {region}."),
    "expected_few": _("Too few named {region} to be told of."),
    "expected_not": _("It is counted at the beginning of each month."),
    "expected_how": _(
        "Counted on one day of the month, in fives, and left as it was where little changed: no "
        "figure tells of one person. Who they are, you learn from them alone."
    ),
}
_SAVE = _("Put on record")


class Became(Form):
    what = Choice(
        asks=_SAYS["became"],
        options=[("done", _("It is done")), ("late", _("It takes longer"))],
        required=_("Select what became of it"),
    )
    reason = Pick(
        asks=_("Why does it take longer?"), options=[],
        hint=_("Where it took or takes longer than its standard"),
    )  # fmt: skip


@serves(PARTNER)
def tasks(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the tasks one was given, and how many people may be expected."""
    found, language = own_tasks(by=by, at=at), language_of(request)
    expected: Sentence | None = None
    if found.kind == "local-authority" and found.region:
        expected = _SAYS["expected_not"]
        if found.month is not None:
            expected = _SAYS["expected_few"].of(region=found.region)
        if found.expected is not None:
            expected = _SAYS["expected_is"].of(count=found.expected, region=found.region)
    return page(
        request, "partner/tasks.html", title=_TITLE, says=_SAYS, back=addresses.PARTNER,
        expected=expected, month=found.month,
        lines=[
            (one, _kind(one, found.profile, language), one.words.name or _SAYS["unnamed"],
             mark_of(one.stands, at), _why(one.stands, found.profile, language),
             f"{TASKS}/{one.task}")
            for one in found.tasks
        ],
    )  # fmt: skip


def mark_of(one: Given, at: Instant) -> Status:
    """Return where a task stands, in a word."""
    if one.dropped:
        return DROPPED
    if one.ended is not None:
        return DONE_LATE if one.late(at) else DONE
    return LATE if one.late(at) else GOES_ON


def _kind(one: AgencyTask, profile: Profile, language: str) -> str:
    known = profile.track.tasks.get(one.kind)
    return one.kind if known is None else known.name.said_in(language)


def _why(one: Given, profile: Profile, language: str) -> str:
    known = profile.reasons.late.get(one.reason)
    return "" if known is None else known.said_in(language)


@serves(PARTNER, posts=True)
def task(request: HttpRequest, *, by: Viewer, at: Instant, task: UUID) -> HttpResponse:
    """Show one task; posted, close it or say why it takes longer."""
    (found, profile), language = own_task(task=task, by=by, at=at), language_of(request)
    form = Became(request.POST or None)
    form.options(
        reason=[(code, one.said_in(language)) for code, one in profile.reasons.late.items()]
    )
    if form.is_valid():
        try:
            _say(task, form.cleaned_data, by, at)
        except Refused as refusal:
            form.refuse(refusal, "reason")
        else:
            return HttpResponseRedirect(TASKS, status=303)
    return page(
        request, "partner/task.html", title=_kind(found, profile, language), says=_SAYS,
        back=TASKS, found=found, whom=found.words.name or _SAYS["unnamed"],
        mark=mark_of(found.stands, at), why=_why(found.stands, profile, language),
        form=None if found.stands.ended else form, button=_SAVE,
        others=[_other(one, profile, language) for one in found.others],
    )  # fmt: skip


def _other(one: Other, profile: Profile, language: str) -> tuple[str, str, Sentence | str]:
    """Return what another partner was asked to do: what, whose, and until when or since when."""
    known = profile.track.tasks.get(one.kind)
    name = one.kind if known is None else known.name.said_in(language)
    if one.done:
        return name, one.partner, _SAYS["done"].of(day=one.done)
    return name, one.partner, _SAYS["until"].of(day=one.due) if one.due else ""


def _say(task: UUID, given: dict[str, Any], by: Viewer, at: Instant) -> None:
    done = given["what"] == "done"
    person, fact = answer_task(task=task, done=done, reason=given["reason"], by=by, at=at)
    carry_on(person, fact, at)
