"""Tasks that are given to partners: each with its standard, and with why it took longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.packets import packet_of
from muster.people.rules.packet import Field
from muster.policy.rules.track import PERSON
from muster.transition import agency_problems, problems
from muster.transition.agency import Words, give, mirror
from muster.transition.models import Support
from muster.transition.notes import LONGEST, refuse_health
from muster.transition.partnering import force_day, partner_agreed
from muster.transition.rules.agency import Said
from muster.transition.rules.track import Act, Event
from muster.transition.support import ask, follow_task
from muster.transition.tracking import Standing, happen, locked
from muster.vault.zones import Zone

LONGEST_PARTNER = 80
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of whom: a kind of task, a kind of partner, the organisation by name.

    `to` is a registered partner, who then reads the task itself, as the person `agreed`; None: it
    is asked by letter or telephone. `day`: until when the person is to do it, where it is theirs.
    `support`: the programme of support, of which the task then takes a place, or one in line.
    """

    kind: str
    hand: str
    partner: str
    to: UUID | None = None
    agreed: bool = False
    day: date | None = None
    support: UUID | None = None


@command(
    key="transition.give-task",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A task for somebody who leaves service was given to a partner."),
    portable=True,
)
def give_task(
    *,
    person: PersonId,
    task: UUID,
    given: Task,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> Instant | None:
    """Give a task to a partner; return by when it is due, which is its kind's standard.

    Something for the person to bring or to attend is due on the day that was agreed with them.
    """
    found = locked(person)
    rule = found.track.tasks.get(given.kind)
    if rule is None or given.hand not in rule.partners:
        raise problems.NOT_A_TASK.refused()
    due = found.due(at, rule.standard)
    if given.hand == PERSON:
        if not words.strip():
            raise problems.NOTHING_SAID.refused(most=LONGEST)
        partner, due = "", _day_of(given, found, at) or due
    else:
        partner = given.partner.strip() if given.to is None else _registered(given, at)
        if not 0 < len(partner) <= LONGEST_PARTNER:
            raise problems.NO_PARTNER.refused(most=LONGEST_PARTNER)
    refuse_health(partner)
    event = Event(
        Act.TASK_GIVEN, at, by.account, due=due, task=task, kind=given.kind, hand=given.hand,
        partner=partner,
    )  # fmt: skip
    happen(found, event, note=words)
    if given.to is not None and given.hand != PERSON:
        give(
            person, given.to, task, given.kind, Words(_name_of(found, person, at), words.strip()),
            due=due, by=by.account, at=at,
        )  # fmt: skip
        if given.support is not None:
            said = Words(_name_of(found, person, at), words.strip())
            ask(person, given.support, new_id(), said, task=task, by=by.account, at=at)
    return due


def _day_of(given: Task, found: Standing, at: Instant) -> Instant | None:
    """Return until when the person is to do it, None where only its standard says that."""
    if given.day is None:
        return None
    today = found.calendar.local_date(at)
    if not today <= given.day <= today + FARTHEST:
        raise agency_problems.NOT_A_DAY_AHEAD.refused()
    return found.calendar.end_of(given.day)


def _registered(given: Task, at: Instant) -> str:
    """Return the name of a partner that may be given this task, and may read it."""
    if not given.agreed:
        raise agency_problems.TASK_NOT_AGREED.refused()
    to = partner_agreed(given.to, force_day(at))
    if to.kind != given.hand:
        raise problems.NOT_A_TASK.refused()
    support = Support.objects.filter(id=given.support, partner_id=to.id)
    if given.support is not None and not support.exists():
        raise NOT_FOUND.refused()
    return to.name[:LONGEST_PARTNER].strip()


def _name_of(found: Standing, person: PersonId, at: Instant) -> str:
    held = packet_of(person, day=found.calendar.local_date(at))
    return "" if held is None else held.words.get(Field.NAME.value, "")


@command(
    key="transition.finish-task",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A partner's task for somebody who leaves service was done."),
    portable=True,
)
def finish_task(
    *,
    person: PersonId,
    task: UUID,
    reason: str,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> None:
    """Put on record that a task is done; Refused where it is late and nobody says why."""
    found = locked(person)
    _known(found, reason)
    happen(found, Event(Act.TASK_DONE, at, by.account, task=task, reason=reason), note=words)
    follow_task(task, done=True, by=by.account, at=at)
    mirror(task, Said(Act.TASK_DONE, at, reason), by=by.account)


@command(
    key="transition.finish-own-task",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody said that what was theirs to bring or to attend is done."),
    portable=True,
)
def finish_own_task(*, person: PersonId, task: UUID, by: Viewer, at: Instant) -> None:
    """Say of a task of one's own that it is done; nobody is asked why it took longer."""
    found = locked(person)
    step = found.state.task(task)
    if step is None:
        raise NOT_FOUND.refused()
    if step.hand != PERSON:
        raise agency_problems.NOT_THE_PERSONS.refused()
    happen(found, Event(Act.TASK_DONE, at, by.account, task=task))


@command(
    key="transition.say-why-late",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was put on record why a step takes longer than its standard."),
    portable=True,
)
def say_why_late(
    *, person: PersonId, task: UUID | None, reason: str, by: Viewer, at: Instant
) -> None:
    """Say why a task takes longer, or the case's own step where no `task` is named."""
    found = locked(person)
    _known(found, reason)
    event = Event(Act.LATE, at, by.account, task=task, reason=reason)
    happen(found, event, needed=not reason)
    mirror(task, Said(Act.LATE, at, reason), by=by.account)


@command(
    key="transition.begin-task-again",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A partner's task for somebody who leaves service began anew."),
    portable=True,
)
def begin_task_again(*, person: PersonId, task: UUID, by: Viewer, at: Instant) -> None:
    """Let a task that was done begin anew, with a new clock."""
    found = locked(person)
    before = found.state.task(task)
    rule = None if before is None else found.track.tasks.get(before.key)
    due = None if rule is None else found.due(at, rule.standard)
    happen(found, Event(Act.TASK_AGAIN, at, by.account, due=due, task=task))
    mirror(task, Said(Act.TASK_AGAIN, at, due=due), by=by.account)


@command(
    key="transition.drop-task",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A partner's task for somebody who leaves service is no longer needed."),
    portable=True,
)
def drop_task(*, person: PersonId, task: UUID, by: Viewer, at: Instant) -> None:
    """Drop a task that is no longer needed; it counts neither as done nor as late."""
    happen(locked(person), Event(Act.TASK_DROPPED, at, by.account, task=task))
    follow_task(task, done=False, by=by.account, at=at)
    mirror(task, Said(Act.TASK_DROPPED, at), by=by.account)


def _known(found: Standing, reason: str) -> None:
    known = found.profile.reasons.late
    if reason and reason not in known:
        raise problems.NOT_A_CODE.refused(code=reason, known=", ".join(known))
