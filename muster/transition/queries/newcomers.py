"""Somebody from outside: as the office that took them in reads them, and as they do themselves."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.commands.inviting import is_set_up
from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.signing import account_for_newcomer
from muster.transition.models import TakenIn
from muster.transition.newcomers import names_given
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody taken in: the name they gave, the account they sign in with, since when, and
    whether they came in already.
    """

    person: PersonId
    name: str
    account: str
    at: Instant
    came: bool


@query(
    key="transition.newcomer",
    permits=Permission.TAKE_IN,
    zone=Zone.TRANSITION,
    says=_("A caseworker read whom from outside the office had taken in."),
)
def newcomer(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Newcomer]:
    """Return somebody from outside within reach; whoever was not taken in is not found."""
    row = TakenIn.objects.filter(person_id=person).first()
    if row is None:
        raise NOT_FOUND.refused()
    account = account_for_newcomer(person)
    signs_in = account_names([account])[account]
    name = names_given([person])[person]
    return Shown(Newcomer(person, name, signs_in, row.at, is_set_up(account)), [person])


@query(
    key="transition.own-name",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody from outside read the name under which they were taken in."),
)
def own_name(*, person: PersonId, by: Viewer, at: Instant) -> Shown[str]:
    """Return the name under which a newcomer was taken in; "" for everybody else."""
    return Shown(names_given([person]).get(person, ""), [person])
