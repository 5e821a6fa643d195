"""What a person's own CV is made of."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.people.merges import records_of
from muster.people.packets import packet_of
from muster.people.postings import histories_of
from muster.people.rules.packet import Field
from muster.transition.profile.cv import Kept, Stay
from muster.transition.profiling import record_of, service_of, skills_of
from muster.transition.rules.profile import theirs
from muster.transition.rules.recorded import led_of, taken
from muster.vault.zones import Zone


@query(
    key="transition.own-cv",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read or took along their own CV."),
)
def own_cv(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Kept]:
    """Return who the person is, where they served and what they keep in their profile.

    Name and number are those of their packet, where one stands, and else of their record.
    """
    today = calendars_of([person])[person].local_date(at)
    held, known = packet_of(person, day=today), details_of([person]).get(person)
    words = {} if held is None else held.words
    name = "" if known is None else " ".join(filter(None, (known.given, known.surname)))
    stays = [one for found in histories_of(records_of(person)).values() for one in found]
    recorded = taken(record_of(person))
    return Shown(
        Kept(
            words.get(Field.NAME.value, name),
            words.get(Field.REACHED.value, "" if known is None else known.phone),
            words.get(Field.PLACE.value, ""),
            tuple(
                Stay(one.post, one.since, one.until)
                for one in sorted(stays, key=lambda one: one.since)
                if one.post
            ),
            theirs(skills_of(person)), service_of(person), recorded, led_of(recorded, today),
        ),
        [person],
    )  # fmt: skip
