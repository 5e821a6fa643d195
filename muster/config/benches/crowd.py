"""A whole force, invented in a few minutes: its units, people, results, and who is to be called.

What nobody will open is filled with a template of the right width; whoever is in the queue is
sealed like anybody else, because the pages that are measured open what they show. Everything is
written by the database's superuser in bulk: no figure is taken of it.

A company has 200 people, a battalion 5 companies, a brigade 5 battalions, a division 3 brigades.
Every fifth person is in the queue: 200 of a battalion, 1,000 of a brigade, 3,000 of a division.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

COMPANY, BATTALION, BRIGADE, DIVISION = 200, 1_000, 5_000, 15_000
RESULTS = 4
"""How many results each person has, 200 days apart."""
IN_QUEUE = 5
"""Every so many people, one is in the queue, and another was once."""

_UNIT, _PERSON, _SITTING, _SIGNAL, _PAST, _CASE = 1, 2, 3, 4, 5, 6
_LEVELS = {"company": (1, COMPANY), "battalion": (2, BATTALION), "brigade": (3, BRIGADE),
           "division": (4, DIVISION)}  # fmt: skip
# Of a hundred in the queue so many stand in each tier, and so long is each tier's clock.
_TIERS = (("red", 0, 2, 0), ("amber", 1, 20, 24), ("yellow", 2, 80, 7 * 24), ("green", 3, 100, 672))


def id_of(kind: int, number: int) -> UUID:
    """Return the id of an invented thing; they rise, as real ones do."""
    return UUID(f"018f0000-0000-7{kind:03x}-8000-{number:012x}")


def _id_sql(kind: int, number: str) -> str:
    return f"('018f0000-0000-7{kind:03x}-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"


def unit_of(level: str, person: int) -> UUID:
    """Return the unit of that level in which a person serves."""
    place, size = _LEVELS[level]
    return id_of(_UNIT * 256 + place, person // size)


def fill(home: Path, people: int, *, cases: bool = False) -> None:
    """Write a force of `people`, a whole number of divisions, below the house's one unit.

    With `cases` everybody has an open one whose clock runs, and a third of them are late.
    """
    import psycopg

    from muster.vault.postgres import Embedded

    address = Embedded(home).start().in_database(_database())
    now = datetime.now(UTC).replace(microsecond=0)
    with psycopg.connect(**address.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("SET synchronous_commit = off")
        _units(admin, people)
        _everybody(admin, people)
        _results(admin, people, now)
        _past(admin, people, now)
        _queue(admin, people, now)
        if cases:
            _cases(admin, people, now)
        admin.execute("VACUUM (ANALYZE)")
        admin.execute("CHECKPOINT")


def _database() -> str:
    from django.conf import settings

    return str(settings.DATABASES["default"]["NAME"])


def _units(admin: Any, people: int) -> None:
    """Write the tree; its top stands under the unit with which the house was set up."""
    [root] = admin.execute("SELECT id FROM people_unit").fetchone()
    sizes = list(_LEVELS.items())
    for (name, (place, size)), (_above, (up, above)) in zip(
        sizes, [*sizes[1:], ("", (0, 0))], strict=True
    ):
        parent = f"{_id_sql(256 + up, f'n * {size} / {above}')}" if above else f"'{root}'::uuid"
        admin.execute(
            "INSERT INTO people_unit (id, key, code, name_en, name_ru, kind, zone, country, "
            f"parent_id, stands) SELECT {_id_sql(256 + place, 'n')}, '{name}-' || n, "
            f"'{name}-' || n, '{name} ' || n, '{name} ' || n, '{name}', '', '', {parent}, true "
            f"FROM generate_series(0, {people // size - 1}) n"
        )
    admin.execute(
        "INSERT INTO people_unitturn (id, unit_id, since, parent_id, stands, withdrawn) "
        "SELECT gen_random_uuid(), id, '2020-01-01', parent_id, true, false FROM people_unit u "
        "WHERE NOT EXISTS (SELECT FROM people_unitturn t WHERE t.unit_id = u.id)"
    )


def _everybody(admin: Any, people: int) -> None:
    person, unit = _id_sql(_PERSON, "n"), _id_sql(257, f"n / {COMPANY}")
    everybody = f"FROM generate_series(0, {people - 1}) n"
    admin.execute(
        "INSERT INTO people_person (id, kind, sex, number_key) "
        f"SELECT {person}, 'personnel', CASE n % 2 WHEN 0 THEN 'male' ELSE 'female' END, "
        f"md5('number' || n)::uuid {everybody}"
    )
    admin.execute(
        "INSERT INTO people_placement (person_id, unit_id, since) "
        f"SELECT {person}, {unit}, '2024-01-01' {everybody}"
    )
    admin.execute(
        "INSERT INTO people_posting (person_id, id, since, unit_id, withdrawn) "
        f"SELECT {person}, {person}, '2024-01-01', {unit}, false {everybody}"
    )
    # Nobody will open these; whoever is in the queue gets true ones below.
    others = f"{everybody} WHERE n % {IN_QUEUE} <> 0"
    admin.execute(
        "INSERT INTO people_detail (person_id, id, sealed) "
        f"SELECT {person}, {person}, decode(repeat('00', 349), 'hex') {others}"
    )
    for zone in ("identity", "clinical"):
        admin.execute(
            "INSERT INTO vault_datakey (person_id, zone, wrapped) "
            f"SELECT {person}, '{zone}', decode(repeat('00', 60), 'hex') {others}"
        )


def _results(admin: Any, people: int, now: datetime) -> None:
    """Write every result; of the queue's people the last sitting is written below, sealed."""
    sitting, person = _id_sql(_SITTING, f"n * {RESULTS} + k"), _id_sql(_PERSON, "n")
    at = f"'{now.isoformat()}'::timestamptz - make_interval(days => k * 200 + n % 180)"
    each = f"FROM generate_series(0, {people - 1}) n, generate_series(0, {RESULTS - 1}) k"
    admin.execute(
        'INSERT INTO assessments_sitting (id, person_id, campaign_id, "window", instrument, '
        "version, language, mode, answered_at, recorded_at, answers) "
        f"SELECT {sitting}, {person}, {_id_sql(9, '1')}, '', 'phq-9', '1', 'ru', 'live', {at}, "
        f"{at}, decode(repeat('00', 157), 'hex') {each} WHERE n % {IN_QUEUE} <> 0 OR k > 0"
    )
    score = "((n * 7 + k * 5) % 28)"
    admin.execute(
        "INSERT INTO assessments_score (person_id, sitting_id, scale, instrument, version, at, "
        "score, answered, items, prorated, least, most, band, cutoff, positive, unjudged, "
        "critical, critical_missing) "
        f"SELECT {person}, {sitting}, 'depression', 'phq-9', '1', {at}, {score}, 9, 9, false, "
        f"{score}, {score}, (ARRAY['minimal', 'mild', 'moderate', 'moderately-severe', "
        f"'severe'])[least({score} / 5, 4) + 1], 10, {score} >= 10, false, '{{}}', '{{}}' {each}"
    )


