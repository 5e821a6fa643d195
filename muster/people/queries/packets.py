"""A person's own packet, and what it could begin with."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.people.packets import Held, packet_of
from muster.people.postings import histories_of
from muster.people.rules.packet import Field
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnPacket:
    """The packet that stands, and what the record would put into a new one."""

    held: Held | None
    begins_with: dict[str, str]


@query(
    key="people.own-packet",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.TRANSITION,
    says=_("Somebody looked at the packet they take along to working life."),
)
def own_packet(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnPacket]:
    """Return a person's packet; name and posts are suggested from their own record."""
    today = calendars_of([person])[person].local_date(at)
    known = details_of([person]).get(person)
    posts = dict.fromkeys(stay.post for stay in histories_of([person]).get(person, []) if stay.post)
    suggested = {Field.TRADE.value: ", ".join(posts)}
    if known is not None:
        suggested[Field.NAME.value] = " ".join(filter(None, (known.given, known.surname)))
        suggested[Field.REACHED.value] = known.phone
    return Shown(OwnPacket(packet_of(person, day=today), suggested), [person])
