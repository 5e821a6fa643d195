"""A person lets the partners who help them know of each other's tasks, and takes it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of, day_at
from muster.transition import problems
from muster.transition.models import SharingSaid
from muster.transition.rules.terms import KINDS
from muster.transition.sharing import last_said, show_plan
from muster.vault.zones import Zone

HOLDS = timedelta(days=365)
"""A consent runs out; ours."""


@command(
    key="transition.share-plan",
    permits=Permission.OWN_TRACK,
    zone=Zone.PARTNERS,
    says=_("Somebody said which partners may know of each other's tasks for them."),
)
def share_plan(*, person: PersonId, kinds: Collection[str], by: Viewer, at: Instant) -> int:
    """Let partners of these kinds know of each other's tasks for a year; none takes it back."""
    for kind in kinds:
        if kind not in KINDS:
            raise problems.NOT_A_CODE.refused(code=kind, known=", ".join(KINDS))
    today = calendars_of([person])[person].local_date(at)
    SharingSaid.objects.create(
        person_id=person, kinds=sorted(set(kinds)), until=today + HOLDS, at=at
    )
    return show_plan(person, kinds, at)


@command(
    key="transition.show-plans",
    permits=Permission.CARRY_TASKS,
    zone=Zone.PARTNERS,
    says=_("Partners were shown each other's tasks anew, as people had agreed."),
)
def show_plans(*, by: Viewer, at: Instant) -> int:
    """Show the tasks anew where people agreed, and take away what is agreed no longer.

    To be run each day; return of how many people it was shown.
    """
    today, people = day_at(by.units, at), []
    for person, said in last_said().items():
        kinds = said.kinds if said.until >= today else []
        if show_plan(person, kinds, at):
            people.append(person)
    note(people=people)
    return len(people)
