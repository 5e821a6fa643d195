"""Deployments and other exposures of service; for use inside a unit of work."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.kernel.ids import PersonId
from muster.kernel.words import Sentence, _
from muster.people.models import ServiceEvent


class ExposureKind(enum.Enum):
    """What a person lived through; screening windows are counted from its last day."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> ExposureKind:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    DEPLOYMENT = "deployment", _("Deployment")
    COMBAT = "combat", _("Combat")
    EVENT = "event", _("A potentially traumatic event")
    CAPTIVITY = "captivity", _("Captivity")
    JOINED = "joined", _("Joining a unit")
    DISCHARGE = "discharge", _("Discharge")


AWAY = frozenset({ExposureKind.DEPLOYMENT, ExposureKind.COMBAT, ExposureKind.CAPTIVITY})
"""From these a person comes home, and the windows after a return are counted from that day."""
ENDING = AWAY | {ExposureKind.DISCHARGE}
"""Going again, or leaving, ends the windows of the return before."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """One exposure, from its first to its last day; `until` None: it goes on."""

    id: UUID
    person: PersonId
    kind: ExposureKind
    since: date
    until: date | None


def exposures_of(people: Collection[PersonId]) -> dict[PersonId, list[Exposure]]:
    """Return the exposures of these records that were not taken back, in the order of time."""
    facts = list(ServiceEvent.objects.filter(person_id__in=people).order_by("since", "id"))
    void = {fact.retracts_id for fact in facts if fact.retracts_id}
    found: dict[PersonId, list[Exposure]] = defaultdict(list)
    for fact in facts:
        if fact.retracts_id is None and fact.id not in void:
            person = PersonId(fact.person_id)
            kind = ExposureKind(fact.kind)
            found[person].append(Exposure(fact.id, person, kind, fact.since, fact.until))
    return dict(found)


def everyone_exposed() -> dict[PersonId, list[Exposure]]:
    """Return the exposures of everybody within reach who has any, for a sweep of the calendar."""
    people = ServiceEvent.objects.values_list("person_id", flat=True).distinct()
    return exposures_of([PersonId(one) for one in people])
