"""Caseloads: working time and absences, the pool, and a list of cases handed on at once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import account_names
from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.folding import Standing, happen, locked
from muster.care.handing import refuse_while_open
from muster.care.hands import hands_of
from muster.care.loading import clinicians_of, loads_of, pool, times_of
from muster.care.models import CaseRow, HandoverSide, Pooled, WorkingTime
from muster.care.rules.caseloads import load_of
from muster.care.rules.cases import Act, Event, refusal
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.vault.zones import Zone

AT_ONCE = 500


@command(
    key="care.keep-working-time",
    permits=Permission.KEEP_LOAD,
    zone=Zone.PLANNING,
    says=_("It was written down how much of a post a clinician works."),
)
def keep_working_time(
    *, unit: UnitId, account: AccountId, percent: int, by: Viewer, at: Instant
) -> None:
    """Write down how much of a full post a clinician works."""
    _demand_clinicians([account], by, at)
    if not 0 < percent <= 100:
        raise problems.NO_SUCH_POST.refused()
    WorkingTime.objects.create(
        unit_id=unit, account=account, percent=percent, said_at=at, said_by=by.account
    )


@command(
    key="care.keep-absence",
    permits=Permission.KEEP_LOAD,
    zone=Zone.PLANNING,
    says=_("It was written down that a clinician is away, and who covers."),
)
def keep_absence(
    *,
    unit: UnitId,
    account: AccountId,
    away_from: date,
    away_until: date,
    cover: AccountId,
    by: Viewer,
    at: Instant,
) -> None:
    """Write down that a clinician is away, first and last day included, and who looks after.

    The cases stay whose they are. Whoever covers has them on their own list, and is told of what is
    late. The last word counts. A head of service writes it for anybody, others for themselves.
    """
    _demand_clinicians([account, cover], by, at)
    _demand_own(account, by)
    if cover == account:
        raise problems.NOBODY_NAMED.refused()
    if away_until < away_from:
        raise problems.LIMITATION_BACKWARDS.refused()
    WorkingTime.objects.create(
        unit_id=unit, account=account, away_from=away_from, away_until=away_until, cover=cover,
        said_at=at, said_by=by.account,
    )  # fmt: skip
    send([cover], Kind.REMINDER, about=account, step=f"cover {away_from:%y%m%d}", at=at)


@command(
    key="care.pool-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A case was given to the team's pool; it stays with its owner until somebody takes it."),
    portable=True,
)
def pool_case(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Give a case of one's own to the team's pool."""
    refuse_while_open(person)
    found = _found(person, case)
    if found.state.owner != str(by.account):
        raise problems.NOT_YOURS.refused()
    _happen(found, Event(Act.POOLED, at, str(by.account), _hand(by, found)))
    Pooled.objects.update_or_create(
        case_id=case, defaults={"owner": by.account, "since": at}, create_defaults={
            "owner": by.account, "since": at, "person_id": person,
        },
    )  # fmt: skip
    note(case=case)


