"""What became of people's parts in programmes, for counting; inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min

from muster.kernel.ids import PersonId, UnitId
from muster.programmes.models import EnrolmentFact, EnrolmentRow
from muster.programmes.rules.enrolments import Act, Stage


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a programme that began and has ended."""

    enrolment: UUID
    person: PersonId
    programme: str
    unit: UnitId | None
    asked_at: datetime
    began_at: datetime
    completed: bool


def ended_parts(first: date, after: date) -> Sequence[Part]:
    """Return the parts that ended from `first` on and before `after`, of those who ever came."""
    rows = EnrolmentRow.objects.filter(
        ended_at__date__gte=first, ended_at__date__lt=after, attended__gte=1
    )
    every = list(rows.order_by("enrolment_id"))
    began = dict(
        EnrolmentFact.objects.filter(
            act=Act.CAME.value, enrolment_id__in=[one.enrolment_id for one in every]
        )
        .values_list("enrolment_id")
        .annotate(Min("at"))
    )
    return [
        Part(
            one.enrolment_id, PersonId(one.person_id), one.programme,
            None if one.unit_id is None else UnitId(one.unit_id), one.since,
            began[one.enrolment_id], one.stage == Stage.COMPLETED.value,
        )
        for one in every
        if one.enrolment_id in began
    ]  # fmt: skip
