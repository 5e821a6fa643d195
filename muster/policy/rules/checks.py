"""What a profile must hold beyond its shape: a clock for every tier, a tier for every finding,
no life-saving finding put off, no overlapping ranges, no code that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

from muster.kernel.problems import Problem
from muster.kernel.time import Measure, Span
from muster.kernel.words import _
from muster.policy import problems as kinds
from muster.policy.rules.caring_checks import check_caring
from muster.policy.rules.case_checks import check_path
from muster.policy.rules.findings import FLOORS, Finding, Tier
from muster.policy.rules.periods import Period
from muster.policy.rules.profile import CalendarRule, OnRequest, Profile, ScaleRule
from muster.policy.rules.track_checks import check_track

_SECONDS = {
    Measure.MINUTES: 60,
    Measure.HOURS: 3_600,
    Measure.DAYS: 86_400,
    # Five working days can span a week and a holiday; for comparing clocks, seven fifths of a day.
    Measure.WORKING_DAYS: 86_400 * 7 // 5,
}

# The floors of `findings.py` would mean nothing if a tier's own clock could be set to a month.
LATEST = {Tier.RED: Span(1, Measure.HOURS), Tier.AMBER: Span(24, Measure.HOURS)}

A_WEEK = Span(7, Measure.DAYS)
_LONGEST_LATE = 3 * 366  # days after a window's end; what is later answers another question
_LONGEST_NAME = 29  # a sitting keeps a window's name and the day it was counted from


def longest(span: Span) -> int:
    """Return the most seconds a span can last, so that clocks can be compared without a calendar.

    Days end with the unit's own day, so "0 days" may last almost a day and "7 days" almost eight;
    working days are reckoned as seven fifths of a day each.
    """
    if span.measure in (Measure.DAYS, Measure.WORKING_DAYS):
        return span.count * _SECONDS[span.measure] + _SECONDS[Measure.DAYS] - 1
    return span.count * _SECONDS[span.measure]


def check(profile: Profile) -> Iterator[Problem]:
    """Yield everything that is wrong with a profile whose shape is right."""
    yield from _tiers(profile)
    yield from _findings(profile)
    for key, rule in profile.scales.items():
        yield from _scale(f"scales.{key}", rule)
    for key, calendar in profile.calendars.items():
        yield from _windows(f"calendars.{key}", calendar)
    yield from check_path(profile.case, [one.name for one in fields(profile.reasons)])
    yield from check_track(profile.track, [one.name for one in fields(profile.reasons)])
    yield from check_caring(profile.caring, profile.case)
    yield from _codes(profile)
    yield from _shares(profile)
    yield from _watch(profile)
    yield from _disclosures(profile)
    yield from _hand_off(profile)


def _tiers(profile: Profile) -> Iterator[Problem]:
    allowed, because = 0, "0 minutes"
    for tier in Tier:
        rule, table = profile.tiers.get(tier), f"tiers.{tier}"
        if rule is None:
            yield kinds.MISSING.at(table="tiers", key=tier.value)
            continue
        if tier is Tier.NONE:
            continue
        for key, span in (("clock", rule.clock), ("again", rule.again)):
            if span is None:
                yield kinds.NO_CLOCK.at(table=table, key=key)
        if rule.clock is None:
            continue
        latest = LATEST.get(tier)
        if latest is not None and longest(rule.clock) > longest(latest):
            yield kinds.CLOCK_TOO_LONG.at(table=table, key="clock", latest=str(latest))
        if longest(rule.clock) < allowed:
            yield kinds.CLOCKS_OUT_OF_ORDER.at(table=because, key="clock", longer=table)
        allowed, because = longest(rule.clock), table
        for finding, span in rule.sooner.items():
            if finding not in rule.findings:
                yield kinds.SOONER_ELSEWHERE.at(
                    table=f"{table}.sooner", key=finding.value, tier=tier.value
                )
            elif longest(span) > longest(rule.clock):
                yield kinds.CLOCKS_OUT_OF_ORDER.at(
                    table=f"{table}.sooner", key=finding.value, longer=table
                )


def _findings(profile: Profile) -> Iterator[Problem]:
    stands: dict[Finding, Tier] = {}
    for tier, rule in profile.tiers.items():
        table = f"tiers.{tier}"
        for finding in rule.findings:
            if finding in stands:
                other = stands[finding].value
                yield kinds.FINDING_TWICE.at(table=table, key=finding.value, other=other)
            stands[finding] = tier
            floor = FLOORS.get(finding, Tier.NONE)
            if tier.rank > floor.rank:
                yield kinds.FINDING_TOO_LOW.at(table=table, key=finding.value, floor=floor.value)
    for finding in Finding:
        if finding not in stands:
            yield kinds.FINDING_NOWHERE.at(table="tiers", key=finding.value)


def _scale(table: str, rule: ScaleRule) -> Iterator[Problem]:
    starts = {
        "raised_from": rule.raised_from,
        "severe_from": rule.severe_from,
        "very_high_from": rule.very_high_from,
    }
    if rule.positive_from is None:
        if any(start is not None for start in starts.values()) or rule.accuracy:
            yield kinds.MISSING.at(table=table, key="positive_from")
        return
    cutoffs = [rule.cutoff(sex) or 0 for sex in (None, "male", "female")]
    lowest, highest = min(cutoffs), max(cutoffs)
    for key, start in starts.items():
        if start is None:
            continue
        # A raised range may be empty for one sex, never for all; the others begin above them all.
        raised_fits = start <= lowest and start < highest
        if raised_fits if key == "raised_from" else start > highest:
            continue
        limit = lowest if key == "raised_from" else highest
        yield kinds.BANDS_OVERLAP.at(
            table=table, key=key, value=start, other="positive_from", limit=limit
        )
    for place, accuracy in enumerate(rule.accuracy, start=1):
        for key in ("sensitivity", "specificity"):
            value = getattr(accuracy, key)
            yield from _between(f"{table}.accuracy[{place}]", key, value, 0, 1)


def _windows(table: str, rule: CalendarRule) -> Iterator[Problem]:
    by_anchor: dict[str, list[tuple[int, int, str]]] = {}
    for key, window in rule.windows.items():
        if len(key) > _LONGEST_NAME:
            short = _("a name of at most {most} characters").of(most=_LONGEST_NAME)
            yield kinds.WRONG_VALUE.at(table=table, key="windows", value=key[:60], expected=short)
        # Months are 28 to 31 days long; 30.44 orders them without choosing a year.
        opens, closes = (
            round(30.44 * period.months) + period.days for period in (window.opens, window.closes)
        )
        if closes < opens:
            yield kinds.CLOCKS_OUT_OF_ORDER.at(
                table=f"{table}.windows.{key}", key="opens", longer="closes"
            )
        by_anchor.setdefault(window.anchor, []).append((opens, closes, key))
    for windows in by_anchor.values():
        for (_begins, closes, earlier), (opens, _closes, later) in pairwise(sorted(windows)):
            if opens <= closes:
                yield kinds.WINDOWS_OVERLAP.at(table=table, key=later, other=earlier)


def _codes(profile: Profile) -> Iterator[Problem]:
    for kind, rule in profile.retention.items():
        table = f"retention.{kind}"
        if rule.keep.months < 0 or rule.keep.days < 0:
            keep = str(rule.keep)
            yield kinds.OUT_OF_RANGE.at(
                table=table, key="keep", value=keep, least="0 days", most="200 years"
            )
        if rule.on_request is OnRequest.REFUSE and rule.ground is None:
            yield kinds.MISSING.at(table=table, key="ground")
        if rule.ground is not None and rule.ground not in profile.grounds:
            yield kinds.NO_SUCH_CODE.at(table=table, key="ground", code=rule.ground)
    for key, scale in profile.scales.items():
        if scale.followed_by is not None and scale.followed_by_from is None:
            yield kinds.MISSING.at(table=f"scales.{key}", key="followed_by_from")
    numbers = [number.code for number in profile.crisis.numbers]
    for code in sorted({code for code in numbers if numbers.count(code) > 1}):
        yield kinds.CODE_TWICE.at(table="crisis.numbers", code=code)
    if not profile.crisis.ladder:
        yield kinds.MISSING.at(table="crisis", key="ladder")
    rungs = [longest(rung.after) for rung in profile.crisis.ladder]
    if rungs != sorted(rungs):
        yield kinds.CLOCKS_OUT_OF_ORDER.at(table="crisis.ladder", key="after", longer="after")


def _disclosures(profile: Profile) -> Iterator[Problem]:
    """What may be told stands in codes that exist: no recipient or content comes from nowhere."""
    rule, table = profile.disclosure, "disclosure.may"
    for ground, recipients in rule.may.items():
        if ground not in rule.grounds and ground not in rule.exceptions:
            yield kinds.NO_SUCH_CODE.at(table=table, key=ground, code=ground)
        for recipient, contents in recipients.items():
            if recipient not in rule.recipients:
                yield kinds.NO_SUCH_CODE.at(
                    table=f"{table}.{ground}", key=recipient, code=recipient
                )
            for code in contents:
                if code not in rule.contents:
                    yield kinds.NO_SUCH_CODE.at(table=f"{table}.{ground}", key=recipient, code=code)


def _hand_off(profile: Profile) -> Iterator[Problem]:
    """A visit later than in a week leaves whoever was in a crisis alone with it."""
    if longest(profile.crisis.hand_off_visit) > longest(A_WEEK):
        yield kinds.CLOCK_TOO_LONG.at(table="crisis", key="hand_off_visit", latest=str(A_WEEK))


def _shares(profile: Profile) -> Iterator[Problem]:
    yield from _between("expected", "prevalence", profile.expected.prevalence, 0, 1)
    yield from _between("path", "load_cap", profile.path.load_cap, 0, 1)
    rule = profile.campaigns
    yield from _between("campaigns", "interviews_per_100", rule.interviews_per_100, 0, 100)
    for key in ("late_for", "yearly_late_for", "second_stage_within"):
        keep: Period = getattr(rule, key)
        yield from _between("campaigns", key, 31 * keep.months + keep.days, 0, _LONGEST_LATE)


def _between(table: str, key: str, value: float, least: float, most: float) -> Iterator[Problem]:
    if not least <= value <= most:  # NaN fails this as well
        yield kinds.OUT_OF_RANGE.at(table=table, key=key, value=value, least=least, most=most)


def _watch(profile: Profile) -> Iterator[Problem]:
    """A watch that begins at nought would name everybody, and one at a million nobody."""
    watch, table = profile.oversight.watch, "oversight.watch"
    for key in ("many_readings", "refused_in_a_row", "out_of_reach", "night_readings"):
        yield from _between(table, key, getattr(watch, key), 2, 1_000)
    yield from _between(table, "quick_answers", watch.quick_answers, 4, 100)
    yield from _between(table, "quick_answer", watch.quick_answer, 0.1, 10)
    yield from _between("oversight.glass", "most", profile.oversight.glass.most, 2, 1_000)
    for key in ("night_from", "night_until"):
        yield from _between(table, key, getattr(watch, key), 0, 23)
