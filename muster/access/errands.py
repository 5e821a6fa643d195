"""Errands: what the pages ask the worker to do, because it takes long or needs another login.

The job is queued in the transaction of the asking, by its name: whoever asks does not know who
carries it out. For use inside a unit of work of a command.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from muster.access.models import Errand, ErrandEnd
from muster.access.progress import Stand, stand_of
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.work import current
from muster.vault.zones import Audience

JOB, QUEUE = "access.run-errand", "errands"
GIVEN_UP = timedelta(minutes=5)
"""After so long without a sign of life an errand is taken for lost and may be asked for again."""


class ErrandKind(enum.Enum):
    """What can be asked of the worker; `says` names it for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> ErrandKind:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    EXAMINE = "examine", _("Examine the installation")
    BACK_UP = "back-up", _("Make a backup")
    TRY_BACKUP = "try-backup", _("Try a backup by restoring it")
    VERIFY = "verify-journal", _("Verify the journal")
    READ_FILE = "read-file", _("Read a file of people")
    WRITE_FILE = "write-file", _("Write what a file of people says")
    JUDGE_ERASURE = "judge-erasure", _("Ask the profile what of a person may be erased")
    ERASE = "erase", _("Erase of a person what may go")


@dataclass(frozen=True, slots=True)
class Known:
    """An errand as it stands. `well` and `told` are None until it is over."""

    id: UUID
    kind: ErrandKind
    given: Mapping[str, Any]
    asked_by: AccountId
    asked_at: Instant
    well: bool | None
    told: Mapping[str, Any] | None
    ended_at: Instant | None
    stand: Stand | None

    @property
    def open(self) -> bool:
        return self.ended_at is None

    def lost(self, at: Instant) -> bool:
        """Has nothing been heard of it for so long that nobody is at work on it any more?"""
        heard = self.asked_at if self.stand is None else self.stand.at
        return self.open and at - heard > GIVEN_UP


def ask(
    kind: ErrandKind,
    given: Mapping[str, Any],
    *,
    by: AccountId,
    at: Instant,
    queued: bool = True,
) -> UUID:
    """Ask the worker for something, and return the errand's id.

    Where the same is asked for already, that errand is returned and no second one is made. Where
    it is not `queued`, whoever asks carries it out.
    """
    with current().acting_as(Audience.PLATFORM):
        waiting = latest(kind, given)
        if waiting is not None and waiting.open and not waiting.lost(at):
            return waiting.id
        made = Errand.objects.create(kind=kind.value, given=dict(given), asked_by=by, asked_at=at)
        if queued:
            app.configure_task(JOB, queue=QUEUE).defer(errand=str(made.id))
    return UUID(str(made.id))


def end(errand: UUID, *, well: bool, told: Mapping[str, Any], at: Instant) -> None:
    """Write down what came of an errand; a second end of the same changes nothing."""
    with current().acting_as(Audience.PLATFORM):
        if not ErrandEnd.objects.filter(errand_id=errand).exists():
            ErrandEnd.objects.create(errand_id=errand, well=well, told=dict(told), at=at)


def latest(kind: ErrandKind, given: Mapping[str, Any] | None = None) -> Known | None:
    """Return the last errand of a kind, for the same where `given` is named; None for none.

    Like the two below for use inside a unit of work of the platform or an administrator.
    """
    found = Errand.objects.filter(kind=kind.value).order_by("-id")
    if given is not None:
        found = found.filter(given=dict(given))
    row = found.first()
    return None if row is None else _known(row)


def errand(of: UUID) -> Known | None:
    """Return one errand, None where there is none of this id."""
    row = Errand.objects.filter(id=of).first()
    return None if row is None else _known(row)


def ended_well(kind: ErrandKind, most: int) -> list[Known]:
    """Return the last errands of a kind that were carried out, the newest first."""
    done = ErrandEnd.objects.filter(well=True).values("errand_id")
    rows = Errand.objects.filter(kind=kind.value, id__in=done).order_by("-id")[:most]
    return [_known(row) for row in rows]


def _known(row: Errand) -> Known:
    over = ErrandEnd.objects.filter(errand_id=row.id).first()
    return Known(
        row.id, ErrandKind(row.kind), row.given, AccountId(row.asked_by), row.asked_at,
        None if over is None else over.well, None if over is None else over.told,
        None if over is None else over.at, stand_of(row.id) if over is None else None,
    )  # fmt: skip
