"""Adverse career actions as rows of the auditor's own zone; inside a unit of work of an auditor.

A pseudonym is a service number under AES-SIV (RFC 5297) with a key of this installation's own: the
same number gives the same text each time, no text can be made or changed without the key, and only
what holds the key gets from a text to a number. That happens in a command, to ask the database who
had care, and for the reader of an action that lies near care; nowhere else.
"""

from __future__ import annotations

import zlib
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.db import connection

from muster.access.problems import NOT_FOUND
from muster.care.models import CareerAction, CareerFile, CareerReview
from muster.care.rules.careers import CAREERS, CareerOutcome, CareerRow
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.kernel.sheets.held import held
from muster.kernel.time import Instant
from muster.people import sealed
from muster.people.rules.files import Arrived, arrived
from muster.people.rules.headings import find_columns, under_its_headings
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad, pad_to_step, seal, unpad, unpad_step
from muster.vault.work import current
from muster.vault.zones import Zone

FILES, REVIEWS = "care_careerfile", "care_careerreview"
WAITS, WRITTEN, DROPPED, REFUSED = "waits", "written", "dropped", "refused"
_WIDTH, _FILE_STEP, _NOTE_STEP = 32, 65_536, 1024
_USE = [b"career pseudonym"]


class Waiting(msgspec.Struct):
    """What waits of a list: rows of pseudonym, kind, day and unit; and the report on the rest.

    `near` is how many of the rows lie within each window of care, in days; of nobody by name.
    """

    rows: list[tuple[str, str, date, UUID]]
    problems: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    near: dict[int, int] = {}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it stands: what was read of it, and what it added once it was written."""

    id: UUID
    state: str
    digest: str
    brought_by: AccountId
    arrived_at: Instant
    rows: int
    refused: int
    added: int
    problems: Sequence[dict[str, Any]] = ()
    notes: Sequence[dict[str, Any]] = ()
    near: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """An action that lies near care, and what was concluded of it; no word of the care itself."""

    id: UUID
    person: PersonId
    kind: str
    day: date
    unit: UnitId
    within: int
    matched_at: Instant
    outcome: CareerOutcome | None
    words: str
    reviewed_at: Instant | None
    reviewed_by: AccountId | None


def pseudonym(number: str) -> str:
    """Return the pseudonym of a service number in its one form (`names.service_number`)."""
    sealed_number = _cipher().encrypt(pad(number.encode(), _WIDTH), _USE)
    return b32encode(sealed_number).decode().rstrip("=")


def number_behind(text: str) -> str | None:
    """Return the service number behind a pseudonym; None where it is none of this installation."""
    try:
        data = b32decode(text + "=" * (-len(text) % 8))
        number = unpad(_cipher().decrypt(data, _USE)).decode()
    except (NotBase32, InvalidTag, ValueError):
        return None
    # Its last letter holds a bit that decoding passes over; one pseudonym is written one way.
    return number if pseudonym(number) == text else None


def arrived_careers(
    data: bytes, chosen: Mapping[str, str] | None = None
) -> tuple[Arrived, tuple[str, ...]]:
    """Return the bytes of a list as a table; Refused where they are no table. It stays in memory.

    Beside it stand all headings of the file where somebody has to say which column holds what, and
    () where the headings say it themselves or `chosen` does. It needs no unit of work.
    """
    with held(data) as path:
        sheet = open_sheet(path)
        found = arrived(sheet, CAREERS, chosen)
        table = under_its_headings(found.table, CAREERS, chosen)
        columns = find_columns(table, CAREERS, chosen)
        if columns.problems:
            return found, tuple(one for one in table.headings if one.strip())
        named = {"number", "pseudonym"} & columns.places.keys()
        return found, () if named else tuple(sheet.columns)


def keep(rows: Sequence[CareerRow], waiting: Waiting, file: CareerFile) -> None:
    """Let valid rows wait, with pseudonyms for numbers, and the report on the others."""
    waiting.rows = [(pseudonym(one.number), one.kind, one.day, one.unit) for one in rows]
    packed = zlib.compress(msgspec.msgpack.encode(waiting), 1)
    file.waiting = seal(
        _file_key(), table=FILES, row=file.id, plain=pad_to_step(packed, _FILE_STEP)
    )
    file.save(force_insert=True)


def file_of(file: UUID) -> CareerFile:
    """Return a list, locked against a second confirmation; Refused where there is none."""
    row = CareerFile.objects.select_for_update().filter(id=file).first()
    if row is None:
        raise NOT_FOUND.refused()
    return row


def what_waits(file: CareerFile) -> Waiting | None:
    """Return what waits of a list; None once it was written or dropped."""
    if file.waiting is None:
        return None
    packed = open_sealed(_file_key(), table=FILES, row=file.id, sealed=bytes(file.waiting))
    return msgspec.msgpack.decode(zlib.decompress(unpad_step(packed)), type=Waiting)


def listed(file: CareerFile, *, with_report: bool) -> Listed:
    """Return a list as it stands; the report is sealed, and opened only where it is asked for."""
    waiting = what_waits(file) if with_report else None
    return Listed(
        file.id, file.state, file.digest, AccountId(file.brought_by), file.arrived_at, file.rows,
        file.refused, file.added,
        *((waiting.problems, waiting.notes, waiting.near) if waiting else ()),
    )  # fmt: skip


def settle(file: CareerFile, state: str, *, at: Instant, added: int = 0) -> None:
    """End a list's waiting; its rows and its report are gone from then on."""
    file.waiting, file.state, file.settled_at, file.added = None, state, at, added
    file.save()


