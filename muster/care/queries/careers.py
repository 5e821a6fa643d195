"""Adverse career actions as the auditor reads them: lists, what lies near care, and sums."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import careers
from muster.care.careers import Listed, Match
from muster.care.models import CareerAction, CareerFile, CareerReview
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.formation import top_units
from muster.policy.queries import in_force
from muster.vault.zones import Zone

MOST = 200


@dataclass(frozen=True, slots=True)
class Sums:
    """How many actions of the last two years there are, and how many lie within each window."""

    since_days: str
    actions: int
    within: dict[int, int]
    by_kind: tuple[tuple[str, int, int], ...]


@query(
    key="care.list-careers",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("The lists of adverse career actions were listed."),
)
def career_lists(*, by: Viewer, at: Instant) -> Shown[list[Listed]]:
    """Return the latest lists, without their reports."""
    rows = CareerFile.objects.defer("waiting").order_by("-arrived_at", "-id")[:50]
    return Shown([careers.listed(one, with_report=False) for one in rows])


@query(
    key="care.read-career-list",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("The report on a list of adverse career actions was read."),
)
def career_list(*, file: UUID, by: Viewer, at: Instant) -> Shown[Listed]:
    """Return one list with the report on it, while it waits."""
    row = CareerFile.objects.filter(id=file).first()
    if row is None:
        raise NOT_FOUND.refused()
    return Shown(careers.listed(row, with_report=True))


@query(
    key="care.career-matches",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("Adverse career actions not long after care were listed."),
)
def career_matches(*, waiting: bool, by: Viewer, at: Instant) -> Shown[list[Match]]:
    """Return the actions near care, the nearest window first; with `waiting`, the unreviewed."""
    rows = CareerAction.objects.filter(person_id__isnull=False).order_by("within", "day", "id")
    if waiting:
        rows = rows.exclude(id__in=CareerReview.objects.values("action_id"))
    found = careers.matches(list(rows[:MOST]))
    return Shown(found, list(dict.fromkeys(one.person for one in found)))


@query(
    key="care.career-match",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("An adverse career action not long after care was read, with the service number."),
)
def career_match(*, action: UUID, by: Viewer, at: Instant) -> Shown[tuple[Match, str]]:
    """Return one action near care, and the service number by which its papers are found.

    What matched nobody is not found: its pseudonym is opened for no reader.
    """
    row = CareerAction.objects.filter(id=action, person_id__isnull=False).first()
    if row is None:
        raise NOT_FOUND.refused()
    [found] = careers.matches([row])
    return Shown((found, careers.number_behind(row.pseudonym) or ""), [found.person])


@query(
    key="care.career-sums",
    permits=Permission.CHECK_CAREERS,
    zone=Zone.CAREER,
    says=_("Adverse career actions were counted."),
)
def career_sums(*, by: Viewer, at: Instant) -> Shown[Sums]:
    """Count the actions of the profile's span, and those of them within each window of care."""
    rule = in_force().oversight
    windows = sorted(one.count for one in rule.career_action_windows)
    rows = CareerAction.objects.filter(
        day__gte=rule.career_action_aggregate.before(day_at(top_units(), at))
    )
    near = {days: Count("id", filter=Q(within__lte=days)) for days in windows}
    sums = rows.aggregate(all=Count("id"), **{str(days): one for days, one in near.items()})
    kinds = rows.values_list("kind").annotate(Count("id"), Count("within")).order_by("kind")
    return Shown(
        Sums(
            str(rule.career_action_aggregate), sums["all"],
            {days: sums[str(days)] for days in windows},
            tuple((kind, count, close) for kind, count, close in kinds),
        )
    )  # fmt: skip
