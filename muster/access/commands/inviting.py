"""Letting a holder in for the first time: a code by which they set a password of their own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator

from muster.access import codes, problems
from muster.access.accounts import account_named
from muster.access.commands.coming import sign_out_everywhere
from muster.access.doors import Unjournalled, command, note
from muster.access.models import Account
from muster.access.passwords import demand_good
from muster.access.permissions import Permission
from muster.access.rules.codes import SHAPES, CodeKind
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import current
from muster.vault.zones import Audience, Zone


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """A code for one account, and until when it holds. Has no repr, so that no log shows it."""

    account: str
    code: str
    until: Instant


@command(
    key="access.invite",
    permits=Permission.INVITE,
    zone=Zone.PLATFORM,
    says=_("Somebody was invited to sign in and set a password."),
)
def invite(*, account: str, by: Viewer, at: Instant) -> Invitation:
    """Give out a code by which the holder of `account` sets a password; an earlier one is void.

    Refused where the account was set up already: whoever lost a password or a device is let in
    again by two people (`recovering.py`), never by one invitation.
    """
    holder = account_named(account)
    if is_set_up(holder):
        raise problems.SET_UP_ALREADY.refused(account=account)
    note(holder=holder)
    return invitation_for(holder, account, CodeKind.INVITATION, by, at)


@command(
    key="access.accept-invitation",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An invitation was used, and a password set."),
)
def accept_invitation(
    *, invitation: UUID, password: Unjournalled[str], by: Viewer, at: Instant
) -> AccountId:
    """Use an invitation up and set its holder's password; every earlier session ends.

    One that lets a holder in again also takes away what they proved themselves with before: it
    may be in other hands. Refused where the invitation holds no longer, or the password is weak.
    """
    found = codes.standing_by_id(invitation, at)
    if found is None or found.kind not in (CodeKind.INVITATION, CodeKind.RECOVERY):
        raise problems.NO_INVITATION.refused()
    holder: Account = found.account
    demand_good(password, name=holder.name)
    if not codes.use(found, at):
        raise problems.NO_INVITATION.refused()
    if found.kind == CodeKind.RECOVERY:
        Authenticator.objects.filter(user=holder).delete()
    holder.set_password(password)
    holder.save(update_fields=["password"])
    sign_out_everywhere(AccountId(holder.id))
    note(account=holder.id, kind=found.kind)
    return AccountId(holder.id)


@command(
    key="access.set-password",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account's password was changed by its holder."),
)
def set_password(*, password: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Change the password of the account at the door; its sessions elsewhere end."""
    holder = Account.objects.get(id=by.account)
    demand_good(password, name=holder.name)
    holder.set_password(password)
    holder.save(update_fields=["password"])
    sign_out_everywhere(by.account)


def is_set_up(account: AccountId) -> bool:
    """Has the holder set a password or another way to prove themselves?"""
    with current().acting_as(Audience.PLATFORM):  # the libraries' tables are the platform's own
        if Authenticator.objects.filter(user_id=account).exists():
            return True
        return Account.objects.get(id=account).has_usable_password()


def invitation_for(
    holder: AccountId,
    name: str,
    kind: CodeKind,
    by: Viewer,
    at: Instant,
    *,
    digits: str | None = None,
) -> Invitation:
    """Draw an invitation's code, or take a message's `digits`; as the platform."""
    code = codes.issue([holder], kind, by=by.account, at=at, digits=digits)[holder]
    return Invitation(name, code, at + SHAPES[kind].holds)
