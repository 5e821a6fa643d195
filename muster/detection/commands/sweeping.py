"""Who came home and was not screened: windows that closed with nobody having looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.queries import screened_at
from muster.detection.models import Signal
from muster.detection.raising import shelf
from muster.detection.rules.exposure import missed_after_exposure
from muster.detection.rules.facts import Came, Facts, MissedScreen
from muster.detection.rules.tiers import judge
from muster.detection.signals import Found, raise_signals
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.service import AWAY, ENDING, Exposure, everyone_exposed
from muster.policy.queries import in_force
from muster.policy.rules.profile import Anchor
from muster.vault.zones import Zone

SOURCE = "missed"
CALENDAR = "deployment"
# Names a missed window by person and day, so that one window raises one signal, however often
# the sweep runs (RFC 9562, section 5.5; the namespace is this product's own).
_WINDOWS = UUID("5b0f3c1e-2f6d-5a53-9d0e-6d7573746572")


@command(
    key="detection.sweep-missed",
    permits=Permission.NOTICE_MISSED,
    zone=Zone.CLINICAL,
    says=_("People who came home and missed their screening were looked for."),
)
def sweep_missed(*, by: Viewer, at: Instant) -> int:
    """Queue everybody within reach whose window after a deployment closed without a screening.

    Returns how many signals that raised; a window that was noticed before raises none.
    """
    exposures = everyone_exposed()
    people = list(exposures)
    calendars, screened = calendars_of(people), screened_at(people)
    found = [
        _found(person, missed, calendars[person], at)
        for person in people
        for missed in _missed(exposures[person], screened, person, calendars[person], at)
    ]
    known = set(
        Signal.objects.filter(person_id__in=people, source=SOURCE).values_list(
            "source_id", flat=True
        )
    )
    new = [one for one in found if one.source_id not in known]
    raised = raise_signals(new, at=at, by=by.account)
    note(raised=raised, people=[one.person for one in new])
    return raised


def _missed(
    exposures: Sequence[Exposure],
    screened: Mapping[PersonId, Sequence[Instant]],
    person: PersonId,
    calendar: Calendar,
    at: Instant,
) -> list[MissedScreen]:
    """Return the missed windows of a person's deployments; going again, or leaving, ends one."""
    rule, today = in_force().calendars[CALENDAR], calendar.local_date(at)
    days = [calendar.local_date(one) for one in screened.get(person, ())]
    ends = sorted(one.since for one in exposures if one.kind in ENDING)
    missed: list[MissedScreen] = []
    for one in exposures:
        if one.kind not in AWAY or one.until is None or one.until > today:
            continue
        anchors = {Anchor.DEPARTURE: one.since, Anchor.RETURN: one.until}
        until = next((day for day in ends if day > one.until), None)
        missed += missed_after_exposure(anchors, rule, days, today, until)
    return missed


def _found(person: PersonId, missed: MissedScreen, calendar: Calendar, at: Instant) -> Found:
    facts = Facts(came=Came.LIVE, recorded_on=calendar.local_date(at), missed=(missed,))
    return Found(
        person=person,
        source=SOURCE,
        source_id=_window_id(person, missed.closed_on),
        instrument="",
        verdict=judge(facts, in_force(), shelf()),
        answered_at=None,
        calendar=calendar,
    )


def _window_id(person: PersonId, closed_on: date) -> UUID:
    return uuid5(_WINDOWS, f"{person.hex} {closed_on.isoformat()}")
