"""Tasks given to organisations, as rows of the zone in which those read; inside a unit of work.

What an organisation says of a task belongs in the case as well, which stands in a zone that no
partner reaches. So it is written where they reach, and carried on from there by the installation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

import msgspec
from django.db import connection
from procrastinate.contrib.django import app

from muster.access.problems import NOT_FOUND
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.transition.models import PartnerTask, PartnerTaskFact
from muster.transition.rules.agency import Given, Said, given_of
from muster.transition.rules.track import Act
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

CARRY = "transition.carry-task-on"
"""The job that puts on record in a case what an organisation said of a task."""
TABLE = "transition_partnertask"
_WIDTH = 8_192


class Words(msgspec.Struct, frozen=True):
    """Whom a task is for, as the person agreed, and what exactly is needed."""

    name: str
    needed: str


def give(
    person: PersonId, partner: UUID, task: UUID, kind: str, words: Words, *,
    due: Instant | None, by: UUID, at: Instant,
) -> None:  # fmt: skip
    """Write a task where the organisation reads it."""
    made, key = new_id(), current().data_key(person, Zone.PARTNERS)
    PartnerTask.objects.create(
        id=made, person_id=person, partner_id=partner, task_id=task, kind=kind, given_at=at,
        given_by=by, due_at=due,
        sealed=seal(key, table=TABLE, row=made, plain=pad(msgspec.json.encode(words), _WIDTH)),
    )  # fmt: skip


def words_of(one: PartnerTask) -> Words:
    """Return what a task says."""
    key = current().data_key(PersonId(one.person_id), Zone.PARTNERS)
    plain = unpad(open_sealed(key, table=TABLE, row=one.id, sealed=bytes(one.sealed)))
    return msgspec.json.decode(plain, type=Words)


def mirror(task: UUID | None, said: Said, *, by: UUID) -> None:
    """Tell the organisation what a caseworker did with a task, where it was given it here."""
    one = PartnerTask.objects.filter(task_id=task).first() if task else None
    if one is not None:
        write(one, said, by=by)


def write(one: PartnerTask, said: Said, *, by: UUID) -> UUID:
    """Add what happened to a task; return the fact's id."""
    made = new_id()
    PartnerTaskFact.objects.create(
        id=made, task=one, person_id=one.person_id, partner_id=one.partner_id,
        act=said.act.value, at=said.at, done_by=by, reason=said.reason, due_at=said.due,
    )  # fmt: skip
    return made


def task_held(task: UUID) -> PartnerTask:
    """Return a task within reach, and let nobody else act on it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(task)])
    found = PartnerTask.objects.filter(task_id=task).first()
    if found is None:
        raise NOT_FOUND.refused()
    return found


def given(tasks: Collection[PartnerTask]) -> dict[UUID, Given]:
    """Return where each of these tasks stands, by its row."""
    said: dict[UUID, list[Said]] = defaultdict(list)
    rows = PartnerTaskFact.objects.filter(task__in=[one.id for one in tasks])
    for row in rows.order_by("at", "id"):
        said[row.task_id].append(Said(Act(row.act), row.at, row.reason, row.due_at))
    return {one.id: given_of(Given(one.given_at, one.due_at), said[one.id]) for one in tasks}


def carry_later(person: UUID, fact: UUID) -> None:
    """Queue that what was said is put on record in the case, in this same transaction."""
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(CARRY, queue="house").defer(person=str(person), fact=str(fact))
