"""What an organisation says of a task that was given it, and how that comes into the case."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition import problems
from muster.transition.agency import carry_later, given, task_held, write
from muster.transition.models import PartnerTaskFact
from muster.transition.rules.agency import Said, refusal
from muster.transition.rules.track import Act, Event
from muster.transition.support import follow_task
from muster.transition.tracking import happen, locked
from muster.vault.zones import Zone


@command(
    key="transition.answer-task",
    permits=Permission.ANSWER_TASKS,
    zone=Zone.PARTNERS,
    says=_("A partner said that a task is done, or why it takes longer."),
)
def answer_task(
    *, task: UUID, done: bool, reason: str, by: Viewer, at: Instant
) -> tuple[PersonId, UUID]:
    """Close a task, or say why it takes longer; what is late is not closed without a reason.

    Return whose it is, and what was written: it is carried into the case from there.
    """
    one = task_held(task)
    known = in_force().reasons.late
    if reason and reason not in known:
        raise problems.NOT_A_CODE.refused(code=reason, known=", ".join(known))
    said = Said(Act.TASK_DONE if done else Act.LATE, at, reason)
    problem = refusal(given([one])[one.id], said)
    if problem is not None:
        raise Refused(problem)
    if done:
        follow_task(task, done=True, by=by.account, at=at)
    fact = write(one, said, by=by.account)
    carry_later(one.person_id, fact)
    person = PersonId(one.person_id)
    note(fact=fact, people=[person])
    return person, fact


@command(
    key="transition.carry-task-on",
    permits=Permission.CARRY_TASKS,
    zone=Zone.TRANSITION,
    says=_("What a partner had said of a task was put on record in the case."),
)
def carry_task_on(*, person: PersonId, fact: UUID, by: Viewer, at: Instant) -> None:
    """Put on record in the case what a partner said of its task; done twice it is done once."""
    row = PartnerTaskFact.objects.filter(id=fact, person_id=person).select_related("task").first()
    if row is None:
        return
    found = locked(person)
    step = found.state.task(row.task.task_id)
    told = Act(row.act)
    if step is None or step.ended is not None or (told is Act.LATE and step.reason == row.reason):
        return
    happen(found, Event(told, row.at, row.done_by, task=row.task.task_id, reason=row.reason))
