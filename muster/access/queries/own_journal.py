"""Who looked: the journal as the person it concerns reads it.

An account's name is not told. A person has a right to know that the psychologist of their battalion
read their results on Tuesday; whoever doubts that reading asks the ombudsman, who sees the account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from muster.access import roles
from muster.access.doors import Shown, query
from muster.access.models import RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.roles import THEMSELVES, Purpose, Role
from muster.access.telling import said_of
from muster.access.viewers import Viewer
from muster.journal.reading import Wanted, traces_before
from muster.journal.rules.traces import Trace
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

# Those that nobody can be given among them: in some, the installation acts by itself.
EVERY_ROLE: dict[str, Role] = {
    one.key: one for one in vars(roles).values() if isinstance(one, Role)
}
_OWN = tuple(one.key for one in THEMSELVES)
_OTHERS = tuple(key for key in EVERY_ROLE if key not in _OWN)

_WHY: dict[str, Sentence] = {
    Purpose.OWN: _("It was your own doing."),
    Purpose.CARE: _("To care for you."),
    Purpose.COMMAND: _("To lead the unit; command sees no answer, score or reason."),
    Purpose.PLANNING: _("To plan for everybody; no person stands out in it."),
    Purpose.OVERSIGHT: _("To watch over those who read; what was said stays closed to them."),
    Purpose.ADMINISTRATION: _("To keep the lists of people and units in order."),
    Purpose.OPERATION: _("To carry out the assessments."),
    Purpose.SUPPORT: _("To talk with you after an event, as a peer."),
    Purpose.RETURN: _("To help you into civilian work."),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One entry about a person as that person reads it.

    `units` are those for which the role was given; `listed` says that the person stood in a list
    with others. `own`: they did it themselves.
    """

    entry: UUID
    at: Instant
    what: Sentence
    role: Sentence | None
    why: Sentence | None
    units: tuple[UnitId, ...]
    listed: bool
    own: bool


@query(
    key="access.who-looked",
    permits=Permission.READ_OWN_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("Somebody read, page by page, who had looked at their own record."),
)
def looks(
    *, person: PersonId, others: bool, mark: UUID | None, most: int, by: Viewer, at: Instant
) -> Shown[list[Look]]:
    """Return the latest entries about `person`, the newest first, at most `most` of them.

    `mark` is the last entry of the page before. `others` leaves out what the person did.
    """
    wanted = Wanted(person=person, roles=_OTHERS if others else ())
    found = traces_before(wanted, mark, most)
    return Shown(_as_looks(found), [person])


@query(
    key="access.look",
    permits=Permission.READ_OWN_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("Somebody looked at one entry of their own journal, to ask about it."),
)
def look(*, person: PersonId, entry: UUID, by: Viewer, at: Instant) -> Shown[Look]:
    """Return one entry about `person`; 404 where it is about somebody else, or about nobody."""
    found = _as_looks(traces_before(Wanted(person=person, ids=(entry,)), None, 1))
    if not found:
        raise NOT_FOUND.refused()
    return Shown(found[0], [person])


def _as_looks(traces: Sequence[Trace]) -> list[Look]:
    units = _units_at(traces)
    return [
        Look(
            entry=one.id,
            at=one.at,
            what=said_of(one.command, one.kind),
            role=EVERY_ROLE[one.role].name if one.role in EVERY_ROLE else None,
            why=_WHY.get(one.purpose),
            units=units[one.id],
            listed=one.person is None,
            own=one.role in _OWN,
        )
        for one in traces
    ]


def _units_at(traces: Iterable[Trace]) -> dict[UUID, tuple[UnitId, ...]]:
    """Return for each entry the units that its actor's role was given for at that time."""
    actors = {one.actor for one in traces if one.role not in _OWN}
    ended = RoleEnd.objects.filter(grant=OuterRef("pk")).order_by("at").values("at")[:1]
    held: dict[tuple[UUID, str], list[RoleGrant]] = defaultdict(list)
    # Who holds which role stands with the platform; of it, a unit's id and nothing else is told.
    with current().acting_as(Audience.PLATFORM):
        for grant in RoleGrant.objects.filter(account_id__in=actors).annotate(
            ended=Subquery(ended)
        ):
            held[grant.account_id, grant.role].append(grant)
    return {one.id: _units_of(held[one.actor, one.role], one.at) for one in traces}


def _units_of(grants: Iterable[RoleGrant], at: Instant) -> tuple[UnitId, ...]:
    """Return the units of the grants that held at `at`, each once."""
    standing = (
        UnitId(one.unit_id)
        for one in grants
        if one.unit_id and one.starts <= at < one.ends and not (one.ended and one.ended <= at)
    )
    return tuple(dict.fromkeys(standing))