def _past(admin: Any, people: int, now: datetime) -> None:
    """Write signals that were dealt with long ago, as many as are open."""
    signal, person = _id_sql(_PAST, "n"), _id_sql(_PERSON, "n")
    then = f"'{now.isoformat()}'::timestamptz - make_interval(days => 200 + n % 180)"
    once = f"FROM generate_series(0, {people - 1}) n WHERE n % {IN_QUEUE} = 1"
    admin.execute(
        "INSERT INTO detection_signal (id, person_id, source, source_id, instrument, tier, "
        "findings, reasons, answered_at, raised_at, due_at) "
        f"SELECT {signal}, {person}, 'sitting', {_id_sql(_SITTING, f'n * {RESULTS} + 1')}, "
        f"'phq-9', 'yellow', '{{positive}}', decode(repeat('00', 541), 'hex'), {then}, {then}, "
        f"{then} {once}"
    )
    admin.execute(
        "INSERT INTO detection_queuerow (signal_id, person_id, rank, raised_at, since, standing, "
        f"attempts, ended) SELECT {signal}, {person}, 2, {then}, {then}, 'closed', 0, true {once}"
    )
    admin.execute(
        "INSERT INTO detection_queueperson (person_id, unit_id, standing, attempts, instruments, "
        f"ended) SELECT {person}, {_id_sql(257, f'n / {COMPANY}')}, '', 0, '{{}}', true {once}"
    )


def _cases(admin: Any, people: int, now: datetime) -> None:
    """Write a case for everybody; of those that are late the longest have a name to be opened."""
    from muster.policy.profiles import profile

    case, person = _id_sql(_CASE, "n"), _id_sql(_PERSON, "n")
    opened = f"'{now.isoformat()}'::timestamptz - make_interval(days => 30 + n % 30)"
    longest = f"CASE WHEN n % {IN_QUEUE} = 0 THEN -20 WHEN n % 3 = 0 THEN -5 ELSE 1 END"
    due = f"'{now.isoformat()}'::timestamptz + make_interval(days => {longest}, secs => n % 80000)"
    everybody = f"FROM generate_series(0, {people - 1}) n"
    admin.execute(
        "INSERT INTO care_case (id, person_id, opened_by, path, tier, opened_at) "
        f"SELECT {case}, {person}, 'signal', '{profile().digest}', 'yellow', {opened} {everybody}"
    )
    admin.execute(
        "INSERT INTO care_caserow (case_id, person_id, unit_id, state, since, owner, due_at, "
        f"late_to, told, ended) SELECT {case}, {person}, {_id_sql(257, f'n / {COMPANY}')}, "
        f"'assessment', {opened}, {_id_sql(9, '2')}, {due}, 'head-of-service', true, false "
        f"{everybody}"
    )


