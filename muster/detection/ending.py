"""The same end for many signals at once; for the room's own use, inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from muster.detection.rules.queue import Event, Standing, Step
from muster.kernel.ids import new_ids
from muster.vault.trips import Statement
from muster.vault.work import current

_HAPPENED = Statement(
    "INSERT INTO detection_signalfact (id, signal_id, person_id, step, at, done_by, reason, tier) "
    "SELECT id, signal, person, $1, $2, $3, $4, '' "
    "FROM unnest($5::uuid[], $6::uuid[], $7::uuid[]) AS one (id, signal, person)"
)
_ENDED = Statement(
    "UPDATE detection_queuerow SET due_at = NULL, call_by = NULL, standing = $1, ended = true "
    "WHERE signal_id = ANY($2::uuid[])"
)
_ENDS = {Step.CLOSED: Standing.CLOSED, Step.SUPERSEDED: Standing.SUPERSEDED}


def end_many(signals: Sequence[UUID], people: Sequence[UUID], event: Event) -> None:
    """Write the same end for many signals: what `happen` does for one, in two statements."""
    if not signals:
        return
    work, ended = current(), list(signals)
    work.write(
        _HAPPENED, event.step.value, event.at, event.by, event.reason or "", new_ids(len(ended)),
        ended, list(people),
    )  # fmt: skip
    work.write(_ENDED, _ENDS[event.step].value, ended)
