"""A person's own profile as rows, and what there is to find for it; inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import msgspec
from django.db import connection

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.people.details import details_of
from muster.people.merges import records_of
from muster.people.packets import packet_of, speaks_of_health
from muster.people.postings import histories_of
from muster.people.rules.packet import Field
from muster.people.rules.ranks import grade_of
from muster.transition.models import ProfilePart
from muster.transition.profile.finding import finder, skills_of_titles
from muster.transition.recording import PART, offered_by, recorded_of
from muster.transition.rules.ideas import No, Wants
from muster.transition.rules.profile import LONGEST_WORDS, Proof, Skill, Source, together
from muster.transition.rules.recorded import Recorded
from muster.transition.rules.service_asked import Service, listed, shown_by, shown_by_rank
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "transition_profilepart"
WIDTH = 65_536
"""As wide as eighty skills with their proofs in Cyrillic; one width, so lengths tell nothing."""
OF_PACKET = (Field.TRADE, Field.COURSES, Field.LICENCES, Field.LED)

_WRITE = """
INSERT INTO transition_profilepart (id, person_id, part, at, sealed) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (person_id, part) DO UPDATE SET id = excluded.id, at = excluded.at,
  sealed = excluded.sealed
"""
Part = TypeVar("Part")


def write_part(person: PersonId, part: str, said: object, at: Instant) -> None:
    """Keep one part of a profile; it takes the place of the one before, which is gone."""
    made, key = new_id(), current().data_key(person, Zone.TRANSITION)
    sealed = seal(key, table=TABLE, row=made, plain=pad(msgspec.json.encode(said), WIDTH))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [made, person, part, at, sealed])


def part_of(person: PersonId, part: str, kind: type[Part]) -> Part | None:
    """Return one part as it was last said, None where nothing was."""
    row = ProfilePart.objects.filter(person_id=person, part=part).first()
    if row is None:
        return None
    key = current().data_key(person, Zone.TRANSITION)
    plain = open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.sealed))
    return msgspec.json.decode(unpad(plain), type=kind)


def skills_of(person: PersonId) -> tuple[Skill, ...]:
    """Return the skills on which the person has decided."""
    return part_of(person, "skills", tuple[Skill, ...]) or ()


def service_of(person: PersonId) -> Service:
    """Return what the person answered about their service."""
    return part_of(person, "service", Service) or Service()


def answers_of(person: PersonId) -> dict[str, int]:
    """Return what the person answered of the questions on interests, by question."""
    return part_of(person, "interests", dict[str, int]) or {}


def wants_of(person: PersonId) -> Wants:
    """Return what the person wants of work."""
    return part_of(person, "wants", Wants) or Wants()


def noes_of(person: PersonId) -> tuple[No, ...]:
    """Return the ideas to which the person says no, and why."""
    return part_of(person, "refused", tuple[No, ...]) or ()


def decided_of(person: PersonId) -> tuple[Recorded, ...]:
    """Return what the person took from their service record, or said no to."""
    return part_of(person, PART, tuple[Recorded, ...]) or ()


def record_of(person: PersonId) -> tuple[Recorded, ...]:
    """Return the entries of the person's own record, each with what they said on it."""
    return recorded_of(person, decided_of(person))


def posts_of(person: PersonId) -> list[str]:
    """Return the posts of the person's own service record, each once, the first first."""
    stays = [stay for found in histories_of(records_of(person)).values() for stay in found]
    return list(
        dict.fromkeys(one.post for one in sorted(stays, key=lambda one: one.since) if one.post)
    )


def found_for(person: PersonId, today: date) -> dict[str, list[Proof]]:
    """Return every skill that the record, the packet or an answer of the person speaks of."""
    service = service_of(person)
    return together(
        offered_by(record_of(person), today),
        _titled(Source.POST, posts_of(person)),
        _ranked(person),
        _titled(Source.TRADE, listed(service.trades)),
        shown_by(service),
        _worded(Source.COURSE, service.courses),
        _worded(Source.PACKET, _packed(person, today)),
    )


def _ranked(person: PersonId) -> Iterator[tuple[str, Proof]]:
    """Yield what the rank of the person's own record stands for."""
    rank = next((one.rank for one in details_of([person]).values()), "")
    return shown_by_rank(rank, grade_of(rank))


def _titled(source: Source, titles: list[str]) -> Iterator[tuple[str, Proof]]:
    for skill, title in skills_of_titles(titles):
        yield skill, Proof(source, title[:LONGEST_WORDS])


def _worded(source: Source, text: str) -> Iterator[tuple[str, Proof]]:
    if not text:
        return
    for skill, clause in finder().find(text, speaks_of_health):
        yield skill, Proof(source, clause[:LONGEST_WORDS])


def _packed(person: PersonId, today: date) -> str:
    held = packet_of(person, day=today)
    return "" if held is None else "\n".join(held.words.get(one.value, "") for one in OF_PACKET)


def skills_in(text: str) -> dict[str, str]:
    """Return the skills that somebody's own text speaks of, each with the words for it.

    Nothing is kept of it. What speaks of health is left out.
    """
    found: dict[str, str] = {}
    for skill, clause in finder().find(text, speaks_of_health):
        found.setdefault(skill, clause[:LONGEST_WORDS])
    return found
