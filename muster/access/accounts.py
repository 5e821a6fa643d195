"""From an account's name to the viewer it may be at this moment."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from muster.access import problems
from muster.access.models import Account, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.roles import HOUSE, ROLES, WATCH
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

OPERATOR = "operator"


def house() -> Viewer:
    """Return the installation as the one who acts: its jobs, its upgrade, its restore."""
    return Viewer(AccountId(installation().node), HOUSE)


def watch(units: tuple[UnitId, ...]) -> Viewer:
    """Return the installation as the one who looks after missed screenings in these units."""
    return Viewer(AccountId(installation().node), WATCH, units)


def viewer_named(name: str, *, to: Permission, at: Instant) -> Viewer:
    """Return the account `name` in the role that lets it do `to` now.

    Refused where there is no such account, or it holds no such role at `at`.
    """
    with unit_of_work(Standing(Audience.PLATFORM)):
        account = Account.objects.filter(name=name, is_active=True).first()
        if account is None:
            raise problems.NO_ACCOUNT.refused(account=name)
        ended = RoleEnd.objects.filter(grant=OuterRef("pk"), at__lte=at)
        grants = list(
            RoleGrant.objects.filter(account=account, starts__lte=at, ends__gt=at)
            .exclude(Exists(ended))
            .order_by("starts")
        )
    for key, role in ROLES.items():
        units = tuple(UnitId(one.unit_id) for one in grants if one.role == key and one.unit_id)
        if to in role.may and any(one.role == key for one in grants):
            return Viewer(AccountId(account.id), role, units)
    raise problems.NO_ROLE.refused(account=name)


def account_named(name: str) -> AccountId:
    """Return the id of the account `name`; Refused where there is none."""
    account = Account.objects.filter(name=name, is_active=True).first()
    if account is None:
        raise problems.NO_ACCOUNT.refused(account=name)
    return AccountId(account.id)
