"""Partners: registered, checked, let in; and what was set aside for a caseworker to read."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from muster.access.commands.inviting import Invitation
from muster.access.doors import command, note
from muster.access.outside import let_in
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.roles import PARTNER
from muster.access.tokens import shut_out
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition import problems
from muster.transition.commands.vacancies import VACANCIES
from muster.transition.models import Agreement, Partner, PartnerRegion
from muster.transition.partnering import agreed, force_calendar, force_day, name_key
from muster.transition.rules.cells import plain
from muster.transition.rules.terms import KINDS
from muster.transition.rules.vacancies import LONGEST_REGION
from muster.vault.zones import Zone

LONGEST_NAME = 120
LONGEST_AGREEMENT = timedelta(days=3 * 366)
LONGEST_ACCOUNT = timedelta(days=400)


@command(
    key="transition.register-partner",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A partner was registered."),
    portable=True,
)
def register_partner(
    *, partner: UUID, kind: str, name: str, region: str = "", by: Viewer, at: Instant
) -> None:
    """Register an organisation; it can do nothing before an agreement holds."""
    said, where = plain(name), plain(region)
    if kind not in KINDS:
        raise problems.NOT_A_CODE.refused(code=kind, known=", ".join(KINDS))
    if not 0 < len(said) <= LONGEST_NAME:
        raise problems.NO_PARTNER.refused(most=LONGEST_NAME)
    if len(where) > LONGEST_REGION:
        raise problems.TOO_LONG.refused(most=LONGEST_REGION)
    if Partner.objects.filter(key=name_key(said)).exists():
        raise problems.PARTNER_THERE.refused(name=said)
    Partner.objects.create(
        id=partner, kind=kind, name=said, key=name_key(said), registered_at=at,
        registered_by=by.account, region=where,
    )  # fmt: skip


@command(
    key="transition.move-partner",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("It was put on record in which town or region a partner is."),
    portable=True,
)
def say_region(*, partner: UUID, region: str, by: Viewer, at: Instant) -> None:
    """Say in which town or region a partner is now, in place of what was said before."""
    where = plain(region)
    if len(where) > LONGEST_REGION:
        raise problems.TOO_LONG.refused(most=LONGEST_REGION)
    _known(partner)
    PartnerRegion.objects.create(partner_id=partner, region=where, at=at, said_by=by.account)


@command(
    key="transition.agree-with-partner",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A partner was checked, and an agreement with it was put on record."),
    portable=True,
)
def agree(*, partner: UUID, since: date, until: date, by: Viewer, at: Instant) -> None:
    """Put on record that a partner was checked, and from when until when the agreement holds."""
    if not since <= until <= since + LONGEST_AGREEMENT:
        raise problems.ENDS_BEFORE.refused()
    _known(partner)
    Agreement.objects.create(
        partner_id=partner, since=since, until=until, at=at, checked_by=by.account
    )


@command(
    key="transition.end-agreement",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("An agreement with a partner was ended before its time."),
    portable=True,
)
def end_agreement(*, partner: UUID, by: Viewer, at: Instant) -> None:
    """End what was agreed, at once: nobody sees its vacancies, and nobody of it comes in.

    With the roles of its accounts, their tokens open nothing from now on.
    """
    _known(partner)
    today = force_day(at)
    note(roles=shut_out(partner, by=by.account, at=at))
    Agreement.objects.create(
        partner_id=partner, since=today, until=today - timedelta(days=1), at=at,
        checked_by=by.account,
    )  # fmt: skip


@command(
    key="transition.let-partner-in",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("Somebody of a partner was given an account, and invited."),
)
def let_partner_in(*, partner: UUID, name: str, by: Viewer, at: Instant) -> Invitation:
    """Make an account for somebody of a partner, until its agreement ends; Refused without one."""
    _known(partner)
    holding = agreed([partner], force_day(at)).get(partner)
    if holding is None:
        raise problems.NO_AGREEMENT.refused()
    last = force_calendar().end_of(holding.until)
    made = let_in(name.strip(), PARTNER, partner, min(last, at + LONGEST_ACCOUNT), by=by, at=at)
    if made is None:
        raise problems.NAME_TAKEN.refused(name=name.strip())
    note(account=made.account)
    return made


@command(
    key="transition.settle-vacancy",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A vacancy that had been set aside was let through, or closed."),
    portable=True,
)
def settle_vacancy(*, vacancy: UUID, through: bool, by: Viewer, at: Instant) -> None:
    """Let a vacancy through that had been set aside, or close it."""
    VACANCIES.settle(vacancy, through=through, at=at)


def _known(partner: UUID) -> None:
    if not Partner.objects.filter(id=partner).exists():
        raise NOT_FOUND.refused()
