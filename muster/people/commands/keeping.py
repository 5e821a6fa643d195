"""Consents, service and duty: facts that are added, and taken back by another fact."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.calendars import calendars_of
from muster.people.consents import Item, write_consent, write_withdrawal
from muster.people.duty import DutyRole
from muster.people.formation import Formation
from muster.people.models import DutyTurn, ServiceEvent
from muster.people.rules import dates
from muster.people.service import ExposureKind
from muster.people.subjects import refuse_newcomers
from muster.vault.zones import Zone

LONGEST_DUTY = timedelta(days=31)


@command(
    key="people.give-consent",
    permits=Permission.RECORD_CONSENT,
    zone=Zone.IDENTITY,
    says=_("A person's consent to one thing was recorded."),
)
def give_consent(*, person: PersonId, item: Item, until: date, by: Viewer, at: Instant) -> None:
    """Record that a person agrees to one thing until a day, at most two years ahead.

    Consent is given without a superior present; whoever records it is its witness.
    """
    refuse_newcomers(person)
    write_consent(person, item, until=until, by=by.account, at=at)


@command(
    key="people.withdraw-consent",
    permits=Permission.RECORD_CONSENT,
    zone=Zone.IDENTITY,
    says=_("A person took a consent back."),
)
def withdraw_consent(*, person: PersonId, item: Item, by: Viewer, at: Instant) -> None:
    """Record that a person no longer agrees; it holds at once and needs no reason."""
    write_withdrawal(person, item, by=by.account, at=at)


@command(
    key="people.record-exposure",
    permits=Permission.RECORD_SERVICE,
    zone=Zone.IDENTITY,
    says=_("A deployment or another exposure was recorded."),
)
def record_exposure(
    *,
    person: PersonId,
    kind: ExposureKind,
    since: date,
    until: date | None,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Record an exposure from its first to its last day (None: it goes on); return its id."""
    refuse_newcomers(person)
    today = calendars_of([person])[person].local_date(at)
    for day, plausible in ((since, dates.beginning), (until, dates.ending)):
        found = None if day is None else plausible(day, today)
        if isinstance(found, Problem):
            raise Refused(found)
    if until is not None and until < since:
        raise problems.ENDS_BEFORE_BEGINNING.refused()
    fact = ServiceEvent.objects.create(person_id=person, kind=kind.value, since=since, until=until)
    note(exposure=fact.id)
    return fact.id


@command(
    key="people.retract-exposure",
    permits=Permission.RECORD_SERVICE,
    zone=Zone.IDENTITY,
    says=_("An exposure that was recorded wrongly was taken back."),
)
def retract_exposure(*, person: PersonId, exposure: UUID, by: Viewer, at: Instant) -> None:
    """Take an exposure back; both facts stay. Refused where the person has no such exposure."""
    fact = ServiceEvent.objects.filter(person_id=person, id=exposure, retracts_id=None).first()
    if fact is None:
        raise problems.NO_SUCH_EXPOSURE.refused()
    ServiceEvent.objects.create(
        person_id=person, kind=fact.kind, since=fact.since, until=fact.until, retracts_id=fact.id
    )


@command(
    key="people.give-duty",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("A duty was given for a unit and a time."),
)
def give_duty(
    *,
    unit: UnitId,
    role: DutyRole,
    account: AccountId,
    starts: Instant,
    ends: Instant,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Give an account the duty for a unit and all below it; return the turn's id.

    Refused where the unit is not the viewer's, or the turn is over, endless or longer than a month.
    """
    if not (starts < ends <= starts + LONGEST_DUTY and ends > at):
        raise problems.NO_SUCH_TURN.refused(days=LONGEST_DUTY.days)
    _demand_own(unit, by)
    turn = DutyTurn.objects.create(
        id=new_id(), unit_id=unit, role=role.value, account_id=account, starts=starts, ends=ends
    )
    note(turn=turn.id)
    return turn.id


@command(
    key="people.cancel-duty",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("A duty that was given was taken back."),
)
def cancel_duty(*, turn: UUID, by: Viewer, at: Instant) -> None:
    """Take a turn of duty back; Refused where there is none."""
    fact = DutyTurn.objects.filter(id=turn, cancels_id=None).first()
    if fact is None:
        raise problems.NO_SUCH_DUTY.refused()
    _demand_own(UnitId(fact.unit_id), by)
    DutyTurn.objects.create(
        unit_id=fact.unit_id, role=fact.role, account_id=fact.account_id, starts=fact.starts,
        ends=fact.ends, cancels_id=fact.id,
    )  # fmt: skip


def _demand_own(unit: UnitId, by: Viewer) -> None:
    formation = Formation.read()
    key = formation.key_of.get(unit)
    if key is None or key not in formation.below(by.units):
        code = formation.units[key].code if key else ""
        raise problems.UNIT_BEYOND.refused(unit=code)
