"""A person's own case: where it is, on whom, since when, what is next, and how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.packets import packet_of
from muster.people.rules.packet import Field
from muster.policy.rules.profile import Profile
from muster.policy.rules.track import PERSON
from muster.transition.models import TrackCase, TrackFact
from muster.transition.notes import opened_plain
from muster.transition.queries.written import Written, written
from muster.transition.rules.track import Act, TrackState
from muster.transition.tracking import FACTS, latest
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its person reads it; `owners` are the names of caseworkers' accounts.

    `name` is that of their packet, "" where none stands. `asked` says, by task, what exactly is
    theirs to bring or to attend.
    """

    state: TrackState
    source: str
    profile: Profile
    calendar: Calendar
    owners: Mapping[AccountId, str]
    written: Written
    name: str
    asked: Mapping[UUID, str] = field(default_factory=dict)


@query(
    key="transition.own-case",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody read where their own case for work after service stands."),
)
def own_case(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnCase | None]:
    """Return a person's latest case, None without one."""
    found = latest(person)
    if found is None:
        return Shown(None, [person])
    held = packet_of(person, day=found.calendar.local_date(at))
    owners = [one.owner for one in found.state.steps if one.owner is not None]
    return Shown(
        OwnCase(
            found.state, found.case.source, found.profile, found.calendar, account_names(owners),
            written(person, found, at),
            "" if held is None else held.words.get(Field.NAME.value, ""),
            _asked_of(person, found.case),
        ),
        [person],
    )  # fmt: skip


def _asked_of(person: PersonId, case: TrackCase) -> dict[UUID, str]:
    rows = TrackFact.objects.filter(case=case, act=Act.TASK_GIVEN.value, hand=PERSON)
    return {
        one.task_id: opened_plain(person, FACTS, one.id, one.note).decode()
        for one in rows
        if one.task_id is not None and one.note is not None
    }
