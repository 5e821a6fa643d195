"""Signals as rows: raised, superseded, changed by what happens to them, and projected.

For the room's own commands and listeners, inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

import msgspec
import polars as pl
from django.db import connection

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
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "detection_signal"
# Reasons are padded to one width whatever they say; a second step is a rare long list.
REASONS_STEP = 512


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
    if not newborn:
        promises = _take_places(queued, promises, at, by)
    _write(queued, promises, at)
    return len(queued)


def supersede(person: PersonId, sources: Collection[UUID], *, at: Instant, by: AccountId) -> None:
    """End the signals that a person's sittings raised: what was entered wrongly was never said."""
    for signal in Signal.objects.filter(person_id=person, source_id__in=list(sources)):
        happen(signal, Event(Step.SUPERSEDED, at, str(by)))


def happen(signal: Signal, event: Event) -> None:
    """Append what happened to a signal and bring its row in the queue up to date."""
    from muster.detection.raising import in_force

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
    person = PersonId(signal.person_id)
    raised = Raised(Tier(signal.tier), signal.raised_at, signal.due_at)
    facts = SignalFact.objects.filter(signal=signal).order_by("at", "id")
    return state_of(raised, map(event_of, facts), profile, calendars_of([person])[person])


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


def _take_places(
    found: Sequence[Found], promises: Sequence[Raised], at: Instant, by: AccountId
) -> list[Raised]:
    """Let each new signal take the place of the open one of the same person and instrument."""
    people = [one.person for one in found]
    rows = QueueRow.objects.filter(person_id__in=people, ended=False, signal__source="sitting")
    standing = {
        (row.person_id, row.signal.instrument): row for row in rows.select_related("signal")
    }
    kept, replaced = [], []
    for one, promise in zip(found, promises, strict=True):
        old = standing.get((one.person, one.instrument)) if one.source == "sitting" else None
        if old is None:
            kept.append(promise)
            continue
        kept.append(inherited(_state_of_row(old), promise))
        replaced.append(old)
    end_many(
        [row.signal_id for row in replaced],
        [row.person_id for row in replaced],
        Event(Step.SUPERSEDED, at, str(by)),
    )
    return kept


_ENDS = {Step.CLOSED: Standing.CLOSED, Step.SUPERSEDED: Standing.SUPERSEDED}


def end_many(signals: Sequence[UUID], people: Sequence[UUID], event: Event) -> None:
    """Write the same end for many signals: what `happen` does for one, in two statements."""
    if not signals:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO detection_signalfact "
            "(id, signal_id, person_id, step, at, done_by, reason, tier) "
            "SELECT id, signal, person, %s, %s, %s, %s, '' "
            "FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS one (id, signal, person)",
            [
                event.step.value, event.at, event.by, event.reason or "",
                new_ids(len(signals)), list(signals), list(people),
            ],
        )  # fmt: skip
        cursor.execute(
            "UPDATE detection_queuerow SET due_at = NULL, call_by = NULL, standing = %s, "
            "ended = true WHERE signal_id = ANY(%s)",
            [_ENDS[event.step].value, list(signals)],
        )


def _state_of_row(row: QueueRow) -> SignalState:
    tier = next(tier for tier in Tier if tier.rank == row.rank)
    return SignalState(Standing(row.standing), tier, row.raised_at, row.due_at, row.call_by)


def _write(found: Sequence[Found], promises: Sequence[Raised], at: Instant) -> None:
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
    instants: dict[datetime, str] = {}
    for one in promises:
        instants.setdefault(one.due, one.due.isoformat())
    frame = pl.DataFrame(
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
            "answered_at": pl.Series(
                [one.answered_at and one.answered_at.isoformat() for one in found],
                dtype=pl.String,
            ),
            "due_at": [instants[one.due] for one in promises],
        }
    )
    _insert(frame, at)


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
}  # fmt: skip


def _insert(frame: pl.DataFrame, at: Instant) -> None:
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
            "INSERT INTO detection_queuerow (signal_id, person_id, rank, raised_at, due_at, "
            "call_by, standing, attempts, ended) SELECT id, person_id, rank, %s, due_at, due_at, "
            f"'open', 0, false FROM \"{staged.name}\"",
            [at],
        )
        cursor.execute(f'DROP TABLE "{staged.name}"')
