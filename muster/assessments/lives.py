"""From what is known of a person's service to the windows that a campaign opens for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from muster.assessments.answered import Answered, Wanted
from muster.assessments.rules.who import Known, Lived
from muster.assessments.rules.windows import (
    Life,
    Stretch,
    anchored_stretches,
    dated_stretches,
    yearly_lives,
)
from muster.assessments.terms import Ordered
from muster.kernel.time import Calendar, Instant
from muster.people.service import AWAY, ENDING, ExposureKind
from muster.people.serving import Serving
from muster.policy.queries import in_force
from muster.policy.rules.periods import Period
from muster.policy.rules.profile import Anchor, CalendarRule, Window


def known_to_filters(one: Serving) -> Known:
    """Return what a campaign's filters look at in this person."""
    lived = tuple(Lived(each.kind.value, each.since, each.until) for each in one.exposures)
    return Known(one.sex, one.post, one.rank, one.joined, lived)


def needs_lives(ordered: Ordered) -> bool:
    """Does this campaign look at what people lived through, or when they joined?"""
    who = ordered.who
    return bool(ordered.calendar or who.exposures or who.joined_since)


def wanted_of(campaigns: Collection[Ordered], at: Instant) -> Wanted:
    """Return which sittings can matter for these campaigns; what is older is never read.

    After the last screening, and where a campaign names no instrument, any sitting matters.
    """
    calendars = [in_force().calendars.get(one.calendar) for one in campaigns]
    anchors = {w.anchor for rule in calendars if rule for w in rule.windows.values()}
    if Anchor.LAST_SCREEN in anchors:
        return Wanted()
    begins = [_begins(one, rule, at) for one, rule in zip(campaigns, calendars, strict=True)]
    since = min(begins, default=at) - timedelta(days=1)  # a unit's day may begin before UTC's
    if any(not one.stages.first for one in campaigns):
        return Wanted(None, since)
    return Wanted(tuple({key for one in campaigns for key in one.stages.instruments()}), since)


def _begins(ordered: Ordered, rule: CalendarRule | None, at: Instant) -> Instant:
    """Return since when a sitting can count for a campaign.

    A window that still counted when the campaign was opened cannot have opened longer before than
    the longest of its calendar lasts, late ones included.
    """
    if rule is None:
        days = [window.opens for window in ordered.windows]
        return datetime.combine(min(days), time(), UTC) if days else at
    longest = max((_days(window) for window in rule.windows.values()), default=0)
    late = _days_of(in_force().campaigns.late_for)
    return (ordered.opened or at) - timedelta(days=longest + late)


def _days(window: Window) -> int:
    return _days_of(window.closes) - _days_of(window.opens, shortest=True)


def _days_of(period: Period, *, shortest: bool = False) -> int:
    """Return about how many days a period lasts, at most, or at least."""
    return period.days + period.months * (28 if shortest else 31)


def stretches_for(
    ordered: Ordered, one: Serving, answers: Sequence[Answered], calendar: Calendar, at: Instant
) -> Iterator[Stretch]:
    """Yield the windows that concern this person, as days of their unit.

    Windows that no longer counted when the campaign was opened are left out, and those that open
    after its last day. A campaign that is not open yet is reckoned as if it opened now.
    """
    opened = calendar.local_date(ordered.opened or at)
    for stretch in _all(ordered, one, answers, calendar, at):
        ends = ordered.closes_on
        if stretch.counts_until >= opened and (ends is None or stretch.opens <= ends):
            yield stretch


def _all(
    ordered: Ordered, one: Serving, answers: Sequence[Answered], calendar: Calendar, at: Instant
) -> Iterator[Stretch]:
    rules = in_force().campaigns
    if not ordered.calendar:
        yield from dated_stretches(ordered.windows, rules.late_for)
        return
    rule = in_force().calendars.get(ordered.calendar)
    if rule is None:  # the profile in force no longer has it: nothing is asked under it
        return
    first = max(calendar.local_date(ordered.opened or at), one.joined)
    yield from anchored_stretches(
        rule,
        lives_of(one, rule, [each.day for each in answers], first),
        today=calendar.local_date(at),
        late_for=rules.late_for,
        yearly_late_for=rules.yearly_late_for,
    )


def lives_of(
    one: Serving, rule: CalendarRule, screened_on: Sequence[date], first_asked: date
) -> Iterator[Life]:
    """Yield the stretches of this person's life from whose days the calendar counts."""
    wanted = {window.anchor for window in rule.windows.values()}
    ends = sorted(each.since for each in one.exposures if each.kind in ENDING)
    for each in one.exposures:
        if each.kind in AWAY and wanted & {Anchor.DEPARTURE, Anchor.RETURN}:
            home = {} if each.until is None else {Anchor.RETURN: each.until}
            last = each.until or date.max
            until = next((day for day in ends if day > last), None)
            yield Life({Anchor.DEPARTURE: each.since, **home}, until)
        if each.kind is ExposureKind.EVENT and Anchor.EVENT in wanted:
            yield Life({Anchor.EVENT: each.until or each.since})
    if Anchor.JOINING in wanted:
        yield Life({Anchor.JOINING: one.joined})
    if Anchor.LAST_SCREEN in wanted:
        yield from yearly_lives(rule, screened_on, first_asked)
