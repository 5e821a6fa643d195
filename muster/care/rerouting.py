"""Running cases beside another version of the path; inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.care.folding import Standing, standing
from muster.care.models import Case, CaseRow
from muster.care.rules.cases import due_on
from muster.kernel.ids import PersonId
from muster.kernel.time import Span
from muster.people.calendars import calendars_of
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile

SHEAF = 500


@dataclass(frozen=True, slots=True)
class Rerouted:
    """One running case as it would go on by another profile.

    `fits` is False where that profile has no such state; such a case keeps its own path.
    """

    found: Standing
    due: datetime | None
    fits: bool

    @property
    def person(self) -> PersonId:
        return PersonId(self.found.case.person_id)

    @property
    def changes(self) -> bool:
        return self.fits and self.due != self.found.state.due


def rerouted(then: Profile) -> Iterator[Rerouted]:
    """Yield every open case within reach that goes by another profile than `then`."""
    ids = list(CaseRow.objects.filter(ended=False).order_by("case_id").values_list("case_id"))
    for start in range(0, len(ids), SHEAF):
        yield from _sheaf([one[0] for one in ids[start : start + SHEAF]], then)


def _sheaf(ids: Sequence[UUID], then: Profile) -> Iterator[Rerouted]:
    cases = list(Case.objects.filter(id__in=ids).order_by("id"))
    calendars = calendars_of([PersonId(one.person_id) for one in cases])
    for case in cases:
        found = standing(case)
        if found.profile.digest == then.digest:
            continue
        calendar = calendars[PersonId(case.person_id)]
        tiers = tuple(_clock(one, case.tier) for one in (found.profile, then))
        try:
            due = due_on(found.state, found.profile.case, then.case, calendar, tiers)
        except LookupError:
            yield Rerouted(found, found.state.due, fits=False)
        else:
            yield Rerouted(found, due, fits=True)


def _clock(profile: Profile, tier: str) -> Span | None:
    return profile.tiers[Tier(tier)].clock if tier else None
