"""Accounts of people outside the force, and their invitations; inside a unit of work.

A room above decides who may let them in, and for what; the organisation is an id, which access
does not know anything of.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from muster.access import problems
from muster.access.accounts import make_account
from muster.access.channels import Kind, send
from muster.access.channels.opening import digits_for
from muster.access.channels.reaching import write_address
from muster.access.commands.inviting import Invitation, invitation_for, is_set_up
from muster.access.models import Account, RoleGrant
from muster.access.roles import Role
from muster.access.rules.addresses import AddressKind, address_read
from muster.access.rules.codes import CodeKind
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, new_id
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


def mail_read(text: str) -> str:
    """Return the e-mail address that `text` means, "" for none; Refused where it is no address."""
    address = address_read(AddressKind.E_MAIL, text) if text.strip() else ""
    if address is None:
        raise problems.NOT_AN_ADDRESS.refused(kind=AddressKind.E_MAIL.says)
    return address


def invite_holder(
    account: AccountId, *, mail: str, language: str, by: Viewer, at: Instant
) -> Invitation | None:
    """Invite the holder of an account; an earlier invitation is void. None: they came in already.

    With a `mail` address the same invitation goes there too, where strangers could follow it.
    """
    with current().acting_as(Audience.PLATFORM):
        if is_set_up(account):
            return None
        name = str(Account.objects.get(id=account).name)
        if mail:
            write_address(
                account, kind=AddressKind.E_MAIL.value, address=mail, language=language,
                by=by.account, at=at,
            )  # fmt: skip
        about = new_id() if mail and settings.MUSTER_ORIGIN else None
        digits = None if about is None else digits_for(about)
        made = invitation_for(account, name, CodeKind.INVITATION, by, at, digits=digits)
        if about is not None:
            send([account], Kind.INVITED, about=about, step="invited", at=at)
        return made
