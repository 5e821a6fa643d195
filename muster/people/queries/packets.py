"""A person's own packet, and what it could begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.details import details_of
from muster.people.entries import entries_of_person
from muster.people.packets import Held, packet_of
from muster.people.postings import histories_of
from muster.people.rules.packet import LONGEST, Field
from muster.people.rules.service_entries import Entry, EntryKind
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnPacket:
    """The packet that stands, and what the record would put into a new one."""

    held: Held | None
    begins_with: dict[str, str]


_FIELDS: Mapping[EntryKind, Field] = {
    EntryKind.COURSE: Field.COURSES, EntryKind.LICENCE: Field.LICENCES,
    EntryKind.LANGUAGE: Field.LANGUAGES, EntryKind.LED: Field.LED,
}  # fmt: skip


def _of_entries(entries: Iterable[Entry]) -> dict[str, str]:
    """Return by field what the entries would put into it, as much as a field holds."""
    found: dict[str, str] = {}
    for one in entries:
        field = _FIELDS.get(one.kind)
        if field is None:
            continue
        said = one.name if one.people is None else f"{one.people} – {one.name}".rstrip(" –")
        whole = ", ".join(filter(None, (found.get(field.value), said)))
        if len(whole) <= LONGEST:
            found[field.value] = whole
    return found


@query(
    key="people.own-packet",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.TRANSITION,
    says=_("Somebody looked at the packet they take along to working life."),
)
def own_packet(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnPacket]:
    """Return a person's packet; name, posts and service entries are suggested from their record."""
    today = calendars_of([person])[person].local_date(at)
    known = details_of([person]).get(person)
    posts = dict.fromkeys(stay.post for stay in histories_of([person]).get(person, []) if stay.post)
    suggested = {
        **_of_entries(entries_of_person(person).values()), Field.TRADE.value: ", ".join(posts),
    }  # fmt: skip
    if known is not None:
        suggested[Field.NAME.value] = " ".join(filter(None, (known.given, known.surname)))
        suggested[Field.REACHED.value] = known.phone
    return Shown(OwnPacket(packet_of(person, day=today), suggested), [person])
