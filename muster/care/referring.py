"""Referrals as rows: made, answered, folded; inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from muster.care.clocks import wind
from muster.care.events import CaseMoved
from muster.care.models import CaseRow, Referral, ReferralFact, ReferralRow
from muster.care.rules.referrals import Act, Event, ReferralState, answer_due, state_of
from muster.care.sealed import sealed_words
from muster.detection.events import Closed
from muster.detection.telling import REFERRED
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force

TABLE = "care_referral"


def refer(
    person: PersonId,
    referral: UUID,
    *,
    case: UUID | None,
    to: str,
    day: date | None,
    words: str,
    by: AccountId,
    at: Instant,
) -> Referral:
    """Write a referral inside the command under way, and wind the clock of its answer."""
    calendar = calendars_of([person])[person]
    due = answer_due(in_force().caring.referrals, calendar, at, day)
    made = Referral.objects.create(
        id=referral, person_id=person, case_id=case, to=to, day=day, due_at=due, referred_at=at,
        referred_by=by, words=sealed_words(person, TABLE, referral, words) if words else None,
    )  # fmt: skip
    _project(made, _opened(made))
    wind(due)
    return made


def locked(person: PersonId, referral: UUID) -> tuple[Referral, ReferralState] | None:
    """Return a person's referral as it stands and hold it until the work is done; None without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT referral_id FROM care_referralrow WHERE referral_id = %s AND person_id = %s "
            "FOR UPDATE",
            [referral, person],
        )
        if cursor.fetchone() is None:
            return None
    found = Referral.objects.get(id=referral)
    return found, standing(found)


def standing(referral: Referral) -> ReferralState:
    """Return a referral as its facts say it stands."""
    facts = ReferralFact.objects.filter(referral=referral).order_by("at", "id")
    events = [
        Event(Act(one.act), one.at, str(one.done_by), one.reason, one.day, one.due_at)
        for one in facts
    ]
    return state_of(_opened(referral), events)


def happen(referral: Referral, event: Event) -> ReferralState:
    """Write what happened, fold it, and bring the row up to date."""
    ReferralFact.objects.create(
        referral=referral, person_id=referral.person_id, act=event.act.value, at=event.at,
        done_by=event.by, reason=event.reason, day=event.day, due_at=event.due,
    )  # fmt: skip
    state = standing(referral)
    _project(referral, state)
    if event.due is not None:
        wind(event.due)
    return state


def owner_of(row: ReferralRow) -> AccountId:
    """Return who is asked for the answer: whose case it is, or who referred."""
    case = CaseRow.objects.filter(case_id=row.case_id, ended=False).first() if row.case_id else None
    return AccountId(row.referred_by if case is None else case.owner)


def hear_closed(closed: Closed) -> None:
    """Answer the referrals to the service whose call has ended: it was held, or why it was not."""
    profile = in_force()
    for kind, source in closed.sources:
        found = locked(closed.person, source) if kind == REFERRED else None
        if found is None or found[1].ended:
            continue
        came = closed.reason not in profile.reasons.exit
        act, reason = (Act.KEPT, "") if came else (Act.NOT_ARRIVED, closed.reason)
        happen(found[0], Event(act, closed.at, str(closed.closed_by), reason))


def hear_case_moved(moved: CaseMoved) -> None:
    """Refer by a step of the path: who is admitted is referred, and who comes back was there."""
    rule = in_force().caring.referrals.by_state
    if moved.left in rule and moved.state != moved.left:
        for row in _open_of(moved.case, rule[moved.left]):
            found = locked(moved.person, row.referral_id)
            if found is not None:
                happen(found[0], Event(Act.KEPT, moved.at, str(moved.by)))
    if moved.state in rule and moved.state != moved.left:
        refer(
            moved.person, new_id(), case=moved.case, to=rule[moved.state], day=None, words="",
            by=moved.by, at=moved.at,
        )  # fmt: skip


def _open_of(case: UUID, to: str) -> Sequence[ReferralRow]:
    return list(ReferralRow.objects.filter(case_id=case, to=to, ended_at=None))


def _opened(referral: Referral) -> ReferralState:
    return ReferralState(referral.day, referral.due_at)


def rows_against_facts() -> list[UUID]:
    """Return the referrals whose row differs from what their facts amount to, for `doctor`."""
    rows = {row.referral_id: row for row in ReferralRow.objects.all()}
    wrong = []
    for referral in Referral.objects.order_by("id").iterator(chunk_size=1000):
        row, said = rows.get(referral.id), _columns_of(standing(referral))
        if row is None or any(getattr(row, name) != value for name, value in said.items()):
            wrong.append(referral.id)
    return wrong


def _columns_of(state: ReferralState) -> dict[str, object]:
    return {
        "day": state.day,
        "due_at": state.due,
        "became": state.became,
        "reason": state.reason,
        "moved": state.moved,
        "told": state.told,
        "ended_at": state.ended_at,
    }


def _project(referral: Referral, state: ReferralState) -> None:
    said = _columns_of(state)
    ReferralRow.objects.update_or_create(
        referral_id=referral.id,
        defaults=said,
        create_defaults={
            **said, "person_id": referral.person_id, "case_id": referral.case_id,
            "to": referral.to, "referred_at": referral.referred_at,
            "referred_by": referral.referred_by,
        },
    )  # fmt: skip
