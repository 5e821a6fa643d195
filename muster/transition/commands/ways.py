"""What people of one trade went into is counted once a month, from what they sent themselves."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.rules.packet import Field
from muster.policy.queries import in_force
from muster.transition.guidance.suggesting import roles
from muster.transition.market import job_meant
from muster.transition.models import Candidacy, CandidacyFact, Vacancy, WentInto
from muster.transition.partnering import sent_by
from muster.transition.rules.candidacies import Act
from muster.transition.rules.likeness import plain
from muster.transition.rules.staying import ROUNDED
from muster.vault.zones import Zone


@command(
    key="transition.count-ways",
    permits=Permission.COUNT_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was counted what people of each trade went into."),
)
def count_ways(*, by: Viewer, at: Instant) -> int:
    """Count, of those who began work, who of each trade went into which occupation.

    To be run each month. What fewer went into than may be told of is told of nobody, and nothing is
    taken back once it is told: the number says “at least so many” and only grows, by fives.
    """
    least, unit, told = in_force().small_groups.clinical_cell, by.units[0], 0
    for (role, isco), people in _began().items():
        if len(people) < least:
            continue
        told += 1
        count = len(people) // ROUNDED * ROUNDED
        row = WentInto.objects.filter(unit_id=unit, role=role, isco=isco).first()
        if row is None or row.people < count:
            WentInto.objects.update_or_create(
                unit_id=unit, role=role, isco=isco,
                defaults={"people": count, "counted_at": at},
            )  # fmt: skip
    note(ways=told)
    return told


def _began() -> dict[tuple[str, str], set[UUID]]:
    """Return whoever began work, by the role that their own packet means and by occupation."""
    began = CandidacyFact.objects.filter(act=Act.STARTED.value).values_list(
        "candidacy_id", flat=True
    )
    rows = list(Candidacy.objects.filter(id__in=list(began)))
    titles = dict(
        Vacancy.objects.filter(id__in={one.vacancy_id for one in rows}).values_list("id", "title")
    )
    found: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    meant: dict[str, str] = {}
    for one, words in sent_by(rows):
        isco, trade = job_meant(titles[one.vacancy_id]), words.get(Field.TRADE.value, "")
        if isco is None or not plain(trade):
            continue
        if trade not in meant:
            meant[trade] = roles().meant(trade)[0].key
        found[meant[trade], isco].add(one.person_id)
    return found
