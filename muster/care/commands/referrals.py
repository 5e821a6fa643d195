"""Referrals: made from a case or by a physician, and each answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import holders
from muster.access.roles import HEAD_OF_SERVICE
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.models import CaseRow, ReferralRow
from muster.care.referring import happen, locked, owner_of, refer
from muster.care.rules.referrals import Act, Event, answer_due, refusal
from muster.detection.telling import REFERRED, raise_told
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.formation import units_above
from muster.policy.queries import in_force
from muster.policy.rules.findings import Finding
from muster.vault.zones import Zone

AT_ONCE = 500
SERVICE = "service"


@command(
    key="care.refer",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("Somebody was referred on, and an answer is awaited."),
    portable=True,
)
def refer_on(
    *,
    person: PersonId,
    case: UUID,
    referral: UUID,
    to: str,
    day: date | None,
    words: str,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Refer somebody from their case; `day` is the appointed day, None where none is agreed yet.

    `to` is a code of the profile's `[caring.referrals.to]`. The same id twice is one referral.
    """
    rule = in_force().caring.referrals
    if ReferralRow.objects.filter(referral_id=referral, person_id=person).exists():
        return referral
    if not CaseRow.objects.filter(case_id=case, person_id=person, ended=False).exists():
        raise NOT_FOUND.refused()
    if to not in rule.to or to == SERVICE:
        raise problems.UNKNOWN_CODE.refused(code=to, known=", ".join(rule.to))
    if day is not None and day < calendars_of([person])[person].local_date(at):
        raise problems.REFERRAL_BACKWARDS.refused()
    refer(person, referral, case=case, to=to, day=day, words=words, by=by.account, at=at)
    note(referral=referral)
    return referral


@command(
    key="care.refer-to-service",
    permits=Permission.REFER,
    zone=Zone.CLINICAL,
    says=_("A physician referred somebody to the psychologist."),
    portable=True,
)
def refer_to_service(
    *, person: PersonId, referral: UUID, urgent: bool, words: str, by: Viewer, at: Instant
) -> UUID:
    """Refer somebody to their unit's psychologist: they are queued, and the answer is awaited.

    Whoever has an open case of theirs is told that something is waiting.
    """
    if ReferralRow.objects.filter(referral_id=referral, person_id=person).exists():
        return referral
    rows = CaseRow.objects.filter(person_id=person, ended=False)
    cases = list(rows.values_list("case_id", "owner"))
    case = cases[0][0] if cases else None
    refer(person, referral, case=case, to=SERVICE, day=None, words=words, by=by.account, at=at)
    finding = Finding.REFERRED_URGENTLY if urgent else Finding.REFERRED
    raise_told(person, REFERRED, referral, [finding], told_at=at, at=at, by=by.account)
    owners = [AccountId(owner) for _case, owner in cases]
    send(owners, Kind.REMINDER, about=referral, step="referred", at=at)
    note(referral=referral)
    return referral


@command(
    key="care.answer-referral",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("It was noted what became of a referral."),
    portable=True,
)
def answer_referral(
    *,
    person: PersonId,
    referral: UUID,
    act: Act,
    reason: str,
    day: date | None,
    by: Viewer,
    at: Instant,
) -> None:
    """Answer a referral: kept, moved to `day`, or or not arrived for a `reason`."""
    found = locked(person, referral)
    if found is None or act is Act.WAS_LATE:
        raise NOT_FOUND.refused()
    made, state = found
    calendar, profile = calendars_of([person])[person], in_force()
    event = Event(act, at, str(by.account), reason if act is Act.NOT_ARRIVED else "", day)
    problem = refusal(state, event, calendar.local_date(at), tuple(profile.reasons.exit))
    if problem is not None:
        raise Refused(problem)
    if act is Act.MOVED:
        due = answer_due(profile.caring.referrals, calendar, at, day)
        event = Event(act, at, str(by.account), "", day, due)
    happen(made, event)
    note(referral=referral)


@command(
    key="care.note-late-referrals",
    permits=Permission.NOTE_LATE,
    zone=Zone.CLINICAL,
    says=_("Referrals without an answer were told to those who answer for them."),
)
def note_late_referrals(*, by: Viewer, at: Instant) -> int:
    """Ask for every answer that is late and was not asked for yet; return how many.

    Whose case it is, or who referred, is told, and the heads of service.
    """
    late = list(_late(at)[:AT_ONCE])
    for row in late:
        found = locked(PersonId(row.person_id), row.referral_id)
        if found is not None and not found[1].ended:
            happen(found[0], Event(Act.WAS_LATE, at, str(by.account)))
            step = f"unanswered {row.due_at:%y%m%d%H%M}"
            told = [owner_of(row), *_heads(row, at)]
            send(told, Kind.REMINDER, about=row.referral_id, step=step, at=at)
    note(late=len(late), people=[PersonId(row.person_id) for row in late])
    return len(late)


def any_late_referral(at: Instant) -> bool:
    """Is there a referral whose answer is late and nobody was asked? Inside a unit of work."""
    return bool(_late(at).exists())


def _late(at: Instant):  # type: ignore[no-untyped-def] — Django's own query sets
    rows = ReferralRow.objects.filter(ended_at=None, told=False, due_at__lt=at)
    return rows.order_by("due_at")


def _heads(row: ReferralRow, at: Instant) -> list[AccountId]:
    if row.unit_id is None:
        return []
    named = holders([HEAD_OF_SERVICE], units_above(UnitId(row.unit_id)), at)
    return [one.account for one in named]
