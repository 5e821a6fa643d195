"""What is read of accounts, roles and notices; no record of a person is among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import OuterRef, Subquery

from muster.access.doors import Shown, query
from muster.access.models import Account, Notice, NoticeEnd, RoleEnd, RoleGrant
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as an account holds it, or held it until it was taken back."""

    account: str
    role: str
    unit: UnitId | None
    starts: Instant
    ends: Instant


def open_notices() -> list[Notice]:
    """Return what the administrators are told and nobody has put right, the oldest first.

    For use inside a unit of work that may read the platform's zone.
    """
    ended = NoticeEnd.objects.values("notice_id")
    return list(Notice.objects.exclude(pk__in=ended).order_by("raised_at", "id"))


def any_account() -> bool:
    """Has anybody been set up here? Asked before there is a viewer, as sign-in does."""
    return Account.objects.exists()


def accounts_by_id() -> dict[str, str]:
    """Return every account's name by its id, as sign-in may read them."""
    return {str(key): name for key, name in Account.objects.values_list("id", "name")}


@query(
    key="access.list-roles",
    permits=Permission.READ_ROLES,
    zone=Zone.PLATFORM,
    says=_("The list of roles was read."),
)
def held_roles(*, by: Viewer, at: Instant) -> Shown[list[HeldRole]]:
    """Return the roles that hold at `at`, by account and role."""
    return Shown(roles_in_force(at))


def roles_in_force(at: Instant) -> list[HeldRole]:
    """Return the same inside a unit of work that may read the platform's zone."""
    ended = RoleEnd.objects.filter(grant=OuterRef("pk")).order_by("at").values("at")[:1]
    grants = RoleGrant.objects.filter(starts__lte=at, ends__gt=at).annotate(ended=Subquery(ended))
    return [
        HeldRole(one.account.name, one.role, one.unit_id, one.starts, one.ends)
        for one in grants.select_related("account").order_by("account__name", "role", "starts")
        if one.ended is None or one.ended > at
    ]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that an account held for a unit, from one instant until another."""

    account: UUID
    role: str
    unit: UnitId | None
    starts: Instant
    ends: Instant


def grants_since(since: Instant) -> list[Grant]:
    """Return every role that held at `since` or later, ended ones with the end they came to.

    For use inside a unit of work that may read the platform's zone.
    """
    ended = dict(RoleEnd.objects.filter(at__gt=since).values_list("grant_id", "at"))
    over = RoleEnd.objects.filter(at__lte=since).values("grant_id")
    return [
        Grant(one.account_id, one.role, one.unit_id, one.starts, ended.get(one.id, one.ends))
        for one in RoleGrant.objects.filter(ends__gt=since).exclude(id__in=over).order_by("starts")
    ]


def not_let_in_yet(names: Collection[str]) -> set[str]:
    """Return which of these accounts nobody has signed in with: no password, no other proof.

    For use inside a unit of work of the platform.
    """
    found = Account.objects.filter(name__in=names, is_active=True)
    proven = set(Authenticator.objects.filter(user__in=found).values_list("user_id", flat=True))
    return {one.name for one in found if not one.has_usable_password() and one.id not in proven}
