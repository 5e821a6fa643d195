"""Many sittings of one instrument tiered at once, each exactly as `tiers.judge` would.

Findings are one bit each in a column of whole numbers, and a tier is a few bit tests. Objects are
made only for the sittings that are queued, and alike sittings share one verdict (`batches`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from muster.detection.rules.batches import Batch, Bits, Days, EarlierColumns, Flags, Tiers
from muster.detection.rules.change import norms_for
from muster.detection.rules.facts import Came
from muster.detection.rules.tiers import POSITIVE
from muster.detection.rules.totals import oldest_compared
from muster.instruments.rules.blocks import SEXES, Outcome
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.specification import Method, Scale
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.profile import Profile, ScaleRule

Totals = NDArray[np.int32]
_NOBODY = np.iinfo(np.int32).max  # a cut-off that nobody reaches


def judge_columns(
    columns: Columns,
    profile: Profile,
    *,
    came: Came = Came.IMPORT,
    recorded_on: date | Days = date.max,
    answered_on: Days | None = None,
    earlier: Mapping[str, EarlierColumns] | None = None,
) -> Tiers:
    """Return the tier and the findings of every sitting.

    `recorded_on` is one day for all or a day for each; left out, tiers and findings stand, and
    only the sentences would lack it. `answered_on` is NaT where unknown; `earlier` is by scale.
    """
    unknown = np.full(len(columns), np.datetime64("NaT", "D"))
    batch = Batch(
        columns,
        came,
        np.broadcast_to(np.asarray(recorded_on, "datetime64[D]"), len(columns)),
        unknown if answered_on is None else answered_on.astype("datetime64[D]"),
        {
            scale: EarlierColumns(past.score, past.on.astype("datetime64[D]"))
            for scale, past in (earlier or {}).items()
        },
    )
    findings = _findings(batch, profile)
    return Tiers(batch, profile, _tiers(findings, profile), findings)


def _findings(batch: Batch, profile: Profile) -> Bits:
    findings, columns = np.zeros(len(batch), np.uint32), batch.columns
    asks = columns.asks_for_contact == 1
    touched = columns.critical | asks
    for outcome in columns.scales:
        touched |= outcome.answered > 0
    if columns.specification.instrument == profile.follow_up.instrument:
        _note_follow_up(batch, profile, findings)
    else:
        _note_critical(batch, profile, findings)
        for plan, outcome in zip(columns.plans, columns.scales, strict=True):
            _note_scale(batch, profile, plan.scale, outcome, findings)
    findings[~touched] = 0
    positive = (findings & np.uint32(sum(finding.bit for finding in POSITIVE))) != 0
    _note(findings, Finding.TALK_AND_POSITIVE, asks & positive)
    _note(findings, Finding.WANTS_TO_TALK, asks & ~positive)
    return findings


def _tiers(findings: Bits, profile: Profile) -> NDArray[np.uint8]:
    tier = np.full(len(findings), Tier.NONE.rank, np.uint8)
    for each in sorted(profile.tiers, key=lambda tier: -tier.rank):
        mask = np.uint32(sum(finding.bit for finding in profile.tiers[each].findings))
        tier[(findings & mask) != 0] = each.rank
    return tier


def _note(findings: Bits, finding: Finding, where: Flags) -> None:
    findings |= np.where(where, np.uint32(finding.bit), np.uint32(0))


def _note_critical(batch: Batch, profile: Profile, findings: Bits) -> None:
    columns, instrument = batch.columns, batch.columns.specification.instrument
    live = batch.came is Came.LIVE
    other = Finding.CRITICAL_ANSWER if live else Finding.CRITICAL_ANSWER_RECORDED_LATER
    place = {item.code: row for row, item in enumerate(columns.specification.items)}
    for plan in columns.plans:
        rule = profile.scale(instrument, plan.scale.key)
        at_once = rule.critical_highest_from if rule is not None else {}
        for item in columns.specification.reported_with(plan.scale):
            if item.critical_at is None:
                continue
            answers = columns.answers[place[item.code]]
            critical = answers >= item.critical_at
            highest = critical & (answers >= at_once.get(item.code, item.highest + 1))
            _note(findings, Finding.CRITICAL_ANSWER_HIGHEST, highest)
            _note(findings, other, critical & ~highest)
    if live:  # in columns nothing says that the follow-up was asked
        _note(findings, Finding.FOLLOW_UP_MISSING, columns.critical)
    _note(findings, Finding.CRITICAL_ITEM_SKIPPED, columns.critical_missing)


def _note_follow_up(batch: Batch, profile: Profile, findings: Bits) -> None:
    columns = batch.columns
    whole = np.ones(len(batch), np.bool_)
    for plan, outcome in zip(columns.plans, columns.scales, strict=True):
        whole &= outcome.answered == outcome.items
        for rank, level in enumerate(plan.scale.levels):
            finding = profile.follow_up.levels.get(level.key)
            if finding is not None:
                _note(findings, finding, outcome.least == rank)
    if batch.came is Came.LIVE:
        _note(findings, Finding.FOLLOW_UP_ABANDONED, ~whole)
    else:
        _note(findings, Finding.CRITICAL_ITEM_SKIPPED, columns.critical_missing)


def _note_scale(
    batch: Batch, profile: Profile, scale: Scale, outcome: Outcome, findings: Bits
) -> None:
    if scale.method is Method.NONE:
        return
    rule = profile.scale(batch.columns.specification.instrument, scale.key)
    cutoff = _cutoffs(batch, scale, None if scale.method is Method.LEVELS else rule)
    judged = outcome.judged
    least, most, total = (
        column.astype(np.int32) for column in (outcome.least, outcome.most, outcome.total)
    )
    if scale.method is Method.LEVELS:
        positive = least >= cutoff
        _note(findings, Finding.POSITIVE, positive)
        _note(findings, Finding.NOT_JUDGED, ~judged & ~positive)
        return
    proven = np.where(judged, total, least)
    _note_total(findings, rule, cutoff, proven, most, judged)
    below = (cutoff != _NOBODY) & (proven < cutoff)
    _note(findings, Finding.CLUSTERS_MET_BELOW_CUTOFF, (outcome.clusters_met == 1) & below)
    _note_change(batch, profile, scale, outcome, findings)


def _cutoffs(batch: Batch, scale: Scale, rule: ScaleRule | None) -> Totals:
    """Return the cut-off for every sitting; out of reach where the scale has none."""
    plan = next(plan for plan in batch.columns.plans if plan.scale is scale)
    by_sex = []
    for place, sex in enumerate(SEXES):
        own = rule.cutoff(sex) if rule is not None else None
        if own is None and plan.cutoffs is not None:
            own = plan.cutoffs[place]
        by_sex.append(_NOBODY if own is None else own)
    places = batch.columns.sex
    if places is None:
        return np.full(len(batch), by_sex[0], np.int32)
    return np.array(by_sex, np.int32)[places]


def _note_total(
    findings: Bits,
    rule: ScaleRule | None,
    cutoff: Totals,
    proven: Totals,
    most: Totals,
    judged: Flags,
) -> None:
    """Give each sitting the first that holds: very high, severe, positive, not judged, raised."""
    left = cutoff != _NOBODY
    starts = (rule.very_high_from, rule.severe_from, rule.raised_from) if rule else (None,) * 3
    very_high, severe, raised = (_NOBODY if start is None else start for start in starts)
    for finding, holds in (
        (Finding.VERY_HIGH_SCORE, proven >= very_high),
        (Finding.SEVERE_SCORE, proven >= severe),
        (Finding.POSITIVE, proven >= cutoff),
        (Finding.NOT_JUDGED_BELOW_CUTOFF, ~judged & (most < cutoff)),
        (Finding.NOT_JUDGED, ~judged),
        (Finding.RAISED, proven >= raised),
    ):
        _note(findings, finding, left & holds)
        left &= ~holds


def _note_change(
    batch: Batch, profile: Profile, scale: Scale, outcome: Outcome, findings: Bits
) -> None:
    past = batch.earlier.get(scale.key)
    if past is None:
        return
    instrument = batch.columns.specification.instrument
    norms = norms_for(scale, profile.scale(instrument, scale.key))
    today = np.where(np.isnat(batch.answered_on), batch.recorded_on, batch.answered_on)
    rise = batch.columns.scores(scale.key) - past.score
    fresh = (_oldest(today, profile) <= past.on) & (past.on <= today)
    comparable = compared(batch.columns, scale.key) & fresh
    worse = np.full(len(batch), False) if norms.worse is None else rise >= norms.worse
    better = np.full(len(batch), False) if norms.better is None else -rise >= norms.better
    _note(findings, Finding.WORSE, comparable & worse)
    _note(findings, Finding.BETTER, comparable & better & ~worse)


def compared(columns: Columns, scale: str) -> Flags:
    """Return which sittings have a score that a later one may be compared with."""
    outcome = columns.outcome(scale)
    return outcome.judged & ~outcome.prorated


def _oldest(days: Days, profile: Profile) -> Days:
    """Return the first day compared with each of these; each different day is reckoned once."""
    different, places = np.unique(days, return_inverse=True)
    oldest = [oldest_compared(day, profile) for day in different.tolist()]
    return np.array(oldest, "datetime64[D]")[places]


__all__ = ["Batch", "EarlierColumns", "Tiers", "compared", "judge_columns"]