def write(waiting: Waiting, at: Instant) -> int:
    """Write what is not known yet; return how many actions that were."""
    before = CareerAction.objects.count()
    CareerAction.objects.bulk_create(
        [
            CareerAction(
                id=new_id(), pseudonym=alias, kind=kind, day=day, unit_id=unit, imported_at=at
            )
            for alias, kind, day, unit in waiting.rows
        ],
        batch_size=2_000,
        ignore_conflicts=True,
    )
    return CareerAction.objects.count() - before


def match(windows: Sequence[int], at: Instant) -> list[CareerAction]:
    """Ask the database which of the actions that matched nobody lie near care; return those."""
    waiting = list(CareerAction.objects.filter(person_id=None).order_by("id"))
    numbers = [number_behind(one.pseudonym) or "" for one in waiting]
    matched = []
    for place, person, near in _near_care(numbers, [one.day for one in waiting], windows):
        action = waiting[place]
        action.person_id, action.within, action.matched_at = person, near, at
        action.save(update_fields=("person_id", "within", "matched_at"))
        matched.append(action)
    return matched


def preview(
    rows: Sequence[CareerRow], windows: Sequence[int]
) -> tuple[Counter[int], set[PersonId]]:
    """Return how many of these rows lie within each window of care, and whom they are about."""
    days = [one.day for one in rows]
    found = _near_care([one.number for one in rows], days, windows)
    within = Counter(days for _place, _person, near in found for days in windows if near <= days)
    return within, {person for _place, person, _near in found}


def _near_care(
    numbers: Sequence[str], days: Sequence[date], windows: Sequence[int]
) -> list[tuple[int, PersonId, int]]:
    """Return which of these actions lie near care: the place in the list, who, and how near."""
    key = sealed.hasher("number")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, who, near FROM care_near_care(%s::uuid[], %s::date[], %s::integer[])",
            [[key(one) for one in numbers], list(days), list(windows)],
        )
        return [(place - 1, PersonId(who), near) for place, who, near in cursor.fetchall()]


def matches(rows: Sequence[CareerAction]) -> list[Match]:
    """Return actions near care with what was concluded of each."""
    reviews = {
        one.action_id: one
        for one in CareerReview.objects.filter(action__in=[row.id for row in rows])
    }
    return [_match(row, reviews.get(row.id)) for row in rows if row.person_id is not None]


def write_review(
    action: CareerAction, outcome: CareerOutcome, words: str, *, by: AccountId, at: Instant
) -> None:
    """Write what was concluded, its words sealed under the person's key for this zone."""
    person, row = PersonId(action.person_id), new_id()
    plain = pad_to_step(words.encode(), _NOTE_STEP)
    CareerReview.objects.create(
        id=row, action=action, person_id=person, outcome=outcome.value, at=at, by=by,
        note=seal(current().data_key(person, Zone.CAREER), table=REVIEWS, row=row, plain=plain),
    )  # fmt: skip


def _match(row: CareerAction, review: CareerReview | None) -> Match:
    person = PersonId(row.person_id)
    words = ""
    if review is not None:
        key = current().data_key(person, Zone.CAREER)
        plain = open_sealed(key, table=REVIEWS, row=review.id, sealed=bytes(review.note))
        words = unpad_step(plain).decode()
    return Match(
        row.id, person, row.kind, row.day, UnitId(row.unit_id), row.within, row.matched_at,
        CareerOutcome(review.outcome) if review else None, words,
        review.at if review else None, AccountId(review.by) if review else None,
    )  # fmt: skip


def _cipher() -> AESSIV:
    return AESSIV(installation().derived_key("career pseudonym"))


def _file_key() -> bytes:
    return installation().derived_key("career file")
