"""What of one person may be erased today: judged record by record, carried out zone by zone.

A zone goes when every record in it may go, and its key with it; who somebody is goes last, and only
with everything. What has to stay keeps its zone, and says on which ground and until when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from muster.access.viewers import Viewer
from muster.config import casework_ages as apart
from muster.config.retention import Place, days_of, place_of
from muster.config.shelves import SHELVES, Shelf
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.merges import records_of
from muster.policy.problems import HELD
from muster.policy.queries import holds_on, in_force
from muster.policy.rules.labels import Label
from muster.policy.rules.profile import Profile
from muster.policy.rules.retention import Erasure, Kept, erasure
from muster.vault.work import Work, unit_of_work
from muster.vault.zones import PARTS, Audience, Zone

ON_REQUEST = "on-request"
IDENTITY = "identity"
WITHOUT_SERVICE = {"subject": "campaign-subjects", "newcomer": apart.KIND}
"""Who has no service that ends, by the kind of their record: how it is kept.

A newcomer is known for the sake of casework alone, so as long as that is.
"""
OPEN = _("It belongs to something that is still open.")
_ROWS = """
SELECT {recorded}, {ended}, {besides},
  CASE WHEN who.kind IN ('subject', 'newcomer') THEN {recorded}
    WHEN w.until < %(today)s THEN w.until END
FROM {table} t JOIN people_person who ON who.id = t.person_id
LEFT JOIN people_placement w ON w.person_id = t.person_id
WHERE t.person_id = ANY(%(people)s::uuid[])
"""
_WHO = """
SELECT who.kind, w.since, w.until FROM people_person who
LEFT JOIN people_placement w ON w.person_id = who.id WHERE who.id = %s
"""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a person's records of one kind in one zone.

    `why` is the ground on which the first of them stays, None where all may go; `until` is the day
    from which it may go anyway, where that is known.
    """

    kind: str
    zone: Zone
    count: int
    why: Label | Sentence | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """The fates of all that is kept about a person; `zones` may go by themselves."""

    fates: tuple[Fate, ...]

    @property
    def whole(self) -> bool:
        """May the person be erased whole?"""
        return all(fate.why is None for fate in self.fates)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Return the zones that hold something and keep nothing."""
        there = {fate.zone for fate in self.fates}
        staying = {fate.zone for fate in self.fates if fate.why is not None}
        return tuple(zone for zone in PARTS if zone in there - staying)

    @property
    def grounds(self) -> list[Label | Sentence]:
        """Return the different grounds on which something stays."""
        return list(dict.fromkeys(fate.why for fate in self.fates if fate.why is not None))


def refuse_held(by: Viewer, person: PersonId) -> None:
    """Refused where a legal hold stands on any record of the person; no order goes before it."""
    with unit_of_work(by.standing()):
        held = holds_on(records_of(person))
    if held:
        raise HELD.refused(order=held[0].order)


def examine(person: PersonId, *, by: Viewer, at: Instant) -> Examined:
    """Judge everything that is kept about a person, within the viewer's units.

    Ids and days of clinical records are read as a clinician's role may, and nothing else of them.
    """
    profile = in_force()
    with unit_of_work(by.standing()) as work, work.acting_as(Audience.ADMINISTRATOR):
        records = records_of(person)
        place = place_of(person, at)
        with days_of(place):
            fates = [_identity(person, profile, place)]
            for shelf in SHELVES:
                with work.acting_as(shelf.reader):
                    fate = _on_shelf(shelf, records, profile, place)
                fates += [] if fate is None else [fate]
            fates += _casework(work, records, profile, place)
    return Examined(tuple(fates))


def _casework(
    work: Work, records: Sequence[PersonId], profile: Profile, place: Place
) -> Iterator[Fate]:
    """Judge what is kept of a person's way into work, which stands apart from all the rest."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO, [records[0]])
        _kind, _since, until = cursor.fetchone() or ("", None, None)
    ended = until if until is not None and until < place.today else None
    for zone in (Zone.TRANSITION, Zone.PARTNERS):
        kept = list(apart.kept(work, records, ended, zone))
        if kept:
            yield _fate(apart.KIND, zone, kept, profile, place.today)


def _identity(person: PersonId, profile: Profile, place: Place) -> Fate:
    """Judge who the person is; without service, none ends."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO, [person])
        kind, since, until = cursor.fetchone() or ("", None, None)
    recorded = since or place.today
    ended = until if until is not None and until < place.today else None
    without = WITHOUT_SERVICE.get(kind)
    kept = Kept(without or IDENTITY, recorded, service_ended_on=recorded if without else ended)
    return _fate(kept.kind, Zone.IDENTITY, [(kept, True)], profile, place.today)


def _on_shelf(
    shelf: Shelf, records: Sequence[PersonId], profile: Profile, place: Place
) -> Fate | None:
    statement = _ROWS.format(
        recorded=shelf.recorded, ended=shelf.ended, besides=shelf.besides, table=shelf.table
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**place.asked, "people": [str(one) for one in records]})
        rows = cursor.fetchall()
    kept = [
        (Kept(shelf.kind, recorded or place.today, ended, service), bool(closed))
        for recorded, ended, closed, service in rows
    ]
    return _fate(shelf.kind, shelf.zone, kept, profile, place.today) if kept else None


def _fate(
    kind: str, zone: Zone, kept: Sequence[tuple[Kept, bool]], profile: Profile, today: date
) -> Fate:
    for why, until in _reasons(kept, profile, today):
        return Fate(kind, zone, len(kept), why, until)
    return Fate(kind, zone, len(kept))


def _reasons(
    kept: Iterable[tuple[Kept, bool]], profile: Profile, today: date
) -> Iterator[tuple[Label | Sentence, date | None]]:
    for one, closed in kept:
        verdict = erasure(one, profile, today)
        if not closed:
            yield OPEN, None
        elif verdict.erasure is not Erasure.GRANTED and verdict.words is not None:
            yield verdict.words, verdict.until
