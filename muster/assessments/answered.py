"""What people have answered, and whether they came, as what is due is reckoned from it.

For use inside a unit of work. A sitting that was corrected is left out; what set it right is there.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from muster.assessments.models import Attendance
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _p
from muster.people.serving import Serving

_SCORES = """
SELECT person_id, sitting_id, instrument, scale, score, least, cutoff, positive, at
FROM assessments_score s WHERE person_id = ANY(%s::uuid[]) AND NOT EXISTS
  (SELECT FROM assessments_sitting newer WHERE newer.corrects_id = s.sitting_id)
  AND (%s::timestamptz IS NULL OR at >= %s) AND (%s::text[] IS NULL OR instrument = ANY(%s))
ORDER BY at, sitting_id, scale
"""


@dataclass(frozen=True, slots=True)
class KeptScore:
    """One scale of a sitting, as far as stages look at it."""

    instrument: str
    scale: str
    score: float | None
    least: int
    cutoff: int | None
    positive: bool | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One sitting: its instrument, its day in the person's unit, and what its scales came to."""

    sitting: UUID
    instrument: str
    day: date
    scales: tuple[KeptScore, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sittings are looked at: of these instruments, and since then; None: all of them."""

    instruments: tuple[str, ...] | None = None
    since: Instant | None = None


class Came(enum.Enum):
    """What a team notes of somebody who was expected. Nobody else is ever told which."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Came:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    CAME = "came", _p("attendance", "Came")
    DECLINED = "declined", _p("attendance", "Declined")
    EXCUSED = "excused", _p("attendance", "Excused")
    ABSENT = "absent", _p("attendance", "Did not come")


@dataclass(frozen=True, slots=True)
class Attended:
    """What was noted last of one stage of one window, and on which day."""

    came: Came
    day: date

    @property
    def ends_it(self) -> bool:
        """Is the person done with it? Who came has yet to answer; who did not come may yet."""
        return self.came in (Came.DECLINED, Came.EXCUSED)


def answered_by(
    people: Mapping[PersonId, Serving], calendars: Mapping[PersonId, Calendar], wanted: Wanted
) -> dict[PersonId, list[Answered]]:
    """Return everybody's sittings, the earliest first; of all records that are one person's."""
    keys = None if wanted.instruments is None else list(wanted.instruments)
    whose = _whose(people.values())
    scales: dict[UUID, list[KeptScore]] = defaultdict(list)
    found: dict[PersonId, dict[UUID, tuple[str, date]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        records = [str(record) for record in whose]
        cursor.execute(_SCORES, [records, wanted.since, wanted.since, keys, keys])
        for record, sitting, instrument, scale, score, least, cutoff, positive, at in cursor:
            person = whose[PersonId(record)]
            scales[sitting].append(KeptScore(instrument, scale, score, least, cutoff, positive))
            found[person][sitting] = (instrument, calendars[person].local_date(at))
    return {
        person: [
            Answered(sitting, instrument, day, tuple(scales[sitting]))
            for sitting, (instrument, day) in sittings.items()
        ]
        for person, sittings in found.items()
    }


def attended_by(
    people: Mapping[PersonId, Serving],
) -> dict[PersonId, dict[tuple[UUID, str, int], Attended]]:
    """Return what was noted last of each campaign's window and stage, by person."""
    whose = _whose(people.values())
    found: dict[PersonId, dict[tuple[UUID, str, int], Attended]] = defaultdict(dict)
    for one in Attendance.objects.filter(person_id__in=whose).order_by("id"):
        key = (one.campaign_id, one.window, one.stage)
        found[whose[PersonId(one.person_id)]][key] = Attended(Came(one.state), one.day)
    return dict(found)


def _whose(people: Iterable[Serving]) -> dict[PersonId, PersonId]:
    return {record: one.person for one in people for record in one.records}