def _queue(admin: Any, people: int, now: datetime) -> None:
    """Write whoever is to be called, sealed row by row: each table's rows in one COPY."""
    for start in range(0, people, 50_000):
        made = [
            _called(number, now) for number in range(start, min(people, start + 50_000), IN_QUEUE)
        ]
        for table, columns in _COLUMNS.items():
            with admin.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for rows in made:
                    for row in rows[table]:
                        copy.write_row(row)


_COLUMNS = {
    "vault_datakey": "person_id, zone, wrapped",
    "people_detail": "person_id, id, sealed",
    "assessments_sitting": 'id, person_id, campaign_id, "window", instrument, version, language, '
    "mode, answered_at, recorded_at, answers",
    "detection_signal": "id, person_id, source, source_id, instrument, tier, findings, reasons, "
    "answered_at, raised_at, due_at",
    "detection_queuerow": "signal_id, person_id, rank, raised_at, since, due_at, call_by, "
    "standing, owner, attempts, ended",
    "detection_queueperson": "person_id, unit_id, rank, due_at, call_by, since, latest, standing, "
    "owner, attempts, instruments, ended",
}
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class _Clock:
    tier: str
    rank: int
    raised: datetime
    due: datetime


def _clock(number: int, now: datetime) -> _Clock:
    """Return how somebody stands: about a third of every tier is overdue."""
    place = number // IN_QUEUE
    tier, rank, _share, hours = next(one for one in _TIERS if place * 37 % 100 < one[2])
    span = timedelta(hours=hours or 1)
    raised = now - span * (place * 13 % 130) / 100 - timedelta(seconds=place % 997)
    return _Clock(tier, rank, raised, raised + timedelta(hours=hours))


def _called(number: int, now: datetime) -> Rows:
    """Return one person's rows: keys, name, last sitting, signal, and places in the queue."""
    from muster.vault.sealing import seal
    from muster.vault.work import wrapping

    person, sitting = id_of(_PERSON, number), id_of(_SITTING, number * RESULTS)
    signal, clock = id_of(_SIGNAL, number), _clock(number, now)
    identity, wrapped_identity = wrapping().new_key(person=person, zone="identity")
    clinical, wrapped = wrapping().new_key(person=person, zone="clinical")
    owner = id_of(9, 2) if number % 4 == 0 else None
    name, answers, reasons = _plain(number)
    name = seal(identity, table="people_detail", row=person, plain=name)
    answers = seal(clinical, table="assessments_sitting", row=sitting, plain=answers)
    reasons = seal(clinical, table="detection_signal", row=signal, plain=reasons)
    standing, at = "taken" if owner else "open", now - timedelta(days=number % 180)
    return {
        "vault_datakey": [
            (person, "identity", wrapped_identity), (person, "clinical", wrapped),
        ],
        "people_detail": [(person, person, name)],
        "assessments_sitting": [
            (sitting, person, id_of(9, 1), "", "phq-9", "1", "ru", "live", at, at, answers)
        ],
        "detection_signal": [
            (signal, person, "sitting", sitting, "phq-9", clock.tier, ["positive"], reasons, at,
             clock.raised, clock.due)
        ],
        "detection_queuerow": [
            (signal, person, clock.rank, clock.raised, clock.raised, clock.due, clock.due,
             standing, owner, 0, False)
        ],
        "detection_queueperson": [
            (person, unit_of("company", number), clock.rank, clock.due, clock.due, clock.raised,
             clock.raised, standing, owner, 0, ["phq-9"], False)
        ],
    }  # fmt: skip


def _plain(number: int) -> tuple[bytes, bytes, bytes]:
    """Return a name, answers and reasons as they are sealed."""
    import msgspec

    from muster.assessments.rules.layout import packed
    from muster.detection.rules.reasons import Reason
    from muster.detection.signals import REASONS_STEP
    from muster.instruments.packs import pack
    from muster.people.sealed import packed_parts
    from muster.policy.rules.findings import Finding
    from muster.vault.sealing import pad_to_step

    score = 10 + number % 18
    name = packed_parts(
        f"К-{number:07}", f"Вымышленный-{number}", "Олег", "", None, "рядовой",
        f"+7912{number:07}", "", "ru",
    )  # fmt: skip
    values = {f"phq9-{n}": min(3, max(0, score - 3 * (n - 1))) for n in range(1, 10)}
    reason = Reason.of(
        Finding.POSITIVE, instrument="phq-9", scale="depression", score=score, limit=10
    )
    reasons = pad_to_step(msgspec.json.encode([reason.as_json()]), REASONS_STEP)
    return name, packed(pack("phq-9").specification, values), reasons
