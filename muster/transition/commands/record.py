"""What somebody takes from their service record into their profile for work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.transition.partnering import wishes_of, write_wishes
from muster.transition.profile.record import terms_held
from muster.transition.profiling import decided_of, record_of, write_part
from muster.transition.recording import PART
from muster.transition.rules.recorded import settled, taken
from muster.vault.zones import Zone


@command(
    key="transition.settle-record",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody said what of their service record goes into their profile for work."),
)
def settle_record(
    *, person: PersonId, ticked: Unjournalled[Collection[str]], by: Viewer, at: Instant
) -> None:
    """Keep the ticked entries of one's own record; the others are said no to.

    Where they said which work they would do, the licences among their wishes follow: vacancies and
    courses are held against those.
    """
    today = calendars_of([person])[person].local_date(at)
    before, shown = decided_of(person), record_of(person)
    if not {one.key for one in shown}.issuperset(ticked):
        raise NOT_FOUND.refused()
    decided = settled(shown, ticked)
    write_part(person, PART, decided, at)
    wishes = wishes_of(person)
    if wishes is None:
        return
    gone, held = (terms_held(taken(some), today) for some in (before, decided))
    named = [one for one in wishes.licences if one not in gone]
    licences = tuple(dict.fromkeys([*named, *held]))
    if set(licences) != set(wishes.licences):
        write_wishes(person, replace(wishes, licences=licences), at)
