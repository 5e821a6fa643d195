"""How an office works: how long each step takes, where it waits, and on whom. Nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.transition import problems
from muster.transition.models import StepRow, TrackRow
from muster.transition.rules.process import Process, Visit, process, reasons
from muster.transition.rules.what_if import (
    WORKS,
    Change,
    Compared,
    Source,
    compare,
    source_of,
)
from muster.vault.zones import Zone

LOOKED_BACK = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Office:
    """An office in figures; `hands` is how often a case changed hands, on average."""

    process: Process
    late_for: tuple[tuple[str, int], ...]
    hands: float
    owners: Mapping[AccountId, str]
    profile: Profile


@query(
    key="transition.office",
    permits=Permission.READ_OFFICE,
    zone=Zone.TRANSITION,
    says=_("The head of an office read how long each step takes, and what waits on whom."),
)
def office(*, by: Viewer, at: Instant) -> Shown[Office]:
    """Return the office in figures, from every step of two years; no person is shown."""
    profile, visits = in_force(), visits_of(at)
    track = profile.track
    order = [*track.path.states, *track.tasks]
    found = process(visits, order, at, least=profile.small_groups.clinical_cell)
    passed = list(TrackRow.objects.values_list("hands", flat=True))
    owners = {one.owner for one in visits if one.owner is not None}
    return Shown(
        Office(
            found, tuple(reasons(visits, at)), sum(passed) / len(passed) if passed else 0.0,
            account_names(owners), profile,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a change would come to, and the real cases that the answer comes from."""

    compared: Compared
    source: Source

    @property
    def like_itself(self) -> bool:
        """Does the office, played as it is, take about as long as it really did?"""
        played, real = self.compared.now.median.value, self.source.observed
        return played <= ALIKE * real and real <= ALIKE * played


@query(
    key="transition.what-if",
    permits=Permission.READ_OFFICE,
    zone=Zone.TRANSITION,
    says=_("The head of an office asked what would change if it worked otherwise."),
)
def what_if(*, change: Change, by: Viewer, at: Instant) -> Shown[WhatIf]:
    """Return what a change would come to, by a simulation; Refused over too few cases."""
    profile = in_force()
    known = own_steps(profile)
    for key in filter(None, (change.without, *change.together)):
        if key not in known:
            raise problems.NOT_A_CODE.refused(code=key, known=", ".join(known))
    if not (0 <= change.workers <= MOST_WORKERS and LEAST_INTAKE <= change.intake <= MOST_INTAKE):
        raise problems.NO_SUCH_CHANGE.refused(workers=MOST_WORKERS, intake=MOST_INTAKE)
    least = profile.small_groups.clinical_cell
    source = source_of(visits_of(at), at, least=least)
    if source is None:
        raise problems.TOO_FEW_CASES.refused(least=least)
    found = WhatIf(compare(source, change), source)
    if not found.like_itself:
        raise problems.NOT_LIKE_ITSELF.refused(
            played=round(found.compared.now.median.value), real=round(source.observed)
        )
    return Shown(found)


MOST_WORKERS, LEAST_INTAKE, MOST_INTAKE = 50, 0.1, 5.0
ALIKE = 1.5
"""An office that takes so many times longer when played, or shorter, is not understood."""


def own_steps(profile: Profile) -> list[str]:
    """Return the steps of an office's own that lie between acceptance and work."""
    path = profile.track.path
    return [
        key
        for key, state in path.states.items()
        if not state.ends and not state.begins and key != WORKS
    ]


def visits_of(at: Instant) -> list[Visit]:
    """Return every step within reach that was begun in the last two years."""
    rows = StepRow.objects.filter(began_at__gte=at - LOOKED_BACK, dropped=False)
    columns = (
        "case_id", "key", "hand", "partner", "began_at", "due_at", "ended_at", "again", "task_id",
        "owner", "reason",
    )  # fmt: skip
    return [
        Visit(case, key, hand, partner, began, due, ended, again, task is not None, owner, reason)
        for case, key, hand, partner, began, due, ended, again, task, owner, reason
        in rows.values_list(*columns)
    ]  # fmt: skip
