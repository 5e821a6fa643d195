"""Signals as rows: raised, superseded, changed by what happens to them, and projected.

For the room's own commands and listeners, inside a unit of work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from django.db import connection

from muster.detection.ending import end_many
from muster.detection.folding import fold
from muster.detection.models import QueueRow, Signal, SignalFact
from muster.detection.rules.facts import Verdict
from muster.detection.rules.queue import (
    Event,
    Raised,
    SignalState,
    Standing,
    Step,
    inherited,
    state_of,
)
from muster.detection.rules.reasons import Reason
from muster.kernel.ids import AccountId, PersonId, new_ids
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendars_of
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile
from muster.vault.bulk import stage
from muster.vault.keyring import data_keys, seal_many
from muster.vault.sealing import open_sealed, pad_to_step, unpad_step
from muster.vault.trips import Statement
from muster.vault.work import current
from muster.vault.zones import Zone

if TYPE_CHECKING:
    import polars

TABLE = "detection_signal"
# Reasons are padded to one width whatever they say; a second step is a rare long list.
REASONS_STEP = 512
FEW = 20
"""So many signals are inserted as they are; more are staged first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict about a person, and what it was found in."""

    person: PersonId
    source: str
    source_id: UUID
    instrument: str
    verdict: Verdict
    answered_at: datetime | None
    calendar: Calendar


def raise_signals(
    found: Sequence[Found], *, at: Instant, by: AccountId, newborn: bool = False
) -> int:
    """Write a signal for each verdict that calls somebody; return how many.

    A signal takes the place of the person's open one from the same instrument, and keeps the more
    urgent tier and the earlier promise until somebody has called. `newborn` people have none.
    """
    queued = [one for one in found if one.verdict.clock is not None]
    if not queued:
        return 0
    promises = _promises(queued, at)
    waiting_since = [at] * len(queued)
    if not newborn:
        promises, waiting_since = _take_places(queued, promises, at, by)
    _write(queued, promises, waiting_since, at)
    fold([one.person for one in queued])
    return len(queued)


def supersede(person: PersonId, sources: Collection[UUID], *, at: Instant, by: AccountId) -> None:
    """End the signals that a person's sittings raised: what was entered wrongly was never said."""
    for signal in Signal.objects.filter(person_id=person, source_id__in=list(sources)):
        happen(signal, Event(Step.SUPERSEDED, at, str(by)))
    fold([person])


def happen(signal: Signal, event: Event) -> None:
    """Append what happened to a signal and bring its row in the queue up to date.

    The caller folds the person's rows once everything has happened.
    """
    from muster.policy.queries import in_force

    SignalFact.objects.create(
        signal=signal,
        person_id=signal.person_id,
        step=event.step.value,
        at=event.at,
        done_by=UUID(event.by),
        given_to=UUID(event.to) if event.to else None,
        reason=event.reason or "",
        tier=event.tier.value if event.tier else "",
    )
    project(signal, in_force())


def project(signal: Signal, profile: Profile) -> SignalState:
    """Fold a signal's facts and write where it stands; return the state."""
    state = state_now(signal, profile)
    QueueRow.objects.filter(signal=signal).update(**columns_of(state))
    return state


def columns_of(state: SignalState) -> dict[str, object]:
    """Return a state as the columns of its row in the queue."""
    return {
        "rank": state.tier.rank,
        "due_at": state.due,
        "call_by": state.call_by,
        "standing": state.standing.value,
        "owner": UUID(state.owner) if state.owner else None,
        "attempts": state.attempts,
        "ended": state.standing.ended,
    }


def state_now(signal: Signal, profile: Profile) -> SignalState:
    """Return what a signal's facts amount to."""
    return states_now([signal], profile)[signal.id]


def states_now(signals: Sequence[Signal], profile: Profile) -> dict[UUID, SignalState]:
    """Return what the facts of several signals amount to, asking the database twice in all."""
    facts: defaultdict[UUID, list[SignalFact]] = defaultdict(list)
    for fact in SignalFact.objects.filter(signal__in=signals).order_by("at", "id"):
        facts[fact.signal_id].append(fact)
    calendars = calendars_of([PersonId(one.person_id) for one in signals])
    return {
        one.id: state_of(
            Raised(Tier(one.tier), one.raised_at, one.due_at), map(event_of, facts[one.id]),
            profile, calendars[PersonId(one.person_id)],
        )
        for one in signals
    }  # fmt: skip


