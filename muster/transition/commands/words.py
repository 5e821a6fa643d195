"""What a person and their caseworker write to each other."""

from __future__ import annotations

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.models import TrackWord
from muster.transition.notes import LONGEST, refuse_health, sealed_plain
from muster.transition.tracking import latest
from muster.vault.zones import Zone

WORDS = "transition_trackword"


@command(
    key="transition.write-to-caseworker",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody wrote to their caseworker."),
)
def write_to_caseworker(
    *, person: PersonId, text: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Write to whoever has one's case; what a person says of themselves is theirs to say."""
    _say(person, text, from_person=True, by=by, at=at)


@command(
    key="transition.write-to-person",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker wrote to somebody who leaves service."),
)
def write_to_person(*, person: PersonId, text: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Write to the person on their page."""
    refuse_health(text.strip())
    _say(person, text, from_person=False, by=by, at=at)


def _say(person: PersonId, text: str, *, from_person: bool, by: Viewer, at: Instant) -> None:
    found, said = latest(person), text.strip()
    if found is None:
        raise NOT_FOUND.refused()
    if not 0 < len(said) <= LONGEST:
        raise problems.NOTHING_SAID.refused(most=LONGEST)
    made = new_id()
    TrackWord.objects.create(
        id=made, case=found.case, person_id=person, from_person=from_person, said_at=at,
        said_by=by.account, sealed=sealed_plain(person, WORDS, made, said.encode()),
    )  # fmt: skip
