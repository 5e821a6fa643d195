"""From news to signals: what was scored is judged, and whoever is to be called is queued.

Runs inside the command that brought the news, so a sitting and its signal land together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import numpy as np
from django.conf import settings

from muster.assessments.events import HelpAsked, Imported, Submitted
from muster.assessments.queries import Past, last_scores
from muster.detection.rules.batches import Days, EarlierColumns
from muster.detection.rules.columns import judge_columns
from muster.detection.rules.facts import Came, Earlier, Facts, FollowUp
from muster.detection.rules.tiers import judge
from muster.detection.signals import Found, raise_signals, supersede
from muster.instruments.packs import packs
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar
from muster.people.calendars import calendar_of_unit, calendars_of
from muster.policy.profiles import profile
from muster.policy.rules.profile import Profile


def in_force() -> Profile:
    """Return the profile of this installation."""
    return profile(settings.MUSTER_PROFILE)


def shelf() -> Mapping[str, Specification]:
    """Return every instrument's specification by key."""
    return {key: pack.specification for key, pack in packs().items()}


def hear_submitted(sitting: Submitted) -> None:
    """Judge one sitting beside what the person scored before; a correction takes its place."""
    if sitting.corrects is not None:
        supersede(sitting.person, [sitting.corrects], at=sitting.recorded_at, by=sitting.entered_by)
    calendar = calendars_of([sitting.person])[sitting.person]
    past = last_scores([sitting.person], leaving_out=[sitting.sitting])
    facts = Facts(
        came=Came(sitting.mode),
        recorded_on=calendar.local_date(sitting.recorded_at),
        results=sitting.results,
        answered_on=_day(calendar, sitting.answered_at),
        sex=sitting.sex,
        follow_up=FollowUp(sitting.follow_up) if sitting.follow_up else None,
        earlier=_earlier(past.get(sitting.person, ()), calendar),
    )
    raise_signals(
        [
            Found(
                person=sitting.person,
                source="sitting",
                source_id=sitting.sitting,
                instrument=sitting.instrument,
                verdict=judge(facts, in_force(), shelf()),
                answered_at=sitting.answered_at,
                calendar=calendar,
            )
        ],
        at=sitting.recorded_at,
        by=sitting.entered_by,
    )


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
    raise_signals([found], at=request.asked_at, by=request.entered_by)


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
        earlier=_earlier_columns(batch, calendars, past) if past else {},
    )
    found = [
        Found(
            person=batch.persons[place],
            source="sitting",
            source_id=batch.sittings[place],
            instrument=batch.columns.specification.instrument,
            verdict=verdict,
            answered_at=batch.answered_at[place],
            calendar=own[place],
        )
        for place, verdict in tiers.verdicts()
    ]
    raise_signals(found, at=batch.recorded_at, by=batch.entered_by, newborn=batch.newborn)


def _past(batch: Imported) -> Mapping[PersonId, Sequence[Past]]:
    """Return what these people scored before on this instrument; change is asked of no other."""
    instrument = batch.columns.specification.instrument
    return last_scores(batch.persons, leaving_out=batch.sittings, instrument=instrument)


def _earlier_columns(
    batch: Imported,
    calendars: Mapping[PersonId, Calendar],
    past: Mapping[PersonId, Sequence[Past]],
) -> dict[str, EarlierColumns]:
    """Return each scale's last earlier score; an import answered before it has none."""
    specification = batch.columns.specification
    earlier = {}
    for scale in specification.scales:
        score = np.full(len(batch.persons), np.nan)
        on = np.full(len(batch.persons), np.datetime64("NaT"), dtype="datetime64[D]")
        for place, person in enumerate(batch.persons):
            before = batch.answered_at[place] or batch.recorded_at
            for one in past.get(person, ()):
                if one.of(specification.instrument, scale.key) and one.at < before:
                    score[place] = one.score
                    on[place] = np.datetime64(calendars[person].local_date(one.at))
                    break
        earlier[scale.key] = EarlierColumns(score, on)
    return earlier


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
