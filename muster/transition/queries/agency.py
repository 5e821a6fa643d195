"""Tasks as the organisation reads that was given them, and how many people it may expect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.transition.agency import Words, given, words_of
from muster.transition.models import Partner, PartnerTask, Returnees
from muster.transition.partnering import regions_of
from muster.transition.rules.agency import Given
from muster.transition.sharing import Other, shown_to
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class AgencyTask:
    """A task: its number, what kind, for whom, what is needed, and where it stands.

    `others` are the tasks of other partners for the same person, where the person agreed to that.
    """

    task: UUID
    kind: str
    words: Words
    stands: Given
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyTasks:
    """What an organisation was asked to do, what waits first; `expected` is told in fives.

    `expected` None: too few to be told of, or none was counted; `month` None: never counted.
    """

    name: str
    kind: str
    region: str
    profile: Profile
    tasks: tuple[AgencyTask, ...]
    month: date | None
    expected: int | None


@query(
    key="transition.own-tasks",
    permits=Permission.ANSWER_TASKS,
    zone=Zone.PARTNERS,
    says=_("A partner read the tasks that it was given."),
)
def own_tasks(*, by: Viewer, at: Instant) -> Shown[AgencyTasks]:
    """Return the tasks of one's own organisation: late ones first, then by when they are due."""
    own = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if own is None:
        raise NOT_FOUND.refused()
    rows = list(PartnerTask.objects.filter(partner_id=own.id))
    states = given(rows)
    rows.sort(key=lambda one: _order(states[one.id], at))
    last = Returnees.objects.filter(partner_id=own.id).order_by("-month").first()
    return Shown(
        AgencyTasks(
            own.name, own.kind, regions_of([own])[own.id], in_force(),
            tuple(_task(one, states[one.id]) for one in rows),
            None if last is None else last.month, None if last is None else last.people,
        ),
        [PersonId(one.person_id) for one in rows],
    )  # fmt: skip


@query(
    key="transition.own-task",
    permits=Permission.ANSWER_TASKS,
    zone=Zone.PARTNERS,
    says=_("A partner read one task that it was given."),
)
def own_task(*, task: UUID, by: Viewer, at: Instant) -> Shown[tuple[AgencyTask, Profile]]:
    """Return one task within reach."""
    one = PartnerTask.objects.filter(task_id=task).first()
    if one is None:
        raise NOT_FOUND.refused()
    others = shown_to(PersonId(one.person_id), one.partner_id)
    found = replace(_task(one, given([one])[one.id]), others=others)
    return Shown((found, in_force()), [PersonId(one.person_id)])


def _task(one: PartnerTask, stands: Given) -> AgencyTask:
    return AgencyTask(one.task_id, one.kind, words_of(one), stands)


def _order(one: Given, at: Instant) -> tuple[bool, bool, Instant]:
    return (one.ended is not None, not one.late(at), one.due or one.began)
