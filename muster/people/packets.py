"""Packets as rows; for use inside a unit of work, by the person and by whoever helps with work.

A packet stands in transition's zone, sealed under the person's key for that zone: no clinician, no
commander and no personnel officer reads it, and whoever reads it reads nothing else of the person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.people.models import Packet
from muster.people.rules.packet import Checker
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "people_packet"
# Ten fields of six hundred characters of two bytes, with their names.
WIDTH = 12544


@dataclass(frozen=True, slots=True)
class Held:
    """A packet as it stands: its fields' words, since when, and until which day."""

    words: Mapping[str, str]
    given_at: datetime
    until: date


class Words:
    """Who knows which words speak of health: a room above fills it in when the house is ready."""

    checker: Checker | None = None


def speaks_of_health(text: str) -> str | None:
    """Return the first word that speaks of health; LookupError where nobody can say."""
    if Words.checker is None:
        raise LookupError("No room has said which words speak of health.")
    return Words.checker(text)


def write_packet(person: PersonId, words: Mapping[str, str], *, until: date, at: Instant) -> None:
    """Add a packet; it takes the place of the one before."""
    made, key = new_id(), current().data_key(person, Zone.TRANSITION)
    plain = pad(msgspec.json.encode(dict(words)), WIDTH)
    Packet.objects.create(
        id=made, person_id=person, given=True, at=at, until=until,
        sealed=seal(key, table=TABLE, row=made, plain=plain),
    )  # fmt: skip


def end_packet(person: PersonId, at: Instant) -> bool:
    """Take the packet back, at once; False where none stands."""
    last = _last(person)
    if last is None or not last.given:
        return False
    Packet.objects.create(person_id=person, given=False, at=at, until=None, sealed=None)
    return True


def packet_of(person: PersonId, *, day: date) -> Held | None:
    """Return the packet that stands on `day`, None where there is none."""
    row = _last(person)
    if row is None or not row.given or row.until is None or row.until < day:
        return None
    key = current().data_key(person, Zone.TRANSITION)
    plain = unpad(open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed)))
    return Held(msgspec.json.decode(plain, type=dict[str, str]), row.at, row.until)


def packets_of(people: Collection[PersonId], *, day: date) -> dict[PersonId, Held]:
    """Return the packets of these people that stand on `day`; who has none is left out."""
    last: dict[PersonId, Packet] = {}
    for row in Packet.objects.filter(person_id__in=list(people)).order_by("at", "id"):
        last[PersonId(row.person_id)] = row
    return _opened([one for one in last.values() if _stands(one, day)])


def packets_within_reach(*, day: date) -> dict[PersonId, Held]:
    """Return every packet that stands on `day` and that whoever asks may read."""
    last: dict[PersonId, Packet] = {}
    for row in Packet.objects.order_by("at", "id"):
        last[PersonId(row.person_id)] = row
    return _opened([one for one in last.values() if _stands(one, day)])


def _stands(row: Packet, day: date) -> bool:
    return row.given and row.until is not None and row.until >= day


def _opened(rows: list[Packet]) -> dict[PersonId, Held]:
    keys = data_keys(current(), [PersonId(one.person_id) for one in rows], Zone.TRANSITION)
    found = {}
    for row in rows:
        person = PersonId(row.person_id)
        plain = open_sealed(keys[person], table=TABLE, row=row.id, sealed=bytes(row.sealed))
        words = msgspec.json.decode(unpad(plain), type=dict[str, str])
        if row.until is not None:
            found[person] = Held(words, row.at, row.until)
    return found


def _last(person: PersonId) -> Packet | None:
    return Packet.objects.filter(person_id=person).order_by("-at", "-id").first()
