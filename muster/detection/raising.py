"""From news to signals: what was scored is judged, and whoever is to be called is queued.

Runs inside the command that brought the news, so a sitting and its signal land together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import numpy as np

from muster.assessments.events import HelpAsked, Imported, Submitted
from muster.assessments.queries import Past, last_scores, scores_asked, scores_before
from muster.detection.alerts.opening import alarm
from muster.detection.earlier import earlier_columns
from muster.detection.models import Signal
from muster.detection.rules.batches import Days
from muster.detection.rules.columns import judge_columns
from muster.detection.rules.facts import Came, Earlier, Facts, FollowUp
from muster.detection.rules.moment import alarming
from muster.detection.rules.queue import Standing
from muster.detection.rules.reasons import Reason
from muster.detection.rules.repeats import turns
from muster.detection.rules.tiers import judge, verdict
from muster.detection.signals import Found, raise_signals, reasons_of, supersede
from muster.instruments.packs import packs
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendar_asked, calendar_of_unit, calendars_of
from muster.policy.queries import in_force
from muster.vault.trips import Filled, Statement
from muster.vault.work import current


def shelf() -> Mapping[str, Specification]:
    """Return every instrument's specification by key."""
    return {key: pack.specification for key, pack in packs().items()}


_UNSPOKEN = Statement(
    "SELECT s.id, s.source_id FROM detection_queuerow r JOIN detection_signal s "
    "ON s.id = r.signal_id WHERE r.person_id = $1 AND NOT r.ended AND r.standing <> $2"
)


def asked_when_submitted(person: PersonId) -> list[Filled]:
    """Return what `hear_submitted` asks, to be asked ahead."""
    return [
        calendar_asked(person), scores_asked(person), _UNSPOKEN.of(person, Standing.REACHED.value),
    ]  # fmt: skip


def hear_submitted(sitting: Submitted) -> None:
    """Judge one sitting beside what the person scored before; a correction takes its place."""
    if sitting.corrects is not None:
        supersede(sitting.person, [sitting.corrects], at=sitting.recorded_at, by=sitting.entered_by)
    calendar = calendars_of([sitting.person])[sitting.person]
    past = scores_before(sitting.person, sitting.sitting)
    facts = Facts(
        came=Came(sitting.mode),
        recorded_on=calendar.local_date(sitting.recorded_at),
        results=sitting.results,
        answered_on=_day(calendar, sitting.answered_at),
        sex=sitting.sex,
        follow_up=FollowUp(sitting.follow_up) if sitting.follow_up else None,
        earlier=_earlier(past, calendar),
    )
    judged = judge(facts, in_force(), shelf())
    if facts.came is Came.LIVE:
        judged = verdict([*judged.reasons, *_said_meanwhile(sitting)], in_force())
    found = Found(
        person=sitting.person,
        source="sitting",
        source_id=sitting.sitting,
        instrument=sitting.instrument,
        verdict=judged,
        answered_at=sitting.answered_at,
        calendar=calendar,
    )
    _raise_one(found, facts.came, sitting.recorded_at, sitting.entered_by)


def _said_meanwhile(sitting: Submitted) -> tuple[Reason, ...]:
    """Return what was raised while this sitting was answered, until somebody has spoken with them.

    An answer that was acted on and then taken back was given all the same.
    """
    rows = current().ask(_UNSPOKEN, sitting.person, Standing.REACHED.value)
    ids = [signal for signal, source in rows if source == sitting.sitting]
    if not ids:
        return ()
    signals = list(Signal.objects.filter(id__in=ids))
    return tuple(reason for said in reasons_of(signals).values() for reason in said)


def hear_help_asked(request: HelpAsked) -> None:
    """Queue whoever asked to talk."""
    calendar = calendars_of([request.person])[request.person]
    day = calendar.local_date(request.asked_at)
    facts = Facts(
        came=Came.LIVE,
        recorded_on=day,
        answered_on=day,
        help_now=request.urgent,
        self_referral=not request.urgent,
    )
    found = Found(
        person=request.person,
        source="help",
        source_id=request.request,
        instrument="",
        verdict=judge(facts, in_force(), shelf()),
        answered_at=request.asked_at,
        calendar=calendar,
    )
    _raise_one(found, facts.came, request.asked_at, request.entered_by)


