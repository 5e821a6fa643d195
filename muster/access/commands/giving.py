"""Accounts and roles: the first administrator, roles given and taken back."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef

from muster.access import problems
from muster.access.doors import command, note
from muster.access.models import Account, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.roles import ADMINISTRATOR, ROLES, Role
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

LONGEST_ROLE = timedelta(days=400)


def first_viewer() -> Viewer:
    """Return the viewer that sets up an installation which has no administrator yet."""
    return Viewer(AccountId(new_id()), ADMINISTRATOR)


@command(
    key="access.set-up",
    permits=Permission.GIVE_ROLE,
    zone=Zone.PLATFORM,
    says=_("The installation was set up with its first administrator and its operator."),
)
def set_up(
    *,
    administrator: str,
    operator: str,
    roles: dict[str, list[str]],
    unit: UnitId,
    until: Instant,
    by: Viewer,
    at: Instant,
) -> dict[str, AccountId]:
    """Make the first administrator and the command line's operator, with their roles.

    `roles` names each account's roles. Refused where an account stands already.
    """
    if Account.objects.exists():
        raise problems.ALREADY_SET_UP.refused()
    made = {}
    for name in (administrator, operator):
        made[name] = AccountId(_account(name).id)
        for key in roles[name]:
            _grant(made[name], ROLES[key], unit, at, until, by)
    note(accounts=made)
    return made


@command(
    key="access.give-role",
    permits=Permission.GIVE_ROLE,
    zone=Zone.PLATFORM,
    says=_("A role was given for a unit and a time."),
)
def give_role(
    *, account: str, role: str, unit: UnitId, until: Instant, by: Viewer, at: Instant
) -> AccountId:
    """Give a role for `unit` and all below it, never for ever; the account is made at need."""
    if role not in ROLES:
        raise problems.NO_SUCH_ROLE.refused(role=role, known=", ".join(ROLES))
    if not at < until <= at + LONGEST_ROLE:
        raise problems.ENDLESS_ROLE.refused(start=at, until=until, days=LONGEST_ROLE.days)
    holder = Account.objects.filter(name=account).first() or _account(account)
    _grant(AccountId(holder.id), ROLES[role], unit, at, until, by)
    note(holder=holder.id)
    return AccountId(holder.id)


@command(
    key="access.take-role",
    permits=Permission.GIVE_ROLE,
    zone=Zone.PLATFORM,
    says=_("A role was taken back before its time."),
)
def take_role(*, account: str, role: str, unit: UnitId, by: Viewer, at: Instant) -> int:
    """End an account's role for a unit now; return how many grants of it were ended."""
    grants = RoleGrant.objects.filter(
        account__name=account, role=role, unit_id=unit, starts__lte=at, ends__gt=at
    ).exclude(Exists(RoleEnd.objects.filter(grant=OuterRef("pk"))))
    ended = [RoleEnd(grant=one, at=at, taken_by=by.account) for one in grants]
    RoleEnd.objects.bulk_create(ended)
    return len(ended)


def _account(name: str) -> Account:
    account = Account(name=name)
    account.set_unusable_password()
    account.save(force_insert=True)
    return account


def _grant(
    account: AccountId, role: Role, unit: UnitId, starts: Instant, ends: Instant, by: Viewer
) -> None:
    RoleGrant.objects.create(
        account_id=account,
        role=role.key,
        unit_id=unit,
        starts=starts,
        ends=ends,
        given_by=by.account,
    )
