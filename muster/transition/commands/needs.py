"""The map of needs, and the one question about care that is ever asked here."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition import problems
from muster.transition.models import CareSaid, NeedsMap
from muster.transition.notes import LONGEST, refuse_health, sealed_plain
from muster.transition.rules.track import Needs
from muster.transition.tracking import locked, project, standing
from muster.vault.zones import Zone

MAPS, CARE = "transition_needsmap", "transition_caresaid"


@command(
    key="transition.map-needs",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("The needs of somebody who leaves service were mapped with them."),
    portable=True,
)
def map_needs(
    *,
    person: PersonId,
    stands: Unjournalled[Mapping[str, str]],
    words: Unjournalled[str],
    care: Unjournalled[str],
    agreed: bool,
    by: Viewer,
    at: Instant,
) -> int:
    """Keep a map of needs, sealed; return how many are open.

    `care` is kept only where the person `agreed` to that; "" says nothing of it.
    """
    found = locked(person)
    track = found.track
    for name, code in stands.items():
        if name not in track.needs:
            raise problems.NOT_A_CODE.refused(code=name, known=", ".join(track.needs))
        if code not in track.stands:
            raise problems.NOT_A_CODE.refused(code=code, known=", ".join(track.stands))
    if len(words.strip()) > LONGEST:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    refuse_health(words.strip())
    if care and not agreed:
        raise problems.NOT_AGREED.refused()
    needs, made = Needs(dict(stands), words.strip()), new_id()
    NeedsMap.objects.create(
        id=made, case=found.case, person_id=person, at=at, made_by=by.account,
        open_needs=needs.open,
        sealed=sealed_plain(person, MAPS, made, msgspec.json.encode(needs)),
    )  # fmt: skip
    if care:
        _keep_care(person, care, by, at)
    project(standing(found.case))
    note(open=needs.open)
    return needs.open


@command(
    key="transition.say-of-care",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody told their caseworker, or no longer tells, whether they are in care."),
    portable=True,
)
def say_of_care(*, person: PersonId, care: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Say whether one is in contact with care; "" takes back what was said, at once."""
    _keep_care(person, care, by, at)


def _keep_care(person: PersonId, care: str, by: Viewer, at: Instant) -> None:
    known = in_force().track.care
    if care and care not in known:
        raise problems.NOT_A_CODE.refused(code=care, known=", ".join(known))
    made = new_id()
    CareSaid.objects.create(
        id=made, person_id=person, at=at, said_by=by.account,
        sealed=sealed_plain(person, CARE, made, care.encode()) if care else None,
    )  # fmt: skip
