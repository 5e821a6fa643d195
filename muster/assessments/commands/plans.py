"""The plan of the year: what is wanted, the plan as it is reckoned, and changes by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import campaign_problems as refusals
from muster.assessments.crews import Standing, teams_of
from muster.assessments.models import PlanNeed, PlanPart, Wanted, YearPlan
from muster.assessments.needs import Falling, falling_due, may_be_planned, wanted_of
from muster.assessments.plans import Part, Told, plan_of, planned
from muster.assessments.rules.planning import Crew, monday_of
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.serving import units_below
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@command(
    key="assessments.want-visit",
    permits=Permission.PLAN_YEAR,
    zone=Zone.PLANNING,
    says=_("It was entered that a unit is to be seen."),
)
def want_visit(
    *,
    unit: UnitId,
    name: str,
    opens: date,
    closes: date,
    people: int | None,
    able: Sequence[str],
    by: Viewer,
    at: Instant,
) -> UUID:
    """Enter that a unit is to be seen between two days; `people` None: everybody in it."""
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    if closes < opens:
        raise refusals.WINDOW_BACKWARDS.refused(closes=closes, opens=opens)
    known = in_force().qualifications
    for code in able:
        if code not in known:
            raise refusals.NO_SUCH_QUALIFICATION.refused(code=code, known=", ".join(known))
    made = Wanted.objects.create(
        unit_id=unit, name=name, opens_on=opens, closes_on=closes, people=people,
        able=sorted(set(able)), at=at, by=by.account,
    )  # fmt: skip
    note(wanted=made.id)
    return made.id


@command(
    key="assessments.drop-wanted",
    permits=Permission.PLAN_YEAR,
    zone=Zone.PLANNING,
    says=_("That a unit is to be seen was taken back."),
)
def drop_wanted(*, wanted: UUID, by: Viewer, at: Instant) -> None:
    """Take back that a unit is to be seen; the next plan leaves it out."""
    found = next((one for one in wanted_of(units_below(by.units)) if one.id == wanted), None)
    if found is None:
        raise NOT_FOUND.refused()
    Wanted.objects.create(
        unit_id=found.unit_id, name=found.name, opens_on=found.opens_on, closes_on=found.closes_on,
        people=found.people, able=found.able, cancels_id=wanted, at=at, by=by.account,
    )  # fmt: skip


@command(
    key="assessments.make-plan",
    permits=Permission.PLAN_YEAR,
    zone=Zone.PLANNING,
    says=_("The plan of the year was made."),
)
def make_plan(*, year: int, calendars: Sequence[str], by: Viewer, at: Instant) -> UUID:
    """Plan the year of the viewer's teams anew; what was changed by hand stays as it was.

    `calendars` are those of the profile that are planned for even without a campaign.
    """
    today = day_at(by.units, at)
    if not may_be_planned(year, today) or not by.units:
        raise refusals.NOT_A_YEAR.refused(year=year)
    needs = falling_due(by.units, year, calendars, at)
    teams = teams_of(by.units, today)
    kept = _by_hand(plan_of(by.units, year), needs, teams)
    made = YearPlan.objects.create(unit_id=by.units[0], year=year, made_at=at, made_by=by.account)
    PlanNeed.objects.bulk_create(_need(made.id, one) for one in needs)
    units = {one.key: one.unit for one in needs}
    PlanPart.objects.bulk_create(
        PlanPart(
            plan_id=made.id, unit_id=units[one.need], need=one.need, revision=0,
            team_id=UUID(one.team), week=one.week, sittings=one.sittings,
            interviews=one.interviews, at=at, by=by.account,
        )
        for one in planned(needs, teams, year, kept)
    )  # fmt: skip
    for need, parts in kept.items():
        _write(made.id, units[need], need, 1, parts, by, at)
    note(plan=made.id, needs=len(needs))
    return made.id


@command(
    key="assessments.change-plan",
    permits=Permission.PLAN_YEAR,
    zone=Zone.PLANNING,
    says=_("The plan of the year was changed by hand."),
)
def change_plan(*, year: int, need: str, parts: Sequence[Part], by: Viewer, at: Instant) -> None:
    """Give one need to these teams and weeks instead; the rest of the plan stays.

    Refused where a team does not suit, a week lies outside, or somebody would have more than they
    can do.
    """
    told = plan_of(by.units, year)
    wanted = next((one for one in told.needs if one.key == need), None) if told else None
    if told is None or wanted is None:
        raise refusals.NO_SUCH_PLAN.refused()
    teams = {one.id: one for one in teams_of(by.units, day_at(by.units, at))}
    parts = _gathered(parts)
    done = sum(part.sittings for part in parts), sum(part.interviews for part in parts)
    least = min((min(part.sittings, part.interviews) for part in parts), default=0)
    if done[0] > wanted.sittings or done[1] > wanted.interviews or least < 0:
        raise refusals.MORE_THAN_NEEDED.refused(most=wanted.sittings, interviews=wanted.interviews)
    for part in parts:
        if part.team not in teams:
            raise NOT_FOUND.refused()
        _demand_fit(told, wanted, part, teams[part.team])
    _write(told.id, wanted.unit, need, told.revisions.get(need, 0) + 1, parts, by, at)


def _gathered(parts: Sequence[Part]) -> list[Part]:
    """Return one part for each team and week; parts that come to nothing are left out."""
    found: dict[tuple[UUID, int], Part] = {}
    for one in parts:
        key = (one.team, one.week)
        sittings, interviews = one.sittings, one.interviews
        if key in found:
            sittings += found[key].sittings
            interviews += found[key].interviews
        found[key] = Part(one.team, one.week, sittings, interviews)
    return [one for one in found.values() if one.sittings or one.interviews]


def _demand_fit(told: Told, need: Falling, part: Part, team: Standing) -> None:
    """Refuse a part that its team or week cannot take, beside what they have already."""
    crew = team.crew(told.year)
    if not _suits(crew, need):
        raise refusals.UNSUITED.refused(team=team.name)
    monday = monday_of(told.year, part.week)
    if not need.first_week <= part.week <= need.last_week:
        first, last = (monday_of(told.year, w) for w in (need.first_week, need.last_week))
        raise refusals.OUT_OF_WEEKS.refused(monday=monday, first=first, last=last)
    others = [
        one
        for key, parts in told.parts.items()
        for one in parts
        if key != need.key and (one.team, one.week) == (part.team, part.week)
    ]
    over = max(
        sum(one.sittings for one in others) + part.sittings - crew.sittings[part.week],
        sum(one.interviews for one in others) + part.interviews - crew.interviews[part.week],
    )
    if over > 0:
        raise refusals.OVER_CAPACITY.refused(team=team.name, monday=monday, over=over)


def _suits(crew: Crew, need: Falling) -> bool:
    return need.unit.hex in crew.serves and set(need.able) <= crew.able


def _by_hand(
    before: Told | None, needs: Sequence[Falling], teams: Sequence[Standing]
) -> Mapping[str, tuple[Part, ...]]:
    """Return what was changed by hand in the plan before and still stands for something."""
    if before is None:
        return {}
    due, there = {one.key for one in needs}, {one.id for one in teams}
    return {
        need: tuple(part for part in before.parts[need] if part.team in there)
        for need in before.by_hand & due
    }


def _need(plan: UUID, one: Falling) -> PlanNeed:
    return PlanNeed(
        plan_id=plan, unit_id=one.unit, key=one.key, source=one.source, name=one.name,
        first_week=one.first_week, last_week=one.last_week, sittings=one.sittings,
        interviews=one.interviews, able=list(one.able),
    )  # fmt: skip


def _write(
    plan: UUID,
    unit: UnitId,
    need: str,
    revision: int,
    parts: Sequence[Part],
    by: Viewer,
    at: Instant,
) -> None:
    """Write one revision of one need; a row without a team says that nobody does it."""
    common = {
        "plan_id": plan, "unit_id": unit, "need": need, "revision": revision, "at": at,
        "by": by.account,
    }  # fmt: skip
    rows = [
        PlanPart(
            team_id=part.team, week=part.week, sittings=part.sittings, interviews=part.interviews,
            **common,
        )
        for part in parts
    ]  # fmt: skip
    PlanPart.objects.bulk_create(rows or [PlanPart(**common)])
