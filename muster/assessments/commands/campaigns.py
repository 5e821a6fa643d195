"""Campaigns: prepared at any time, opened only where somebody would answer whoever they find."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments import campaign_problems as refusals
from muster.assessments import problems
from muster.assessments.due import asked_by
from muster.assessments.lateness import empty_list
from muster.assessments.models import Campaign, CampaignTurn, Terms
from muster.assessments.rules.stages import Arranged, Opens, arranged
from muster.assessments.rules.who import Who, is_whole_unit
from muster.assessments.rules.windows import Dated
from muster.assessments.terms import CLOSED, OPENED, Ordered, plain, terms_within
from muster.instruments.packs import pack
from muster.instruments.queries import installed
from muster.kernel.ids import UnitId, new_id
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.channels import untested
from muster.people.duty import roles_without_duty
from muster.people.serving import people_of, serving, units_below
from muster.people.unit_names import unit_names
from muster.policy.queries import campaigns_may_open, in_force
from muster.policy.rules.profile import Meeting
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Asking:
    """All that is decided of a campaign: who, what, and when.

    `instruments` are asked of everybody; `then` opens more, besides what the force's profile lets
    follow. Either `calendar` names a calendar of the profile, or `windows` are stated days.
    """

    name: str
    units: tuple[UnitId, ...]
    instruments: tuple[str, ...]
    who: Who = Who()  # noqa: RUF009 — frozen, and the same for everybody
    then: tuple[Opens, ...] = ()
    calendar: str = ""
    windows: tuple[Dated, ...] = ()
    closes_on: date | None = None
    in_room: bool = False


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A campaign as it would be, how many people it would ask today, and what had to be lifted
    into the first stage because it asks about life.
    """

    ordered: Ordered
    asked: int
    lifted: tuple[str, ...]


@command(
    key="assessments.prepare-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("A campaign was prepared."),
)
def prepare_campaign(*, asking: Asking, by: Viewer, at: Instant) -> UUID:
    """Write a campaign's terms down and return its id; nobody is asked anything before it opens.

    Refused where nobody would be asked, nothing, or at no time.
    """
    found = foreseen(asking, by, at)
    made = found.ordered
    Terms.objects.create(
        id=made.id,
        unit_id=asking.units[0],
        units=list(asking.units),
        name=asking.name,
        who=plain(asking.who),
        stages=plain(made.stages),
        calendar=asking.calendar,
        windows=plain(asking.windows),
        closes_on=asking.closes_on,
        in_room=asking.in_room,
        whole_unit=made.whole_unit,
        prepared_at=at,
        prepared_by=by.account,
    )
    note(campaign=made.id, asked=found.asked)
    return made.id


@command(
    key="assessments.open-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.CLINICAL,
    says=_("A campaign was opened."),
)
def open_campaign(*, campaign: UUID, by: Viewer, at: Instant) -> None:
    """Open a prepared campaign, from now on.

    Refused while a crisis number is stale, nobody has the duty for one of its units, the alert
    channels there were not tested today, or its first day has not come.
    """
    ordered = _prepared(campaign, by)
    closed = why_closed(ordered, at)
    if closed:
        raise Refused(closed[0])
    Campaign.objects.create(
        id=ordered.id,
        key=f"campaign:{ordered.id.hex}",
        name=ordered.name,
        unit_id=ordered.units[0],
        instruments=list(ordered.stages.instruments()),
        opens_at=at,
        closes_at=None,
    )
    _turn(ordered, OPENED, by, at)


@command(
    key="assessments.close-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("A campaign was closed before its time."),
)
def close_campaign(*, campaign: UUID, by: Viewer, at: Instant) -> None:
    """Close a campaign: nobody is asked under it any more. What was answered stays."""
    ordered = _of(campaign, by)
    if ordered.closed is not None or ordered.opened is None:
        raise refusals.NOT_OPEN.refused()
    _turn(ordered, CLOSED, by, at)
    empty_list(campaign, at)


def why_closed(ordered: Ordered, at: Instant) -> list[Problem]:
    """Return everything that keeps a prepared campaign from being opened at `at`; [] for nothing.

    The crisis numbers must have been called lately; in every unit every duty must be held, and the
    channels to those who hold it must have been tested that day. What is open already stays open:
    closing it would leave people who have begun alone.
    """
    found: list[Problem] = []
    stale = campaigns_may_open(at)
    if stale is not None:
        found.append(stale)
    names = unit_names(ordered.units)
    if any(roles_without_duty(unit, at) for unit in ordered.units):
        found.append(problems.NOBODY_ON_DUTY.at())
    found += [
        refusals.CHANNELS_UNTESTED.at(unit=names[unit].code)
        for unit in ordered.units
        if untested(unit, at)
    ]
    today = calendar_of_unit(ordered.units[0]).local_date(at)
    if ordered.windows and ordered.windows[0].opens > today:
        found.append(refusals.OPENS_LATER.at(opens=ordered.windows[0].opens))
    last = ordered.windows[-1].closes if ordered.windows else ordered.closes_on
    if last is not None and last < today:
        found.append(refusals.WINDOW_OVER.at(closes=last))
    return found


