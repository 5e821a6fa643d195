"""What `doctor` asks of this room: does the queue say what the facts say?"""

from __future__ import annotations

from itertools import islice
from uuid import UUID

from muster.detection.folding import misfolded
from muster.detection.models import QueuePerson, QueueRow, Signal
from muster.detection.signals import columns_of, states_now
from muster.kernel.ids import PersonId
from muster.people.postings import units_of
from muster.policy.queries import in_force

AT_ONCE = 2_000


def queue_against_facts() -> list[UUID]:
    """Return the signals, and the people, whose row in the queue is missing or differs from what
    the facts amount to.

    Runs inside a unit of work that reaches the signals.
    """
    rows = {row.signal_id: row for row in QueueRow.objects.all()}
    profile = in_force()
    wrong = []
    every = Signal.objects.order_by("id").iterator(AT_ONCE)
    while signals := list(islice(every, AT_ONCE)):
        for signal, state in states_now(signals, profile).items():
            row, said = rows.get(signal), columns_of(state)
            if row is None or any(getattr(row, name) != value for name, value in said.items()):
                wrong.append(signal)
    return [*wrong, *_people_listed_wrongly()]


def _people_listed_wrongly() -> list[UUID]:
    """Return the people whose row in the list says something else, or stands in another unit."""
    listed = QueuePerson.objects.filter(ended=False).values_list("person_id", "unit_id")
    placed = units_of(PersonId(person) for person, _unit in listed)
    moved = [person for person, unit in listed if placed.get(PersonId(person)) != unit]
    return list(dict.fromkeys([*misfolded(), *moved]))