def event_of(fact: SignalFact) -> Event:
    """Return a stored fact as the rules know it."""
    return Event(
        Step(fact.step),
        fact.at,
        str(fact.done_by),
        str(fact.given_to) if fact.given_to else None,
        fact.reason or None,
        Tier(fact.tier) if fact.tier else None,
    )


def reasons_of(signals: Sequence[Signal]) -> dict[UUID, tuple[Reason, ...]]:
    """Open the reasons of several signals."""
    people = [PersonId(one.person_id) for one in signals]
    keys = data_keys(current(), people, Zone.CLINICAL)
    opened = {}
    for signal in signals:
        key = keys[PersonId(signal.person_id)]
        plain = open_sealed(key, table=TABLE, row=signal.id, sealed=bytes(signal.reasons))
        opened[signal.id] = tuple(
            Reason(one["code"], tuple(one["values"].items()))
            for one in msgspec.json.decode(unpad_step(plain))
        )
    return opened


def _promises(found: Sequence[Found], at: Instant) -> list[Raised]:
    """Return what is promised for each verdict; the same clock in one calendar is reckoned once."""
    known: dict[tuple[int, int], Raised] = {}
    for one in found:
        key = (id(one.verdict), id(one.calendar))
        if key not in known:
            due = one.verdict.due(at, one.calendar)
            known[key] = Raised(one.verdict.tier, at, at if due is None else due)
    return [known[id(one.verdict), id(one.calendar)] for one in found]


