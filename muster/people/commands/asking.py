"""An erasure that is asked for on a page: judged by the worker, confirmed, and carried out there.

What may go is known where every room is known, which is above the pages; so they ask.
"""

from __future__ import annotations

from uuid import UUID

from muster.access import errands
from muster.access.doors import command, note
from muster.access.errands import ErrandKind
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.models import Person
from muster.vault.zones import Zone


@command(
    key="people.ask-judgement",
    permits=Permission.ERASE_PERSON,
    zone=Zone.IDENTITY,
    says=_("It was asked what of a person may be erased."),
)
def ask_judgement(*, record: PersonId, by: Viewer, at: Instant) -> UUID:
    """Have the profile asked about everything that is kept about a person."""
    return _asked(ErrandKind.JUDGE_ERASURE, record, by, at)


@command(
    key="people.ask-erasure",
    permits=Permission.ERASE_PERSON,
    zone=Zone.IDENTITY,
    says=_("It was confirmed that a person is to be erased as far as they may be."),
)
def ask_erasure(*, record: PersonId, by: Viewer, at: Instant) -> UUID:
    """Have a person erased as far as the profile lets them go on the day of the erasure.

    The argument is not called `person`: the entry is to be read when their keys are no more.
    """
    return _asked(ErrandKind.ERASE, record, by, at)


def _asked(kind: ErrandKind, record: PersonId, by: Viewer, at: Instant) -> UUID:
    if not Person.objects.filter(id=record).exists():
        raise NOT_FOUND.refused()
    made = errands.ask(kind, {"person": str(record)}, by=by.account, at=at)
    note(people=[record])
    return made
