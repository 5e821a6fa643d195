"""Who came in, who went, and who was refused: the door's own entries in the journal.

Signing in itself is done by the libraries that Muster stands on, in tables of their own; here
stands what happened. `by` is the account at the door (`viewers.at_the_door`), or the installation
where no account was meant. No password, code or key stands in any entry.
"""

from __future__ import annotations

from django.db.models import F

from muster.access import codes
from muster.access.doors import Unjournalled, command, note
from muster.access.models import Account
from muster.access.permissions import Permission
from muster.access.rules.codes import CodeKind
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="access.sign-in",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account signed in."),
)
def record_sign_in(*, by_what: list[str], device: str, by: Viewer, at: Instant) -> None:
    """Enter that an account came in, by which factors, and at what kind of device."""


@command(
    key="access.sign-in-again",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account signed in again, for a sensitive page."),
)
def record_sign_in_again(*, by_what: str, by: Viewer, at: Instant) -> None:
    """Enter that whoever sits there showed once more who they are."""


@command(
    key="access.sign-in-failed",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("A sign-in failed."),
)
def record_failure(*, by_what: str, by: Viewer, at: Instant) -> None:
    """Enter a wrong password or code. What was typed as a name may be anything, and is not kept."""


@command(
    key="access.sign-in-slowed",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("Sign-in was slowed down after wrong attempts."),
)
def record_slowing(*, until: Instant, known_device: bool, by: Viewer, at: Instant) -> None:
    """Enter that an account, at one device or at all unknown ones, has to wait until then."""


@command(
    key="access.sign-out",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account signed out."),
)
def record_sign_out(*, why: str, by: Viewer, at: Instant) -> None:
    """Enter that a session ended: by its holder, in silence, or because its time was over."""


@command(
    key="access.end-sessions",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account was signed out everywhere."),
)
def end_sessions(*, account: AccountId, by: Viewer, at: Instant) -> None:
    """Let no session of the account go on, whatever device it is at."""
    sign_out_everywhere(account)


@command(
    key="access.add-factor",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account got another way to prove who signs in."),
)
def record_factor_added(*, factor: str, by: Viewer, at: Instant) -> None:
    """Enter that an authenticator, a passkey or recovery codes were added."""


@command(
    key="access.remove-factor",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("An account lost a way to prove who signs in."),
)
def record_factor_removed(*, factor: str, by: Viewer, at: Instant) -> None:
    """Enter that an authenticator, a passkey or recovery codes were taken away."""


@command(
    key="access.use-kiosk-code",
    permits=Permission.KEEP_SIGN_IN,
    zone=Zone.PLATFORM,
    says=_("A code was entered at a shared device."),
)
def use_kiosk_code(*, code: Unjournalled[str], by: Viewer, at: Instant) -> AccountId | None:
    """Use up a code's digits; return whom it lets in, None where it lets nobody in."""
    found = codes.standing(code, [CodeKind.KIOSK], at)
    came = found is not None and codes.use(found, at)
    note(came_in=came, account=found.account_id if found else None)
    return AccountId(found.account_id) if found and came else None


def sign_out_everywhere(account: AccountId) -> None:
    """End all sessions of an account; inside a unit of work of the platform's zone."""
    Account.objects.filter(id=account).update(sessions_ended=F("sessions_ended") + 1)
