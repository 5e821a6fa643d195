"""Files of answers that came in on a page: kept sealed until they are entered or dropped.

For use inside a unit of work of this room's doors.
"""

from __future__ import annotations

import enum
import zlib
from collections.abc import Collection
from dataclasses import fields
from uuid import UUID

from muster.assessments import problems
from muster.assessments.batches import Layout
from muster.assessments.models import AnswerArrival
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant, now
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad_to_step, seal, unpad_step
from muster.vault.work import current
from muster.vault.zones import Audience

TABLE = "assessments_answerarrival"
_STEP = 65_536
MOST_BYTES = 32 * 1024 * 1024
"""The largest file a page takes; a larger one is entered with `muster screen`."""


class State(enum.StrEnum):
    """What became of a file."""

    WAITING = "waiting"  # nobody has confirmed it
    CONFIRMED = "confirmed"  # somebody has, and the worker has not begun
    ENTERING = "entering"
    ENTERED = "entered"
    REFUSED = "refused"  # it could not be entered after all
    DROPPED = "dropped"

    @property
    def settled(self) -> bool:
        """Is there nothing more to be done about it?"""
        return self in (State.ENTERED, State.REFUSED, State.DROPPED)


def keep(arrival: AnswerArrival, data: bytes) -> None:
    """Seal a file's bytes under the node's key, compressed only as a whole."""
    if len(data) > MOST_BYTES:
        raise problems.FILE_TOO_LARGE.refused(most=MOST_BYTES // 1024 // 1024)
    packed = pad_to_step(zlib.compress(data, 1), _STEP)
    arrival.waiting = seal(_key(), table=TABLE, row=arrival.id, plain=packed)


def bytes_of(arrival: AnswerArrival) -> bytes:
    """Return a file's bytes; Refused where it was settled and nothing is kept any more."""
    if arrival.waiting is None:
        raise problems.NO_SUCH_FILE.refused()
    packed = open_sealed(_key(), table=TABLE, row=arrival.id, sealed=bytes(arrival.waiting))
    return zlib.decompress(unpad_step(packed))


def arrival_of(arrival: UUID) -> AnswerArrival:
    """Return a file that came in within reach; Refused where there is none by that id."""
    found = AnswerArrival.objects.filter(id=arrival).first()
    if found is None:
        raise problems.NO_SUCH_FILE.refused()
    return found


def settle(arrival: AnswerArrival, state: State, *, at: Instant, added: int = 0) -> None:
    """End a file's waiting; nothing of it is kept from then on."""
    arrival.waiting, arrival.state, arrival.settled_at, arrival.added = None, state, at, added
    arrival.save()


def drop_waiting(*, at: Instant, before: Instant | None = None) -> int:
    """Drop every file within reach that waits, or those alone that came before an instant."""
    waiting = AnswerArrival.objects.filter(waiting__isnull=False).exclude(state=State.ENTERING)
    if before is not None:
        waiting = waiting.filter(arrived_at__lt=before)
    return waiting.update(waiting=None, state=State.DROPPED, settled_at=at)


def hear_erased(_people: Collection[PersonId]) -> None:
    """Drop the files that wait when somebody is erased: one of them may hold their answers."""
    with current().acting_as(Audience.CLINICIAN):
        drop_waiting(at=now())


def layout_of(arrival: AnswerArrival) -> Layout:
    """Return which columns of the file mean what, as somebody chose."""
    known = {one.name for one in fields(Layout)}
    return Layout(**{name: column for name, column in arrival.columns.items() if name in known})


def _key() -> bytes:
    return installation().derived_key("answers file")
