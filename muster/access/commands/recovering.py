"""Letting a holder in again who lost a device or password: one person asks, another approves."""

from __future__ import annotations

from uuid import UUID

from muster.access import problems
from muster.access.accounts import account_named
from muster.access.commands.coming import sign_out_everywhere
from muster.access.commands.inviting import Invitation, invitation_for
from muster.access.doors import command, note
from muster.access.models import Recovery, RecoveryEnd
from muster.access.permissions import Permission
from muster.access.recoveries import open_recoveries
from muster.access.rules.codes import CodeKind
from muster.access.rules.recovery import Against, Asked, against
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

_AGAINST = {
    Against.ASKED_BY_SAME: problems.RECOVERY_BY_ONE,
    Against.IS_HOLDER: problems.RECOVERY_BY_HOLDER,
    Against.BOTH_AT_TERMINAL: problems.RECOVERY_AT_ONE_TERMINAL,
    Against.OVER: problems.NO_RECOVERY,
}


@command(
    key="access.ask-recovery",
    permits=Permission.INVITE,
    zone=Zone.PLATFORM,
    says=_("It was asked to let a holder sign in again who lost their device."),
)
def ask_recovery(*, account: str, at_terminal: bool, by: Viewer, at: Instant) -> UUID:
    """Ask for a recovery; nothing changes until another person approves. Asked twice is once."""
    holder = account_named(account)
    note(holder=holder)
    waiting = open_recoveries(at).filter(account_id=holder).first()
    if waiting is not None:
        return UUID(str(waiting.id))
    made = Recovery.objects.create(
        account_id=holder, asked_at=at, asked_by=by.account, at_terminal=at_terminal
    )
    return UUID(str(made.id))


@command(
    key="access.approve-recovery",
    permits=Permission.INVITE,
    zone=Zone.PLATFORM,
    says=_("A second person approved letting a holder sign in again."),
)
def approve_recovery(*, recovery: UUID, at_terminal: bool, by: Viewer, at: Instant) -> Invitation:
    """Approve what somebody else asked for; return the invitation to be handed to the holder.

    The holder's sessions end at once; their password and devices are replaced when they use it.
    """
    asked = _waiting(recovery, at)
    stands = Asked(
        AccountId(asked.account_id), AccountId(asked.asked_by), asked.asked_at, asked.at_terminal
    )
    why_not = against(stands, approver=by.account, at_terminal=at_terminal, at=at)
    if why_not is not None:
        raise _AGAINST[why_not].refused()
    RecoveryEnd.objects.create(recovery=asked, at=at, by=by.account, approved=True)
    sign_out_everywhere(stands.holder)
    note(holder=stands.holder, asked_by=stands.asked_by)
    return invitation_for(stands.holder, asked.account.name, CodeKind.RECOVERY, by, at)


@command(
    key="access.refuse-recovery",
    permits=Permission.INVITE,
    zone=Zone.PLATFORM,
    says=_("It was refused to let a holder sign in again."),
)
def refuse_recovery(*, recovery: UUID, by: Viewer, at: Instant) -> None:
    """Refuse a recovery, also one's own: it was a mistake, or the device was found."""
    asked = _waiting(recovery, at)
    RecoveryEnd.objects.create(recovery=asked, at=at, by=by.account, approved=False)
    note(holder=asked.account_id)


@command(
    key="access.deny-recovery",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("A holder said that they did not lose their device, and the recovery ended."),
)
def deny_recovery(*, by: Viewer, at: Instant) -> int:
    """End what was asked for in the name of the account at the door; return how many there were."""
    asked = list(open_recoveries(at).filter(account_id=by.account))
    RecoveryEnd.objects.bulk_create(
        RecoveryEnd(recovery=one, at=at, by=by.account, approved=False) for one in asked
    )
    return len(asked)


def _waiting(recovery: UUID, at: Instant) -> Recovery:
    asked = open_recoveries(at).filter(id=recovery).first()
    if asked is None:
        raise problems.NO_RECOVERY.refused()
    return asked
