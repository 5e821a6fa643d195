"""The viewer: who acts, as which role, for which units, and why."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.roles import SIGN_IN, Purpose, Role, Scope
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.vault.installation import installation
from muster.vault.work import Standing


@dataclass(frozen=True, slots=True)
class Viewer:
    """One account acting in one role.

    `units` are the roots the role was given for; `person` is the holder's own person, for a
    member. A viewer is made from roles that hold at the moment, never kept across requests.
    """

    account: AccountId
    role: Role
    units: tuple[UnitId, ...] = ()
    person: PersonId | None = None

    @property
    def purpose(self) -> Purpose:
        return self.role.purpose

    def standing(self, about: PersonId | None = None) -> Standing:
        """Return how the database is to see this viewer, about one person where one is named."""
        if self.role.within is Scope.OWN_PERSON:
            return Standing(self.role.audience, person=self.person)
        return Standing(self.role.audience, units=self.units, person=about)


def at_the_door(account: AccountId | None) -> Viewer:
    """Return `account` as it stands at the door; the installation where no account was meant."""
    return Viewer(account or AccountId(installation().node), SIGN_IN)
