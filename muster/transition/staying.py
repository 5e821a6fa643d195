"""Who began work, how long they were seen there, and in which groups; inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

import msgspec

from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.policy.rules.track import Track
from muster.transition.models import GroupsSaid, StepRow
from muster.transition.notes import sealed_plain
from muster.transition.rules.durations import Span
from muster.transition.rules.faring import Faring
from muster.transition.rules.staying import Groups
from muster.transition.rules.track import LOSES, PLACES
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

TABLE = "transition_groupssaid"
A_DAY = timedelta(days=1)
ASKED = ("works", "pay", "satisfied")
"""What people who began work say of it, of which figures are told."""


def first_stays(track: Track, at: Instant) -> dict[UUID, Span]:
    """Return, by person, how long they stayed in the first work of their case, ended if lost."""
    works, lost = track.path.steps[PLACES].enters, track.path.steps[LOSES].enters
    columns = ("case_id", "person_id", "key", "began_at", "ended_at", "again")
    rows = list(StepRow.objects.filter(key__in=(works, lost), task_id=None).values_list(*columns))
    again = {(case, began) for case, _who, key, began, _end, _n in rows if key == lost}
    return {
        person: Span(((ended or at) - began) / A_DAY, (case, ended) in again)
        for case, person, key, began, ended, rounds in rows
        if key == works and not rounds
    }


def write_groups(person: PersonId, said: Groups | None, at: Instant) -> None:
    """Keep the groups in which somebody wants to be counted; None takes it back."""
    made = new_id()
    plain = None if said is None else msgspec.json.encode(said)
    GroupsSaid.objects.create(
        id=made, person_id=person, at=at,
        sealed=None if plain is None else sealed_plain(person, TABLE, made, plain),
    )  # fmt: skip


def groups_of(people: list[PersonId]) -> dict[PersonId, Groups]:
    """Return the groups of those of these people who said any."""
    last: dict[PersonId, GroupsSaid] = {}
    for row in GroupsSaid.objects.filter(person_id__in=people).order_by("at", "id"):
        last[PersonId(row.person_id)] = row
    said = {person: row for person, row in last.items() if row.sealed is not None}
    keys = data_keys(current(), list(said), Zone.TRANSITION)
    opened = {}
    for person, row in said.items():
        plain = open_sealed(keys[person], table=TABLE, row=row.id, sealed=bytes(row.sealed or b""))
        opened[person] = msgspec.json.decode(unpad(plain), type=Groups)
    return opened


def by_answer(said: Iterable[Faring]) -> dict[str, dict[str, list[None]]]:
    """Return, by question and answer, one entry for each person who gave it; silence is none."""
    found: dict[str, dict[str, list[None]]] = {question: defaultdict(list) for question in ASKED}
    for one in said:
        for question in ASKED:
            answer = getattr(one, question)
            if answer:
                found[question][answer].append(None)
    return found


def by_group(
    stays: Mapping[UUID, Span], said: Mapping[PersonId, Groups], kind: str
) -> dict[str, list[Span]]:
    """Return the stays by group of one kind; "" are those who did not say."""
    found: dict[str, list[Span]] = defaultdict(list)
    for person, span in stays.items():
        groups = said.get(PersonId(person))
        found[getattr(groups, kind) if groups else ""].append(span)
    return found