def stages_for(instruments: Sequence[str], then: Sequence[Opens]) -> Arranged:
    """Return the stages that are asked: the campaign's own, and those the profile lets follow.

    Refused where nothing is asked, an instrument has no text here, or a rule follows nothing.
    """
    if not instruments:
        raise problems.NO_SUCH_INSTRUMENT.refused()
    rules = [*then, *_followed(instruments)]
    named = dict.fromkeys([*instruments, *(rule.asks for rule in rules)])
    critical = {key for key in named if pack(key).specification.critical}
    for key in dict.fromkeys([*instruments, *(rule.asks for rule in then)]):
        if not installed(key).wordings:
            raise refusals.NO_TEXT.refused(instrument=key)
    rules = [rule for rule in rules if installed(rule.asks).wordings]
    try:
        return arranged(instruments, rules, critical)
    except ValueError as follows:
        raise refusals.STAGE_FOLLOWS_NOTHING.refused(instrument=str(follows)) from None


def count_asked(ordered: Ordered, at: Instant) -> int:
    """Return how many people within reach the campaign asks, as units and filters are today."""
    found = serving(people_of(ordered.units, at), at, ranks=bool(ordered.who.ranks))
    return sum(asked_by(ordered, one) for one in found.values())


def _followed(instruments: Sequence[str]) -> list[Opens]:
    """Return what the force's profile lets follow these instruments."""
    rules = []
    for key in instruments:
        for scale in pack(key).specification.scales:
            rule = in_force().scale(key, scale.key)
            if rule is not None and rule.followed_by is not None:
                rules.append(Opens(key, scale.key, rule.followed_by_from, rule.followed_by))
    return rules


def _demand_units(units: Collection[UnitId], by: Viewer) -> None:
    if not units or not set(units) <= set(units_below(by.units)):
        raise NOT_FOUND.refused()


def _demand_windows(asking: Asking, at: Instant) -> None:
    """Refuse days that are none: no window, one that ends before it begins, or lies behind us."""
    calendars = {
        key: rule for key, rule in in_force().calendars.items() if rule.kind is Meeting.SCREEN
    }
    if asking.calendar and asking.calendar not in calendars:
        known = ", ".join(calendars)
        raise refusals.NO_SUCH_CALENDAR.refused(calendar=asking.calendar, known=known)
    if bool(asking.calendar) is bool(asking.windows):
        raise refusals.NO_WINDOW.refused()
    for one in asking.windows:
        if one.closes < one.opens:
            raise refusals.WINDOW_BACKWARDS.refused(closes=one.closes, opens=one.opens)
    for earlier, following in pairwise(asking.windows):
        if following.opens <= earlier.closes:
            raise refusals.WINDOWS_OVERLAP.refused(opens=following.opens)
    last = asking.windows[-1].closes if asking.windows else asking.closes_on
    if last is not None and last < calendar_of_unit(asking.units[0]).local_date(at):
        raise refusals.WINDOW_OVER.refused(closes=last)


def foreseen(asking: Asking, by: Viewer, at: Instant) -> Foreseen:
    """Return what a campaign would be; for use inside a unit of work.

    Refused where nobody would be asked, nothing, or at no time.
    """
    _demand_units(asking.units, by)
    found = stages_for(asking.instruments, asking.then)
    _demand_windows(asking, at)
    ordered = Ordered(
        new_id(), asking.name, asking.units, asking.who, found.stages, asking.calendar,
        asking.windows, asking.closes_on, asking.in_room, whole_unit=False, prepared=at,
    )  # fmt: skip
    asked = count_asked(ordered, at)
    if not asked:
        raise refusals.NOBODY_ASKED.refused()
    smallest = in_force().small_groups.clinical_cell
    whole = is_whole_unit(asking.who, asked, dated=not asking.calendar, smallest=smallest)
    return Foreseen(replace(ordered, whole_unit=whole), asked, found.lifted)


def _of(campaign: UUID, by: Viewer) -> Ordered:
    """Return a campaign all of whose units are the viewer's; Refused where there is none."""
    ordered = terms_within(campaign, units_below(by.units))
    if ordered is None:
        raise NOT_FOUND.refused()
    return ordered


def _prepared(campaign: UUID, by: Viewer) -> Ordered:
    ordered = _of(campaign, by)
    if ordered.opened is not None:
        raise refusals.ALREADY_OPENED.refused(day=ordered.opened.date())
    return ordered


def _turn(ordered: Ordered, state: str, by: Viewer, at: Instant) -> None:
    CampaignTurn.objects.create(
        campaign_id=ordered.id, unit_id=ordered.units[0], state=state, at=at, by=by.account
    )