_OPEN = Statement(
    "SELECT r.person_id, s.instrument, r.signal_id, r.standing, r.rank, r.raised_at, r.since, "
    "r.due_at, r.call_by FROM detection_queuerow r JOIN detection_signal s ON s.id = r.signal_id "
    "WHERE r.person_id = ANY($1::uuid[]) AND NOT r.ended AND s.source = 'sitting'"
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open signal's row in the queue."""

    signal: UUID
    standing: str
    rank: int
    raised_at: datetime
    since: datetime
    due_at: datetime | None
    call_by: datetime | None

    @property
    def state(self) -> SignalState:
        tier = next(tier for tier in Tier if tier.rank == self.rank)
        standing = Standing(self.standing)
        return SignalState(standing, tier, self.raised_at, self.due_at, self.call_by)


def _take_places(
    found: Sequence[Found], promises: Sequence[Raised], at: Instant, by: AccountId
) -> tuple[list[Raised], list[Instant]]:
    """Let each new signal take the place of the open one of the same person and instrument.

    Return what is promised now, and since when each person has been waiting.
    """
    people = [one.person for one in found if one.source == "sitting"]
    rows = current().ask(_OPEN, people) if people else []
    standing = {(person, instrument): _Open(*row) for person, instrument, *row in rows}
    kept, since, replaced = [], [], []
    for one, promise in zip(found, promises, strict=True):
        old = standing.get((one.person, one.instrument)) if one.source == "sitting" else None
        if old is None:
            kept.append(promise)
            since.append(at)
            continue
        kept.append(inherited(old.state, promise))
        since.append(at if old.due_at is None else min(old.since, at))
        replaced.append((old.signal, one.person))
    end_many(
        [signal for signal, _person in replaced],
        [person for _signal, person in replaced],
        Event(Step.SUPERSEDED, at, str(by)),
    )
    return kept, since


def _write(
    found: Sequence[Found], promises: Sequence[Raised], since: Sequence[Instant], at: Instant
) -> None:
    ids = new_ids(len(found))
    keys = data_keys(current(), [one.person for one in found], Zone.CLINICAL)
    # Many sittings of a file are judged alike: what a verdict says is written down once.
    written = {id(one.verdict): _Written.of(one.verdict) for one in found}
    said = [written[id(one.verdict)] for one in found]
    sealed = seal_many(
        [keys[one.person] for one in found],
        table=TABLE,
        rows=ids,
        plains=[one.reasons for one in said],
    )
    if len(found) <= FEW:
        _insert_few(found, promises, since, ids, said, sealed, at)
        return
    instants: dict[datetime, str] = {}
    for moment in (*(one.due for one in promises), *since):
        instants.setdefault(moment, moment.isoformat())
    import polars  # for many alone: whoever raises one signal is spared loading it

    frame = polars.DataFrame(
        {
            "id": [one.hex for one in ids],
            "person_id": [one.person.hex for one in found],
            "source": [one.source for one in found],
            "source_id": [one.source_id.hex for one in found],
            "instrument": [one.instrument for one in found],
            "tier": [one.tier.value for one in promises],
            "rank": [one.tier.rank for one in promises],
            "findings": [one.codes for one in said],
            "reasons": ["\\x" + one.hex() for one in sealed],
            "answered_at": polars.Series(
                [one.answered_at and one.answered_at.isoformat() for one in found],
                dtype=polars.String,
            ),
            "due_at": [instants[one.due] for one in promises],
            "since": [instants[one] for one in since],
        }
    )
    _insert(frame, at)


_SIGNAL = Statement(
    f"INSERT INTO {TABLE} (id, person_id, source, source_id, instrument, tier, findings, reasons, "
    "answered_at, due_at, raised_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
)
_ROW = Statement(
    "INSERT INTO detection_queuerow (signal_id, person_id, rank, raised_at, since, due_at, "
    "call_by, standing, attempts, ended) VALUES ($1, $2, $3, $4, $5, $6, $6, 'open', 0, false)"
)


def _insert_few(
    found: Sequence[Found],
    promises: Sequence[Raised],
    since: Sequence[Instant],
    ids: Sequence[UUID],
    said: Sequence[_Written],
    sealed: Sequence[bytes],
    at: Instant,
) -> None:
    """Insert signals and their rows; a staging table pays for many alone."""
    work = current()
    parts = zip(found, promises, since, ids, said, sealed, strict=True)
    for one, promise, waiting, row, words, reasons in parts:
        work.write(
            _SIGNAL, row, one.person, one.source, one.source_id, one.instrument,
            promise.tier.value, words.codes.strip('"'), reasons, one.answered_at, promise.due, at,
        )  # fmt: skip
        work.write(_ROW, row, one.person, promise.tier.rank, at, waiting, promise.due)


@dataclass(frozen=True, slots=True)
class _Written:
    """A verdict as it is stored: its reasons, padded for sealing, and its findings' codes."""

    reasons: bytes
    codes: str

    @classmethod
    def of(cls, verdict: Verdict) -> _Written:
        plain = msgspec.json.encode([reason.as_json() for reason in verdict.reasons])
        codes = ",".join(dict.fromkeys(reason.code for reason in verdict.reasons))
        # Codes have neither comma nor quote, so this is PostgreSQL's text of a list.
        return cls(pad_to_step(plain, REASONS_STEP), f'"{{{codes}}}"')


_KINDS = {
    "id": "uuid", "person_id": "uuid", "source": "text", "source_id": "uuid",
    "instrument": "text", "tier": "text", "rank": "int2", "findings": "text[]",
    "reasons": "bytea", "answered_at": "timestamptz", "due_at": "timestamptz",
    "since": "timestamptz",
}  # fmt: skip


def _insert(frame: polars.DataFrame, at: Instant) -> None:
    buffer = BytesIO()
    frame.select(list(_KINDS)).write_csv(buffer, include_header=False, quote_style="never")
    staged = stage("staged_signal", _KINDS, [buffer.getvalue()])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, person_id, source, source_id, instrument, tier, findings, "
            "reasons, answered_at, due_at, raised_at) SELECT id, person_id, source, source_id, "
            "coalesce(instrument, ''), tier, findings, reasons, answered_at, due_at, %s "
            f'FROM "{staged.name}"',
            [at],
        )
        cursor.execute(
            "INSERT INTO detection_queuerow (signal_id, person_id, rank, raised_at, since, due_at, "
            "call_by, standing, attempts, ended) "
            "SELECT id, person_id, rank, %s, since, due_at, due_at, "
            f"'open', 0, false FROM \"{staged.name}\"",
            [at],
        )
        cursor.execute(f'DROP TABLE "{staged.name}"')
