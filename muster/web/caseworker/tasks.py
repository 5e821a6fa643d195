"""Tasks of partners: given with a standard, done in time or late with a reason, or begun anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.problems import NOT_FOUND
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.track import PERSON
from muster.transition import problems
from muster.transition.commands.tasks import (
    LONGEST_PARTNER,
    Task,
    begin_task_again,
    drop_task,
    finish_task,
    give_task,
    say_why_late,
)
from muster.transition.notes import LONGEST
from muster.transition.queries.partners import partners_agreed
from muster.web.caseworker.acting import asked, found_case
from muster.web.caseworker.case import late_reasons
from muster.web.caseworker.shown import shown
from muster.web.doors import serves
from muster.web.forms import Choice, Day, Form, LongText, Pick, Text, Tick
from muster.web.language import language_of

_GIVE, _WHY = _("Give a task to a partner, or to the person"), _("Why does it take longer?")
_NOTE = _("What exactly is needed")
_HINT = _("Of what is needed, and not why; nothing of anybody's health")
_ABOUT = _("{whom}. Given on {began}, standard until {due}.")
_LATE_TITLE = _("Say why this step takes longer")


class Given(Form):
    kind = Pick(asks=_("Which task?"), options=[], required=_("Select the task"))
    hand = Choice(asks=_("To whom?"), options=[], required=_("Select to whom"))
    to = Pick(
        asks=_("Which registered partner?"), options=[],
        hint=_("It reads the task itself, and says when it is done"),
    )  # fmt: skip
    agreed = Tick(asks=_("The person agreed that it reads their name and what is needed"))
    partner = Text(asks=_("If it is not registered: which organisation?"), longest=LONGEST_PARTNER)
    day = Day(
        asks=_("If it is the person's own to bring or to attend: on which day?"),
        hint=_("They read it on their page, and are reminded before that day"),
    )  # fmt: skip
    words = LongText(asks=_NOTE, hint=_HINT, longest=LONGEST, rows=3)


class Became(Form):
    what = Choice(
        asks=_("What became of it?"),
        options=[
            ("done", _("It is done")),
            ("late", _("It takes longer")),
            ("again", _("It has to begin anew")),
            ("dropped", _("It is no longer needed")),
        ],
        required=_("Select what became of it"),
    )
    reason = Pick(asks=_WHY, options=[], hint=_("Where it took or takes longer than its standard"))
    words = LongText(asks=_("A note"), hint=_HINT, longest=LONGEST, rows=3)


class Why(Form):
    reason = Pick(asks=_WHY, options=[], required=_("Select why it takes longer"))


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Give a task to a partner."""
    found, language = found_case(person, by, at), language_of(request)
    track, form = found.profile.track, Given(request.POST or None)
    form.options(
        kind=[(key, one.name.said_in(language)) for key, one in track.tasks.items()],
        hand=[
            (key, one.said_in(language))
            for key, one in (*track.partners.items(), (PERSON, track.path.hands[PERSON]))
        ],
        to=[(str(one.partner), one.name) for one in partners_agreed(by=by, at=at)],
    )

    def act(given: dict[str, Any]) -> None:
        to = UUID(given["to"]) if given["to"] else None
        agreed = bool(given["agreed"])
        task = Task(given["kind"], given["hand"], given["partner"], to, agreed, given["day"])
        give_task(
            person=PersonId(person), task=new_id(), given=task, words=given["words"], by=by, at=at
        )

    return asked(request, form, _GIVE, person, act)


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def task(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, task: UUID
) -> HttpResponse:
    """Put on record what became of a task."""
    found, language = found_case(person, by, at), language_of(request)
    step = found.state.task(task)
    if step is None:
        raise NOT_FOUND.refused()
    form = Became(request.POST or None)
    form.options(reason=late_reasons(found.profile, language))
    one = shown(step, found.profile, found.owners, found.written.others, at, language)
    about: Sentence | str = one.whom
    if one.due is not None:
        about = _ABOUT.of(whom=one.whom, began=one.began.date(), due=one.due.date())

    def act(given: dict[str, Any]) -> None:
        _became(given, PersonId(person), task, by, at)

    return asked(request, form, one.title, person, act, (about, one.takes))


def _became(given: dict[str, Any], person: PersonId, task: UUID, by: Viewer, at: Instant) -> None:
    what, reason = given["what"], given["reason"]
    if what == "done":
        finish_task(person=person, task=task, reason=reason, words=given["words"], by=by, at=at)
    elif what == "late":
        if not reason:
            raise problems.REASON_NEEDED.refused()
        say_why_late(person=person, task=task, reason=reason, by=by, at=at)
    elif what == "again":
        begin_task_again(person=person, task=task, by=by, at=at)
    else:
        drop_task(person=person, task=task, by=by, at=at)


@serves(CASEWORKER, HEAD_OF_OFFICE, posts=True)
def why_late(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Say why the case's own step takes longer."""
    found, language = found_case(person, by, at), language_of(request)
    form = Why(request.POST or None)
    form.options(reason=late_reasons(found.profile, language))

    def act(given: dict[str, Any]) -> None:
        say_why_late(person=PersonId(person), task=None, reason=given["reason"], by=by, at=at)

    return asked(request, form, _LATE_TITLE, person, act)
