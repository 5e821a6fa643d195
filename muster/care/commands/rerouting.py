"""Running cases moved to another version of the path, on purpose and all at once."""

from __future__ import annotations

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.folding import happen
from muster.care.rerouting import rerouted
from muster.care.rules.cases import Act, Event
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.versions import is_kept, profile_of
from muster.vault.zones import Zone


@command(
    key="care.reroute-cases",
    permits=Permission.REROUTE_CASES,
    zone=Zone.CLINICAL,
    says=_("Running cases were moved to another version of the force's path."),
)
def reroute(*, digest: str, by: Viewer, at: Instant) -> int:
    """Let every running case of the viewer's units go by the profile `digest`; return how many.

    A case whose state that profile does not know keeps its own path, and nothing happens to a case
    that goes by it already. Refused where the profile is not kept here.
    """
    if not is_kept(digest):
        raise problems.PROFILE_NOT_KEPT.refused()
    then, people = profile_of(digest), []
    for one in rerouted(then):
        if one.fits:
            event = Event(Act.REROUTED, at, str(by.account), due=one.due, path=digest)
            happen(one.found.case, event)
            people.append(one.person)
    note(people=people, profile=then.key, version=then.version, digest=digest)
    return len(people)
