"""How an auditor's pages name accounts, roles, purposes, units and moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from muster.access.queries import accounts_by_id
from muster.access.roles import ALL_ROLES, Purpose
from muster.kernel.ids import UnitId
from muster.kernel.words import Sentence, _, _p
from muster.people.calendars import calendar_of_unit
from muster.people.formation import root_units
from muster.people.unit_names import UnitName, unit_names
from muster.vault.installation import installation
from muster.vault.zones import Audience
from muster.web.components.statuses import Status
from muster.web.reading import read_as

HOUSE = _("The installation itself")
SHORT = 8
"""How many digits of an opaque id are shown; the whole of it stands behind them."""

PURPOSES: Mapping[str, Sentence] = {
    Purpose.OWN.value: _p("purpose", "own record"),
    Purpose.CARE.value: _p("purpose", "care"),
    Purpose.COMMAND.value: _p("purpose", "command"),
    Purpose.PLANNING.value: _p("purpose", "planning"),
    Purpose.OVERSIGHT.value: _p("purpose", "oversight"),
    Purpose.ADMINISTRATION.value: _p("purpose", "administration"),
    Purpose.OPERATION.value: _p("purpose", "operation"),
    Purpose.SUPPORT.value: _p("purpose", "peer support"),
    Purpose.RETURN.value: _p("purpose", "return to civilian life"),
}
KINDS: Mapping[str, Status] = {
    "write": Status(_p("kind of entry", "written"), "grey"),
    "read": Status(_p("kind of entry", "read"), "blue"),
    "refused": Status(_p("kind of entry", "refused"), "red"),
    "sign-in": Status(_p("kind of entry", "sign-in"), "green"),
}


@dataclass(frozen=True)
class Names:
    """The names of accounts, as sign-in knows them, and the force's own time zone."""

    accounts: Mapping[str, str]
    zone: str

    def account(self, account: UUID | None) -> Sentence | str:
        """Return who it was; an account that is not known any more by its id."""
        if account is None:
            return ""
        if account == installation().node:
            return HOUSE
        return self.accounts.get(str(account), str(account))

    def account_called(self, name: str) -> UUID | None:
        """Return the account of this name, None where there is none."""
        found = (key for key, known in self.accounts.items() if known == name)
        return next((UUID(key) for key in found), None)


def names() -> Names:
    """Read the names; times are told in the zone of the first unit of the force."""

    def zone() -> str:
        return calendar_of_unit(roots[0]).zone if roots else "UTC"

    roots = root_units()
    return Names(accounts_by_id(), read_as(Audience.PLATFORM, zone))


def role_name(role: str) -> Sentence | str:
    """Return what a role is called; its key where this version knows none of it."""
    known = ALL_ROLES.get(role)
    return known.name if known else role


def unit_called(unit: UnitId | None) -> UnitName | None:
    """Return a unit's name; None where it is not known."""
    if unit is None:
        return None
    return read_as(Audience.PLATFORM, lambda: unit_names([unit]).get(unit))
