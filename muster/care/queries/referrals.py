"""Referrals as clinicians read them, and what became of them all as the head of service does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.models import CaseRow, Referral, ReferralRow
from muster.care.referring import TABLE
from muster.care.rules.referrals import Figures, figures
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

OVER = timedelta(days=90)
"""Over how long the head of service's figures go."""


@dataclass(frozen=True, slots=True)
class ReferralRead:
    """One referral with what became of it."""

    referral: UUID
    to: str
    day: date | None
    due: datetime
    referred_at: datetime
    by: UUID
    became: str
    reason: str
    moved: int
    ended_at: datetime | None
    words: str

    def late(self, now: Instant) -> bool:
        return self.ended_at is None and now > self.due


@dataclass(frozen=True, slots=True)
class OfService:
    """What the head of service's first page says; `asked` counts late answers by whom they ask.

    `late` counts the cases that should have moved on, by whose they are.
    """

    figures: Figures
    reasons: Mapping[str, int]
    asked: Mapping[UUID, int]
    late: Mapping[UUID, int]
    open: Mapping[UUID, int]


@query(
    key="care.referrals",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A person's referrals were read."),
)
def referrals_of(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[ReferralRead]]:
    """Return a person's referrals, those without an answer first, then the latest."""
    rows = ReferralRow.objects.filter(person_id=person).order_by("-referred_at", "-referral_id")
    made = Referral.objects.in_bulk([row.referral_id for row in rows])
    found = [_read(person, row, made[row.referral_id]) for row in rows]
    return Shown(sorted(found, key=lambda one: one.ended_at is not None), [person])


@query(
    key="care.service",
    permits=Permission.READ_SERVICE,
    zone=Zone.CLINICAL,
    says=_("The figures of the service were read."),
)
def of_service(*, by: Viewer, at: Instant) -> Shown[OfService]:
    """Return what became of the referrals of the last three months, and what is late on whom."""
    rows = list(ReferralRow.objects.filter(referred_at__gt=at - OVER))
    unanswered = [row for row in rows if row.ended_at is None and row.due_at < at]
    cases = CaseRow.objects.filter(case_id__in=[row.case_id for row in unanswered], ended=False)
    owners = dict(cases.values_list("case_id", "owner"))
    counted = (
        CaseRow.objects.filter(ended=False)
        .values("owner")
        .annotate(every=Count("case_id"), late=Count("case_id", filter=Q(due_at__lt=at)))
    )
    found = OfService(
        figures((row.became, row.due_at < at) for row in rows),
        Counter(row.reason for row in rows if row.reason),
        Counter(owners.get(row.case_id, row.referred_by) for row in unanswered),
        {one["owner"]: one["late"] for one in counted if one["late"]},
        {one["owner"]: one["every"] for one in counted},
    )
    return Shown(found)


def _read(person: PersonId, row: ReferralRow, made: Referral) -> ReferralRead:
    return ReferralRead(
        row.referral_id, row.to, row.day, row.due_at, row.referred_at, row.referred_by, row.became,
        row.reason, row.moved, row.ended_at, opened_words(person, TABLE, made.id, made.words),
    )  # fmt: skip
