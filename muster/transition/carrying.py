"""Carrying what a partner said of a task into the case, as the installation."""

from __future__ import annotations

from uuid import UUID

from muster.access.accounts import track_watch
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.people.formation import root_units
from muster.transition.commands.agency import carry_task_on


def carry_on(person: PersonId, fact: UUID, at: Instant) -> None:
    """Put it on record now; the job that was queued with it finds that it is done."""
    carry_task_on(person=person, fact=fact, by=track_watch(root_units()), at=at)