def raise_threat(person: PersonId, source: UUID, *, at: Instant, by: AccountId) -> None:
    """Queue somebody who threatens others, and alarm whoever is on duty; inside a command."""
    calendar = calendars_of([person])[person]
    day = calendar.local_date(at)
    facts = Facts(came=Came.LIVE, recorded_on=day, answered_on=day, threat_to_others=True)
    verdict = judge(facts, in_force(), shelf())
    found = Found(
        person=person, source="threat", source_id=source, instrument="", verdict=verdict,
        answered_at=at, calendar=calendar,
    )  # fmt: skip
    _raise_one(found, facts.came, at, by)


def _raise_one(found: Found, came: Came, at: Instant, by: AccountId) -> None:
    """Queue one person, and alarm whoever is on duty where it cannot wait."""
    raise_signals([found], at=at, by=by)
    if alarming(found.verdict, came):
        alarm(found.person, found.source_id, found.verdict.tier, in_force(), at=at, by=by)


def hear_imported(batch: Imported) -> None:
    """Judge a whole file in columns; only who is to be called gets a verdict in words."""
    calendars = _calendars(batch)
    past = {} if batch.newborn else _past(batch)
    own = [calendars[person] for person in batch.persons]
    tiers = judge_columns(
        batch.columns,
        in_force(),
        came=Came.IMPORT,
        recorded_on=_days(own, [batch.recorded_at] * len(own)),
        answered_on=_days(own, batch.answered_at),
        earlier=earlier_columns(
            batch.columns,
            batch.persons,
            _whens(batch),
            day_of=lambda person, at: calendars[person].local_date(at),
            past=past,
        ),
    )
    turn = turns(batch.persons, _whens(batch))
    found: dict[int, list[Found]] = {}
    for place, judged in tiers.verdicts():
        one = Found(
            person=batch.persons[place],
            source="sitting",
            source_id=batch.sittings[place],
            instrument=batch.columns.specification.instrument,
            verdict=judged,
            answered_at=batch.answered_at[place],
            calendar=own[place],
        )
        found.setdefault(int(turn[place]), []).append(one)
    newborn = batch.newborn
    for each in sorted(found):  # a person's later sitting takes the place of the earlier one
        raise_signals(found[each], at=batch.recorded_at, by=batch.entered_by, newborn=newborn)
        newborn = False


def _past(batch: Imported) -> Mapping[PersonId, Sequence[Past]]:
    """Return what these people scored before on this instrument; change is asked of no other."""
    instrument = batch.columns.specification.instrument
    return last_scores(batch.persons, leaving_out=batch.sittings, instrument=instrument)


def _whens(batch: Imported) -> list[datetime]:
    """Return when each sitting was given, as far as anybody knows."""
    return [one or batch.recorded_at for one in batch.answered_at]


def _earlier(past: Sequence[Past], calendar: Calendar) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(one.instrument, one.scale, one.score, calendar.local_date(one.at)) for one in past
    )


def _day(calendar: Calendar, instant: datetime | None) -> date | None:
    return None if instant is None else calendar.local_date(instant)


def _calendars(batch: Imported) -> Mapping[PersonId, Calendar]:
    if batch.newborn:
        return dict.fromkeys(batch.persons, calendar_of_unit(batch.unit))
    return calendars_of(batch.persons)


def _days(calendars: Sequence[Calendar], instants: Sequence[datetime | None]) -> Days:
    """Return each instant's day in its own calendar; the same instant is reckoned once."""
    known: dict[tuple[int, datetime | None], np.datetime64] = {}
    days = np.empty(len(instants), dtype="datetime64[D]")
    for place, (calendar, instant) in enumerate(zip(calendars, instants, strict=True)):
        key = (id(calendar), instant)
        if key not in known:
            known[key] = np.datetime64(_day(calendar, instant), "D")
        days[place] = known[key]
    return days
