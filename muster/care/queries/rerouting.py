"""What another version of the path would change for running cases, in counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.rerouting import Rerouted, rerouted
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Moves:
    """Of the running cases in one state: how many would be due sooner, later, the same, or stay.

    `late` of them would be late at once; `unknown` stand in a state the other path does not have.
    """

    state: str
    sooner: int
    later: int
    same: int
    late: int
    unknown: int

    @property
    def all(self) -> int:
        return self.sooner + self.later + self.same + self.unknown


@query(
    key="care.preview-path",
    permits=Permission.REROUTE_CASES,
    zone=Zone.CLINICAL,
    says=_("It was reckoned which running cases another version of the path would touch."),
)
def preview_path(
    *, then: Unjournalled[Profile], profile: str, by: Viewer, at: Instant
) -> Shown[list[Moves]]:
    """Return, state by state, what `then` would change; `profile` names it for the journal."""
    counted: dict[str, Counter[str]] = {}
    people = []
    for one in rerouted(then):
        people.append(one.person)
        counts = counted.setdefault(one.found.state.state, Counter())
        counts[_kind(one)] += 1
        counts["late"] += one.changes and one.due is not None and one.due < at
    lines = [
        Moves(
            state, counts["sooner"], counts["later"], counts["same"], counts["late"],
            counts["unknown"],
        )
        for state, counts in counted.items()
    ]  # fmt: skip
    return Shown(lines, people)


def _kind(one: Rerouted) -> str:
    """Return which way the deadline of a case would go; one that gets none is due later."""
    if not one.fits:
        return "unknown"
    if not one.changes:
        return "same"
    was, will = one.found.state.due, one.due
    return "later" if will is None or (was is not None and will > was) else "sooner"
