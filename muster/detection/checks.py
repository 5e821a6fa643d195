"""What `doctor` asks of this room: does the queue say what the facts say?"""

from __future__ import annotations

from uuid import UUID

from muster.detection.models import QueueRow, Signal
from muster.detection.raising import in_force
from muster.detection.signals import columns_of, state_now


def queue_against_facts() -> list[UUID]:
    """Return the signals whose row in the queue is missing or differs from its facts' fold.

    Runs inside a unit of work that reaches the signals.
    """
    rows = {row.signal_id: row for row in QueueRow.objects.all()}
    profile = in_force()
    wrong = []
    for signal in Signal.objects.order_by("id").iterator(chunk_size=2000):
        row = rows.get(signal.id)
        said = columns_of(state_now(signal, profile))
        if row is None or any(getattr(row, name) != value for name, value in said.items()):
            wrong.append(signal.id)
    return wrong
