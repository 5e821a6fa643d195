"""Accounts of people outside the force, with one role for one organisation; inside a unit of work.

A room above decides who may let them in, and for what; the organisation is an id, which access
does not know anything of.
"""

from __future__ import annotations

from uuid import UUID

from muster.access.accounts import make_account
from muster.access.commands.inviting import Invitation, invitation_for
from muster.access.models import Account, RoleGrant
from muster.access.roles import Role
from muster.access.rules.codes import CodeKind
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.vault.work import current
from muster.vault.zones import Audience


def let_in(
    name: str, role: Role, organisation: UUID, until: Instant, *, by: Viewer, at: Instant
) -> Invitation | None:
    """Make an account with a role for an organisation, and invite its holder; None: name taken."""
    with current().acting_as(Audience.PLATFORM):
        if Account.objects.filter(name=name).exists():
            return None
        account = make_account(name)
        RoleGrant.objects.create(
            account_id=account, role=role.key, unit_id=organisation, starts=at, ends=until,
            given_by=by.account,
        )  # fmt: skip
        return invitation_for(account, name, CodeKind.INVITATION, by, at)
