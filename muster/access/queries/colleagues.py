"""Whose name stands behind an account, and who else may do the same work for a unit.

For use inside a unit of work; each asks as the platform does, for a statement, because no reader of
records may read accounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from muster.access.accounts import OPERATOR
from muster.access.models import Account, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.roles import ROLES, Role
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.vault.work import current
from muster.vault.zones import Audience


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account that may do something for a unit, and the name it signs in with."""

    account: AccountId
    name: str


def account_names(accounts: Collection[UUID]) -> dict[AccountId, str]:
    """Return the names of these accounts; unknown ones are left out."""
    if not accounts:
        return {}
    with current().acting_as(Audience.PLATFORM):
        found = list(Account.objects.filter(id__in=set(accounts)).values_list("id", "name"))
    return {AccountId(key): name for key, name in found}


def colleagues(to: Permission, units: Collection[UnitId], at: Instant) -> list[Colleague]:
    """Return the accounts that may do `to` at `at` by a role for one of `units`, by name.

    To ask who serves one unit, give it together with those above it.
    """
    return holders([role for role in ROLES.values() if to in role.may], units, at)


def everyone_with(roles: Collection[Role], at: Instant) -> list[AccountId]:
    """Return the accounts that hold one of `roles` at `at`, for whatever unit or for none."""
    ended = RoleEnd.objects.filter(grant=OuterRef("pk"), at__lte=at)
    with current().acting_as(Audience.PLATFORM):
        grants = RoleGrant.objects.filter(
            role__in=[role.key for role in roles], starts__lte=at, ends__gt=at
        )
        held = grants.exclude(Exists(ended)).filter(account__is_active=True)
        return [AccountId(one) for one in held.values_list("account_id", flat=True).distinct()]


def holders(roles: Collection[Role], units: Collection[UnitId], at: Instant) -> list[Colleague]:
    """Return the accounts that hold one of `roles` for one of `units` at `at`, by name.

    The operator is not among them: it is the command line, and nobody who could be called.
    """
    ended = RoleEnd.objects.filter(grant=OuterRef("pk"), at__lte=at)
    with current().acting_as(Audience.PLATFORM):
        grants = (
            RoleGrant.objects.filter(
                role__in=[role.key for role in roles],
                unit_id__in=list(units),
                starts__lte=at,
                ends__gt=at,
            )
            .exclude(Exists(ended))
            .exclude(account__name=OPERATOR)
            .filter(account__is_active=True)
            .order_by("account__name")
            .values_list("account_id", "account__name")
        )
        found = dict(grants)
    return [Colleague(AccountId(key), name) for key, name in found.items()]


def accounts_by_unit(
    role: Role, units: Collection[UUID], at: Instant
) -> dict[UUID, list[AccountId]]:
    """Return, by unit or organisation, who holds a role for it at `at`; in one statement."""
    ended = RoleEnd.objects.filter(grant=OuterRef("pk"), at__lte=at)
    found: dict[UUID, list[AccountId]] = defaultdict(list)
    with current().acting_as(Audience.PLATFORM):
        grants = RoleGrant.objects.filter(
            role=role.key, unit_id__in=set(units), starts__lte=at, ends__gt=at,
            account__is_active=True,
        )  # fmt: skip
        held = grants.exclude(Exists(ended)).order_by("starts")
        for unit, account in held.values_list("unit_id", "account_id"):
            found[unit].append(AccountId(account))
    return found