@command(
    key="care.take-from-pool",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician took a case from the team's pool."),
    portable=True,
)
def take_from_pool(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Take a case from the pool: from now on it is yours. Of two at once, the second is told.

    Refused where one carries more than the profile's cap.
    """
    refuse_while_open(person)
    found = _found(person, case)
    if not pool().filter(case_id=case).exists() or found.state.owner == str(by.account):
        owner = AccountId(UUID(found.state.owner))
        raise problems.NOT_IN_POOL.refused(who=account_names([owner]).get(owner, str(owner)))
    if loads_of([by.account])[by.account].over(in_force().path.load_cap):
        raise problems.LOAD_FULL.refused()
    _hand_to(found, by.account, by, at)
    note(case=case)


@command(
    key="care.offer-all",
    permits=Permission.KEEP_LOAD,
    zone=Zone.CLINICAL,
    says=_("All open cases of a clinician were offered to another."),
)
def offer_all(*, owner: AccountId, to: AccountId, by: Viewer, at: Instant) -> int:
    """Offer every open case of a clinician to another, who accepts the list as a whole.

    Until then each stays with its owner. What is being handed over already is left out. Return how
    many were offered.
    """
    _demand_clinicians([to], by, at)
    _demand_own(owner, by)
    if owner == to:
        raise problems.NOBODY_NAMED.refused()
    open_ones = HandoverSide.objects.filter(ended=False).values("case_id")
    rows = CaseRow.objects.filter(ended=False, owner=owner).exclude(case_id__in=open_ones)
    offered = []
    for person, case in list(rows.order_by("case_id").values_list("person_id", "case_id")):
        found = locked(PersonId(person), case)
        event = Event(Act.OFFERED, at, str(by.account), to=str(to))
        if found is not None and refusal(found.profile.case, found.state, event, {}) is None:
            happen(found.case, event)
            offered.append(PersonId(person))
    if not offered:
        raise problems.NOTHING_TO_OFFER.refused()
    send([to], Kind.REMINDER, about=owner, step=f"list {at:%y%m%d%H%M}", at=at)
    note(people=offered, cases=len(offered))
    return len(offered)


@command(
    key="care.accept-all",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician accepted a colleague's list of cases by name."),
)
def accept_all(*, owner: AccountId, over_cap: bool, by: Viewer, at: Instant) -> int:
    """Accept every case of a colleague's that is offered to the viewer; return how many.

    `over_cap`: they know that they carry more than the cap afterwards. All of it or nothing.
    """
    rows = CaseRow.objects.filter(ended=False, owner=owner, offered_to=by.account)
    offered = list(rows.order_by("case_id").values_list("person_id", "case_id", "state"))
    if not offered:
        raise problems.NOT_OFFERED.refused()
    if not over_cap and would_be_over(by.account, [state for *_ids, state in offered]):
        raise problems.LOAD_FULL.refused()
    taken = []
    for person, case, _state in offered:
        refuse_while_open(PersonId(person))
        found = _found(PersonId(person), case)
        _happen(found, Event(Act.ACCEPTED, at, str(by.account), _hand(by, found)))
        taken.append(PersonId(person))
    send([owner], Kind.REMINDER, about=by.account, step=f"taken {at:%y%m%d%H%M}", at=at)
    note(people=taken, cases=len(taken))
    return len(taken)


def would_be_over(account: AccountId, more: list[str]) -> bool:
    """Would somebody carry more than the cap with these cases as well? Inside a unit of work."""
    rows = CaseRow.objects.filter(ended=False, owner=account).values_list("state", flat=True)
    profile = in_force()
    load = load_of([*rows, *more], times_of([account])[account], profile.caring.load)
    return load.over(profile.path.load_cap)


def _hand_to(found: Standing, to: AccountId, by: Viewer, at: Instant) -> None:
    """Let a case go from its owner to whoever takes it, by the two facts of any handing on."""
    offered = Event(Act.OFFERED, at, found.state.owner, to=str(to))
    _happen(found, offered)
    happen(found.case, Event(Act.ACCEPTED, at, str(to), _hand(by, found)))


def _happen(found: Standing, event: Event) -> None:
    problem = refusal(found.profile.case, found.state, event, {})
    if problem is not None:
        raise Refused(problem)
    happen(found.case, event)


def _found(person: PersonId, case: UUID) -> Standing:
    found = locked(person, case)
    if found is None:
        raise NOT_FOUND.refused()
    return found


def _hand(by: Viewer, found: Standing) -> str:
    return next(iter(hands_of(by, found.state)), "")


def _demand_clinicians(accounts: list[AccountId], by: Viewer, at: Instant) -> None:
    known = {one.account for one in clinicians_of(by.units, at)}
    if not set(accounts) <= known:
        raise problems.NO_CLINICIAN_HERE.refused()


def _demand_own(account: AccountId, by: Viewer) -> None:
    if by.role is not HEAD_OF_SERVICE and account != by.account:
        raise problems.NOT_YOURS.refused()
